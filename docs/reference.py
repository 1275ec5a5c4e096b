"""The pages that no one writes by hand: commands, codes, schema and models, from their sources.

``pages()`` gives Markdown by file name; ``docs/hooks.py`` hands it to MkDocs, and tests read it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).parents[1]
SECTION = re.compile(
    r"^(?=(?:What it finds|Why it matters|When it is wrong|Example:?|Sources)$)", re.MULTILINE
)
CARDS = {
    "rewriting": "The rewriting model: was this word put in by a machine?",
    "ngrams": "The n-gram model and the likely originals",
    "page": "The page models: from features to scores",
    "unreliable": "The unreliable axis and the topic model",
}


def pages() -> dict[str, str]:
    """Return every generated page by its path below ``docs``."""
    found = {"commands.md": commands(), "schema.md": schema(), "models.md": models()}
    return {**found, **codes(), **cards()}


def walk(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command of a tree that can be called, under its whole name."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command, info_name=name)
    for verb in command.list_commands(context):
        found = command.get_command(context, verb)
        if found is not None and not found.hidden:
            yield from walk(found, f"{name} {verb}")


def commands() -> str:
    """Return the page of all commands and options."""
    from detector.cli import main

    parts = ["# Commands and options", "Made from the commands themselves; `--help` says the same."]
    for name, command in walk(main, "detector"):
        parts += [f"## `{name}`", _help(command), _options(command)]
    return "\n\n".join(parts) + "\n"


def _help(command: click.Command) -> str:
    """Return the help with its examples as code and its exit codes as text."""
    text = cleandoc(command.help or "").replace("\b\n", "")
    said, _, examples = text.partition("Examples:\n")
    lines = "\n".join(line.strip() for line in examples.splitlines())
    shown = f"{said.strip()}\n\n```console\n$ " + "\n$ ".join(lines.splitlines()) + "\n```"
    epilog = (command.epilog or "").replace("\b\n", "")
    return f"{shown if lines else said.strip()}\n\n{epilog}".strip()


def _options(command: click.Command) -> str:
    context = click.Context(command)
    rows = ["| argument or option | meaning |", "|---|---|"]
    for param in command.get_params(context):
        if isinstance(param, click.Option):
            left, right = param.get_help_record(context) or ("", "")
        else:
            left, right = param.make_metavar(context), "what is judged or looked at"
        rows.append(f"| `{left.replace('|', '¦')}` | {right.replace('|', '¦')} |")
    return "\n".join(rows)


def codes() -> dict[str, str]:
    """Return a page a family of codes, and their overview."""
    from detector.explain import explain, overview

    found: dict[str, list[str]] = {}
    rows = ["| code | judges | | name |", "|---|---|---|---|"]
    for line in overview().splitlines():
        code, kind, level, name = line.split(maxsplit=3)
        family = f"{code[:4]}xx"
        rows.append(f"| [{code}]({family}.md#{code.lower()}) | {kind} | {level} | {name} |")
        text = explain(code).partition("\n\n")[2]
        head = f"## {code} {name} {{#{code.lower()}}}"
        found.setdefault(family, [f"# {family}"]).append(f"{head}\n\n{_sections(text)}")
    head = "# Codes\n\nEvery finding has a code; `detector explain CODE` prints its text.\n\n"
    files = {f"codes/{family}.md": "\n\n".join(parts) + "\n" for family, parts in found.items()}
    return {"codes/index.md": head + "\n".join(rows) + "\n", **files}


def _sections(text: str) -> str:
    """Return a docstring of a code as Markdown: its sections as bold headings."""
    parts = []
    for section in SECTION.split(_safe(text)):
        title, _, body = section.partition("\n")
        known = SECTION.match(title + "\n") or title.rstrip(":") in ("Example", "Sources")
        parts.append(f"**{title.rstrip(':')}**\n\n{cleandoc(body)}" if known and parts else section)
    return "\n\n".join(part.strip() for part in parts)


def _safe(text: str) -> str:
    """Keep what looks like a tag from being one; names in double backticks stay code."""
    pieces = re.split(r"(``.+?``)", text)
    return "".join(
        p if i % 2 else p.replace("<", "&lt;").replace("*", "\\*") for i, p in enumerate(pieces)
    )


def schema() -> str:
    """Return the page of the assessment's schema."""
    facts = json.loads((ROOT / "detector" / "schema" / "assessment-1.json").read_text("utf-8"))
    parts = [f"# {facts['title'].capitalize()}", facts["description"]]
    parts.append("What may change and what may not: [compatibility](compatibility.md).")
    parts += ["## An assessment", _properties(facts)]
    for name, one in facts["$defs"].items():
        if "properties" in one:
            parts += [f"## A {name}", one.get("description", ""), _properties(one)]
    whole = json.dumps(facts, ensure_ascii=False, indent=2)
    parts += ["## The whole schema", f"```json\n{whole}\n```"]
    return "\n\n".join(part for part in parts if part) + "\n"


def _properties(facts: dict[str, Any]) -> str:
    rows = ["| property | type | always there | meaning |", "|---|---|---|---|"]
    for name, one in facts["properties"].items():
        needed = "yes" if name in facts.get("required", ()) else ""
        rows.append(f"| `{name}` | {_type(one)} | {needed} | {one.get('description', '')} |")
    return "\n".join(rows)


def _type(one: dict[str, Any]) -> str:
    if "$ref" in one:
        return str(one["$ref"]).rpartition("/")[2]
    if "enum" in one or "const" in one:
        values = one.get("enum", [one.get("const")])
        return " or ".join(f"`{json.dumps(value)}`" for value in values)
    kinds = one.get("type", "any")
    name = " or ".join([kinds] if isinstance(kinds, str) else kinds)
    return f"{name} of {_type(one['items'])}" if "items" in one else name


def models() -> str:
    """Return the overview of the models, with the versions that are installed."""
    from detector.artefacts import versions

    parts = [
        "# The models and their limits",
        "No model is a black box to its users: each has a card that says what it was trained on, "
        "how it was measured, on what it fails, and what it must not be used for.",
        "\n".join(f"- [{title}](models/{name}.md)" for name, title in CARDS.items()),
        "## Versions",
        "\n".join(["| artefact | version |", "|---|---|"]
                  + [f"| `{name}` | {version} |" for name, version in versions().items()]),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def cards() -> dict[str, str]:
    """Return the model cards as they are."""
    folder = ROOT / "models" / "cards"
    return {f"models/{name}.md": (folder / f"{name}.md").read_text("utf-8") for name in CARDS}
