"""Variant list: one search phrase written out with place after place, or query after query.

What it finds
    Five or more list items, table cells, short lines or parts of a line between commas, one after
    the other, that share two content words or more at their beginning or their end, and add one to
    three words each: names of places with a capital, or, for a phrase that the page is about and
    that shares three words, whatever people type.

Why it matters
    A doorway page wants to be found in every town. The list is of no use to a reader, who lives in
    one.

When it is wrong
    Branches of a real clinic, and products of one name in many sizes. A list of links to the
    chapters of a guide shares two words and adds words in lower case: that is let off.

Example:
    "knee pain clinic Ashford", "knee pain clinic Elgin", "knee pain clinic Milton" and so on.

Sources
    Google Search Essentials, spam policies, "Doorway abuse" and "Keyword stuffing" (lists of cities
    and regions); Gyöngyi & Garcia-Molina 2005, Web spam taxonomy (AIRWeb).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from operator import eq

from detector.article import Block, Kind
from detector.finding import Axis, Finding, Severity
from detector.memo import once
from detector.reading import Reading
from detector.signals.signal import Code
from detector.words import STOPWORDS, fold

CODE = Code(
    "STF104",
    "list of query variants",
    Axis.STUFFED,
    Severity.WARNING,
    (
        "Google Search Essentials, spam policies, doorway abuse and keyword stuffing",
        "Gyöngyi and Garcia-Molina 2005, Web spam taxonomy (AIRWeb)",
    ),
)
LEAST_ITEMS = 5
LEAST_SHARED, LEAST_SHARED_PLAIN = 2, 3
MOST_ADDED = 3
MOST_WORDS = 12
LINES = frozenset({Kind.LIST_ITEM, Kind.CELL, Kind.PARAGRAPH, Kind.HEADING})
MARKS = ",;|•·/\n"
MARK = re.compile(f"[{MARKS}]")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

Item = tuple[int, int, str]  # place in the text, and what stands there
Run = tuple[int, int, int, str]  # place in the text, number of items, what they share


@once
def variant_lists(reading: Reading) -> tuple[Run, ...]:
    """Return start, end, number of items and shared words of every list of variants."""
    about = {tuple(map(fold, p.text.split())) for p in reading.keyphrases}
    return tuple(run for items in _sequences(reading.article.body) for run in _runs(items, about))


def _sequences(blocks: Sequence[Block]) -> Iterator[list[Item]]:
    """Yield what stands in a row: short blocks one after the other, the parts of a long line."""
    for short, group in groupby(blocks, key=_is_short):
        if short:
            row = list(group)
            if len(row) >= LEAST_ITEMS:
                yield [_item(block.start, block.text) for block in row]
        else:
            yield from map(_parts, group)


def _is_short(block: Block) -> bool:
    return block.kind in LINES and len(block.text) < 100 and block.text.count(",") < LEAST_ITEMS - 1


def _item(start: int, text: str) -> Item:
    return start, start + len(text), text


def _parts(block: Block) -> list[Item]:
    """Return what stands between the marks of a line that has enough of them."""
    if sum(map(block.text.count, MARKS)) < LEAST_ITEMS - 1:
        return []
    parts = MARK.split(block.text)
    starts = accumulate((len(part) + 1 for part in parts), initial=block.start)
    trimmed = ((start, part, part.lstrip()) for start, part in zip(starts, parts, strict=False))
    return [
        _item(start + len(part) - len(text), text.rstrip()) for start, part, text in trimmed if text
    ]


def _runs(items: list[Item], about: Iterable[tuple[str, ...]]) -> Iterator[Run]:
    """Yield the runs of items that share their beginning, or else their end."""
    if len(items) < LEAST_ITEMS:
        return
    for turned in (False, True):
        edges = [_edge(text, turned=turned) for _, _, text in items]
        if not any(map(eq, edges, edges[LEAST_ITEMS - 1 :])):  # so no run is long enough
            continue
        said = [tuple(WORD.findall(text)[: MOST_WORDS + 1]) for _, _, text in items]
        keys = [_key(words, turned=turned) for words in said]
        for key, group in groupby(range(len(items)), key=keys.__getitem__):
            run = list(group)
            if not key or len(run) < LEAST_ITEMS:
                continue
            shared = _shared([said[i] for i in run], turned=turned)
            added = {_added(said[i], len(shared), turned=turned) for i in run}
            if _made(shared, added, about):
                yield items[run[0]][0], items[run[-1]][1], len(run), " ".join(shared)


def _edge(text: str, *, turned: bool) -> str:
    """Return the first (or last) word of an item: where they differ, so do the keys."""
    if turned:
        last = WORD.findall([text, *text.rsplit(None, 1)][-1]) or WORD.findall(text)
        return fold(last[-1]) if last else ""
    first = WORD.search(text)
    return fold(first[0]) if first else ""


def _key(words: tuple[str, ...], *, turned: bool) -> tuple[str, ...]:
    """Return the two words that begin (or end) an item; nothing for one too short or too long."""
    if not LEAST_SHARED < len(words) <= MOST_WORDS:
        return ()
    return tuple(map(fold, words[-LEAST_SHARED:] if turned else words[:LEAST_SHARED]))


def _shared(items: list[tuple[str, ...]], *, turned: bool) -> tuple[str, ...]:
    """Return the longest beginning (or end) of all items, in the words of the first."""
    step = -1 if turned else 1
    columns = zip(*(words[::step] for words in items), strict=False)
    same = 0
    for column in columns:
        if len(set(map(fold, column))) > 1:
            break
        same += 1
    return items[0][len(items[0]) - same :] if turned else items[0][:same]


def _added(words: tuple[str, ...], shared: int, *, turned: bool) -> tuple[str, ...]:
    return words[: len(words) - shared] if turned else words[shared:]


def _made(
    shared: tuple[str, ...], added: set[tuple[str, ...]], about: Iterable[tuple[str, ...]]
) -> bool:
    """Whether the items are one phrase with names of places, or with what people type."""
    content = [word for word in map(fold, shared) if word not in STOPWORDS]
    if len(set(content)) < LEAST_SHARED or len(added) < LEAST_ITEMS:
        return False
    if any(not 0 < len(words) <= MOST_ADDED for words in added):
        return False
    names = [w for words in added for w in words if w.lower() not in STOPWORDS]
    if names and all(word[0].isupper() for word in names):
        return shared[-1].islower() or any(word.islower() for word in shared) or len(content) > 2
    folded = tuple(map(fold, shared))
    return len(content) >= LEAST_SHARED_PLAIN and any(_holds(folded, phrase) for phrase in about)


def _holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    text, part = f" {' '.join(words)} ", f" {' '.join(phrase)} "
    return len(phrase) > 1 and (part in text or text in part)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every list of variants, from its first item to its last."""
    for start, end, count, shared in variant_lists(reading):
        yield CODE.between(
            reading.article.text,
            start,
            end,
            f"{count} items in a row say “{shared}” with a word or two more each.",
            strength=min(0.95, 0.4 + 0.05 * count),
        )


def measure(reading: Reading) -> dict[str, float]:
    """Return ``stf104_items``: how many items stand in lists of variants."""
    return {"stf104_items": float(sum(count for _, _, count, _ in variant_lists(reading)))}
