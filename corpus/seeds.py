"""The repository's own texts: honest pages of many registers, written for it.

They may be quoted, spun and committed where no downloaded text may. Persons, clinics, products,
studies and figures of studies in them are invented; the advice is not. Each file is
`seeds/<register>/<name>.txt`: the title on the first line, then paragraphs with blank lines
between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from corpus.errors import CorpusError
from corpus.sources import Document
from corpus.split import assign, unit

FOLDER = Path(__file__).with_name("seeds")
POLICY = "standard"


def seeds() -> Iterator[Document]:
    """Yield every seed text, register after register, in the order of the paths.

    Raises CorpusError for a file that has no title or no text.
    """
    paths = sorted(FOLDER.glob("*/*.txt"), key=lambda path: path.relative_to(FOLDER).parts)
    for register, group in groupby(paths, key=lambda path: path.parent.name):
        found = list(group)
        sides = balanced([_id(path) for path in found])
        for path in found:
            yield _document(path, register, sides[_id(path)])


def balanced(ids: Sequence[str]) -> dict[str, str]:
    """Assign the texts of one register to train, dev and test.

    Each goes where the hash of its id sends it under the `standard` policy. When no text of two
    or more came to train, the one with the lowest hash does; when none came to test, the one with
    the highest does, as that one is nearest to it. A single text stays where its hash sent it.
    """
    sides = {name: assign(_key(name), POLICY) for name in ids}
    if len(ids) < 2:
        return sides
    ranked = sorted(ids, key=lambda name: unit(_key(name)))
    if "train" not in sides.values():
        sides[ranked[0]] = "train"
    if "test" not in sides.values():
        sides[ranked[-1]] = "test"
    return sides


def _key(name: str) -> str:
    return f"seeds:{name}"


def _id(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def _document(path: Path, register: str, split: str) -> Document:
    title, _, text = path.read_text(encoding="utf-8").partition("\n")
    if not title.strip() or not text.strip():
        raise CorpusError(f"The seed {_id(path)} needs a title line and text below it: add them.")
    return Document(
        id=_id(path),
        text=text.strip(),
        source="seeds",
        register=register,
        topic=title.strip(),
        split=split,
        label="human",
        url="",
        title=title.strip(),
    )
