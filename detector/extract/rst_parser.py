"""docutils as a reader of other people's files: nothing is executed, fetched, inserted or printed.

Roles and directives of Sphinx and of anyone else are known by what they do to text, not by their
extension: a role shows its text; a directive is one of docutils' own, code, navigation, unseen, or
parsed for the text it holds. docutils' registries of roles and directives are neither asked nor
changed, so that what one file declares means nothing in the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, states
from docutils.utils import Reporter, escape2null, new_document, unescape

if TYPE_CHECKING:
    from docutils.statemachine import StringList

LONGEST = 50_000  # characters of one paragraph with inline markup; docutils is quadratic in it
OWN = frozenset(
    {
        *("attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning"),
        *("admonition", "topic", "sidebar", "rubric", "epigraph", "highlights", "pull-quote"),
        *("compound", "container", "class", "figure", "image", "table", "list-table", "csv-table"),
        *("parsed-literal", "line-block", "replace", "unicode", "header", "footer", "meta"),
    }
)
CODE = frozenset(
    {
        *("code", "code-block", "sourcecode", "literalinclude", "math", "doctest", "testcode"),
        *("testoutput", "testsetup", "prompt", "graphviz", "digraph", "graph", "mermaid", "plot"),
        *("plantuml", "uml", "productionlist", "highlight", "jupyter-execute", "ipython"),
        *("command-output", "program-output"),
    }
)
NAVIGATION = frozenset({"toctree", "contents", "sectnum", "section-numbering", "autosummary"})
UNSEEN = frozenset(
    {
        *("raw", "include", "role", "default-role", "date", "title", "index", "currentmodule"),
        *("module", "sectionauthor", "codeauthor", "target-notes", "tabularcolumns"),
    }
)
LITERAL = frozenset({"code", "literal", "samp"})
ALL_TEXT = frozenset({"seealso", "todo", "centered"})
OPTION = re.compile(r":[\w -]+:(?:\s|$)")
TITLED = re.compile(r"(?P<title>.+?)\s*(?<!\x00)<[^<>]*>$", re.DOTALL)
BREAKING = str.maketrans(dict.fromkeys("\x00\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029", " "))
SETTINGS: dict[str, Any] = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "syntax_highlight": "none",
    "smart_quotes": False,
    "halt_level": 5,
    "report_level": 5,
    "line_length_limit": 1_000_000_000,
    "tab_width": 8,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start`` to ``end`` of a Run; ``node`` is their markup, None for plain text."""

    start: int
    end: int
    node: nodes.Node | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A text with inline markup as docutils was given it, from its line (from 1) in the source."""

    text: str
    line: int
    pieces: list[Piece] = field(default_factory=list)


class _Inliner(states.Inliner):
    """Reads inline markup, and notes where in the text each piece of it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[Run] = []

    def init_customizations(self, settings: Any) -> None:  # noqa: ANN401 — as there
        """Take the patterns of docutils' own class, which builds them from its own namespace."""
        base = states.Inliner()
        base.init_customizations(settings)
        self.patterns = base.patterns

    def parse(self, text: str, lineno: int, memo: Any, parent: Any) -> Any:  # noqa: ANN401 — as there
        self.document, self.language = memo.document, memo.language
        self.reporter, self.parent = self.document.reporter, parent
        run, found = Run(text, lineno), []
        self.runs.append(run)
        rest = whole = escape2null(text)
        literal = 0  # where the plain text began that is not yet told
        while match := self.patterns.initial.search(rest) if len(text) < LONGEST else None:
            marks = match.groupdict()
            method: Any = self.dispatch[
                marks["start"] or marks["backquote"] or marks["refend"] or marks["fnend"]
            ]
            before, inlines, after, _ = method(self, match, lineno)
            if inlines:
                start = len(text) - len(rest) + len(before)
                found += _plain(run, whole, literal, start)
                literal = len(text) - len(after)
                run.pieces.append(Piece(start, literal, inlines[0]))
                found += inlines
            rest = after
        found += _plain(run, whole, literal, len(text))
        if found:
            found[0].line = lineno
        return found, []

    def interpreted(self, rawsource: str, text: str, role: str, lineno: int) -> Any:  # noqa: ANN401, ARG002
        """Show the text of a role, whatever the role."""
        titled = TITLED.match(text) if role else None
        if titled:
            return [nodes.inline(rawsource, titled["title"], at=0)], []
        shown = text.lstrip("!") if role else text
        if role and shown.startswith("~"):
            shown = shown.rpartition(".")[2].lstrip("~")
        kind = nodes.literal if role in LITERAL else nodes.inline
        return [kind(rawsource, shown, at=len(text) - len(shown))], []

    def footnote_reference(self, match: re.Match[str], lineno: int) -> Any:  # noqa: ANN401, ARG002
        """Show a reference to a note as it is written, in its brackets."""
        label = nodes.Text(f"[{match['footnotelabel']}]")
        start, end = match.span("whole")
        return match.string[:start], [label], match.string[end:], []

    dispatch: Any = {**states.Inliner.dispatch, "]_": footnote_reference}  # noqa: RUF012 — as there


