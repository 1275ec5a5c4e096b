"""Cleaning raw records into running prose, and cutting prose into pages of a wished length."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Collection, Iterator

_CODE_FENCE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)", re.DOTALL)
_CODE_BLOCK = re.compile(r"(?:^(?: {4,}|\t)\S.*\n?)+", re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z!][^>\n]{0,200}>|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]\n]+)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_MARK = re.compile(r"(\*\*|__|`+|~~)|(?<!\w)[_*](?=\w)|(?<=[\w.,;:!?])[_*](?!\w)")
_LINE_MARK = re.compile(
    r"^[ \t]*(?:\d+\.[ \t]+#{1,6}[ \t]+|#{1,6}[ \t]+|>+[ \t]?|[-*+•·][ \t]+|\|)", re.MULTILINE
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|~])")
_STUBS = re.compile(
    r"(?:^(?:[A-Z][\w,&-]*)(?: [\w&-]+){0,3}\n\n)+(?=[A-Z][\w,&-]*(?: [\w&-]+){0,3}\n\n)",
    re.MULTILINE,
)
_RULE = re.compile(r"^[ \t]*[-=*_~^#.|+ ]{3,}[ \t]*$", re.MULTILINE)
_INLINE_BULLET = re.compile(r"[ \t]{2,}[-•*][ \t]+|[ \t]+•[ \t]+")
_QUOTED = re.compile(r"^(?:[ \t]*[<>|:].*|.*\b(?:writes|wrote):?[ \t]*)$\n?", re.MULTILINE)
_HEADER_FIELD = re.compile(r"\A(?:[A-Z][\w-]{1,24}: .*\n(?:[ \t]+\S.*\n)*)+")
_BOILERPLATE = re.compile(
    r"^(?:Persons using assistive technology|Type 508 Accommodation|Suggested citation for this"
    r"|[A-Z ]+ — Volume \d+|Use of trade names and commercial|References to non-CDC sites"
    r"|All MMWR HTML|Disclaimer|Page converted|Please note: An erratum"
    r"|.*\( ?View author affiliations ?\)).*$\n?",
    re.MULTILINE,
)
_SPACE = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_FINAL = re.compile(r"[.!?:;][\"'”’)\]]*$")


def clean(text: str, flags: Collection[str] = ()) -> str:
    """Make running prose of a raw record: paragraphs with blank lines between, no markup.

    `flags` are those of the manifest; they switch on what only some sets need. Empty when
    nothing but a stub is left.
    """
    text = html.unescape(text).replace("\r\n", "\n").replace("\r", "\n")
    text = _INVISIBLE.sub("", text)
    if "boilerplate-lead" in flags:
        text = _BOILERPLATE.sub("", text)
    if "quoted" in flags:
        text = _QUOTED.sub("", text)
    if "code" in flags:
        text = _CODE_BLOCK.sub("", _CODE_FENCE.sub("\n\n", _HEADER_FIELD.sub("", text)))
    if "paired-lines" in flags:
        text = text.replace(" ||| ", "\n\n")
    folded = fold(_unmarked(text))
    # Runs of headings without text under them are tables of contents.
    return _STUBS.sub("", folded) if "boilerplate-lead" in flags else folded


def _unmarked(text: str) -> str:
    text = _LINK.sub(r"\1", _IMAGE.sub("", _TAG.sub(" ", text)))
    text = _INLINE_BULLET.sub("\n\n", text)
    text = _RULE.sub("\n", text)
    # A list item or heading is a paragraph of its own, whatever the line above looks like.
    text = _ESCAPE.sub(r"\1", _LINE_MARK.sub("\n", text))
    return _MARK.sub("", text).replace("|", " ")


def fold(text: str) -> str:
    """Join hard-wrapped lines, keep real paragraph breaks, drop empty and letterless paragraphs."""
    found: list[str] = []
    for block in re.split(r"\n[^\S\n]*\n+", text):
        found.extend(_paragraphs(block))
    return "\n\n".join(part for part in found if any(map(str.isalpha, part)))


def _paragraphs(block: str) -> Iterator[str]:
    open_lines: list[str] = []
    for raw in block.split("\n"):
        line = _SPACE.sub(" ", raw).strip()
        if not line:
            continue
        # A long line without a final mark was wrapped by the writer's editor.
        if open_lines and (_FINAL.search(open_lines[-1]) or not 40 <= len(open_lines[-1]) <= 120):
            yield " ".join(open_lines)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield " ".join(open_lines)


def paragraphs(text: str) -> list[str]:
    """Split into the paragraphs of a cleaned text."""
    return [part for part in text.split("\n\n") if part]


def sentences(paragraph: str) -> list[str]:
    """Sentences of one paragraph, each with the space behind it: joined they are the paragraph."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(paragraph):
        found.append(paragraph[start : match.end()])
        start = match.end()
    return [*found, paragraph[start:]] if start < len(paragraph) else found


def placed(text: str) -> Iterator[tuple[int, str]]:
    """Yield every sentence of a cleaned text, as `sentences` cuts it, with where it begins."""
    at = 0
    for paragraph in paragraphs(text):
        at = text.index(paragraph, at)
        for sentence in sentences(paragraph):
            yield at, sentence
            at += len(sentence)


def chunks(
    text: str, words: tuple[int, int] = (80, 800), rng: random.Random | None = None
) -> list[str]:
    """Cut a cleaned text into pages of `words[0]`…`words[1]` words at sentence ends.

    Each page draws its own wished length, short ones as often as long ones (log-uniform), so that
    a model sees both. What is left over under the minimum is dropped. Same `rng` state, same cut.
    """
    rng = rng or random.Random(0)
    low, high = words
    pages: list[str] = []
    page: list[str] = []
    count, wished = 0, _wished(low, high, rng)
    for piece in _pieces(text):
        size = len(piece.split())
        if count >= low and count + size > wished:
            pages.append("".join(page).strip())
            page, count, wished = [], 0, _wished(low, high, rng)
        if count + size <= high:
            page.append(piece)
            count += size
        elif count < low:
            page, count = [], 0
    if count >= low:
        pages.append("".join(page).strip())
    return pages


def _wished(low: int, high: int, rng: random.Random) -> int:
    return max(low, int(low * (high / low) ** rng.random()))


def _pieces(text: str) -> Iterator[str]:
    for paragraph in paragraphs(text):
        found = sentences(paragraph)
        yield from found[:-1]
        yield found[-1] + "\n\n"
