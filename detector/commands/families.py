"""``detector families``: pages of an audit that were spun from one seed, templated or copied."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detector.commands.extras import need
from detector.commands.failing import failing_well

if TYPE_CHECKING:
    import pyarrow as pa

    from detector.audit.families.find import Reference

EXTRA = ("pyarrow", "rapidfuzz", "rensa")
SHOWN = 10
MEMBERS_SHOWN = 3
SWAPS_SHOWN = 4


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option(
    "--reference",
    type=click.Path(path_type=Path, exists=True),
    metavar="DIR",
    help="Known originals (files, folders, WARC); pages are matched against them too.",
)
def families(folder: Path, reference: Path | None) -> None:
    """Find pages that were spun from one seed, filled into a template, or copied.

    DIR is the output folder of an audit; families.parquet is written into it.

    \b
    Examples:
      detector families crawl/
      detector families crawl/ --reference our-articles/
    """  # noqa: D301 — \b is the mark of click
    with failing_well():
        need("A search for families", EXTRA, "audit")
        from detector.audit.families import find, write

        found = find(folder, list(_references(reference)) if reference else ())
        path = write(found, folder)
        for line in _summary(found):
            click.echo(line)
        click.echo(f"Written to {path}.")


def _references(place: Path) -> Iterator[Reference]:
    from detector.audit.families.find import Reference
    from detector.errors import DetectorError
    from detector.extract import article_of
    from detector.page import Unread
    from detector.sources import SourceOptions, pages

    for page in pages([str(place)], SourceOptions()):
        if isinstance(page, Unread):
            click.echo(f"detector: {page.error}", err=True)
            continue
        try:
            text = article_of(page).text
        except DetectorError as error:
            click.echo(f"detector: {page.target}: {error}", err=True)
            continue
        yield Reference(page.target, text)


def _summary(found: pa.Table) -> Iterator[str]:
    """Say how many pages of each relation there are, and show the largest families."""
    families = defaultdict[str, list[dict[str, Any]]](list)
    for row in found.to_pylist():
        families[row["family"]].append(row)
    relations = Counter(row["relation"] for rows in families.values() for row in rows)
    said = ", ".join(f"{n} {name}" for name, n in sorted(relations.items()) if name != "seed")
    yield f"{len(families)} families with {found.num_rows} pages" + (f": {said}." if said else ".")
    largest = sorted(families.items(), key=lambda item: (-len(item[1]), item[0]))
    for family, rows in largest[:SHOWN]:
        yield from ("", *_family(family, rows))
    if families:
        yield ""


def _family(name: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    from detector.report.context import shown

    seed, *members = rows
    kinds = Counter(row["relation"] for row in members)
    said = ", ".join(f"{n} {kind}" for kind, n in kinds.most_common())
    yield f"{name}  {len(rows)} pages: {said}"
    yield f"  seed  {shown(seed['target'])}"
    for row in members[:MEMBERS_SHOWN]:
        yield f"  {row['alignment']:.2f}  {shown(row['target'])}"
    swaps = {(s["seed"], s["member"]): s["count"] for r in members for s in r["substitutions"]}
    best = sorted(swaps.items(), key=lambda item: (-item[1], item[0]))[:SWAPS_SHOWN]
    if best:
        parts = (f"“{one}” → “{other}” ({count})" for (one, other), count in best)
        yield "  " + shown("; ".join(parts))
