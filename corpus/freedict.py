"""The bilingual dictionaries of FreeDict as Debian installs them, in the format of dictd.

An index names each head with the place of its entry in base 64; the entry is the head again, and
below it what the word is in the other language.
"""

from __future__ import annotations

import gzip
import os
import re
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corpus.errors import ResourceMissingError
from corpus.thesaurus import merged

FOLDER = "/usr/share/dictd"
LANGUAGES = ("ces", "fra", "hin", "hrv", "hun", "ita", "nld", "pol", "por", "spa", "swe", "tur")
_HEAD = re.compile(r"[a-z]+(?:[ -][a-z]+){0,2}")
_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]|<[^>]*>|\{[^}]*\}|^\s*(?:\d+\.|-)|:.*")
_MOST = 40  # heads behind one translation; a word that stands for more of them says nothing


@cache
def pivots(language: str) -> dict[str, list[str]]:
    """English words that one word of another language may stand for, by English head.

    Raises ResourceMissingError where the dictionary is not installed.
    """
    back: defaultdict[str, dict[str, None]] = defaultdict(dict)
    there = list(_translations(language))
    for head, translation in there:
        back[translation][head] = None
    return merged(
        (head, back[translation]) for head, translation in there if len(back[translation]) <= _MOST
    )


def _translations(language: str) -> Iterator[tuple[str, str]]:
    """Give each short lower-case head with each of its translations."""
    for head, entry in _entries(language):
        if _HEAD.fullmatch(head) is None:
            continue
        for line in entry.splitlines()[1:]:
            if line.startswith("  "):  # notes, examples, synonyms
                continue
            for part in re.split("[,;]", _ASIDE.sub("", line)):
                if part.strip(" .~"):
                    yield head, part.strip(" .~").lower()


def _entries(language: str) -> Iterator[tuple[str, str]]:
    folder = Path(os.environ.get("DETECTOR_FREEDICT", FOLDER))
    base = folder / f"freedict-eng-{language}"
    try:
        text = gzip.decompress(base.with_suffix(".dict.dz").read_bytes())
        index = base.with_suffix(".index").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ResourceMissingError(
            f"A dictionary of FreeDict is not installed: install the Debian package "
            f"dict-freedict-eng-{language}, or set DETECTOR_FREEDICT to the folder that holds it."
        ) from error
    for line in index.splitlines():
        head, start, length = line.split("\t")[:3]
        at = _number(start)
        yield head, text[at : at + _number(length)].decode("utf-8", "replace")


def _number(digits: str) -> int:
    """Read a number in base 64, the first digit the highest: "BA" is 64."""
    return int.from_bytes(b64decode(digits.rjust(8, "A")), "big")
