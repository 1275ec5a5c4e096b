"""What the gate's verbs share: options, configuration, cache, and where they lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from detector.check.cache import Cache
from detector.config import Config, load

CACHE = ".detector-cache"

F = TypeVar("F", bound=Callable[..., Any])


def config_option(function: F) -> F:
    """Add --config."""
    return click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Use this configuration (default: the nearest detector.toml or pyproject.toml).",
    )(function)


def judging_options(function: F) -> F:
    """Add the options of all verbs that judge files."""
    options = (
        config_option,
        click.option("--no-cache", is_flag=True, help="Judge every file anew."),
        click.option(
            "--cache-dir",
            type=click.Path(path_type=Path, file_okay=False),
            envvar="DETECTOR_CACHE_DIR",
            help=f"Where judged files are remembered (default: {CACHE} beside the configuration).",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(min=0),
            default=0,
            help="How many processes judge; 0 is one for each processor.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def cache_of(config: Config, no_cache: bool, cache_dir: Path | None) -> Cache:
    """Return the cache that the options ask for."""
    return Cache(None if no_cache else cache_dir or config.root / CACHE)


def configured(config_file: Path | None, baseline: Path | None = None) -> Config:
    """Return the configuration, with the baseline of the command line if it names one."""
    config = load(config_file)
    if baseline is None:
        return config
    return config.with_option("baseline", str(Path.cwd() / baseline), "--baseline")


def baseline_path(config: Config) -> Path | None:
    """Return where the baseline lies: a relative name is seen from the configuration."""
    name = config["baseline"]
    return config.root / name if name else None
