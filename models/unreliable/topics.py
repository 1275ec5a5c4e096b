"""Texts labelled health or other: whole sets by their subject, mixed ones record by record.

Both classes hold every register (forum, abstract, textbook, news, commercial, model-written
questions and answers, one blogger on fitness and on the web), so that only the topic parts them.
Sets that mix both, and whose records do not say which they are, take no part.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.manifest import manifest
from corpus.sources import documents, mirror, records
from models.page.pages import drafts

BORDERLINE = Path(__file__).with_name("borderline.csv")
SETS = Path(__file__).with_name("topic_sets.csv")
PUBLISHERS = {
    "mtsamples": "mts", "medical": "med", "govuk": "gov", "18f": "gsa", "digitalgov": "gsa",
    "plainlanguage": "gsa", "20ng": "20newsgroups", "nci": "cdc",
}  # fmt: skip


@dataclass(frozen=True)
class Topical:
    """A text whose topic is known. ``publisher`` is what must stay on one side of a test."""

    text: str
    source: str
    publisher: str
    health: bool
    mixed: bool = False


def topical(split: str, *, per_source: int = 100) -> list[Topical]:
    """Return the labelled texts of a split, at most ``per_source`` chunks a set."""
    sets = _sets()
    found = [
        _topical(document.text, document.source, *sets[document.source])
        for document, _ in drafts(split, per_source=per_source)
        if document.source in sets
    ]
    for reader in (_questions, _blog):
        found.extend(reader(split, 3 * per_source))
    return found + list(borderline()) if split == "train" else found


def borderline() -> Iterator[Topical]:
    """Yield our own texts on the border: veterinary, beauty, diet, fitness, supplements."""
    with BORDERLINE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = f"own/{row['class']}"
            yield Topical(row["text"], name, name, row["topic"] == "health")


def _sets() -> dict[str, tuple[bool, bool]]:
    """Return for each set whether it is health, and whether that holds only for most of it.

    Mixed are off-topic threads and counselling on love and family: reported, not trained on.
    """
    with SETS.open(encoding="utf-8", newline="") as file:
        return {
            row["set"]: (row["topic"] == "health", row["mixed"] == "yes")
            for row in csv.DictReader(file)
        }


def _topical(text: str, source: str, health: bool, mixed: bool = False) -> Topical:
    first = source.partition("/")[2].partition("-")[0]
    publisher = PUBLISHERS.get(first, first)
    return Topical(text, source, publisher, health, mixed)


def _questions(split: str, most: int) -> Iterator[Topical]:
    """Questions and answers of one site, health subjects and others alike."""
    for name, subjects in (("health", {"medicine", "nursing"}), ("other", PLAIN_SUBJECTS)):
        source = f"lowquality/quicktakes-llm-{name}"
        wanted = _ids(source, lambda record, s=subjects: record.get("subject") in s)  # type: ignore[misc]
        yield from _kept(source, split, most, wanted, health=name == "health")


def _blog(split: str, most: int) -> Iterator[Topical]:
    """One blogger on fitness and nutrition, and on books, money, coffee and the web."""
    source = "health/criticalmas-blog"
    for subjects, health in (({"Fitness", "Nutrition"}, True), (BLOG_OTHER, False)):
        wanted = _ids(source, lambda record, s=subjects: _categories(record) <= s)  # type: ignore[misc]
        yield from _kept(source, split, most, wanted, health=health)


PLAIN_SUBJECTS = {
    "history-of-the-world", "computer-science", "mathematics", "physics", "business-and-management",
    "chemistry", "engineering", "art-history-and-literature", "economics", "digital-media",
    "philosophy-and-greek-myths", "american-studies", "accounting-and-finance",
}  # fmt: skip
BLOG_OTHER = {"Books", "Web", "Finance", "Coffee", "Economics", "Photos", "Travel", "Recipes"}


def _categories(record: dict[str, str]) -> set[str]:
    return set(json.loads(f"[{record.get('category', '')}]")) or {"none"}


def _ids(source: str, wanted: Callable[[dict[str, str]], bool]) -> set[str]:
    return {r["id"] for r in records(manifest()[source], mirror()) if wanted(r)}


def _kept(
    source: str, split: str, most: int, wanted: set[str], *, health: bool
) -> Iterator[Topical]:
    found = [d for d in documents([source], split=split) if d.id in wanted]
    found = [d for d in found if len(d.text.split()) >= 60]
    random.Random(0).shuffle(found)
    for document in found[:most]:
        yield _topical(document.text, f"{source}:{'health' if health else 'other'}", health)
