"""What an audit leaves behind: one Parquet file a shard, one row a page, and the pages it is given.

An audit folder holds::

    manifest.json     the sources (size, time, hash of the head) and the shards they were cut into
    run.json          versions, model hashes and options, which a resumed run must share
    fetched/          recordings (WARC) of the pages of URL lists and sitemaps, a file a host
    shards/           000000.parquet, 000001.parquet … in the order of the manifest

A shard file appears whole or not at all, and its bytes depend on pages, models and options alone.
``shards/*.parquet`` read in the order of their names is the crawl in the order of its sources; a
page is named for good by its ``source`` and ``position``, or by its file and row in it.

:data:`ASSESSMENTS` is the schema of a row. Strings are null where there is nothing to say.

=============  =================================================================================
target         what the page is called: its address, its path, or its id in a table
host           host of the address, lower case; without one the first folder below the source,
               or the name of the source
source         the source as it was named on the command line or found in a named folder
position       where in the source: byte offset of the record in a WARC file (of its gzip member
               in a compressed one, and 1, 2 … more for further pages of the member), of the line in
               JSON Lines and CSV as unpacked; number of the row in Parquet, of the file in a folder
               or archive
title          of the article
verdict        ``pass``, ``review``, ``flag`` or ``unscored``
reason         why it, or the ``unreliable`` axis alone, is unscored (``too-short``,
               ``not-english``, ``no-article``, ``not-health``, ``unreadable``)
error          why a page is ``unreadable``, a full sentence
language       ISO 639-1 code
topic          ``health`` or ``other``
words          number of words in the body of the article
spun           the scores, 0…1 and 1 is bad, rounded to 4 places; null where unjudged
stuffed
unreliable
keyphrase      what the page wants to be found for
findings       the evidence; ``start`` and ``end`` count characters of ``text``, equal for a
               finding about the whole page
criteria       provenance criteria; ``met`` is null where one cannot tell
moved          the features that moved each score: value, and share of the log-odds (plus is worse)
fetched        when the page was had, ISO 8601 in UTC
text           the article text; null with ``--no-text`` and where there is no article
fingerprint    what a spinner leaves alone, hashed, for the search of families; null where there
               is no article
=============  =================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from detector import urls
from detector.assessment import Assessment

SHARDS, FETCHED, MANIFEST, RUN = "shards", "fetched", "manifest.json", "run.json"
FAMILIES_FILE = "families.parquet"  # which the search for families adds

FINDING = pa.struct(
    [
        pa.field("code", pa.string(), nullable=False),
        pa.field("severity", pa.string(), nullable=False),
        pa.field("axis", pa.string(), nullable=False),
        pa.field("message", pa.string(), nullable=False),
        pa.field("found", pa.string(), nullable=False),
        pa.field("expected", pa.list_(pa.string()), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("strength", pa.float64(), nullable=False),
        pa.field("identity", pa.string(), nullable=False),
    ]
)
CRITERION = pa.struct(
    [
        pa.field("code", pa.string(), nullable=False),
        pa.field("instrument", pa.string(), nullable=False),
        pa.field("criterion", pa.string(), nullable=False),
        pa.field("met", pa.bool_()),
        pa.field("evidence", pa.string()),
    ]
)
MOVED = pa.struct(
    [
        pa.field("axis", pa.string(), nullable=False),
        pa.field("feature", pa.string(), nullable=False),
        pa.field("value", pa.float64(), nullable=False),
        pa.field("effect", pa.float64(), nullable=False),
    ]
)
ASSESSMENTS = pa.schema(
    [
        pa.field("target", pa.string(), nullable=False),
        pa.field("host", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("position", pa.int64(), nullable=False),
        pa.field("title", pa.string()),
        pa.field("verdict", pa.string(), nullable=False),
        pa.field("reason", pa.string()),
        pa.field("error", pa.string()),
        pa.field("language", pa.string()),
        pa.field("topic", pa.string()),
        pa.field("words", pa.int32(), nullable=False),
        pa.field("spun", pa.float64()),
        pa.field("stuffed", pa.float64()),
        pa.field("unreliable", pa.float64()),
        pa.field("keyphrase", pa.string()),
        pa.field("findings", pa.list_(FINDING), nullable=False),
        pa.field("criteria", pa.list_(CRITERION), nullable=False),
        pa.field("moved", pa.list_(MOVED), nullable=False),
        pa.field("fetched", pa.string()),
        pa.field("text", pa.string()),
        pa.field("fingerprint", pa.list_(pa.uint64())),
    ]
)

# What assess_batch is given: a Page, or an Unread with ``error`` in the place of ``content``.
PAGES = pa.schema(
    [
        pa.field("target", pa.string(), nullable=False),
        pa.field("host", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("position", pa.int64(), nullable=False),
        pa.field("content", pa.binary()),
        pa.field("error", pa.string()),
        pa.field("media_type", pa.string()),
        pa.field("charset", pa.string()),
        pa.field("url", pa.string()),
        pa.field("fetched", pa.string()),
        pa.field("local", pa.bool_(), nullable=False),
    ]
)

_FINDING, _CRITERION, _MOVED = (
    [field.name for field in struct] for struct in (FINDING, CRITERION, MOVED)
)
_SAME = ("title", "verdict", "reason", "error", "language", "topic", "words", "keyphrase")


def row(assessment: Assessment, *, host: str, source: str, position: int) -> dict[str, Any]:
    """Return the row of :data:`ASSESSMENTS` for one page, numbers rounded as in its JSON form."""
    data = assessment.to_dict(include_text=True)
    moved = [{"axis": axis, **one} for axis, all_ in data["moved"].items() for one in all_]
    found = {"target": data["target"], "host": host, "source": source, "position": position}
    found |= {name: data[name] for name in _SAME} | data["scores"]
    found |= {"findings": _only(data["findings"], _FINDING), "moved": _only(moved, _MOVED)}
    found |= {"criteria": _only(data["criteria"], _CRITERION)}
    found |= {"fetched": data["fetched"], "text": data["text"]}
    return {name: speakable(value) for name, value in found.items()}


def host_of(url: str | None, otherwise: str) -> str:
    """Return the host of an address, lower case, or ``otherwise`` where there is none."""
    return (urls.split(url or "").hostname or otherwise).rstrip(".")


def speakable(value: Any) -> Any:  # noqa: ANN401 — any part of a row
    """Replace halves of surrogate pairs (names of files that are no Unicode), which UTF-8 lacks."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: speakable(part) for key, part in value.items()}
    return [speakable(part) for part in value] if isinstance(value, list) else value


def _only(rows: Iterable[dict[str, Any]], names: list[str]) -> list[dict[str, Any]]:
    return [{name: one[name] for name in names} for one in rows]
