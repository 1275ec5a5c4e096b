"""Repetition: the page says the same lines or word groups again beyond Gopher's thresholds.

What it finds
    Pages that break a repetition rule of the Gopher corpus filter: more than 30 % duplicate
    paragraphs (20 % of the characters), a commonest 2-, 3- or 4-gram that covers 20, 18 or 16 % of
    the characters, or duplicate 5- to 10-grams on more than 15 to 10 %. The finding names the rule,
    the value and the threshold. Table cells do not count; texts under 50 words are not judged.

Why it matters
    Generators pad a page by repeating sentences with another place or product in the slot. Careful
    doorway pages keep the rules, so silence says nothing.

When it is wrong
    Legal text, forms, lyrics and leaflets that repeat one warning for every drug break them
    honestly. The rules were made to choose training text, not to find spam.

Example:
    A clinic page that repeats "Call our knee pain clinic in Springfield today." for every suburb.

Sources
    Rae et al. 2021, Scaling Language Models: Methods, Analysis & Insights from Training Gopher,
    table A1 (arXiv 2112.11446); counted like datatrove's gopher_repetition_filter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.memo import once
from detector.reading import Reading
from detector.repetition import Rule, gopher_repetition
from detector.signals.lines import lines_of, tokens_of
from detector.signals.signal import Code

CODE = Code(
    "TPL204",
    "repetition",
    Axis.STUFFED,
    Severity.WARNING,
    ("Rae et al. 2021, Scaling Language Models … Training Gopher, table A1 (arXiv 2112.11446)",),
)
LEAST_WORDS = 50
LONGEST_EVIDENCE = 160


@once
def rules(reading: Reading) -> tuple[Rule, ...]:
    """Return every repetition rule of the page, kept or broken; none for a short text."""
    words = tokens_of(reading)
    if len(words) < LEAST_WORDS:
        return ()
    lines = [line.text for line in lines_of(reading)]
    return tuple(gopher_repetition(lines, words, "\n".join(lines)))


def find(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every broken rule, of the rules that differ in n alone the worst."""
    broken: dict[str, Rule] = {}
    for rule in sorted(rules(reading), key=lambda rule: -rule.ratio):
        broken.setdefault(re.sub(r"\d", "n", rule.name), rule)
    for rule in broken.values():
        if not rule.passed:
            yield CODE.on_page(
                rule.evidence[:LONGEST_EVIDENCE] or f"{rule.name}: {rule.value:.0%}",
                f"Repetition: {rule.name} are {rule.value:.1%} of the text, "
                f"above Gopher's {rule.threshold:.0%}.",
                strength=min(0.9, 0.4 * rule.ratio),
            )


def measure(reading: Reading) -> dict[str, float]:
    """Return ``tpl204_worst_ratio``: the largest value in units of its threshold, at most 5."""
    return {"tpl204_worst_ratio": min(5.0, max((r.ratio for r in rules(reading)), default=0.0))}
