"""The command line: parse, call, render, exit code. Heavy imports wait for the command."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

import detector
from detector.commands.failing import FAILING, FOUND, PASSED, UNREAD, failing_well
from detector.commands.lazy import LazyGroup
from detector.commands.options import (
    allow_private_option,
    extractor_option,
    fail_on_option,
    max_bytes_option,
    output_option,
    pace_option,
    timeout_option,
)
from detector.errors import UsageError
from detector.report.output import opened, progress, speak_unicode
from detector.threads import one_thread

if TYPE_CHECKING:
    from detector.assessment import Assessment
    from detector.sources import SourceOptions

MOST_COLUMNS = 100  # of prose
FORMATS = ("text", "json", "jsonl", "html")
EXIT_CODES = """\b
Exit codes: 0 nothing at or above the fail level, 1 something is,
2 wrong usage, 3 some targets could not be read and nothing was found,
130 interrupted."""


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, _, wanted: _version(context) if wanted else None,
    help="Print the versions of detector and of its models, and exit.",
)
def main() -> None:
    """Find machine-rewritten, keyword-stuffed and unreliable health pages.

    \b
    Examples:
      detector scan https://example.org/knee-pain
      detector scan article.html drafts/ --format json
      detector check docs/ --baseline detector-baseline.json
      detector explain SPN201
    """  # noqa: D301 — \b is the mark of click


@main.command(epilog=EXIT_CODES)
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to write the assessments.",
)
@output_option
@click.option("--include-text", is_flag=True, help="Add the article text that offsets refer to.")
@fail_on_option("The verdict from which the exit code is 1.", "flag")
@extractor_option
@click.option("--keyphrase", help="What the pages want to be found for; else it is found out.")
@click.option(
    "--site-list",
    "site_lists",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Say what this list (CSV or text) has about a page's site; no score looks at it.",
)
@click.option("--offline", is_flag=True, help="Use cached pages only; never touch the network.")
@click.option(
    "--cache-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where fetched pages are cached (default: the user's cache folder).",
)
@click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.warc.gz",
    help="Keep what was fetched; scanning that file later needs no network.",
)
@allow_private_option
@max_bytes_option("Largest page, on the wire and decompressed.")
@timeout_option
@click.option(
    "--max-redirects",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="How many redirects to follow.",
)
@click.option(
    "--retries",
    type=click.IntRange(min=0),
    default=2,
    show_default=True,
    help="How often to try again after a server or network error.",
)
@pace_option
def scan(
    targets: tuple[str, ...],
    form: str,
    output: Path | None,
    include_text: bool,
    fail_on: str,
    extractor: str,
    keyphrase: str | None,
    site_lists: tuple[Path, ...],
    **fetching: Any,  # noqa: ANN401 — click checks these; SourceOptions names them
) -> None:
    """Judge pages: URLs, files (HTML, Markdown, reST, text, Word, WARC), folders, - for stdin.

    \b
    Examples:
      detector scan https://example.org/knee-pain
      detector scan page.html notes.md articles/
      curl -s https://example.org/ | detector scan -
      detector scan https://example.org/a --record a.warc.gz
      detector scan articles/ --format html --output report.html
    """  # noqa: D301 — \b is the mark of click
    from detector.sites import SiteList, listed
    from detector.sources import SourceOptions

    one_thread()
    tally = Tally(fail_on)
    with failing_well():
        _check(targets, fetching["record"])
        lists = [SiteList.read(path) for path in site_lists]
        options = SourceOptions(**fetching)
        with opened(output, targets, form) as stream:
            write = import_module(f"detector.report.{form}").write
            judged = _assessed(targets, options, extractor, keyphrase)
            seen = tally.watch(listed(judged, lists))
            with contextlib.closing(progress(seen, stream)) as shown:
                write(shown, stream, include_text=include_text)
            stream.flush()
    sys.exit(tally.exit_code)


@main.command(name="explain")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="List every code, one line each.")
def explain_(code: str | None, every: bool) -> None:
    """Say what a finding's code means: what it finds, when it is wrong, its sources.

    \b
    Examples:
      detector explain SPN201
      detector explain --all
    """  # noqa: D301 — \b is the mark of click
    from detector.explain import explain, laid_out, overview

    with failing_well():
        if every == bool(code):
            raise UsageError("Name one code, such as “detector explain SPN201”, or use --all.")
        speak_unicode(sys.stdout)
        columns = min(get_terminal_size().columns, MOST_COLUMNS)
        click.echo(overview() if every else laid_out(explain(code or ""), columns), nl=False)


def _version(context: click.Context) -> None:
    from detector.artefacts import versions

    click.echo(f"detector {detector.__version__}")
    with failing_well():
        for name, version in versions().items():
            click.echo(f"  model {name} {version}")
    context.exit()


class Tally:
    """Watches assessments go by and knows the exit code at the end."""

    def __init__(self, fail_on: str) -> None:
        self.failing = FAILING[fail_on]
        self.exit_code = PASSED

    def watch(self, assessments: Iterable[Assessment]) -> Iterator[Assessment]:
        """Yield the assessments unchanged."""
        for assessment in assessments:
            if assessment.verdict in self.failing:
                self.exit_code = FOUND
            elif assessment.reason == "unreadable" and self.exit_code == PASSED:
                self.exit_code = UNREAD
            yield assessment


def _check(targets: tuple[str, ...], record: Path | None) -> None:
    """Refuse what would be misunderstood: an empty path is this folder to the system."""
    from detector.sources.media import is_archive

    if not all(targets):
        raise UsageError("One target is empty; check the variable that should name it.")
    if "-" in targets and sys.stdin is None:
        raise UsageError("Standard input is closed; pipe a page into it or name a file.")
    if record and not is_archive(record):
        raise UsageError(f"{record} would not be read as a recording; name it *.warc.gz.")


def _assessed(
    targets: tuple[str, ...], options: SourceOptions, extractor: str, keyphrase: str | None
) -> Iterator[Assessment]:
    from detector.assess import Detector
    from detector.sources import pages

    return Detector(extractor=extractor, keyphrase=keyphrase).assess(
        pages(targets, options, stdin=sys.stdin.buffer if "-" in targets else None)
    )


if __name__ == "__main__":
    main()
