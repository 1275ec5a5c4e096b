"""``detector config show``: the settings in force and where each came from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from detector.commands.common import config_option, configured
from detector.commands.failing import failing_well
from detector.commands.lazy import WholeGroup
from detector.config import Setting


@click.group(cls=WholeGroup)
def config() -> None:
    """Look at the configuration of check.

    \b
    Examples:
      detector config show
    """  # noqa: D301 — \b is the mark of click


@config.command()
@click.argument("path", required=False)
@config_option
def show(path: str | None, config_file: Path | None) -> None:
    """Print every setting and its origin; with PATH those for one file.

    \b
    Examples:
      detector config show
      detector config show blog/knee-pain.md
    """  # noqa: D301 — \b is the mark of click
    from detector.check.left_out import name_of

    with failing_well():
        found = configured(config_file)
        overrides = found.overrides
        if path:
            found = found.for_path(name_of(Path(path), found.root))
        thresholds = _thresholds()
        click.echo(f"# file: {found.file or 'none found, all settings are defaults'}")
        click.echo(f"# root: {found.root}")
        for key, setting in sorted({**thresholds, **found.settings}.items()):
            click.echo(f"{key} = {_toml(setting.value)}  # {setting.origin}")
        for override in overrides if not path else ():
            click.echo(f"\n# overrides for {', '.join(override.paths)}")
            for key, setting in sorted(override.settings.items()):
                click.echo(f"{key} = {_toml(setting.value)}")


def _thresholds() -> dict[str, Setting]:
    """Return the thresholds of the models, which count where the configuration sets none."""
    from detector.check.gate import limits
    from detector.scoring import AXES

    return {
        f"thresholds.{axis}.{level}": Setting(value, f"model card page-{axis}.json")
        for axis in AXES
        for level, value in limits(axis).items()
    }


def _toml(value: Any) -> str:  # noqa: ANN401 — a setting can be of any TOML type
    if value is None:
        return "# not set"
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
