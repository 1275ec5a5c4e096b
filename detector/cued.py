"""Which blocks of a page hold a cue: plain words without which a costly pattern cannot match."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol, TypeVar


class Pattern(Protocol):
    """Something to look for where one of its cues stands; no cue has a line break."""

    @property
    def cues(self) -> tuple[str, ...]:
        """The words of which one must occur."""
        ...


P = TypeVar("P", bound=Pattern)


@dataclass(frozen=True)
class Cued:
    """All texts of a page as one, a line between them, and where each one's line ends."""

    page: str
    ends: Sequence[int]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Cued:
        """Join the texts of a page."""
        return cls("\n".join(texts), tuple(accumulate(len(text) + 1 for text in texts)))

    def likely(self, patterns: Iterable[P]) -> Iterator[tuple[int, list[P]]]:
        """Yield the number of each text that holds a cue, with the patterns that it is a cue of."""
        found: dict[int, list[P]] = defaultdict(list)
        for pattern in patterns:
            for number in {one for cue in pattern.cues for one in self._holding(cue)}:
                found[number].append(pattern)
        yield from sorted(found.items(), key=lambda pair: pair[0])

    def _holding(self, cue: str) -> Iterator[int]:
        at = self.page.find(cue)
        while at >= 0:
            number = bisect_right(self.ends, at)
            yield number
            at = self.page.find(cue, self.ends[number])
