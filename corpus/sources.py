"""Reading the mirror: one stream of cleaned Documents over every set of the manifest."""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.errors import ChecksumMismatchError, CorpusError, MirrorMissingError
from corpus.manifest import Source, manifest
from corpus.split import assign, group_key, unit
from corpus.text import clean

DUPLICATES = Path(__file__).with_name("duplicates.txt")


@dataclass(frozen=True)
class Document:
    """One cleaned text of the corpus, with everything that decides how it may be used."""

    id: str
    text: str
    source: str
    register: str
    topic: str
    split: str
    label: str
    url: str
    title: str


def add_mirror_argument(parser: argparse.ArgumentParser) -> None:
    """Give a builder's command the `--mirror DIR` option that `mirror()` reads."""
    parser.add_argument("--mirror", help="folder of the corpus mirror (default: DETECTOR_CORPUS)")


def mirror(folder: str | Path | None = None) -> Path:
    """Find the folder of the mirror: the argument, else `--mirror DIR`, else DETECTOR_CORPUS.

    Raises MirrorMissingError when none of them names a folder.
    """
    named = folder or _command_line_mirror(sys.argv) or os.environ.get("DETECTOR_CORPUS")
    if not named:
        raise MirrorMissingError(
            "No corpus mirror is named: set DETECTOR_CORPUS to its folder or pass --mirror DIR."
        )
    path = Path(named)
    if not path.is_dir():
        raise MirrorMissingError(
            f"The corpus mirror {path} is not a folder: correct DETECTOR_CORPUS."
        )
    return path


def _command_line_mirror(arguments: Sequence[str]) -> str | None:
    for index, argument in enumerate(arguments):
        if argument.startswith("--mirror="):
            return argument.partition("=")[2]
        if argument == "--mirror" and index + 1 < len(arguments):
            return arguments[index + 1]
    return None


@cache
def verified(source: Source, folder: Path) -> Path:
    """Return the packed file of a set after its SHA-256 was compared with the manifest (once).

    Raises MirrorMissingError without the file, ChecksumMismatchError when it is another one.
    """
    path = source.path(folder)
    if not path.is_file():
        raise MirrorMissingError(f"The mirror has no {path.name}: fetch it from {source.origin}.")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != source.sha256:
        raise ChecksumMismatchError(
            f"{path} has SHA-256 {digest[:12]}…, the manifest says {source.sha256[:12]}…: "
            "restore the file, or update the manifest and train again."
        )
    return path


def select(
    names: Collection[str] | None = None,
    *,
    registers: Collection[str] | None = None,
    uses: Collection[str] | None = None,
) -> list[Source]:
    """Select the text sets that match every condition; dropped sets and spinning material never do.

    Raises CorpusError for a name that the manifest does not have.
    """
    unknown = set(names or ()) - manifest().keys()
    if unknown:
        raise CorpusError(
            f"The manifest has no set named {', '.join(sorted(unknown))}: correct it."
        )
    return [
        source
        for source in manifest().values()
        if (names is None or source.name in names)
        and (registers is None or source.register in registers)
        and (uses is None or source.use in uses)
        and source.split not in {"dropped", "none"}
    ]


def documents(
    names: Collection[str] | None = None,
    *,
    registers: Collection[str] | None = None,
    uses: Collection[str] | None = None,
    split: str | None = None,
    limit: int | None = None,
    seed: int = 0,
) -> Iterator[Document]:
    """Yield cleaned documents of the selected sets, set after set, near-duplicates left out.

    `split` is `train`, `dev` or `test`. With `limit`, at most that many documents come in all, an
    equal share from each set, chosen by a hash with `seed`; without it, every document in file
    order. Raises MirrorMissingError, ChecksumMismatchError and CorpusError as its parts do.
    """
    chosen = select(names, registers=registers, uses=uses)
    folder = mirror()
    left = limit
    for index, source in enumerate(chosen):
        found: Iterable[Document] = _of_source(source, folder, split)
        if left is not None:
            share = -(-left // (len(chosen) - index))
            found = _sample(list(found), share, seed)
            left -= len(found)
        yield from found


def _sample(found: list[Document], size: int, seed: int) -> list[Document]:
    ranked = sorted(found, key=lambda d: unit(f"{seed}|{d.source}|{d.id}"))
    return ranked[:size]


def _of_source(source: Source, folder: Path, split: str | None) -> Iterator[Document]:
    dropped = duplicates()
    for record in records(source, folder):
        if f"{source.name}\t{record['id']}" in dropped:
            continue
        part = assign(group_key(source, record), source.split)
        if split is not None and part != split:
            continue
        text = clean(record["text"], source.flags)
        if text:
            yield _document(source, record, part, text)


def _document(source: Source, record: dict[str, str], part: str, text: str) -> Document:
    return Document(
        id=record["id"],
        text=text,
        source=source.name,
        register=source.register,
        topic=record.get("topic", ""),
        split=part,
        label=record.get("label", ""),
        url=record.get("url", ""),
        title=record.get("title", ""),
    )


def records(source: Source, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the raw records of a set: every value as text, an `id` even where the file has none."""
    with lzma.open(verified(source, folder), "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            raw = json.loads(line)
            record = {key: str(value) for key, value in raw.items() if value not in (None, "")}
            record.setdefault("id", f"line{number}")
            record.setdefault("text", "")
            yield record


@cache
def duplicates() -> frozenset[str]:
    """Name as `set<TAB>id` every document that `python -m corpus.dedupe` found to be a copy."""
    if not DUPLICATES.is_file():
        return frozenset()
    return frozenset(DUPLICATES.read_text(encoding="utf-8").splitlines())
