"""Lists of addresses: text with one a line, and sitemaps (sitemaps.org 0.9), nested ones too."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from detector.errors import LimitError, UnreadableError
from detector.sources.options import MEBIBYTE
from detector.sources.printable import printable

ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_AMPERSAND = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|&(?!(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);)", re.DOTALL
)
LARGEST = 50 * MEBIBYTE  # of a sitemap by its standard, unpacked
LOOKED_AT = 64 * 1024
DEEPEST = 5  # sitemaps that lead to sitemaps
LONGEST = 2000  # characters of an entry that is no address
MOST_WORDS = 3  # of a line in a list; a longer one is prose
SUFFIXES = (".xml", ".xml.gz", ".txt", ".txt.gz")


def is_address(target: str) -> bool:
    """Whether a target is an address of the web."""
    return ADDRESS.fullmatch(target) is not None


def leads_on(address: str) -> bool:
    """Whether an address is that of a list and not that of a page, by its name."""
    return address.partition("?")[0].lower().endswith(SUFFIXES)


def is_list(path: Path) -> bool:
    """Whether a file is a list: a sitemap, or text of addresses among which no line is prose."""
    name = path.name.lower()
    if name.endswith((".xml", ".xml.gz")):
        return True
    if not name.endswith((".txt", ".lst")):
        return False
    with path.open("rb") as file:
        head = file.read(LOOKED_AT)
    lines = head.decode("utf-8-sig", "replace").splitlines()
    if len(head) == LOOKED_AT:
        lines = lines[:-1]
    found = [*_lines(lines)]
    prose = any(len(line.split()) > MOST_WORDS for line in found)
    return not prose and sum(map(is_address, found)) * 2 > len(found)


def entries(content: bytes, name: str) -> Iterator[tuple[str, bool]]:
    """Yield the entries of a list in order, each with whether it leads to another list.

    They should be addresses, and are without the fragments that no server is asked for.

    Raises:
        UnreadableError: it is neither a sitemap nor text.
        LimitError: it unpacks to more than a sitemap may hold.
    """
    content = _unpacked(content, name)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        yield from _sitemap(content, name)
        return
    for line in _lines(content.decode("utf-8-sig", "replace").splitlines()):
        yield _entry(line), False


def _sitemap(content: bytes, name: str) -> Iterator[tuple[str, bool]]:
    from lxml import etree

    # no entities and no network: the file is a stranger's
    how = {"resolve_entities": False, "no_network": True, "recover": True, "load_dtd": False}
    try:
        for _, element in etree.iterparse(BytesIO(_escaped(content)), events=("end",), **how):
            if not isinstance(element.tag, str) or etree.QName(element).localname != "loc":
                continue
            parent = element.getparent()
            within = etree.QName(parent).localname if parent is not None else ""
            entry = _entry("".join(element.itertext()))
            if within in ("url", "sitemap") and entry:
                yield entry, within == "sitemap"
            if parent is not None:
                parent.clear()
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{name} cannot be read as a sitemap ({error}).") from error


def _lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines that are entries."""
    return (line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _entry(text: str) -> str:
    found = printable(" ".join(text.split()))
    return found.partition("#")[0] if is_address(found) else found[:LONGEST]


def _escaped(content: bytes) -> bytes:
    """Write the ampersands that an author forgot to escape as XML wants them."""
    return _AMPERSAND.sub(lambda found: b"&amp;" if found[0] == b"&" else found[0], content)


def _unpacked(content: bytes, name: str) -> bytes:
    if content.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(BytesIO(content)) as file:
                content = file.read(LARGEST + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableError(f"{name} is damaged ({error}).") from error
    if len(content) > LARGEST:
        raise LimitError(f"{name} holds more than 50 MiB, the most that a sitemap may hold.")
    return content
