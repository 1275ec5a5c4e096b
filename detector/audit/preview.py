"""What an audit would read, and how many pages that is about; nothing is judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from detector.audit.options import AuditOptions
from detector.audit.plan import ADDRESSES, Plan, Source, plan
from detector.sources.addresses import entries, is_address
from detector.sources.options import MEBIBYTE
from detector.sources.printable import printable
from detector.sources.slices import Slice, SliceOptions, read

COUNTED = ("folder", "zip", "tar", "parquet")  # kinds whose slices count pages
SAMPLE = 50  # pages that are read of the others


def preview(targets: Iterable[str], options: AuditOptions) -> str:
    """Return a line a source and one for all. Raises as plan."""
    targets = list(targets)
    addresses = [target for target in targets if is_address(target)]
    local = plan([target for target in targets if not is_address(target)], options)
    lines = [*_lines(local, options.slices, besides=bool(addresses))]
    lines += [f"fetched when the audit runs: {address}" for address in addresses]
    return "\n".join(lines) + "\n"


def _lines(found: Plan, options: SliceOptions, *, besides: bool) -> Iterator[str]:
    yield f"{'kind':<8} {'MiB':>10} {'shards':>7} {'pages':>11}  source"
    total = 0
    for source in found.sources:
        shards = [piece for piece in found.shards if _belongs(piece, source)]
        if source.kind == ADDRESSES:
            shards, (pages, exact) = [], _listed(source)
        else:
            pages, exact = _pages([piece for piece in shards if not piece.error], options)
        total += pages
        shown = f"{pages:,}" if exact else f"~{pages:,}"
        size = source.size / MEBIBYTE
        named = printable(source.name)
        yield f"{source.kind:<8} {size:>10,.1f} {len(shards):>7,} {shown:>11}  {named}"
        yield from (f"{'':<8} {piece.error}" for piece in shards if piece.error)
    more = " besides what is fetched" if besides else ""
    yield f"about {total:,} pages in {len(found.shards):,} shards{more}; nothing was judged"


def _belongs(piece: Slice, source: Source) -> bool:
    """Whether a slice is one of a source; that of a single page lies at the path of its folder."""
    if source.kind == "folder":
        return piece.source == source.name
    return piece.path == source.path


def _listed(source: Source) -> tuple[int, bool]:
    """Return how many addresses a list names, and whether it leads to no other lists."""
    found = list(entries(Path(source.path).read_bytes(), source.name))
    return sum(not leads for _, leads in found), not any(leads for _, leads in found)


def _pages(shards: list[Slice], options: SliceOptions) -> tuple[int, bool]:
    """Return how many pages there are, and whether that is counted and not estimated."""
    if all(piece.limit is not None for piece in shards):
        return sum(piece.limit or 0 for piece in shards), True
    counted = [piece for piece in shards if piece.kind in COUNTED and piece.entry is None]
    known = sum(piece.end - piece.start for piece in counted)
    more, exact = _estimated([piece for piece in shards if piece not in counted], options)
    return known + more, exact


def _estimated(shards: list[Slice], options: SliceOptions) -> tuple[int, bool]:
    """As _pages, by reading the first pages."""
    if not shards:
        return 0, True
    sample = list(islice(read(shards[0], options), SAMPLE + 1))
    if len(sample) <= SAMPLE and len(shards) == 1:
        return len(sample), True
    reached = sample[-1].position - sample[0].position if sample else 0
    if reached < len(sample):  # all of them are of one gzip member, whose size nobody knows
        return len(sample), False
    return round((len(sample) - 1) * sum(piece.size for piece in shards) / reached), False
