"""Click groups: whose help cuts nothing off, and whose verbs are imported when they are called."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import ClassVar

import click


class WholeGroup(click.Group):
    """Says in its help the first sentence of every verb; click cuts it to one line."""

    def said_of(self, ctx: click.Context, name: str) -> str:
        """Return what the help says of a verb."""
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit=500) if command else ""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a sentence a verb, over several lines where it is long."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, self.said_of(ctx, name)) for name in self.list_commands(ctx)]
            )


class LazyGroup(WholeGroup):
    """Knows its lazy verbs by name and one-line help, so that ``--help`` loads none of them.

    A test holds the help to that of the verb.
    """

    verbs: ClassVar[Mapping[str, str]] = {
        "audit": "Judge every page of a crawl; killed at any moment, it goes on.",
        "baseline": "Accept today's findings one by one, so that only new ones fail.",
        "check": "Check Markdown, MDX, reStructuredText, HTML and text files, never the network.",
        "config": "Look at the configuration of check.",
        "families": "Find pages that were spun from one seed, filled into a template, or copied.",
        "report": "Say what an audit found: a summary, tables, a dashboard, or one page.",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all verbs."""
        return sorted({*super().list_commands(ctx), *self.verbs})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb, its module imported."""
        if cmd_name not in self.verbs:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"detector.commands.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; a wrong one is answered with those that look like it."""
        name = args[0]
        if not self.get_command(ctx, name) and not name.startswith("-"):
            near = get_close_matches(name, self.list_commands(ctx), n=3, cutoff=0.5)
            hint = f"did you mean {' or '.join(near)}?" if near else "“detector --help” lists all."
            if "." in name or "/" in name:
                hint = f"to judge a page, write “detector scan {name}”."
            ctx.fail(f"No such command '{name}'; {hint}")
        return super().resolve_command(ctx, args)

    def said_of(self, ctx: click.Context, name: str) -> str:
        """Return what the help says of a verb, without importing it."""
        return self.verbs.get(name) or super().said_of(ctx, name)
