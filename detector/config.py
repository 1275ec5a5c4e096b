"""The configuration of ``detector check``: defaults, a file, overrides for paths, the command line.

The file is ``detector.toml``, or the table ``[tool.detector]`` of ``pyproject.toml``; the nearest
one upwards from the working directory counts. Every value remembers where it came from.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detector.config_keys import DEFAULTS, are_patterns, checked, flattened, patterns
from detector.errors import UsageError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

FILE, PROJECT = "detector.toml", "pyproject.toml"
OVERRIDES = "overrides"


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and where it came from: "default", a file name, or an option."""

    value: Any
    origin: str


@dataclass(frozen=True)
class Override:
    """Settings for the paths that match one of the patterns (in the way of .gitignore)."""

    paths: tuple[str, ...]
    settings: Mapping[str, Setting]

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        return patterns(self.paths)

    def matches(self, target: str) -> bool:
        """Whether a path below the root is meant."""
        return self._spec.match_file(target)


@dataclass(frozen=True)
class Config:
    """The settings in force. Paths in it and targets are seen from ``root``."""

    root: Path
    settings: Mapping[str, Setting] = field(
        default_factory=lambda: {key: Setting(value, "default") for key, value in DEFAULTS.items()}
    )
    overrides: tuple[Override, ...] = ()
    file: Path | None = None

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 — a setting can be of any TOML type
        """Return the value of a setting; None for one that is not set."""
        setting = self.settings.get(key)
        return setting.value if setting else None

    @property
    def folder(self) -> str:
        """The path of ``root`` from the root of its git repository; "" without one."""
        top = repository(self.root.resolve())
        return "" if top == self.root.resolve() else self.root.resolve().relative_to(top).as_posix()

    def below(self, prefix: str) -> dict[str, Any]:
        """Return the values of a table, such as ``severity``, by the rest of their key."""
        start = prefix + "."
        return {
            key.removeprefix(start): setting.value
            for key, setting in self.settings.items()
            if key.startswith(start)
        }

    def for_path(self, target: str) -> Config:
        """Return the settings for one file: later overrides stand above earlier ones."""
        settings = dict(self.settings)
        for override in self.overrides:
            if override.matches(target):
                for key, setting in override.settings.items():
                    if not _option(settings.get(key)):
                        settings[key] = _joined(key, settings.get(key), setting)
        return replace(self, settings=settings, overrides=())

    def with_option(self, key: str, value: Any, option: str) -> Config:  # noqa: ANN401 — as above
        """Return the settings with one value from the command line, which stands above all."""
        value = checked({key: value}, option)[key]
        return replace(self, settings={**self.settings, key: Setting(value, option)})


def repository(start: Path) -> Path:
    """Return the nearest folder upwards that is a git repository; without one ``start``."""
    return next((f for f in (start, *start.parents) if (f / ".git").exists()), start)


def load(file: Path | None = None, *, start: Path | None = None) -> Config:
    """Read the named file, or the nearest one upwards from ``start`` (the working directory).

    The root is the folder of that file; without one the nearest folder with ``.git``, else
    ``start``.

    Raises:
        UsageError: the file cannot be read, is no TOML, or has an unknown key or a wrong value.
    """
    start = (start or Path.cwd()).resolve()
    found = file.resolve() if file else next(_candidates(start), None)
    if found is None:
        return Config(repository(start))
    table = _table(found)
    if table is None:
        raise UsageError(f"{found.name} has no table [tool.detector]; add one, or name a file.")
    origin = found.name if found.name != PROJECT else f"{PROJECT} [tool.detector]"
    settings = {key: Setting(value, "default") for key, value in DEFAULTS.items()}
    for key, setting in _settings(
        {k: v for k, v in table.items() if k != OVERRIDES}, origin
    ).items():
        settings[key] = _joined(key, settings.get(key), setting)
    return Config(found.parent, settings, tuple(_overrides(table, origin)), found)


def _option(setting: Setting | None) -> bool:
    return setting is not None and setting.origin.startswith("--")


def _joined(key: str, old: Setting | None, new: Setting) -> Setting:
    """Return the new setting; lists of accepted terms and of what is ignored add up instead."""
    if key not in ("accept", "ignore") or old is None or not old.value:
        return new
    return Setting((*old.value, *new.value), f"{old.origin} and {new.origin}")


def _candidates(start: Path) -> Iterator[Path]:
    for folder in (start, *start.parents):
        for name in (FILE, PROJECT):
            path = folder / name
            if path.is_file() and (name == FILE or _table(path) is not None):
                yield path


def _table(path: Path) -> dict[str, Any] | None:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(
            f"The configuration {path} cannot be read ({error.strerror}); check the path."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} is not valid TOML ({error}); correct it.") from error
    if path.name != PROJECT:
        return data
    table = data.get("tool", {}).get("detector")
    return table if isinstance(table, dict) else None


def _settings(table: dict[str, Any], origin: str) -> dict[str, Setting]:
    values = checked(flattened(table), origin)
    return {key: Setting(value, origin) for key, value in values.items()}


def _overrides(table: dict[str, Any], origin: str) -> Iterator[Override]:
    entries = table.get(OVERRIDES, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UsageError(f"{origin}: write overrides as [[overrides]] tables with paths.")
    for number, entry in enumerate(entries, 1):
        paths = entry.get("paths")
        if not isinstance(paths, list) or not paths or not all(isinstance(p, str) for p in paths):
            raise UsageError(
                f"{origin}: overrides number {number} needs paths, a list of patterns such as "
                '["blog/**"].'
            )
        where = f"{origin}, overrides for {', '.join(paths)}"
        if not are_patterns(tuple(paths)):
            raise UsageError(f"{where}: write the patterns as .gitignore has them.")
        rest = {key: value for key, value in entry.items() if key != "paths"}
        settings = _settings(rest, where)
        for key in ("ignore", "baseline"):
            if key in settings:
                raise UsageError(f"{where}: {key} is set once for all paths; move it to the top.")
        yield Override(tuple(paths), settings)
