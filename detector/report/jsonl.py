"""JSON Lines: one schema-version-1 object a line, flushed as soon as its page is judged."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from detector.assessment import Assessment


def write(assessments: Iterable[Assessment], stream: TextIO, *, include_text: bool = False) -> None:
    """Write one object a line."""
    for assessment in assessments:
        data = assessment.to_dict(include_text=include_text)
        stream.write(json.dumps(data, ensure_ascii=False) + "\n")
        stream.flush()
