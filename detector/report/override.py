"""The lines of configuration that silence codes in one file, for files that hold no comments."""

from __future__ import annotations

import json
from collections.abc import Iterable

from detector.config import PROJECT
from detector.config_keys import pattern_of


def override(target: str, codes: Iterable[str], configuration: str) -> str:
    """Return what is added at the end of the configuration: a table fits behind any other."""
    table = "tool.detector.overrides" if configuration == PROJECT else "overrides"
    off = ", ".join(f'{code} = "off"' for code in codes)
    path = json.dumps(pattern_of(target), ensure_ascii=False)
    return f"[[{table}]]\npaths = [{path}]\nseverity = {{{off}}}"
