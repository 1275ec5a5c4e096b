"""A crawl of real pages in one WARC.gz file: nine pages in ten as they were found, one spun.

The pages are the HTML of the corpus mirror. When there are too few, they come again with their
paragraphs in another order. Spun are paragraphs alone, by the rewriters of ``corpus.spinners``.
"""

from __future__ import annotations

import gzip
import html
import random
import re
import zlib
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from urllib.parse import quote

from corpus.webpages import webpages
from models.rewriting.spinning import choose, draw_rate, usable

SPUN = 10  # one page in so many
PARAGRAPH = re.compile(rb"(<p(?:\s[^>]*)?>)([^<>]{60,})(?=</p>)", re.IGNORECASE)
CHUNK = 64 * 1024  # bytes
FEWEST = 3  # paragraphs of a page that is worth spinning


def written(path: Path, pages: int) -> Path:
    """Write the crawl if it is not there yet; the address of a spun page begins with ``spun``."""
    if path.is_file():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("wb") as file:
        for number, (address, content) in enumerate(islice(mixed(), pages)):
            file.write(gzip.compress(record(number, address, content), 6, mtime=0))
    return unfinished.rename(path)


def sampled(path: Path, every: int) -> Path:
    """Write about one in so many pages of a crawl into a file beside it, for a quick look."""
    if every == 1:
        return path
    sample = path.with_name(f"{path.name.removesuffix('.warc.gz')}-{every}.warc.gz")
    rng = random.Random(every)
    with sample.open("wb") as file:
        for member in members(path.read_bytes()):
            if rng.randrange(every) == 0:
                file.write(member)
    return sample


def members(content: bytes) -> Iterator[bytes]:
    """Yield the gzip members of a file."""
    start = end = 0
    while end < len(content):
        unpacking = zlib.decompressobj(wbits=31)
        while not unpacking.eof:
            unpacking.decompress(content[end : end + CHUNK])
            end += CHUNK
        end = min(end, len(content)) - len(unpacking.unused_data)
        yield content[start:end]
        start = end


def mixed() -> Iterator[tuple[str, bytes]]:
    """Yield address and content of pages without end, one in ten of them spun."""
    spun = 0
    for number, (name, content) in enumerate(honest(), start=1):
        kind, rng = "found", random.Random(number)
        if spun * SPUN < number - SPUN // 2 and len(PARAGRAPH.findall(content)) >= FEWEST:
            changed = in_paragraphs(content, spinner(rng))
            if changed != content:
                kind, content, spun = "spun", changed, spun + 1
        yield f"http://{kind}.{number % 997}.example/{number}/{quote(name)}", content


def honest() -> Iterator[tuple[str, bytes]]:
    """Yield all pages, and then all again and again, their paragraphs in another order."""
    for turn in count():
        for archive, page in webpages():
            content = page.content
            if turn:
                content = shuffled(content, random.Random(f"{turn} {page.target}"))
            yield f"{archive}/{page.target}", content


def shuffled(content: bytes, rng: random.Random) -> bytes:
    """Return a page with its paragraphs in another order."""
    texts = [match[2] for match in PARAGRAPH.finditer(content)]
    rng.shuffle(texts)
    return PARAGRAPH.sub(lambda match: match[1] + texts.pop(), content)


def spinner(rng: random.Random) -> Callable[[str], str]:
    """Return what spins the texts of one page: one to three rewriters at one rate."""
    from corpus.errors import CorpusError
    from corpus.spinners import load

    chosen, rate = choose(usable(), rng), draw_rate(rng)

    def spin(text: str) -> str:
        for name in chosen:
            try:
                text = load(name).spin(text, rate / len(chosen), rng).text
            except CorpusError:
                continue
        return text

    return spin


def in_paragraphs(content: bytes, change: Callable[[str], str]) -> bytes:
    """Change the text of each paragraph that holds nothing but text; UTF-8 pages alone."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content
    return PARAGRAPH.sub(
        lambda match: (
            match[1] + html.escape(change(html.unescape(match[2].decode())), False).encode()
        ),
        content,
    )


def record(number: int, address: str, content: bytes) -> bytes:
    """Return a WARC response."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Date: 2026-03-02T08:30:15Z\r\n"
        "WARC-Identified-Payload-Type: text/html\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(head) + len(content)}\r\n\r\n"
    ).encode() + b"%b%b\r\n\r\n" % (head, content)
