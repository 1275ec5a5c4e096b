"""The provenance scorecard for the terminal: a line for each criterion, with what shows it.

The JAMA and HONcode criteria have a line each; the DISCERN questions, which judge prose and not a
page's furniture, are summed up in two. Nothing is wider than ``width`` columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from rich.text import Text

from detector.assessment import Criterion
from detector.report.context import shown

MARKS = {True: ("✓", "green"), False: ("✗", "red"), None: ("?", "dim")}
WORDS = {True: "met", False: "not met", None: "cannot tell"}
NAME = 18
INSTRUMENTS = 16


def scorecard(criteria: Sequence[Criterion], *, width: int = 76) -> Iterator[Text]:
    """Yield the lines of the scorecard, none where nothing was judged."""
    if not criteria:
        return
    yield Text(f"Provenance: {_counts(criteria)}", style="bold")
    single = [criterion for criterion in criteria if not _prose(criterion)]
    yield from (_line(criterion, width) for criterion in single)
    yield from _questions([criterion for criterion in criteria if _prose(criterion)], width)


def _prose(criterion: Criterion) -> bool:
    """Whether a criterion belongs to DISCERN alone."""
    return all(part.startswith("DISCERN") for part in criterion.instrument.split(", "))


def _counts(criteria: Iterable[Criterion]) -> str:
    met = [criterion.met for criterion in criteria]
    counts = {word: met.count(answer) for answer, word in WORDS.items()}
    return ", ".join(f"{number} {word}" for word, number in counts.items() if number)


def _line(criterion: Criterion, width: int) -> Text:
    mark, style = MARKS[criterion.met]
    instruments = _short(criterion.instrument, INSTRUMENTS)
    line = Text(mark, style=style)
    line.append(f" {criterion.code} {criterion.criterion:<{NAME}} ", style="not bold")
    line.append(f"{instruments:<{INSTRUMENTS}}", style="dim")
    room = width - len(line.plain) - 1
    words = shown(criterion.evidence) if criterion.evidence else WORDS[criterion.met]
    return line.append(f" {_short(words, room)}", style="" if criterion.evidence else "dim")


def _questions(criteria: Sequence[Criterion], width: int) -> Iterator[Text]:
    """Sum up the DISCERN questions: which are answered, which are not."""
    if criteria and all(criterion.met is None for criterion in criteria):
        yield Text("? DISCERN: the page is not about treatment choices", style="dim")
        return
    for answer in (True, False):
        names = [criterion.criterion for criterion in criteria if criterion.met is answer]
        mark, style = MARKS[answer]
        title = f"DISCERN {WORDS[answer]}: "
        for number, text in enumerate(wrap(title + ", ".join(names), width - 2) if names else ()):
            yield Text(mark if not number else " ", style=style).append(
                f" {text}", style="not bold"
            )


def _short(text: str, room: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= room else text[: max(0, room - 1)].rstrip(" ,") + "…"
