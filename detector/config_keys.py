"""The keys of the configuration: their defaults, their types, and what a wrong one is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from detector.errors import UsageError
from detector.finding import Axis, Severity

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

LEVELS = ("flag", "review", "never")
SEVERITIES = (*(str(severity) for severity in Severity), "off")
DEFAULTS: dict[str, Any] = {
    "fail-on": "flag",
    "fail-strength": 0.8,
    "ignore": ("node_modules/", "venv/"),
    "accept": (),
    "baseline": None,
}

Check = tuple[Callable[[Any], bool], str]


def flattened(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return a nested table as one of dotted keys, lists as tuples."""
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= flattened(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = tuple(value) if isinstance(value, list) else value
    return flat


def checked(flat: dict[str, Any], origin: str) -> dict[str, Any]:
    """Return the settings as they are; UsageError for an unknown key or a value of a wrong type."""
    for key, value in flat.items():
        holds, wish = _check(key, origin)
        if not holds(value):
            raise UsageError(f"{origin}: {key} must be {wish}, not {value!r}.")
    for axis in Axis:
        review, flag = (flat.get(f"thresholds.{axis}.{level}") for level in ("review", "flag"))
        if review is not None and flag is not None and review > flag:
            raise UsageError(f"{origin}: thresholds.{axis}.review lies above .flag; swap them.")
    return flat


def _check(key: str, origin: str) -> Check:
    if key.startswith("severity."):
        return _severity(key, origin)
    if key not in CHECKS:
        raise UsageError(f"{origin}: there is no key {key}{_near(key, _keys())}")
    return CHECKS[key]


def _severity(key: str, origin: str) -> Check:
    from detector.check.codes import known, matching

    code = key.removeprefix("severity.")
    if not matching(code):
        raise UsageError(f"{origin}: there is no code {code}{_near(code, known())}")
    return lambda value: value in SEVERITIES, f"one of {', '.join(SEVERITIES)}"


def _keys() -> list[str]:
    from detector.check.codes import known

    return [*CHECKS, *(f"severity.{code}" for code in known())]


def _near(word: str, words: list[str] | tuple[str, ...]) -> str:
    near = get_close_matches(word, words, n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(words[:8])} …"


def _share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _strings(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) and item for item in value)


def patterns(lines: tuple[str, ...]) -> GitIgnoreSpec:
    """Return a matcher for patterns as .gitignore has them."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def pattern_of(path: str) -> str:
    """Return the pattern that matches this one path, seen from the root."""
    from pathspec.patterns.gitwildmatch import GitWildMatchPattern

    return f"/{GitWildMatchPattern.escape(path)}"


def are_patterns(value: object) -> bool:
    """Whether a value is a list of patterns, each of which can be understood."""
    if not isinstance(value, tuple) or not _strings(value):
        return False
    try:
        patterns(value)
    except (ValueError, re.error):
        return False
    return True


def _thresholds() -> Iterator[tuple[str, Check]]:
    for axis in Axis:
        for level in ("review", "flag"):
            yield f"thresholds.{axis}.{level}", (_share, "a number from 0 to 1")


CHECKS: dict[str, Check] = {
    "fail-on": (lambda value: value in LEVELS, f"one of {', '.join(LEVELS)}"),
    "fail-strength": (_share, "a number from 0 to 1"),
    "ignore": (are_patterns, 'a list of patterns as in .gitignore, such as ["archive/"]'),
    "accept": (_strings, 'a list of terms such as ["total knee replacement"]'),
    "baseline": (lambda value: isinstance(value, str) and bool(value), "the name of a file"),
    **dict(_thresholds()),
}
