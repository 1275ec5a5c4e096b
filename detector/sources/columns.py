"""Which columns of a table hold pages: those that were named, or those with well-known names.

The names are those of Common Crawl derivatives (FineWeb, C4, Dolma, RedPajama), of Scrapy feeds
and of the tables that people make of them. A dot leads into a struct: ``metadata.url``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from detector.errors import LimitError, UsageError
from detector.page import Page, Unread
from detector.sources.codings import DAMAGE
from detector.sources.media import HTML, MARKDOWN, PLAIN
from detector.sources.options import MEBIBYTE
from detector.sources.printable import printable
from detector.sources.slices import Columns, Located, Slice, SliceOptions

BODIES = {
    HTML: ("html", "raw_html", "html_content", "content_html", "page_html", "body_html"),
    PLAIN: ("text", "raw_text", "content", "raw_content", "article", "body", "page_content"),
    MARKDOWN: ("markdown", "md"),
}
NAMES = (
    *("url", "link", "uri", "source_url", "page_url", "warc_target_uri", "metadata.url"),
    *("meta.url", "metadata.warc-target-uri", "id", "doc_id", "docid", "_id", "uuid"),
)

DEEPEST = 8  # objects within objects in which columns are looked for

Row = dict[str, Any] | str | None  # its cells, what is wrong with it, or nothing at all


def choose(found: Collection[str], name: str, options: SliceOptions) -> Columns:
    """Return the columns of a table that has the columns ``found``.

    Raises:
        UsageError: a named column is not there, or none is known.
    """
    known = {column.lower(): column for column in reversed(list(found))}
    if options.text_column and options.html_column:
        raise UsageError("Name one of --text-column and --html-column: a page has one body.")
    named = options.text_column or options.html_column
    url = _named(known, options.url_column, name) or _first(known, NAMES)
    if named:
        body = _named(known, named, name) or named
        return Columns(body, HTML if options.html_column else PLAIN, url)
    bodies = [(one, kind) for kind, names in BODIES.items() if (one := _first(known, names))]
    if bodies:
        spare = bodies[1] if len(bodies) > 1 else (None, None)
        return Columns(*bodies[0], url, *spare)
    raise UsageError(
        f"No column of {name} is known to hold pages; it has {', '.join(sorted(found))}. Name one "
        "with --text-column or --html-column."
    )


def read_rows(
    rows: Iterable[tuple[int, Row]],
    piece: Slice,
    columns: Columns,
    options: SliceOptions,
    called: str,
) -> Iterator[Located]:
    """Yield the pages of the rows that begin in a slice of a stream, and what is lost of it.

    ``rows`` begin in order with the first of the slice, each with its offset as unpacked. Damage
    ends them; the report calls them ``called``.
    """
    last, host = piece.start, Path(piece.path).name
    try:
        for position, row in rows:
            last = position
            if position >= piece.end:
                return
            if isinstance(row, str):
                yield Located(position, Unread(f"{piece.source}#{position}", row), host)
            elif row is not None:
                yield located(row, position, piece.source, columns, options)
    except DAMAGE as error:
        lost = (
            f"{piece.source} is damaged or cut off after byte {last} as unpacked ({error}); "
            f"the {called} before it were read. Fetch the file again to have the rest."
        )
        yield Located(last, Unread(piece.source, lost), host)


def located(
    row: dict[str, Any], position: int, name: str, columns: Columns, options: SliceOptions
) -> Located:
    """Return the page of a row, or why it holds none."""
    value, url, media_type = _get(row, columns.body), _get(row, columns.url), columns.media_type
    if value in (None, "", b"") and columns.spare_type and _get(row, columns.spare):
        value, media_type = _get(row, columns.spare), columns.spare_type
    named = printable(str(url)) if url not in (None, "") else f"{name}#{position}"
    address = named if named.lower().startswith(("http://", "https://")) else None
    page: Page | Unread
    try:
        content = _content(value, columns.body, options.max_bytes)
        charset = None if isinstance(value, bytes) else "utf-8"
        page = Page(named, content, media_type, charset, address)
    except (LimitError, ValueError) as error:
        page = Unread(named, str(error))
    return Located(position, page, name.rstrip("/").rpartition("/")[2])


def _content(value: object, column: str, limit: int) -> bytes:
    if isinstance(value, str):
        value = value.encode("utf-8", "replace")
    if not isinstance(value, bytes):
        raise ValueError(f"The column {column} of this row holds no text, so there is no page.")
    if len(value) > limit:
        raise LimitError(
            f"The page holds more than {limit / MEBIBYTE:g} MiB, the limit for one page; raise "
            "the limit (--max-bytes) if you trust it."
        )
    return value


def _get(row: Any, path: str | None) -> Any:  # noqa: ANN401 — a cell can be of any type
    """Return a cell, by its name or by the way into a struct; None where there is none."""
    if path is None:
        return None
    if path in row:
        return row[path]
    for key in path.split("."):
        row = row.get(key) if isinstance(row, dict) else None
    return row


def paths(name: str, value: object, depth: int = DEEPEST) -> Iterator[str]:
    """Yield the name of a cell and of the cells within it, with the way to them."""
    yield name
    if depth and isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(f"{name}.{key}", inner, depth - 1)


def _named(known: dict[str, str], wanted: str | None, name: str) -> str | None:
    if wanted is None:
        return None
    if wanted in known.values():
        return wanted
    if wanted.lower() in known:
        return known[wanted.lower()]
    raise UsageError(f"{name} has no column {wanted}; it has {', '.join(sorted(known.values()))}.")


def _first(known: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((known[name] for name in names if name in known), None)
