"""Data inside of HTML: JSON that cannot end its element, in which nothing is invisible."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from detector.report.html.visible import visible

# What could end a script element or begin a comment in it, and what ends lines in JavaScript.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def embedded(data: Any) -> Markup:  # noqa: ANN401 — anything that JSON can say
    """Return data for a ``<script type="application/json">``."""
    text = json.dumps(_seen(data), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 — escaped by the line above


def _seen(value: Any) -> Any:  # noqa: ANN401 — any part of the data
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _seen(part) for key, part in value.items()}
    return [_seen(part) for part in value] if isinstance(value, (list, tuple)) else value
