"""Regular expressions that are compiled at their first use.

Modules hold some two hundred of them, and a command that judges no page, like ``explain``, would
spend half of its time on compiling what it never searches with.
"""

from __future__ import annotations

import re
from typing import cast


class _Lazy:
    """Stands for a compiled pattern; each attribute is looked up once and then kept."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        value: object = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, value)
        return value


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` would, though a wrong pattern raises ``re.error`` when used."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
