"""Exit codes, and how a verb ends when something goes wrong."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

import click

from detector.errors import DetectorError
from detector.report.output import hush

PASSED, FOUND, USAGE, UNREAD, INTERRUPTED = 0, 1, 2, 3, 130
FAILING = {  # by --fail-on, the verdicts that fail
    "flag": frozenset({"flag"}),
    "review": frozenset({"flag", "review"}),
    "never": frozenset[str](),
}


@contextlib.contextmanager
def failing_well() -> Iterator[None]:
    """Turn our errors into one sentence on standard error and an exit code."""
    try:
        yield
    except BrokenPipeError:  # the reader (head, less) has had enough; say nothing more
        hush()
    except OSError as error:  # sources report their own: only writing is left
        hush()
        click.echo(
            f"detector: The report cannot be written ({error.strerror or error}); make room or "
            "choose another --output.", err=True,
        )  # fmt: skip
        sys.exit(USAGE)
    except KeyboardInterrupt:
        click.echo("detector: interrupted.", err=True)
        sys.exit(INTERRUPTED)
    except DetectorError as error:
        click.echo(f"detector: {error}", err=True)
        sys.exit(USAGE)
