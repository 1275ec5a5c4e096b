"""Options that several verbs have: one name, one type, and one help where it is the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from detector.commands.failing import FAILING

MEBIBYTE = 1024 * 1024

F = TypeVar("F", bound=Callable[..., Any])

output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output.",
)
extractor_option = click.option(
    "--extractor",
    type=click.Choice(["precise", "fast"]),
    default="precise",
    show_default=True,
    help="How the body of an HTML page is found.",
)
allow_private_option = click.option(
    "--allow-private",
    is_flag=True,
    help="Fetch from private, loopback and link-local addresses too.",
)
pace_option = click.option(
    "--pace",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    help="Least time between two requests to one host, in seconds.",
)
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="Longest time for one page, in seconds.",
)


def max_bytes_option(said: str) -> Callable[[F], F]:
    """Add --max-bytes, with what it bounds as its help."""
    return click.option(
        "--max-bytes",
        type=click.IntRange(min=1),
        default=20 * MEBIBYTE,
        show_default=True,
        help=said,
    )


def fail_on_option(said: str, default: str | None = None) -> Callable[[F], F]:
    """Add --fail-on, with whose verdict it is about as its help."""
    return click.option(
        "--fail-on", type=click.Choice(list(FAILING)), default=default, show_default=True, help=said
    )
