"""Metadata that authors write in front of a text: front matter, field lists, comments of fields."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from detector.article import Metadata
from detector.extract.dates import day
from detector.extract.metadata import people

FENCED = re.compile(  # YAML between lines of hyphens, TOML between lines of plus signs
    r"(?P<fence>---|\+\+\+)[^\S\n]*\n(?P<said>.*?)^(?P=fence)[^\S\n]*$", re.DOTALL | re.MULTILINE
)
TOML = "+++"


def front_of_markdown(text: str) -> dict[str, object]:
    """Return what the front matter of a text says, keys in lower case; nothing if it is broken."""
    import yaml

    match = FENCED.match(text)
    if match is None:
        return {}
    read = tomllib.loads if match["fence"] == TOML else yaml.safe_load
    try:
        data: object = read(match["said"])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    items = data.items() if isinstance(data, dict) else ()
    return {str(key).lower(): value for key, value in items}


def metadata_of_front(front: Mapping[str, object], references: tuple[str, ...]) -> Metadata:
    """Return the metadata of a mapping whose keys are lower case."""
    return Metadata(
        authors=people(_many(front, ";", "author", "authors")),
        publisher=one(front, "publisher", "site"),
        published=day(one(front, "date", "published", "pubdate", "publishdate")),
        modified=day(one(front, "lastmod", "updated", "modified", "last_modified_at")),
        description=one(front, "description", "summary", "excerpt"),
        keywords=tuple(_many(front, ",", "keywords", "tags")),
        language=(one(front, "lang", "language", "locale") or "").lower()[:2] or None,
        canonical=one(front, "canonical", "canonical_url", "permalink"),
        references=references,
    )


def one(front: Mapping[str, object], *keys: str) -> str | None:
    """Return the first of the keys that says something, as text."""
    return next((str(front[key]).strip() for key in keys if front.get(key)), None)


def _many(front: Mapping[str, object], separator: str, *keys: str) -> list[str]:
    value = next((front[key] for key in keys if front.get(key)), None)
    items = value if isinstance(value, list) else str(value or "").split(separator)
    names = (item.get("name", "") if isinstance(item, dict) else item for item in items)
    return [str(name).strip() for name in names if str(name or "").strip()]
