"""Libraries that log what is an everyday page to us."""

from __future__ import annotations

import logging
from functools import cache


@cache
def hush(library: str) -> None:
    """Let a library log nothing below critical; setting a level empties all loggers' caches."""
    logging.getLogger(library).setLevel(logging.CRITICAL)
