"""Features and findings of stuffed and honest pages, computed by the product and kept on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from detector.language import pipeline
from detector.reading import Reading
from detector.signals import signals
from detector.words import fold_words
from models.page.features import Row
from models.page.pages import WORK
from models.stuffed.pages import Sample, samples

PREFIXES = ("STF", "TPL")
INTRUSION = "STF201"
SLOW = "detector_rewriting"  # forty times the cost of all else, and nothing that this axis looks at


@dataclass(frozen=True)
class Judged:
    """What the product made of one page.

    ``rank`` is the place of the injected phrase among the keyphrases found, from 1 (0: not among
    them). Of the spans that STF201 marks, ``placed`` are the injected phrase and ``pushed`` those
    in sentences of the author; ``in_all`` counts the pushed ones there are.
    """

    row: Row
    phrase: str
    rank: int
    marked: int
    placed: int
    pushed: int
    in_all: int


def judged(
    split: str, per_kind: int, per_style: int, web_pages: int, *, fresh: bool = False
) -> list[Judged]:
    """Return the pages of a split as the product judges them; kept under ``models/work``."""
    path = WORK / f"stuffed-{split}-{per_kind}-{per_style}-{web_pages}.jsonl"
    if fresh or not path.is_file():
        partial = path.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as file, pipeline().select_pipes(disable=SLOW):
            for one in samples(split, per_kind, per_style, web_pages):
                file.write(json.dumps(asdict(_judge(one))) + "\n")
        partial.rename(path)
    return list(_read(path.read_text("utf-8")))


def _read(text: str) -> Iterator[Judged]:
    for line in text.splitlines():
        facts = json.loads(line)
        yield Judged(**(facts | {"row": Row(**facts["row"])}))


def _judge(sample: Sample) -> Judged:
    reading = Reading.of(sample.article)
    names = [fold_words(phrase.text) for phrase in reading.keyphrases]
    wanted = fold_words(sample.phrase)
    marked = {(f.start, f.end) for f in signals()[INTRUSION].find(reading)}
    words = sample.article.words
    return Judged(
        Row(
            sample.kind,
            sample.source,
            sample.group,
            "",
            sample.style,
            sample.dose,
            words,
            features(reading),
        ),
        sample.phrase,
        names.index(wanted) + 1 if wanted in names else 0,
        len(marked),
        len(marked & set(sample.placed)),
        len(marked & set(sample.pushed)),
        len(sample.pushed),
    )


def features(reading: Reading) -> dict[str, float]:
    """Return the features of the stuffed axis, as ``detector.signals.measure`` makes them."""
    found: dict[str, float] = {}
    for code, signal in signals().items():
        if code.startswith(PREFIXES):
            strengths = [finding.strength for finding in signal.find(reading)]
            found[code.lower()] = sum(strengths) * reading.per_thousand
            found |= signal.measure(reading) if signal.measure else {}
    return found
