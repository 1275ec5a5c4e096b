"""Stores of audits, written row by row: every verdict, large and small hosts, families."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from detector.audit.families import FAMILIES, FILE
from detector.audit.schema import ASSESSMENTS, MANIFEST, SHARDS
from detector.check.gate import limits
from detector.finding import Axis
from tests.report.pages import BIDI, INJECTIONS
from tests.texts import PARAGRAPHS

SWAPS = (("common", "regular"), ("injuries", "harms"), ("outside", "exterior"),
         ("hour", "60 minutes"), ("cold", "frosty"), ("elastic", "stretchy"), ("joint", "hinge"),
         ("doctor", "physician"),
         ("swelling", "puffiness"), ("week", "hebdomad"))  # fmt: skip
TOPICS = ("Sprained ankle", "Knee pain", "Frozen shoulder", "Migraine", "Asthma", "Back pain")
LEAST = {axis: limits(axis) for axis in Axis}
HOSTILE = "https://hostile.example/"


def store(folder: Path, count: int, *, shard: int = 2500, hostile: bool = True) -> Path:
    """Write an audit of so many pages, with families, and injections after them."""
    rows = [row(number) for number in range(count)]
    rows += [injected(number, text) for number, text in enumerate((*INJECTIONS, BIDI))] * hostile
    members = list(_members(rows))
    write(folder, rows, shard)
    pq.write_table(pa.Table.from_pylist(members, schema=FAMILIES), folder / FILE)
    return folder


def write(
    folder: Path, rows: list[dict[str, Any]], shard: int = 2500, planned: int | None = None
) -> Path:
    """Write rows as the shards of an audit of which so many shards are planned."""
    (folder / SHARDS).mkdir(parents=True)
    starts = range(0, len(rows), shard)
    for number, start in enumerate(starts):
        table = pa.Table.from_pylist(rows[start : start + shard], schema=ASSESSMENTS)
        pq.write_table(table, folder / SHARDS / f"{number:06}.parquet", compression="zstd")
    plan = {"schema": "detector-audit/1", "sources": [], "shards": [{}] * (planned or len(starts))}
    (folder / MANIFEST).write_text(json.dumps(plan), "utf-8")
    return folder


def row(number: int, **more: Any) -> dict[str, Any]:
    """Make a page whose all is told by its number."""
    chance = random.Random(number)
    host = f"site-{int(chance.paretovariate(0.6)) % 300}.example"
    bad = chance.random() < (0.4 if len(host) % 2 else 0.02)
    spun = round(chance.betavariate(20, 1) if bad else chance.betavariate(1, 12), 4)
    stuffed = round(chance.betavariate(1, 9), 4)
    if number % 97 == 5:
        stuffed = round(LEAST[Axis.STUFFED]["review"] + 0.001, 4)
    scores = ((Axis.SPUN, spun), (Axis.STUFFED, stuffed))
    reached = [v for v in ("flag", "review") if any(s >= LEAST[axis][v] for axis, s in scores)]
    verdict = reached[0] if reached else "pass"
    if number % 40 == 7:
        return _unscored(number, host)
    text = _text(number, spun=verdict != "pass")
    found = list(_findings(text)) if verdict != "pass" else []
    health = number % 3 > 0
    return _blank() | {
        "target": f"https://{host}/{'guide' if number % 4 else 'tips'}/page-{number}",
        "host": host, "source": "crawl.warc.gz", "position": number, "title":
        f"{TOPICS[number % 6]}, part {number}", "verdict": verdict, "language": "en",
        "reason": None if health else "not-health", "topic": "health" if health else "other",
        "words": len(text.split()), "spun": spun, "stuffed": stuffed,
        "unreliable": round(chance.betavariate(2, 5), 4) if health else None, "text": text,
        "keyphrase": TOPICS[number % 6].lower(), "findings": found,
        "criteria": [{"code": "MED101", "instrument": "JAMA", "criterion": "authorship",
                      "met": bool(number % 2), "evidence": None}],
        "moved": [{"axis": "spun", "feature": "rw_mean", "value": spun, "effect": 1.5}],
        "fetched": "2026-01-02T03:04:05Z",
    } | more  # fmt: skip


def injected(number: int, text: str) -> dict[str, Any]:
    """Make a flagged page everything of which is an injection."""
    body = f"Here stands {text} and again {text} so."
    start = body.index(text)
    one = _finding("SPN201", body, start, start + len(text), text, f"Is it {text}?")
    return row(3) | {
        "target": HOSTILE + text if number % 2 else text, "host": text, "title": text,
        "source": text, "position": number, "verdict": "flag", "spun": 1.0, "keyphrase": text,
        "text": body, "findings": [one], "language": text, "topic": text,
    }  # fmt: skip


def _unscored(number: int, host: str) -> dict[str, Any]:
    return _blank() | {
        "target": f"https://{host}/broken/{number}", "host": host, "source": "crawl.warc.gz",
        "position": number, "verdict": "unscored", "reason": "unreadable", "words": 0,
        "error": "The record ends early; fetch the page again.",
    }  # fmt: skip


def _blank() -> dict[str, Any]:
    return {field.name: None if field.nullable else [] for field in ASSESSMENTS}


def _text(number: int, *, spun: bool) -> str:
    parts = [PARAGRAPHS[(number + at) % len(PARAGRAPHS)] for at in range(4)]
    text = "\n\n".join([f"Page {number} is about this.", *parts])
    for word, other in SWAPS if spun else ():
        text = text.replace(f" {word} ", f" {other} ")
    return text


def _findings(text: str) -> Iterator[dict[str, Any]]:
    for word, other in SWAPS:
        at = text.find(f" {other} ")
        if at >= 0:
            yield _finding("SPN101", text, at + 1, at + 1 + len(other), word, "It does not fit.")
    yield _finding("TPL101", text, 0, 0, "", "A generator made the title.") | {"axis": "stuffed"}


def _finding(
    code: str, text: str, start: int, end: int, expected: str, message: str
) -> dict[str, Any]:
    return {
        "code": code, "severity": "error", "axis": "spun", "message": message,
        "found": text[start:end] or "7 Secrets of the ankle",
        "expected": [expected] * bool(expected), "start": start, "end": end, "strength": 0.9,
        "identity": f"{start:016x}",
    }  # fmt: skip


def _members(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Take flagged pages of one text together, and give the first its text before the spinner."""
    flagged = [r for r in rows if r["findings"] and r["position"] % 4 == 1 and r["host"] < "s~"]
    for start in range(0, len(flagged) - 4, 6):
        for nth, one in enumerate(flagged[start : start + 2 + start // 6 % 3]):
            one |= {} if nth else {"text": _text(one["position"], spun=False), "findings": []}
            swaps = [{"seed": a, "member": b, "count": 3} for a, b in SWAPS] if nth else []
            yield {name: one[name] for name in ("target", "host", "source", "position")} | {
                "family": f"{start:016x}", "relation": "spun" if nth else "seed",
                "is_seed": not nth, "is_reference": False, "alignment": 0.7 if nth else 1.0,
                "substitutions": swaps,
            }  # fmt: skip
