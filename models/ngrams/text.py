"""Training text of the n-gram model: one file of tokens a set, one paragraph a line.

The files are working material: they live in a folder that is never committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.manifest import Source
from corpus.sources import Document, documents, select
from detector.ngrams import tokenise

LEAST_TOKENS = 4
# Sets whose sentences are not standard English prose, or whose markup survives in part.
LEFT_OUT = frozenset({"general/nltk-webtext", "general/wikitext2-valid-test"})


def training_sets() -> list[Source]:
    """Every clean set of the manifest, and a little of how forum writers and reviewers put things.

    Learner text stays out: the model is a yardstick of what a careful writer would put.
    """
    extra = {"hardneg/20ng-sci.med", "hardneg/patient-info-forum", "hardneg/gum"}
    extra |= {"hardneg/ud-ewt-web", "lowquality/fakehealth-story-unrated"}
    extra |= {"hardneg/recipes-based-cooking", "lowquality/recovery-reliable"}
    clean = [source for source in select(uses={"clean"}) if source.name not in LEFT_OUT]
    return clean + select(extra)


def lines(document: Document) -> Iterator[str]:
    """Paragraphs of a document as tokens joined by spaces."""
    for paragraph in document.text.split("\n\n"):
        words = tokenise(paragraph.replace("\n", " ")).words
        if len(words) >= LEAST_TOKENS:
            yield " ".join(words)


def text_file(folder: Path, split: str, source: Source) -> Path:
    """Where the tokens of one set and split lie."""
    return folder / split / (source.name.replace("/", "_") + ".txt")


def write(folder: Path, splits: tuple[str, ...] = ("train", "dev")) -> None:
    """Write the text file of every training set and split that is not there yet."""
    for split in splits:
        (folder / split).mkdir(parents=True, exist_ok=True)
    for source in training_sets():
        paths = {split: text_file(folder, split, source) for split in splits}
        if all(path.is_file() for path in paths.values()):
            continue
        found: dict[str, list[str]] = {split: [] for split in splits}
        for document in documents([source.name]):
            if document.split in found:
                found[document.split] += lines(document)
        for split, path in paths.items():
            path.write_text("".join(line + "\n" for line in found[split]), encoding="utf-8")