def _plain(run: Run, whole: str, start: int, end: int) -> list[nodes.Node]:
    if start >= end:
        return []
    run.pieces.append(Piece(start, end))
    return [nodes.Text(whole[start:end])]


class _Mixin(states.RSTState):
    """What changes in every state of the parser."""

    nested_sm_cache: list[Any] = []  # noqa: RUF012 — as there; not to be shared with docutils' own

    def __init__(self, state_machine: Any, debug: bool = False) -> None:  # noqa: ANN401, FBT
        super().__init__(state_machine, debug)
        self.nested_sm_kwargs = {"state_classes": STATES, "initial_state": "Body"}

    def run_directive(
        self, directive: type, match: re.Match[str], type_name: str, option_presets: dict[str, Any]
    ) -> Any:  # noqa: ANN401 — as there
        if type_name.lower() in OWN:
            return super().run_directive(directive, match, type_name, option_presets)  # type: ignore[misc]
        return self.unknown_directive(type_name)

    def unknown_directive(self, type_name: str) -> tuple[list[nodes.Node], bool]:
        machine: Any = self.state_machine
        colons = machine.line.index("::", machine.line.index(type_name) + len(type_name)) + 2
        block, _, offset, ended = machine.get_first_known_indented(colons, strip_top=0)
        name = type_name.lower().rpartition(":")[2]
        return self._held(name, block, offset), ended

    def _held(self, name: str, block: StringList, offset: int) -> list[nodes.Node]:
        """Return what a directive holds: text, code or navigation."""
        if name in UNSEEN:
            return []
        if name in ALL_TEXT:
            return self._parsed(block, offset)
        body = 1  # the first line is the argument, perhaps an empty one; then come options
        while body < len(block) and OPTION.match(block[body].strip()):
            body += 1
        if name in CODE or name in NAVIGATION:
            return [_as_written(block[body:], navigation=name in NAVIGATION)]
        return [_as_written(block[:1]), *self._parsed(block[body:], offset + body)]

    def _parsed(self, block: StringList, offset: int) -> list[nodes.Node]:
        holder = nodes.container()
        self.nested_parse(block, offset, holder)
        return [holder]


def _as_written(lines: StringList, *, navigation: bool = False) -> nodes.Node:
    text = "\n".join(lines).strip("\n").lstrip(" ")
    return nodes.literal_block(text, text, classes=["navigation"] if navigation else [])


STATES = tuple(type(state.__name__, (_Mixin, state), {}) for state in states.state_classes)


def document_of(text: str) -> tuple[nodes.document, list[Run]]:
    """Return the tree of a reStructuredText source, and its texts in the order of reading.

    Raises:
        RecursionError: it is nested deeper than docutils can read.
    """
    settings = get_default_settings(Parser)
    vars(settings).update(SETTINGS)
    document = new_document("source", settings)
    inliner = _Inliner()
    parser = Parser(inliner=inliner)
    parser.state_classes = STATES
    parser.parse(text.translate(BREAKING), document)
    _drop_echoes(document)
    return document, inliner.runs


def _drop_echoes(document: nodes.document) -> None:
    """Drop the copy of a text that comes with a warning, such as of a title with a short underline.

    What comes with an error is kept: docutils could read nothing from it, so it is no copy.
    """
    for message in list(document.findall(nodes.system_message)):
        if message["level"] < Reporter.ERROR_LEVEL:
            message.parent.remove(message)


def shown(node: nodes.Node, document: nodes.document) -> str:
    """Return what a reader sees of inline markup: substitutions put in, images left out."""
    if isinstance(node, nodes.Text):
        return unescape(str(node))
    if isinstance(node, nodes.image | nodes.raw | nodes.system_message):
        return ""
    if isinstance(node, nodes.substitution_reference):
        name = node.astext()
        return _substituted(name, document) or name
    return "".join(shown(child, document) for child in node.children)


def _substituted(name: str, document: nodes.document) -> str:
    known = document.substitution_defs
    real = name if name in known else document.substitution_names.get(name.lower(), "")
    return unescape(known[real].astext()) if real else ""
