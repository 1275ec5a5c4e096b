"""The manifest: what every set is, where it comes from, and how it may be used."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

FILE = Path(__file__).with_name("manifest.toml")
USES = ("clean", "negative-hard", "llm", "mt", "lowquality", "spinning-material", "html")


@dataclass(frozen=True)
class Source:
    """One set of the manifest.

    `key` names the rule in split.py that groups records, `space` the name space of those groups
    (sets with overlapping content share one), `split` the policy that places groups. `flags` warn
    of artefacts: `detokenised`, `lowercased`, `publisher_style`, `boilerplate-lead`, `code`, …
    """

    name: str
    what: str
    licence: str
    origin: str
    sha256: str
    register: str
    use: str
    split: str
    key: str
    space: str
    flags: tuple[str, ...] = ()
    note: str = ""

    def path(self, mirror: Path) -> Path:
        """Where the packed file is in the mirror."""
        suffix = "tar.xz" if self.use in {"spinning-material", "html"} else "jsonl.xz"
        return mirror / f"{self.name}.{suffix}"


@cache
def manifest() -> dict[str, Source]:
    """Every set by name, in the order of the file."""
    tables = tomllib.loads(FILE.read_text("utf-8"))
    return {name: _source(name, table) for name, table in tables.items()}


def manifest_hash() -> str:
    """SHA-256 of the manifest, kept with every artefact that was trained from it."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()


def _source(name: str, table: dict[str, object]) -> Source:
    fields = {"space": name, **table}
    flags = cast("list[str]", fields.pop("flags", []))
    return Source(name=name, flags=tuple(flags), **{k: str(v) for k, v in fields.items()})
