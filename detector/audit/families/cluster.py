"""From pairs to families: every member is confirmed against the family's representative."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray


def cluster(
    pairs: NDArray[np.int64], order: Sequence[int], related: Callable[[int, int], bool]
) -> list[list[int]]:
    """Return families of two or more pages, each with its representative first.

    `order` ranks the pages: the first one that is free becomes a representative. Candidates are
    followed from member to member, and each joins only if `related(representative, candidate)`, so
    that no chain of likenesses leads from one page to another that has nothing in common with it.
    """
    near = _neighbours(pairs)
    taken: set[int] = set()
    found: list[list[int]] = []
    for page in order:
        if page in taken or page not in near:
            continue
        family = _family(page, near, taken, related)
        if len(family) > 1:
            taken.update(family)
            found.append(family)
    return found


def _family(
    seed: int, near: dict[int, list[int]], taken: set[int], related: Callable[[int, int], bool]
) -> list[int]:
    family, seen, waiting = [seed], {seed}, deque([seed])
    while waiting:
        for page in near[waiting.popleft()]:
            if page in seen or page in taken:
                continue
            seen.add(page)
            if related(seed, page):
                family.append(page)
                waiting.append(page)
    return family


def _neighbours(pairs: Iterable[Sequence[int]]) -> dict[int, list[int]]:
    near: dict[int, list[int]] = {}
    for one, other in np.asarray(pairs).tolist():
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    return near
