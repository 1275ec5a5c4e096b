"""A baseline: the findings of today, accepted one by one, so that only new ones fail.

An entry names a finding by its identity (file, code, evidence), never by a line: text may be
moved and edited elsewhere without making old findings new. Equal evidence in one file is told apart
by the paragraph it stands in, and an entry that is found no more is looked for in other files.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from detector.check.record import Located
from detector.errors import UsageError

SCHEMA = "detector-baseline/1"
LABELS = ("true", "false", "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding. ``label`` is an audit's answer: "true" or "false" positive, or ""."""

    identity: str
    target: str
    code: str
    found: str
    context: str = ""
    label: str = ""
    reason: str = ""


def entry_of(located: Located, target: str) -> Entry:
    """Return the entry that accepts a finding."""
    finding = located.finding
    return Entry(finding.identity, target, finding.code, finding.found, located.context)


def load(path: Path) -> tuple[Entry, ...]:
    """Read a baseline. UsageError if it is missing or is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        if data["schema"] != SCHEMA:
            raise ValueError(f"its schema is {data['schema']}")
        entries = tuple(Entry(**entry) for entry in data["entries"])
        if not all(isinstance(value, str) for entry in entries for value in astuple(entry)):
            raise ValueError("a value in its entries is no text")
        return entries
    except FileNotFoundError as error:
        raise UsageError(
            f"There is no baseline {path}; write one with “detector baseline update PATH… "
            f"--baseline {path}”."
        ) from error
    except OSError as error:
        raise UsageError(f"The baseline {path} cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} is not a baseline ({error}); restore it from version control, or delete it "
            "and write it anew with “detector baseline update”."
        ) from error


def save(path: Path, entries: Iterable[Entry]) -> None:
    """Write a baseline, sorted, one key a line, so that changes to it merge well."""
    ranked = sorted(entries, key=lambda e: (e.target, e.code, e.found, e.identity))
    data = {"schema": SCHEMA, "entries": [asdict(entry) for entry in ranked]}
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    try:
        # A byte of a file name that is no Unicode becomes \udcXX, an escape of JSON as well.
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(f"The baseline {path} cannot be written ({error.strerror}).") from error


def recognise(
    entries: Iterable[Entry], located: Sequence[Located]
) -> tuple[dict[int, Entry], list[Entry]]:
    """Return which findings of a file are known, by index, and the entries that are left over.

    As many findings of equal code and evidence are known as there are entries: first those in the
    paragraph that the entry saw, then the others in order.
    """
    waiting: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        waiting[entry.code, _folded(entry.found)].append(entry)
    known: dict[int, Entry] = {}
    for exact in (True, False):
        for index, item in enumerate(located):
            group = waiting[item.finding.code, _folded(item.finding.found)]
            fitting = [e for e in group if not exact or e.context == item.context]
            if index not in known and fitting:
                known[index] = fitting[0]
                group.remove(fitting[0])
    return known, [entry for group in waiting.values() for entry in group]


def moved(loose: Iterable[Entry], fresh: Iterable[Sequence[Located]]) -> dict[str, Entry]:
    """Return the fresh findings, by identity, that an entry which is found no more accepts.

    The evidence and its whole paragraph must be the same: the file was renamed or split, or a part
    of it went into another one.
    """
    gone: defaultdict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in loose:
        gone[entry.code, _folded(entry.found), entry.context].append(entry)
    found: dict[str, Entry] = {}
    for items in fresh:
        for item in items:
            group = gone[item.finding.code, _folded(item.finding.found), item.context]
            if group:
                found[item.finding.identity] = group.pop(0)
    return found


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
