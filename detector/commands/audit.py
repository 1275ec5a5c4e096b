"""``detector audit``: judge a whole crawl into Parquet files; killed at any moment, it goes on."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detector.commands.extras import need
from detector.commands.failing import FAILING, FOUND, INTERRUPTED, PASSED, UNREAD, failing_well
from detector.commands.folder import Folder
from detector.commands.options import (
    MEBIBYTE,
    allow_private_option,
    extractor_option,
    fail_on_option,
    max_bytes_option,
    pace_option,
    timeout_option,
)
from detector.errors import UsageError

if TYPE_CHECKING:
    from detector.audit.local import LocalEngine
    from detector.audit.options import AuditOptions
    from detector.audit.progress import Progress
    from detector.audit.ray import RayEngine

EXTRAS = {"audit": ("filelock", "pyarrow", "rensa"), "ray": ("fsspec", "ray")}
EXIT_CODES = """\b
Exit codes: 0 all pages are judged, 1 a page is at or above --fail-on,
2 wrong usage, or the folder cannot be written, 3 a source could not be read
to its end, or none holds a page, 130 interrupted (the same command goes on)."""
NOTHING = "The sources hold no page that detector reads; --dry-run shows what they are read as."


@click.command(epilog=EXIT_CODES)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--out",
    type=Folder(path_type=Path, file_okay=False),
    help="The folder for the results, or its URL; an audit that was begun there goes on.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="How many processes judge (default: one for each processor).",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="What runs the processes; ray is a cluster of machines.",
)
@click.option(
    "--ray-address",
    envvar="RAY_ADDRESS",
    metavar="ADDRESS",
    help="The running Ray cluster (default: one is started on this machine).",
)
@click.option("--dry-run", is_flag=True, help="Say what would be read, and judge nothing.")
@click.option("--fresh", is_flag=True, help="Throw away what is in --out and begin anew.")
@click.option("--limit", type=click.IntRange(min=1), help="End after so many pages.")
@click.option("--no-text", is_flag=True, help="Leave the article texts out of the results.")
@click.option("--text-column", metavar="NAME", help="Column of a table that holds text.")
@click.option("--html-column", metavar="NAME", help="Column of a table that holds HTML.")
@click.option("--url-column", metavar="NAME", help="Column that holds the address or an id.")
@extractor_option
@click.option(
    "--page-timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="Longest time to judge one page, in seconds of the processor.",
)
@max_bytes_option("Largest page.")
@click.option(
    "--shard-bytes",
    type=click.IntRange(min=1),
    default=16 * MEBIBYTE,
    show_default=True,
    help="About how much of a source goes into one result file.",
)
@fail_on_option("The verdict of a page from which the exit code is 1.", "never")
@allow_private_option
@pace_option
@timeout_option
@click.option("-q", "--quiet", is_flag=True, help="Show no progress and no summary.")
@click.option(
    "--progress",
    "shown",
    type=click.Choice(["bar", "json", "none"]),
    default="bar",
    show_default=True,
    help="How to show progress, on standard error; json is one object a line.",
)
def audit(
    sources: tuple[str, ...],
    out: Path | str | None,
    dry_run: bool,
    **options: Any,  # noqa: ANN401 — click checks these; _options names them
) -> None:
    """Judge every page of a crawl; killed at any moment, it goes on.

    Reads WARC, WET and WACZ files, zip and tar archives, Parquet, JSON Lines and CSV tables, HTML,
    Markdown, text and Word files, and folders of all these. Fetches addresses, sitemaps and lists
    of addresses first.

    \b
    Examples:
      detector audit crawl.warc.gz --out results/
      detector audit dump/ more.parquet --out results/ --workers 8
      detector audit pages.jsonl --html-column body --out results/
      detector audit https://example.org/sitemap.xml --out results/
      detector audit crawl/ --out s3://bucket/results --engine ray
      detector audit crawl/ --dry-run
    """  # noqa: D301 — \b is the mark of click
    with failing_well():
        _need_extra(options["engine"])
        how = _options(options)
        if dry_run:
            from detector.audit.preview import preview

            click.echo(preview(sources, how), nl=False)
            return
        if out is None:
            raise UsageError("Name the folder for the results: --out DIR.")
        sys.exit(_run(sources, out, how, options))


def _run(
    sources: tuple[str, ...], out: Path | str, how: AuditOptions, options: dict[str, Any]
) -> int:
    from detector.audit.counts import count
    from detector.audit.engine import audit as run
    from detector.audit.remote import store_at
    from detector.audit.summary import summary
    from detector.sources import SourceOptions

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stop as for Ctrl-C
    try:
        outcome = run(
            sources,
            out,
            how,
            engine=_engine(how, options),
            fresh=options["fresh"],
            fetching=SourceOptions(
                allow_private=options["allow_private"],
                pace=options["pace"],
                timeout=options["timeout"],
                max_bytes=options["max_bytes"],
            ),
            progress=_progress(options["shown"], quiet=options["quiet"]),
        )
    except KeyboardInterrupt:
        click.echo(
            "detector: interrupted. What is done is kept; give the same command again to go on.",
            err=True,
        )
        return INTERRUPTED
    counts = count(store_at(out).files())
    if not options["quiet"]:
        click.echo(summary(counts, outcome, out), nl=False)
    errors = outcome.errors or ([] if counts.pages else [NOTHING])
    for error in errors:
        click.echo(f"detector: {error}", err=True)
    if any(counts.verdicts[verdict] for verdict in FAILING[options["fail_on"]]):
        return FOUND
    return UNREAD if errors or counts.lost else PASSED


def _engine(how: AuditOptions, options: dict[str, Any]) -> LocalEngine | RayEngine:
    if options["engine"] == "ray":
        from detector.audit.ray import RayEngine

        return RayEngine(options["workers"], how, options["ray_address"])
    from detector.audit.local import LocalEngine

    return LocalEngine(options["workers"] or _processors(), how)


def _options(options: dict[str, Any]) -> AuditOptions:
    from detector.audit.options import AuditOptions
    from detector.sources.slices import SliceOptions

    names = ("max_bytes", "text_column", "html_column", "url_column")
    slices = SliceOptions(
        slice_bytes=options["shard_bytes"], **{name: options[name] for name in names}
    )
    return AuditOptions(
        slices=slices,
        extractor=options["extractor"],
        text=not options["no_text"],
        page_timeout=options["page_timeout"],
        limit=options["limit"],
    )


def _progress(shown: str, *, quiet: bool) -> Progress:
    from detector.audit.progress import Lines, Progress, Screen

    if shown == "json":
        return Lines()
    return Screen() if shown == "bar" and not quiet and sys.stderr.isatty() else Progress()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _need_extra(engine: str) -> None:
    need("An audit", EXTRAS["audit"], "audit")
    need(f"--engine {engine}", EXTRAS.get(engine, ()), engine)
