"""Packages that only some verbs need, and how to get them."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable

from detector.errors import UsageError


def missing(names: Iterable[str]) -> list[str]:
    """Return which of the packages are not installed."""
    return [name for name in names if importlib.util.find_spec(name) is None]


def need(what: str, names: Iterable[str], extra: str) -> None:
    """Refuse to go on without packages that come with ``detector[extra]``.

    Raises:
        UsageError: one of them is not installed.
    """
    if lacking := missing(names):
        raise UsageError(
            f"{what} needs {' and '.join(lacking)}; install what is missing with "
            f"pip install 'detector[{extra}]'."
        )
