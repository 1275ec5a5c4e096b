"""JSON: one array of schema-version-1 objects, written as the pages come."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from detector.assessment import Assessment


def write(assessments: Iterable[Assessment], stream: TextIO, *, include_text: bool = False) -> None:
    """Write all assessments as one JSON array, closed also when the pages end early."""
    stream.write("[")
    separator = "\n"
    try:
        for assessment in assessments:
            data = assessment.to_dict(include_text=include_text)
            stream.write(separator + json.dumps(data, ensure_ascii=False, indent=2))
            separator = ",\n"
    finally:
        stream.write("\n]\n")
