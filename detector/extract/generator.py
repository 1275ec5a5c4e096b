"""What a Markdown source says to the program that makes pages of it, and not to readers.

That is front matter, the modules and components of MDX, the shortcodes of Hugo, tags and values of
Liquid and its like (Jekyll, Eleventy), and lists of attributes. What a component or a shortcode
encloses is text, unless it is a comment, code or a drawing. Markdown's own code is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from detector.extract.front import FENCED

Span = tuple[int, int]

FENCE = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)\s*$)", re.MULTILINE | re.DOTALL)
CODE_SPAN = re.compile(r"(?<![`\\])(?P<mark>`+)(?!`)[^\n]{0,2000}?(?<!`)(?P=mark)(?!`)")


def _braces(depth: int) -> str:
    """Return the pattern of an expression in braces, with such expressions in it."""
    inner = "[^{}]" if depth == 0 else rf"(?:[^{{}}]|{_braces(depth - 1)})"
    return rf"\{{{inner}*\}}"


def _reaching(start: str, end: str) -> str:
    """Return the pattern of what reaches from start to end without a second start.

    So a start that nothing ends costs no more than a look at what follows up to the next one.
    """
    return rf"{start}(?:(?!{start})(?s:.))*?{end}"


UNSEEN = "(?:comment|highlight|mermaid)"
MODULE = (  # a statement begins a line and reaches to the next empty one
    r"^(?:import(?:\s+[\w*{][^'\"\n]*(?:\n[^'\"\n]+){0,40}?\sfrom)?\s*['\"]"
    r"|export\s+(?:default|const|let|var|function|class|async|type|interface|[{*]))"
    r".*(?:\n(?!import\s|export\s)[^\S\n]*\S.*)*$"
)
NAME = r"</?(?:[A-Z][\w.]*|[a-z][\w-]*(?=\s[^<>{}]*=\{))"
ATTRIBUTE = rf"(?:[^<>{{}}\"']|\"[^\"]*\"|'[^']*'|{_braces(3)})"
PATTERNS = (
    CODE_SPAN.pattern,
    MODULE,
    rf"{NAME}(?:\s{ATTRIBUTE}*)?/?>",
    r"</?[A-Z][\w.]*(?:\s[^<>]*)?/?>",  # where a quotation mark or a brace has no partner
    _reaching(r"\{/\*", r"\*/\}"),
    _reaching(rf"\{{\{{[<%]\s*{UNSEEN}\b", rf"\{{\{{[<%]\s*/\s*{UNSEEN}\s*[%>]\}}\}}"),
    _reaching(r"\{\{<", r">\}\}"),
    _reaching(r"\{\{%", r"%\}\}"),
    _reaching(rf"\{{%-?\s*{UNSEEN}\b", rf"\{{%-?\s*end{UNSEEN}\s*-?%\}}"),
    _reaching(r"\{%", r"%\}"),
    _reaching(r"\{#\s", r"#\}"),
    r"\{\{[^{}\n]*\}\}",
    r"\{(?::|[.#][a-zA-Z])[^{}\n]*\}",
)
SAID = re.compile("|".join(PATTERNS), re.MULTILINE)


def spans_for_generator(text: str) -> Iterator[Span]:
    """Yield where in a Markdown or MDX source something stands that is not for readers."""
    front = FENCED.match(text)
    offset = front.end() if front else 0
    if front:
        yield front.span()
    for index, piece in enumerate(FENCE.split(text[offset:])):
        for match in SAID.finditer(piece) if index % 2 == 0 else ():
            if match["mark"] is None:
                yield offset + match.start(), offset + match.end()
        offset += len(piece)


def without(text: str, spans: Iterable[Span]) -> str:
    """Return ``text`` without what stands at ``spans``, but for its line ends."""
    return _replaced(text, spans, lambda said: "\n" * said.count("\n"))


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Return ``text`` with spaces at ``spans``, so that every column stays what it was."""
    return _replaced(text, spans, lambda said: re.sub(r"[^\n]", " ", said))


def _replaced(text: str, spans: Iterable[Span], by: Callable[[str], str]) -> str:
    pieces, done = [], 0
    for start, end in spans:
        pieces += [text[done:start], by(text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])
