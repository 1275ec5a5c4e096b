"""The criteria, found by discovery: a module here named like ``med101_authorship`` is one code.

A criterion is no finding at a place but an item of an instrument that medical librarians use (the
JAMA benchmarks, the HONcode principles, DISCERN): met, not met, or "cannot tell". Such a module
has ``ITEM`` (an :class:`Item`), a docstring that is its public documentation (sections as for
signals) and a function ``judge(view)``. Its examples live in ``tests/criteria/<CODE>.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import cleandoc
from pkgutil import iter_modules

from detector.article import Article
from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.view import View

__all__ = ["Item", "Rule", "View", "criteria", "judge"]

MODULE = re.compile(r"[a-z]{3}\d{3}_\w+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A discovered criterion: its item, its documentation and the function that judges a page."""

    item: Item
    documentation: str
    judge: Callable[[View], Criterion]


@cache
def criteria() -> dict[str, Rule]:
    """Return every criterion by its code, in the order of the codes."""
    found = {}
    for name in sorted(m.name for m in iter_modules(__path__) if MODULE.fullmatch(m.name)):
        module = import_module(f"{__name__}.{name}")
        found[module.ITEM.code] = Rule(module.ITEM, cleandoc(module.__doc__ or ""), module.judge)
    return found


def judge(article: Article) -> tuple[Criterion, ...]:
    """Return one Criterion a code: met with its evidence, not met, or None: cannot tell."""
    view = View(article)
    return tuple(rule.judge(view) for rule in criteria().values())
