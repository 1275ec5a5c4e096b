"""Pairs found against pairs made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import pyarrow as pa

STRENGTH = ("seed", "copy", "near-duplicate", "template", "spun")
MADE = ("spun", "near-duplicate", "template", "template-set", "variant-set")
Pair = tuple[str, str]


def measured(pages: pa.Table, found: pa.Table) -> dict[str, Any]:
    """Compare the families found with those made.

    A pair is found when both pages are in one family; its relation is the stronger one of theirs.
    """
    made = {page["target"]: page for page in pages.drop_columns(["text"]).to_pylist()}
    named = dict(_named(found))
    groups = defaultdict[tuple[str, str], list[str]](list)
    for target, page in made.items():
        if page["kind"] in MADE:
            groups[page["kind"], page["group"]].append(target)
    true = {(kind, group): list(combinations(sorted(found), 2))
            for (kind, group), found in groups.items()}  # fmt: skip
    by_kind = _gathered((kind, pairs) for (kind, _), pairs in true.items())
    spun = [pairs for (kind, _), pairs in true.items() if kind == "spun"]
    return {
        "spun": _spun(spun, named, made) | _seeds(found, made),
        "by_rate": {
            rate: _row(pairs, named)
            for rate, pairs in sorted(_gathered((_rate(p, made), p) for p in spun if p).items())
        },
        "by_kind": {kind: _kind(pairs, named) for kind, pairs in by_kind.items()}
        | {name: _kind(pairs, named) for name, pairs in _additions(spun, made).items()},
        "false": _false(named, made),
    }


def _named(found: pa.Table) -> Iterator[tuple[Pair, str]]:
    families = defaultdict[str, list[tuple[str, str]]](list)
    for row in found.select(["family", "target", "relation"]).to_pylist():
        families[row["family"]].append((row["target"], row["relation"]))
    for members in families.values():
        for (one, first), (other, second) in combinations(sorted(members), 2):
            yield (one, other), max(first, second, key=STRENGTH.index)


def _gathered(parts: Iterable[tuple[Any, list[Pair]]]) -> dict[str, list[Pair]]:
    found = defaultdict[str, list[Pair]](list)
    for name, pairs in parts:
        found[name] += pairs
    return found


def _rate(pairs: list[Pair], made: dict[str, Any]) -> str:
    return str(max(made[target]["rate"] for pair in pairs for target in pair))


def _row(pairs: list[Pair], named: dict[Pair, str]) -> dict[str, float]:
    hits = [pair for pair in pairs if pair in named]
    called = sum(named[pair] == "spun" for pair in hits)
    share = max(1, len(pairs))
    return {"pairs": len(pairs), "recall": round(len(hits) / share, 4),
            "named": round(called / max(1, len(hits)), 4)}  # fmt: skip


def _kind(pairs: list[Pair], named: dict[Pair, str]) -> dict[str, Any]:
    names = Counter(named[pair] for pair in pairs if pair in named)
    total = max(1, names.total())
    return {"pairs": len(pairs), "recall": round(total / max(1, len(pairs)), 4),
            "named": {name: round(n / total, 4) for name, n in names.most_common()}}  # fmt: skip


def _spun(true: list[list[Pair]], named: dict[Pair, str], made: dict[str, Any]) -> dict[str, float]:
    """Precision is over pairs called spun; an honest pair called so counts in `precision_all`."""
    pairs = {pair for family in true for pair in family}
    called = [pair for pair, name in named.items() if name == "spun"]
    right = sum(pair in pairs for pair in called)
    touching = sum(any(made[t]["kind"] == "spun" for t in pair) for pair in called)
    return {
        "families": len(true),
        "pairs": len(pairs),
        "recall": round(sum(pair in named for pair in pairs) / len(pairs), 4),
        "recall_named": round(right / len(pairs), 4),
        "precision": round(right / max(1, touching), 4),
        "precision_all": round(right / max(1, len(called)), 4),
    }


def _additions(true: list[list[Pair]], made: dict[str, Any]) -> dict[str, list[Pair]]:
    found = defaultdict[str, list[Pair]](list)
    for pair in (pair for pairs in true for pair in pairs):
        pages = [made[target] for target in pair]
        seeds = any(not page["spinner"] for page in pages)
        names = {page["spinner"] for page in pages} - {""}
        many = "by one spinner" if len(names) == 1 else "by two spinners"
        found[f"spun, {'of seed and member' if seeds else many}"].append(pair)
        for addition in sorted({page["addition"] for page in pages} - {"", "plain"}):
            found[f"spun, with {addition}"].append(pair)
    return dict(sorted(found.items()))


def _seeds(found: pa.Table, made: dict[str, Any]) -> dict[str, float]:
    """Of the families found that hold the seed itself, the share in which it is marked."""
    families = defaultdict[str, list[dict[str, Any]]](list)
    for row in found.select(["family", "target", "is_seed"]).to_pylist():
        page = made[row["target"]]
        if page["kind"] == "spun":
            families[row["family"]].append(row | {"true": not page["spinner"]})
    whole = [rows for rows in families.values() if any(row["true"] for row in rows)]
    right = sum(any(row["true"] and row["is_seed"] for row in rows) for rows in whole)
    return {"with_seed": len(whole), "seed_marked": round(right / max(1, len(whole)), 4)}


def _false(named: dict[Pair, str], made: dict[str, Any]) -> dict[str, int]:
    """Pairs called spun that were not made so, by the kinds of their pages."""
    kinds = Counter(
        " and ".join(sorted(made[target]["kind"] for target in pair))
        for pair, name in named.items()
        if name == "spun" and made[pair[0]]["group"] != made[pair[1]]["group"]
    )
    return dict(kinds.most_common())
