"""``detector report``: what an audit found, as a summary, tables, a dashboard, or one page."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detector.commands.extras import need
from detector.commands.failing import failing_well
from detector.errors import UsageError

if TYPE_CHECKING:
    from detector.audit.answers import Answers

EXTRA = ("duckdb", "pyarrow")
DRAWING = ("matplotlib", "rapidfuzz")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "csv", "parquet", "html", "json"]),
    default="text",
    show_default=True,
    help="A summary, tables, a dashboard, or the summary for programs.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file instead of standard output; csv and parquet need a folder.",
)
@click.option("--page", "target", metavar="TARGET", help="Show one page with all its evidence.")
def report(folder: Path, form: str, output: Path | None, target: str | None) -> None:
    """Say what an audit found: a summary, tables, a dashboard, or one page.

    DIR is the folder of an audit, which may be unfinished.

    \b
    Examples:
      detector report results/
      detector report results/ --format html --output dashboard.html
      detector report results/ --format csv --output tables/
      detector report results/ --page https://example.org/knee-pain
      detector report results/ --page notes.md --format html --output page.html
    """  # noqa: D301 — \b is the mark of click
    with failing_well():
        names = (*EXTRA, *DRAWING) if form == "html" and target is None else EXTRA
        need("A report of an audit", names, "audit")
        if form in ("csv", "parquet") and (target is not None or output is None):
            raise UsageError("Tables go into a folder: --output DIR, and not with --page.")
        from detector.audit.answers import opened

        with opened(folder) as answers:
            if answers.note:
                click.echo(f"detector: {answers.note}", err=True)
            _report(answers, form, output, target)


def _report(answers: Answers, form: str, output: Path | None, target: str | None) -> None:
    if output is not None and form in ("csv", "parquet"):
        from detector.audit.answers.tables import tables

        for path in tables(answers, form, output):
            click.echo(f"Written to {path}.")
        return
    from detector.report.output import opened

    said = _whole(answers, form) if target is None else _page(answers, form, target)
    with opened(output, (), form) as stream:  # after all that can fail: no empty files
        stream.write(said)
        stream.flush()


def _page(answers: Answers, form: str, target: str) -> str:
    from io import StringIO

    from detector.audit.answers.page import pages

    said = StringIO()
    write = importlib.import_module(f"detector.report.{form}").write
    write(pages(answers, target), said, include_text=True)
    return said.getvalue()


def _whole(answers: Answers, form: str) -> str:
    if form == "html":
        from detector.audit.answers.dashboard import dashboard

        return dashboard(answers)
    if form == "json":
        import json

        from detector.audit.answers.summary import summary

        return json.dumps(summary(answers), ensure_ascii=False, indent=2) + "\n"
    from detector.audit.answers.text import text

    return text(answers)
