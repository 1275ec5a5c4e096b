"""The signals, found by discovery: a module here named like ``spn201_fixed_terms`` is one code.

Such a module has ``CODE`` (a :class:`Code`), a docstring that is its public documentation
(sections *What it finds*, *Why it matters*, *When it is wrong*, *Example*, *Sources*), a function
``find(reading)`` that yields Findings and, if it likes, ``measure(reading)`` that returns features
for the page model by name. Its examples live in ``tests/signals/<CODE>.md`` and are executed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from inspect import cleandoc
from pkgutil import iter_modules

from detector.evidence import evidence
from detector.finding import Finding
from detector.memo import once
from detector.reading import Reading
from detector.running import Span
from detector.signals.signal import Code, Signal

__all__ = ["Code", "Signal", "measure", "run", "signals"]

GENERAL = frozenset({"SPN101", "SPN102"})
KEYPHRASES = frozenset({"STF101", "STF201"})
MODULE = re.compile(r"[a-z]{3}\d{3}_\w+")


@cache
def signals() -> dict[str, Signal]:
    """Return every signal by its code, in the order of the codes."""
    found = {}
    for module in sorted(m.name for m in iter_modules(__path__) if MODULE.fullmatch(m.name)):
        signal = import_module(f"{__name__}.{module}")
        found[signal.CODE.code] = Signal(
            signal.CODE,
            cleandoc(signal.__doc__ or ""),
            signal.find,
            getattr(signal, "measure", None),
        )
    return found


def run(reading: Reading, *, modelled: bool = True) -> list[Finding]:
    """Return the findings of all signals in text order.

    Without those that need the rewriting model unless ``modelled``. A general finding (a
    misfit) gives way where a signal that knows more speaks of the same words, and wherever a
    keyphrase stands that was found stuffed: it fits badly because nobody wrote it to fit. What
    stands in inline code is a name or a quotation, and no finding.
    """
    findings = list(_found(reading))
    if modelled:
        findings += (finding for signal in _those(True) for finding in signal.find(reading))
    findings = [finding for finding in findings if not _in_code(finding, reading.article.code)]
    taken = [(f.start, f.end) for f in findings if f.code not in GENERAL and f.end > f.start]
    taken += _stuffed(reading, findings)
    kept = [f for f in findings if f.code not in GENERAL or _free(f, taken)]
    return sorted(kept, key=lambda f: (f.start, f.end, f.code, f.found))


def _stuffed(reading: Reading, findings: Iterable[Finding]) -> Iterator[Span]:
    """Yield every place of a keyphrase that was found to be stuffed at one."""
    marked = {(f.start, f.end) for f in findings if f.code in KEYPHRASES}
    for phrase in reading.keyphrases if marked else ():
        if not marked.isdisjoint(phrase.positions):
            yield from phrase.positions


def _free(finding: Finding, taken: Iterable[Span]) -> bool:
    return not any(finding.start < end and start < finding.end for start, end in taken)


def measure(
    reading: Reading, findings: Iterable[Finding], *, modelled: bool = True
) -> dict[str, float]:
    """Return the features of a page by name, those of the rewriting model only if ``modelled``.

    For every code its findings per 1,000 words weighted by strength, under the code's name in
    lower case; what the signals measure themselves; and how much evidence the findings
    of an axis show together (:mod:`detector.evidence`), which no model weighs.
    """
    findings = list(findings)
    features = {code.lower(): 0.0 for code in signals() if modelled or code not in GENERAL}
    for finding in findings:
        features[finding.code.lower()] += finding.strength * reading.per_thousand
    features |= _measured(reading) | evidence(findings)
    return features | _measures(reading, modelled=True) if modelled else features


def _in_code(finding: Finding, code: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(code, finding.start, key=lambda span: span[0]) - 1
    return index >= 0 and finding.start < finding.end <= code[index][1]


# Once a Reading: a page that the cheap stage passes on is asked again, often with the same text.
@once
def _found(reading: Reading) -> tuple[Finding, ...]:
    return tuple(finding for signal in _those(False) for finding in signal.find(reading))


@once
def _measured(reading: Reading) -> dict[str, float]:
    return _measures(reading, modelled=False)


def _measures(reading: Reading, *, modelled: bool) -> dict[str, float]:
    found: dict[str, float] = {}
    for signal in _those(modelled):
        if signal.measure is not None:
            found |= signal.measure(reading)
    return found


def _those(modelled: bool) -> list[Signal]:
    """Return the signals that need the rewriting model, or those that do not."""
    return [signal for code, signal in signals().items() if (code in GENERAL) is modelled]
