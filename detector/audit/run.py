"""The run record: what a result depends on besides the sources, and what differs on resuming."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import detector
from detector.artefacts import folder
from detector.audit.options import AuditOptions
from detector.audit.plan import Source
from detector.check.cache import LIBRARIES
from detector.errors import UsageError

KEPT = 16  # hexadecimal digits of a hash
OLD_AND_NEW = 3  # differences that are named


def run_record(targets: Iterable[str], options: AuditOptions) -> dict[str, Any]:
    """Return what a resumed audit must share with the one that it goes on with."""
    return {
        "detector": detector.__version__,
        "models": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:KEPT]
            for path in sorted(folder().iterdir())
            if path.is_file()
        },
        "libraries": dict(_libraries()),
        "sources": list(targets),
        "options": asdict(options),
    }


def refuse_other_run(old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Raise UsageError that says what differs between the records of two runs."""
    _refuse([*differences("", old, new)])


def refuse_other_sources(old: Iterable[Source], new: Iterable[Source | str]) -> None:
    """Raise UsageError that says which sources are not what they were; a str: it is gone."""
    said = []
    for before, now in zip(old, new, strict=True):
        if isinstance(now, str):
            said.append(f"{before.name} is gone")
        elif now != before:
            said.append(f"{before.name} has changed")
    _refuse(said)


def _refuse(said: list[str]) -> None:
    if not said:
        return
    more = f" and {len(said) - OLD_AND_NEW} more" if len(said) > OLD_AND_NEW else ""
    raise UsageError(
        f"The audit in this folder was begun differently: {'; '.join(said[:OLD_AND_NEW])}{more}. "
        "Give it as it was to go on, choose another --out, or begin anew with --fresh, which "
        "throws away what is there."
    )


def differences(name: str, old: object, new: object) -> Iterator[str]:
    """Yield what differs between two records, a clause each."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted({*old, *new}):
            yield from differences(f"{name} {key}".strip(), old.get(key), new.get(key))
    elif old != new:
        yield f"{name.replace('_', ' ')} was {_shown(old)} and is {_shown(new)}"


def _shown(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value)) or "none"
    return "not there" if value is None else str(value)


def _libraries() -> Iterator[tuple[str, str]]:
    for name in (*LIBRARIES, "fastwarc", "onnxruntime", "pyarrow", "scikit-learn"):
        try:
            yield name, version(name)
        except PackageNotFoundError:
            continue
