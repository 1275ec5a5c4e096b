"""``detector baseline``: accept today's findings, forget those that are gone, audit the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from detector.baseline import Entry, entry_of, load, save
from detector.check.checked import Reported, Status
from detector.check.run import Result, check
from detector.commands.common import baseline_path, cache_of, configured, judging_options
from detector.commands.failing import failing_well
from detector.commands.lazy import WholeGroup
from detector.config import Config
from detector.errors import UsageError

ANSWERS = {"t": "true", "f": "false"}

F = TypeVar("F", bound=Callable[..., Any])


@click.group(cls=WholeGroup)
def baseline() -> None:
    """Accept today's findings one by one, so that only new ones fail.

    \b
    Examples:
      detector baseline update docs/ --baseline detector-baseline.json
      detector baseline audit --summary
    """  # noqa: D301 — \b is the mark of click


def _options(function: F) -> F:
    option = click.option(
        "--baseline",
        "file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="The baseline file (default: the configuration's).",
    )
    return option(judging_options(function))


@baseline.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_options
def update(paths: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401 — click checks them
    """Accept every finding that PATH has now; what was said in audits stays.

    \b
    Examples:
      detector baseline update --baseline detector-baseline.json
      detector baseline update docs/
    """  # noqa: D301 — \b is the mark of click
    with failing_well():
        config, place = _place(options)
        old = load(place) if place.exists() else ()
        result = _checked(paths, config, old, options)
        fresh = [
            _entry(item, file.assessment.target)
            for file in result.files
            for item in file.reported
            if item.status is not Status.SILENCED
        ]
        judged = {file.assessment.target for file in result.files if file not in result.unread}
        gone = {entry.identity for entry in result.stale} | _moved(result)
        kept = [e for e in old if e.target not in judged and e.identity not in gone]
        save(place, [*kept, *fresh])
        new = sum(item.status is Status.NEW for file in result.files for item in file.reported)
        click.echo(
            f"{place}: {len(kept) + len(fresh)} findings accepted, {new} of them new; "
            f"{len(result.stale)} no longer found."
        )


@baseline.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_options
def prune(paths: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401 — click checks them
    """Take out the entries that are no longer found, and accept nothing new.

    \b
    Examples:
      detector baseline prune
      detector baseline prune docs/ --baseline detector-baseline.json
    """  # noqa: D301 — \b is the mark of click
    with failing_well():
        config, place = _place(options)
        old = load(place)
        stale = {entry.identity for entry in _checked(paths, config, old, options).stale}
        save(place, [entry for entry in old if entry.identity not in stale])
        click.echo(f"{place}: {len(stale)} entries taken out, {len(old) - len(stale)} left.")


@baseline.command()
@click.option("--all", "every", is_flag=True, help="Ask about entries with an answer again.")
@click.option("--summary", is_flag=True, help="Only count the answers; ask nothing.")
@_options
def audit(every: bool, summary: bool, **options: Any) -> None:  # noqa: ANN401 — click checks them
    """Ask of every entry whether it is a true or a false positive, and why.

    \b
    Examples:
      detector baseline audit
      detector baseline audit --summary
    """  # noqa: D301 — \b is the mark of click
    with failing_well():
        config, place = _place(options)
        entries = list(load(place))
        if not summary:
            targets = sorted({entry.target for entry in entries if every or not entry.label})
            existing = [str(config.root / t) for t in targets if (config.root / t).exists()]
            result = _checked(existing, config, entries, options) if existing else Result(())
            _walk(entries, result, place, every)
        click.echo(_counts(entries))


def _walk(entries: list[Entry], result: Result, place: Path, every: bool) -> None:
    """Ask about one entry after the other, and keep each answer as soon as it is given."""
    index = {entry.identity: number for number, entry in enumerate(entries)}
    for file in result.files:
        for item in file.reported:
            entry = item.entry
            if entry is None or entry.identity not in index or (entry.label and not every):
                continue
            _show(item, file.assessment.target, file.assessment.text or "")
            answer = click.prompt(
                "True positive, false positive, skip, quit", type=click.Choice(["t", "f", "s", "q"])
            )
            if answer == "q":
                return
            if answer in ANSWERS:
                reason = click.prompt("Reason", default=entry.reason, show_default=True)
                number = index[entry.identity]
                entries[number] = replace(entry, label=ANSWERS[answer], reason=reason)
                save(place, entries)


def _show(item: Reported, target: str, text: str) -> None:
    from detector.report.context import around, shown

    finding = item.finding
    place = f":{finding.line}:{finding.column}" if finding.line else ""
    click.echo(f"\n{shown(target)}{place}  {finding.code}  {shown(finding.message)}")
    if finding.end > finding.start:
        near = around(text, finding.start, finding.end)
        click.echo(f"  {near.before}[{near.found}]{near.after}")


def _counts(entries: Iterable[Entry]) -> str:
    by_code: dict[str, Counter[str]] = {}
    for entry in entries:
        by_code.setdefault(entry.code, Counter())[entry.label] += 1
    lines = ["code     true  false  unanswered"]
    for code, count in sorted(by_code.items()):
        lines.append(f"{code:<8} {count['true']:>4} {count['false']:>6} {count['']:>11}")
    return "\n".join(lines)


def _place(options: dict[str, Any]) -> tuple[Config, Path]:
    config = configured(options["config_file"], options["file"])
    place = baseline_path(config)
    if place is None:
        raise UsageError("Name the baseline: --baseline FILE, or baseline in detector.toml.")
    return config, place


def _checked(
    paths: Iterable[str], config: Config, entries: Iterable[Entry], options: dict[str, Any]
) -> Result:
    cache = cache_of(config, options["no_cache"], options["cache_dir"])
    targets = tuple(paths) or (str(config.root),)
    if missing := [target for target in targets if not Path(target).exists()]:
        raise UsageError(f"There is no {' and no '.join(missing)}; correct the path.")
    return check(targets, config, entries=tuple(entries), cache=cache, jobs=options["jobs"])


def _entry(item: Reported, target: str) -> Entry:
    """Return the entry of a finding as it stands now, with what an audit said of it."""
    entry = entry_of(item.located, target)
    if item.entry is None:
        return entry
    return replace(entry, label=item.entry.label, reason=item.entry.reason)


def _moved(result: Result) -> set[str]:
    """Return the identities of entries whose finding moved into another file."""
    return {
        item.entry.identity
        for file in result.files
        for item in file.reported
        if item.entry and item.entry.target != file.assessment.target
    }
