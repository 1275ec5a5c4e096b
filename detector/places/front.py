"""Front matter with its places: where the title is written, and what is said to detector."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from detector.places.stream import Stream

FENCED = re.compile(r"---[^\S\n]*\n(?P<yaml>.*?)^---[^\S\n]*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Front:
    """The ``title`` as a stream, and the mapping under the key ``detector`` with its place."""

    title: Stream = field(default_factory=Stream)
    detector: dict[str, Any] = field(default_factory=dict)
    span: tuple[int, int] = (0, 0)


def front_of(text: str) -> Front:
    """Return the front matter of a Markdown text; an empty Front where there is none to read."""
    import yaml

    match = FENCED.match(text)
    if match is None:
        return Front()
    try:
        root = yaml.compose(match["yaml"], Loader=yaml.SafeLoader)
        data = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError):
        return Front()
    title, span = Stream(), (0, 0)
    offset = match.start("yaml")
    for key, node in root.value if isinstance(root, yaml.MappingNode) else ():
        first, last = offset + node.start_mark.index, offset + node.end_mark.index
        name = str(key.value).lower()
        if name == "title" and isinstance(node, yaml.ScalarNode):
            _align(title, node.value, text[first:last], first)
        if name == "detector":
            span = offset + key.start_mark.index, last
    said = data.get("detector") if isinstance(data, dict) else None
    return Front(title, said if isinstance(said, dict) else {}, span)


def _align(stream: Stream, value: str, written: str, start: int) -> None:
    """Find each character of a scalar in the way it is written, quotes and escapes left out."""
    position = 0
    for character in "".join(value.split()):
        found = written.find(character, position)
        position = found if found >= 0 else position
        stream.decoded(character, start + position, start + position + 1)
        position += found >= 0
    stream.cut()
