"""Rewriter families: one module each, found by discovery.

A family is a class with a `name`, a docstring that says whom it imitates and from which sources,
and `spin`. Adding one touches its module only.
"""

from __future__ import annotations

import random
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from corpus.edits import Edit, Spun, apply, compose, labels, touched_share, undo
from corpus.errors import CorpusError, ResourceMissingError

__all__ = [
    "Edit",
    "ResourceMissingError",
    "Spinner",
    "Spun",
    "apply",
    "compose",
    "families",
    "labels",
    "load",
    "ready",
    "touched_share",
    "undo",
]


class Spinner(Protocol):
    """A rewriter. `rate` is the wished share of words touched, about 0.03 to 0.6.

    `spin` raises ResourceMissingError when data that the family needs is not installed. The same
    text, rate and state of `rng` give the same result.
    """

    name: str

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Rewrite a text and say exactly what was changed."""
        ...


@cache
def families() -> dict[str, Spinner]:
    """Every family by name, in alphabetical order; making one loads no data."""
    found: dict[str, Spinner] = {}
    for info in iter_modules(__path__):
        module = import_module(f"{__name__}.{info.name}")
        for value in vars(module).values():
            if isinstance(value, type) and value.__module__ == module.__name__:
                name = value.__dict__.get("name")
                if isinstance(name, str):
                    found[name] = value()
    return dict(sorted(found.items()))


def load(name: str) -> Spinner:
    """Return one family. Raises CorpusError for a name that no module has."""
    if name not in families():
        raise CorpusError(f"There is no spinner {name!r}: choose one of {', '.join(families())}.")
    return families()[name]


@cache
def ready(name: str) -> str | None:
    """Say what a family lacks on this machine in a sentence, or None when it can spin."""
    try:
        load(name).spin("The doctor gave good advice about treatment.", 0.5, random.Random(0))
    except CorpusError as error:
        return str(error)
    return None
