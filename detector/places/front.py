"""Front matter with its places: where the title is written, and what is said to detector."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from detector.extract.front import FENCED, TOML, front_of_markdown
from detector.places.stream import Stream

KEY = re.compile(  # of TOML at the top: with what it is set to, or as the name of a table
    r"^(?:\[(?P<table>[\w-]+)\]|(?P<key>[\w-]+)[^\S\n]*=(?P<value>.*?)"
    r"(?=^[^\S\n]*(?:\[|[\w.-]+[^\S\n]*=)|\Z))",
    re.DOTALL | re.MULTILINE,
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Key:
    """Where a key stands with its value, and where the value alone does."""

    whole: Span
    value: Span


@dataclass(frozen=True)
class Front:
    """The ``title`` as a stream, and what stands under the key ``detector`` with its place."""

    title: Stream = field(default_factory=Stream)
    detector: object = None
    span: Span = (0, 0)


def front_of(text: str) -> Front:
    """Return the front matter of a Markdown text; an empty Front where there is none to read."""
    match, said = FENCED.match(text), front_of_markdown(text)
    if match is None or not said:
        return Front()
    keys = _keys_of_toml(match) if match["fence"] == TOML else _keys_of_yaml(match)
    title = Stream()
    if isinstance(said.get("title"), str) and "title" in keys:
        start, end = keys["title"].value
        _align(title, str(said["title"]), text[start:end], start)
    span = keys["detector"].whole if "detector" in keys else (0, 0)
    return Front(title, said.get("detector"), span)


def _keys_of_yaml(match: re.Match[str]) -> dict[str, _Key]:
    """Return where the keys at the top stand, by their names in lower case."""
    import yaml

    root = yaml.compose(match["said"], Loader=yaml.SafeLoader)
    offset = match.start("said")
    keys = {}
    for key, node in root.value if isinstance(root, yaml.MappingNode) else ():
        start, middle = offset + key.start_mark.index, offset + node.start_mark.index
        end = offset + node.end_mark.index
        keys[str(key.value).lower()] = _Key((start, end), (middle, end))
    return keys


def _keys_of_toml(match: re.Match[str]) -> dict[str, _Key]:
    """Return the same of TOML, whose reader tells no places: keys at the top come first there."""
    keys: dict[str, _Key] = {}
    for found in KEY.finditer(match.string, match.start("said"), match.end("said")):
        end = found.start() + len(found.group().rstrip())
        name = (found["key"] or found["table"]).lower()
        keys.setdefault(name, _Key((found.start(), end), (found.start("value"), end)))
    return keys


def _align(stream: Stream, value: str, written: str, start: int) -> None:
    """Find each character of a scalar in the way it is written, quotes and escapes left out."""
    position = 0
    for character in "".join(value.split()):
        found = written.find(character, position)
        position = found if found >= 0 else position
        stream.decoded(character, start + position, start + position + 1)
        position += found >= 0
    stream.cut()
