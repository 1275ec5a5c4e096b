"""What a page says, made safe to look at: invisible characters shown, addresses checked.

Escaping is left to the templates, which do it for every value. This is what escaping cannot do:
characters that turn text round or hide in it are written as ``⟦U+202E⟧``.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

WHITE = "\n\t "
# Letters and signs that isprintable refuses and that change nothing but the width of a gap.
GAPS = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def visible(text: str) -> str:
    """Return the text with a mark for each control, format and unassigned character."""
    if text.isprintable():
        return text
    text = GAPS.sub(" ", text).replace("\r\n", "\n")
    return "".join(
        char if char.isprintable() or char in WHITE else f"⟦U+{ord(char):04X}⟧" for char in text
    )


def finalize(value: Any) -> Any:  # noqa: ANN401 — a template may print anything
    """Make every value visible that a template prints; mark-up of the templates stays as it is."""
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def address(target: str) -> str | None:
    """Return the target as an address that may be followed, or None: only http and https may."""
    if not target.isprintable() or any(char in target for char in " \\\"'<>"):
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    return target if parts.scheme in ("http", "https") and parts.hostname else None
