"""Resident memory of a worker over many pages: python -m benchmarks.audit_memory [--pages N].

The volume is synthesised from the seeds in corpus/seeds by repetition with changes: each page gets
numbers and made-up words of its own, so that whatever grows with new words or new pages shows. The
memories of words fill slowly, so ``--words 20`` puts twenty names into each paragraph in place of
one, and 1,000 pages bring as many as 20,000. The pages go through the code that a worker runs,
shard by shard; what is printed is the memory of this process after each, the words that the
pipeline knows, CPU seconds by step, and how much memory grew over the second half.
"""

from __future__ import annotations

import argparse
import gzip
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detector.audit.batch import warm_up
from detector.audit.memory import give_back, memory
from detector.audit.options import AuditOptions
from detector.audit.shard import Effort, Trouble, assessed, write
from detector.audit.worker import without_torch
from detector.sources.options import MEBIBYTE
from detector.sources.slices import cut
from detector.threads import one_thread

SEEDS = Path(__file__).parents[1] / "corpus" / "seeds"
SHARD = 250  # pages
LETTERS = "aeioubcdfglmnprst"


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--words", type=int, default=1, help="new ones in each paragraph")
    parser.add_argument("--paragraphs", type=int, help="of each text, drawn anew; all if not given")
    told = parser.parse_args()
    one_thread()
    without_torch()
    options = AuditOptions()
    warm_up(options)
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.rglob("*.*"))]
    heads = ("pages", "MiB", "known", "read", "judge", "write")
    print(" ".join(f"{head:>8}" for head in heads), " (CPU ms a page)")
    seen, change = [], Change(told.words, told.paragraphs)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(0, told.pages, SHARD):
            effort = audited(Path(folder), texts, number, change, options)
            give_back()
            seen.append(memory() / MEBIBYTE)
            steps = (effort.read, effort.judge, effort.write)
            shares = " ".join(f"{1000 * step / effort.pages:>8.2f}" for step in steps)
            print(f"{number + effort.pages:>8} {seen[-1]:>8.1f} {known():>8} {shares}", flush=True)
    half = seen[len(seen) // 2 :]
    grown = half[-1] - half[0]
    print(f"most {max(seen):.1f} MiB; the second half grew by {grown:.1f} MiB")


@dataclass(frozen=True)
class Change:
    """What makes a page of a text: new ``words`` a paragraph, and how many ``paragraphs`` stay."""

    words: int
    paragraphs: int | None

    def parts(self, text: str, chance: random.Random) -> Iterator[str]:
        """Yield the paragraphs in another order, each with names and a number of its own."""
        parts = [part for part in text.split("\n\n") if part.strip()]
        chance.shuffle(parts)
        for part in parts[: self.paragraphs]:
            names = " ".join(name(chance) for _ in range(self.words))
            yield f"{part} This is what {names} wrote in note {chance.randrange(10**6)}."


def name(chance: random.Random) -> str:
    """Return a made-up name."""
    return "".join(chance.choice(LETTERS) for _ in range(9)).title()


def known() -> int:
    """Return how many words the pipeline knows."""
    from detector.language import pipeline  # not before torch is kept out

    return len(pipeline().vocab)


def audited(
    folder: Path, texts: list[str], first: int, change: Change, options: AuditOptions
) -> Effort:
    """Judge one shard of pages and return what it took."""
    path = folder / "crawl.warc.gz"
    with path.open("wb") as file:
        for number in range(first, first + SHARD):
            page = record(number, texts[number % len(texts)], change)
            file.write(gzip.compress(page, 1, mtime=0))
    (piece,) = cut("warc", path, path.name, options.slices)
    effort = Effort()
    rows = assessed(piece, options, Trouble(), lambda *_: None, effort)
    write(rows, folder / "000000.parquet", effort)
    return effort


def record(number: int, text: str, change: Change) -> bytes:
    """Return a WARC record of an HTML page made of a text with changes."""
    parts = change.parts(text, random.Random(number))
    paragraphs = "\n".join(f"<p>{part}</p>" for part in parts)
    body = (
        f"<!doctype html><html lang=en><title>Page {number}</title><body><main><h1>Page {number}"
        f"</h1>{paragraphs}</main></body></html>"
    ).encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"WARC-Target-URI: http://site-{number % 97}.example/{number}\r\n"
        "WARC-Date: 2026-03-02T08:30:15Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(head) + len(body)}\r\n\r\n"
    ).encode() + b"%b%b\r\n\r\n" % (head, body)


if __name__ == "__main__":
    started = time.process_time()
    main()
    print(f"{time.process_time() - started:.0f} s of the processor")
