"""The codes of the gate itself, beside those of the signals; found by discovery as they are.

A module here has a ``CODE`` and a docstring that is its public documentation. These codes judge how
a repository uses the gate, not how a page is written, so they give no feature to a page model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from pkgutil import iter_modules

from detector.finding import Severity

MODULE = re.compile(r"([a-z]{3}\d{3})_\w+")
SIGNALS = Path(__file__).parents[2] / "signals"


@dataclass(frozen=True, slots=True)
class GateCode:
    """The facts about one code of the gate."""

    code: str
    name: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """What a report says of a code: its name, its usual severity, and its documentation."""

    code: str
    name: str
    severity: Severity
    documentation: str


@cache
def _modules() -> dict[str, str]:
    """Return the module of every code, of signals and gate, without importing one."""
    places = {"detector.signals": SIGNALS, __name__: Path(__file__).parent}
    found = {}
    for package, folder in places.items():
        for module in iter_modules([str(folder)]):
            match = MODULE.fullmatch(module.name)
            if match:
                found[match[1].upper()] = f"{package}.{module.name}"
    return dict(sorted(found.items()))


def known() -> tuple[str, ...]:
    """Return every code in order."""
    return tuple(_modules())


def matching(prefix: str) -> tuple[str, ...]:
    """Return the codes that a code or the beginning of one (three letters or more) names."""
    if len(prefix) < 3:
        return ()
    return tuple(code for code in known() if code.startswith(prefix))


def gate_codes() -> tuple[str, ...]:
    """Return the codes of the gate itself."""
    return tuple(code for code, module in _modules().items() if module.startswith(__name__))


def rule(code: str) -> Rule:
    """Return what is to be said of one code; imports its module."""
    module = import_module(_modules()[code])
    fact = module.CODE
    return Rule(code, fact.name, fact.severity, cleandoc(module.__doc__ or ""))
