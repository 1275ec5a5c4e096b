"""What a code means: the documentation of its signal, as the module wrote it."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import groupby
from textwrap import fill

from detector.check.codes import Rule, gate_codes, known, rule
from detector.criteria import Rule as CriterionRule
from detector.criteria import criteria
from detector.errors import UsageError
from detector.signals import Signal, signals

ANSWER = """How it is answered
    Met, with what shows it; not met; or cannot tell. What may stand beside an article, such as a
    privacy policy, is missing only where the whole page was read. DISCERN's questions about
    treatment (1 and 6 to 15) are asked of texts that speak of treatments often enough.
"""


def explain(code: str) -> str:
    """Return the documentation of one code; UsageError names near codes if it is unknown."""
    if code.upper() in gate_codes():
        gate = rule(code.upper())
        return f"{_gate_head(gate)}\n\n{gate.documentation}\n"
    if code.upper() in criteria():
        criterion = criteria()[code.upper()]
        return f"{_criterion_head(criterion)}\n\n{criterion.documentation}\n\n{ANSWER}"
    signal = signals().get(code.upper())
    if signal is None:
        every = [*known(), *criteria()]
        near = get_close_matches(code.upper(), every, n=3, cutoff=0.4) or every[:3]
        raise UsageError(
            f"There is no code {code}; did you mean {', '.join(near)}? "
            "“detector explain --all” lists every code."
        )
    return f"{_head(signal)}\n\n{signal.documentation}\n"


def laid_out(text: str, columns: int) -> str:
    """Return a documentation with its paragraphs set to ``columns``, as terminals show it."""
    paragraphs = groupby(text.replace("``", "`").splitlines(), _indent)
    return "".join(_paragraph(indent, list(lines), columns) for indent, lines in paragraphs)


def _indent(line: str) -> int | None:
    return len(line) - len(line.lstrip()) if line.strip() else None


def _paragraph(indent: int | None, lines: list[str], columns: int) -> str:
    if indent is None:
        return "\n" * len(lines)
    space = " " * indent
    words = " ".join(line.strip() for line in lines)
    return f"{fill(words, columns, initial_indent=space, subsequent_indent=space)}\n"


def overview() -> str:
    """Return one line a code: the code, its axis and severity, and its name."""
    heads = [_head(signal) for signal in signals().values()]
    heads += [_criterion_head(criterion) for criterion in criteria().values()]
    heads += [_gate_head(rule(code)) for code in gate_codes()]
    return "\n".join(heads) + "\n"


def _criterion_head(criterion: CriterionRule) -> str:
    item = criterion.item
    return f"{item.code}  {'criterion':<10} {', '.join(item.instruments):<26} {item.name}"


def _gate_head(gate: Rule) -> str:
    return f"{gate.code}  {'gate':<10} {gate.severity:<8} {gate.name}"


def _head(signal: Signal) -> str:
    code = signal.code
    return f"{code.code}  {code.axis:<10} {code.severity:<8} {code.name}"
