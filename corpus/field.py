"""The field set: held-out pages in the manner of the open web, for evaluation alone.

`field/spun/<style>/<name>.txt` imitates by hand what spinners of many kinds leave behind, none of
them one of `corpus.spinners`; `field/honest/<kind>/<name>.txt` holds what a fair editor would never
call spun. The first line is `# title`, then come paragraphs with blank lines between. **Nothing may
be trained, tuned or calibrated on it**, thresholds included; see the datasheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError

FOLDER = Path(__file__).with_name("field")
LABELS = ("spun", "honest")


@dataclass(frozen=True)
class FieldPage:
    """One page; ``kind`` is the style of the spinner or the kind of honest text."""

    id: str
    label: str
    kind: str
    title: str
    text: str

    @property
    def spun(self) -> bool:
        """Whether the page imitates a spun one."""
        return self.label == "spun"


def pages() -> Iterator[FieldPage]:
    """Yield every page of the set, spun ones first, in the order of the paths.

    Raises CorpusError for a file that has no title line or no text.
    """
    for label in LABELS:
        for path in sorted(FOLDER.glob(f"{label}/*/*.txt")):
            yield _page(path, label)


def _page(path: Path, label: str) -> FieldPage:
    name = path.relative_to(FOLDER).as_posix()
    title, _, text = path.read_text(encoding="utf-8").partition("\n")
    if not title.startswith("# ") or not text.strip():
        raise CorpusError(f"The page {name} needs a line `# title` and text below it: add them.")
    return FieldPage(name, label, path.parent.name, title.removeprefix("# ").strip(), text.strip())
