"""Tables of a document that programs write: each between two comments that name it."""

from __future__ import annotations

import re
from pathlib import Path


def put(document: Path, section: str, text: str) -> None:
    """Replace a section of a document.

    Raises:
        ValueError: the document has no section of that name.
    """
    begin, end = f"<!-- {section} -->", f"<!-- /{section} -->"
    whole = document.read_text("utf-8")
    if begin not in whole or end not in whole:
        raise ValueError(f"{document} has no section “{section}”; add the lines {begin} and {end}.")
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    document.write_text(pattern.sub(lambda _: f"{begin}\n\n{text}\n{end}", whole), "utf-8")
