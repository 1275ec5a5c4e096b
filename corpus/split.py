"""Train, dev and test by the hash of a group key, so that no seed text is on two sides.

A group is what near-copies have in common: a MedQuAD topic, a pupil, a test segment that many
systems translated, the first words of an abstract that two collections hold. Overlapping sets
share a name space (`space` in the manifest) and therefore groups.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from corpus.manifest import Source

# Shares of train and dev; the rest is test. Hard negatives are kept for reporting by half.
POLICIES: dict[str, tuple[float, float]] = {
    "standard": (0.75, 0.10),
    "half": (0.50, 0.15),
    "report": (0.0, 0.30),
    "dropped": (0.0, 0.0),
    "none": (0.0, 0.0),
}
_NOISE = re.compile(r"[^a-z0-9]+")
_PDQ = re.compile(r"\(pdq.*$|\b(treatment|prevention|screening|health professional version)\b")


def unit(text: str) -> float:
    """Give a number in 0…1 that depends on the text alone."""
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def assign(key: str, policy: str) -> str:
    """`train`, `dev` or `test` for a group under a policy of POLICIES."""
    train, dev = POLICIES[policy]
    place = unit(key)
    if place < train:
        return "train"
    return "dev" if place < train + dev else "test"


def group_key(source: Source, record: dict[str, str]) -> str:
    """Name the group of a record: its name space and what the set's `key` rule finds."""
    return f"{source.space}:{KEYS[source.key](record)}"


def _plain(text: str, words: int = 10) -> str:
    return " ".join(_NOISE.sub(" ", text.lower()).split()[:words])


def _topic(record: dict[str, str]) -> str:
    subject = record.get("topic") or record.get("title") or record["id"]
    return _plain(_PDQ.sub(" ", subject.lower()))


def _url_tail(record: dict[str, str]) -> str:
    parts = [part for part in urlsplit(record.get("url", "")).path.split("/") if part]
    tail = re.sub(r"\.\w+$", "", parts[-1]) if parts else ""
    return _plain(tail) or _plain(record.get("title", "")) or record["id"]


def _lead(record: dict[str, str]) -> str:
    lead = _plain(re.sub(r"^Persons using assistive.*", "", record["text"]), 12)
    return lead or record["id"]


def _title(record: dict[str, str]) -> str:
    return _plain(record.get("title", ""), 30) or record["id"]


def _first_line(record: dict[str, str]) -> str:
    return _plain(record["text"].partition("\n")[0], 30) or record["id"]


def _field(name: str) -> Callable[[dict[str, str]], str]:
    return lambda record: record.get(name) or record["id"]


def _case(record: dict[str, str]) -> str:
    """Answers of several systems, or note and dialogue, of one case: `pubmed#0#h` → `pubmed#0`."""
    case, _, variant = record["id"].rpartition("#")
    return case if case and not variant.isdigit() else record["id"]


def _question(record: dict[str, str]) -> str:
    """`ehealthforumQAs.json#12` of the answers and of the questions is the same thread."""
    return record["id"].replace("-comment-", "-")


def _segment(record: dict[str, str]) -> str:
    """Find the same test segment in the output of every translation system."""
    found = re.search(r"([a-z]+test\w*?)\.(\w\w-\w\w)\.hyp.*#(\d+)$", record["id"])
    return "|".join(found.groups()) if found else record["id"].rpartition("#")[2]


def _product(record: dict[str, str]) -> str:
    folder = record["id"].split("/")[1] if "/" in record["id"] else record["id"]
    return _plain(re.sub(r"\d+", " ", folder))


def _onestop(record: dict[str, str]) -> str:
    return re.sub(r"-(adv|int|ele).*$", "", record["id"].rpartition("/")[2].lower())


KEYS: dict[str, Callable[[dict[str, str]], str]] = {
    "id": _question,
    "topic": _topic,
    "title": _title,
    "url-tail": _url_tail,
    "host": lambda record: urlsplit(record.get("url", "")).netloc or record["id"],
    "lead": _lead,
    "first-line": _first_line,
    "pair": _field("pair"),
    "book": _field("book"),
    "userid": _field("userid"),
    "publisher": _field("publisher"),
    "file": lambda record: record["id"].partition("#")[0],
    "file-index": lambda record: record["id"].rstrip("hl"),
    "folder": lambda record: record["id"].partition("/")[0],
    "case": _case,
    "segment": _segment,
    "product": _product,
    "onestop": _onestop,
    "whole": lambda _: "all",
}
