"""Records kept by content: a file is judged once for each of its contents.

The key is a hash of everything a Record depends on: the file's name and bytes, the code and data of
detector, its models, and the libraries it reads with. So a cache may be shared by branches and kept
between CI runs; a damaged or foreign entry is judged anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
import tempfile
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from detector.artefacts import folder
from detector.check.record import Record
from detector.page import Page

LIBRARIES = (
    *(
        "beautifulsoup4",
        "docutils",
        "lxml",
        "markdown-it-py",
        "numpy",
        "resiliparse",
    ),
    *("selectolax", "spacy", "trafilatura"),
)
PACKAGE = Path(__file__).parents[1]
KEPT = 20_000  # entries; the oldest go first

_RECORD = TypeAdapter(Record)


class Cache:
    """A folder of Records; None keeps nothing."""

    def __init__(self, place: Path | None) -> None:
        self.place = place

    def get(self, key: str) -> Record | None:
        """Return the Record of a key, or None if it is not there or cannot be read."""
        if self.place is None:
            return None
        try:
            return _RECORD.validate_json(_path(self.place, key).read_bytes())
        except (OSError, ValidationError):
            return None

    def put(self, key: str, record: Record) -> None:
        """Keep a Record; a full disk, or a file name that is no Unicode, fails no check."""
        if self.place is None:
            return
        with contextlib.suppress(OSError, PydanticSerializationError):
            data = _RECORD.dump_json(record)
            path = _path(self.place, key)
            path.parent.mkdir(parents=True, exist_ok=True)
            ignore = self.place / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(data)
            Path(file.name).replace(path)

    def tidy(self) -> None:
        """Drop the oldest entries above the number that is kept."""
        if self.place is None or not self.place.is_dir():
            return
        with contextlib.suppress(OSError):
            entries = sorted(self.place.glob("??/*.json"), key=lambda path: path.stat().st_mtime)
            for path in entries[: max(0, len(entries) - KEPT)]:
                path.unlink()


def _path(place: Path, key: str) -> Path:
    return place / key[:2] / f"{key}.json"


def key_of(page: Page, accepted: tuple[str, ...] = ()) -> str:
    """Return the key of a page under the accepted terms: equal keys mean equal Records."""
    digest = hashlib.sha256(fingerprint())
    terms = "\x1f".join(sorted(accepted))
    for field in (page.target, page.media_type or "", page.charset or "", terms):
        digest.update(field.encode(errors="surrogatepass") + b"\x00")
    digest.update(page.content)
    return digest.hexdigest()


@cache
def fingerprint() -> bytes:
    """Return a hash of what judges: code, data, models, and the versions of the libraries."""
    digest = hashlib.sha256(sys.version.encode())
    files = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".csv", ".json")]
    for path in sorted(files):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + path.read_bytes())
    for path in sorted(folder().iterdir()):
        card = path.read_bytes() if path.suffix == ".json" else str(path.stat().st_size).encode()
        digest.update(path.name.encode() + card)
    for name in LIBRARIES:
        with contextlib.suppress(PackageNotFoundError):
            digest.update(f"{name} {version(name)}\n".encode())
    return digest.digest()
