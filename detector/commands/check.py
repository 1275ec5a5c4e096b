"""``detector check``: judge the files of a repository and fail for what is new."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from detector.commands.common import baseline_path, cache_of, configured, judging_options
from detector.commands.failing import FOUND, PASSED, UNREAD, failing_well
from detector.commands.options import fail_on_option, output_option
from detector.threads import one_thread

if TYPE_CHECKING:
    from detector.check.run import Result

FORMATS = {
    "text": "full",
    "concise": "concise",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "csv": "csv",
    "html": "html.check",
}
EXIT_CODES = """\b
Exit codes: 0 nothing fails (warnings never do), 1 a page or a new finding
fails, 2 wrong usage or configuration, 3 some files could not be read and
nothing fails."""


@click.command(epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to write the findings.",
)
@output_option
@fail_on_option("The page verdict that fails (default: the configuration's, else flag).")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Accept the findings of this file; only others fail.",
)
@click.option(
    "--diff",
    "since",
    metavar="REV",
    help="Judge only files changed since this git revision, report only changed lines.",
)
@click.option(
    "--force-exclude",
    is_flag=True,
    help="Leave out ignored files even where PATH names them, as pre-commit does.",
)
@click.option("--exit-zero", is_flag=True, help="Report, but exit with 0 whatever is found.")
@judging_options
def check(
    paths: tuple[str, ...],
    form: str,
    output: Path | None,
    fail_on: str | None,
    baseline: Path | None,
    since: str | None,
    force_exclude: bool,
    exit_zero: bool,
    config_file: Path | None,
    no_cache: bool,
    cache_dir: Path | None,
    jobs: int,
) -> None:
    """Check Markdown, MDX, reStructuredText, HTML and text files, never the network.

    \b
    Examples:
      detector check
      detector check docs/ --baseline detector-baseline.json
      detector check --diff origin/main --format github
    """  # noqa: D301 — \b is the mark of click
    from detector.baseline import load as load_baseline
    from detector.check.files import named, not_ignored
    from detector.check.run import check as run
    from detector.report.output import opened

    one_thread()
    with failing_well():
        config = configured(config_file, baseline)
        if fail_on:
            config = config.with_option("fail-on", fail_on, "--fail-on")
        accepted = baseline_path(config)
        targets = paths or (".",)
        if force_exclude:
            targets = not_ignored(targets, config)
        result = run(
            targets,
            config,
            entries=load_baseline(accepted) if accepted else (),
            cache=cache_of(config, no_cache, cache_dir),
            since=since,
            jobs=jobs,
        )
        content = named(targets, config).values() if output else ()
        with opened(output, (*paths, *map(str, content)), form) as stream:
            _write(result, form, stream)
            stream.flush()
        sys.exit(PASSED if exit_zero else _exit_code(result))


def _write(result: Result, form: str, stream: TextIO) -> None:
    report = import_module(f"detector.report.{FORMATS[form]}")
    if form in ("json", "jsonl"):
        report.write(result.assessments(), stream)
    else:
        report.write(result, stream)


def _exit_code(result: Result) -> int:
    if result.fails:
        return FOUND
    return UNREAD if result.unread else PASSED
