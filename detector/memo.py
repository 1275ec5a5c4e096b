"""Remember what was computed for a Reading, so that ``find`` and ``measure`` share the work."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from detector.reading import Reading

T = TypeVar("T")


def once(function: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """Call ``function`` once a Reading; the result lives as long as the Reading."""
    key = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(reading: Reading) -> T:
        known = reading.known
        if key not in known:
            known[key] = function(reading)
        return cast(T, known[key])

    return remembered
