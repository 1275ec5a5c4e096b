"""Silences as authors write them: comments in the text, and a key in the front matter.

    <!-- detector: ignore SPN201 -- quotes a spun page -->       the next block, or its own
    <!-- detector: ignore-start SPN2 -- a list of quotations --> … <!-- detector: ignore-end -->
    <!-- detector: ignore-file STF101 -- the product's name -->  the whole file

In MDX, ``{/* detector: ignore SPN201 -- quotes a spun page */}``; in reStructuredText, on a line of
its own, ``.. detector: ignore SPN201 -- quotes a spun page``. In front matter, for the file:

    detector: {ignore: [STF101], reason: the product's name}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detector.check.codes import matching
from detector.check.record import Silence
from detector.extract.generator import CODE_SPAN, FENCE, Span
from detector.places import Places

COMMENT = re.compile(
    r"(?:<!--|\{/\*)\s*detector:(?P<said>(?:(?!<!--|-->|\{/\*|\*/\})(?s:.))*)(?:-->|\*/\})",
    re.IGNORECASE,
)
OF_RST = re.compile(
    r"^(?P<indent>[^\S\n]*)\.\.[^\S\n]+detector:(?!:)"
    r"(?P<said>[^\n]*(?:\n(?P=indent)[^\S\n]+\S[^\n]*)*)",
    re.MULTILINE | re.IGNORECASE,
)
SAID = re.compile(  # editors make a dash of two hyphens
    r"\s*(?P<verb>[a-z]+(?:-[a-z]+)*)(?P<codes>[\w,\s]*)(?:(?:--|[–—])(?P<reason>.*))?",
    re.DOTALL | re.IGNORECASE,
)
LITERAL = re.compile(  # a paragraph that ends in "::", or a directive of code, and what it indents
    r"^(?P<indent>[^\S\n]*)(?:(?!\.\. )\S.*::|\.\. (?:code|code-block|sourcecode)::.*)[^\S\n]*\n"
    r"(?:[^\S\n]*\n|(?P=indent)[^\S\n]+\S.*(?:\n|\Z))+",
    re.MULTILINE,
)
OPENS = re.compile(r"\||<(?:td|th|li|p|div|dt|dd|h[1-6])\b", re.IGNORECASE)
VERBS = ("ignore", "ignore-file", "ignore-start", "ignore-end")


def silences_of(places: Places) -> tuple[Silence, ...]:
    """Return the silences of a file in order; those without effect say why in ``problem``."""
    if places.kind == "plain":
        return ()
    spans = sorted(span for _, span in places.blocks())
    found = [*_front(places)]
    opened: list[Silence] = []
    comment = OF_RST if places.kind == "rst" else COMMENT
    for match in comment.finditer(_prose(places)):
        if not _for_us(match["said"]):
            continue
        verb, silence = _silence(match, places)
        if verb == "ignore-start":
            opened.append(silence)
        elif verb == "ignore-end":
            found.append(_closed(opened, silence, match.start()))
        elif verb == "ignore" and not silence.problem:
            span = _beside(match, spans, places.source.text)
            nothing = replace(silence, problem="no text follows it")
            found.append(replace(silence, start=span[0], end=span[1]) if span else nothing)
        else:
            found.append(silence)
    unclosed = "no ignore-end closes it"
    found += [replace(silence, problem=silence.problem or unclosed) for silence in opened]
    return tuple(sorted((_in_file(s, places) for s in found), key=lambda s: s.place.start))


def _in_file(silence: Silence, places: Places) -> Silence:
    """Return the silence with its range as offsets into the file, as findings have them."""
    place = places.source.place(silence.start, silence.end)
    return replace(silence, start=place.start, end=place.end)


def _prose(places: Places) -> str:
    """Return the source with code blanked: a comment shown as code is no silence."""
    text = places.source.text
    if places.kind == "rst":
        return LITERAL.sub(_blank, text)
    if places.kind != "markdown":
        return text
    text = FENCE.sub(_blank, text)
    return CODE_SPAN.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _for_us(said: str) -> bool:
    """Whether words under the name of detector are about silences; a page may have detectors."""
    words = re.findall(r"[\w-]+", said)
    return any(word.lower().startswith("ignore") or matching(word.upper()) for word in words)


def _front(places: Places) -> Iterator[Silence]:
    said = places.front.detector
    place = places.source.place(*places.front.span)
    if not isinstance(said, dict) or "ignore" not in said:
        if _for_us(str(said)):
            written = f"detector: {said}"
            problem = "it is not written “detector: {ignore: [CODE], reason: why}”"
            yield Silence((), "", place, written, whole=True, problem=problem)
        return
    listed = said["ignore"] if isinstance(said["ignore"], list) else [said["ignore"]]
    codes = tuple(str(code).upper() for code in listed)
    reason = str(said.get("reason") or "").strip()
    written = f"detector: {{ignore: [{', '.join(codes)}]}}"
    yield Silence(codes, reason, place, written, whole=True, problem=_problem(codes, reason))


def _silence(match: re.Match[str], places: Places) -> tuple[str, Silence]:
    """Return the verb of a comment, and its silence."""
    said = SAID.fullmatch(match["said"])
    verb = said["verb"].lower() if said else ""
    codes = tuple(re.findall(r"\w+", said["codes"].upper())) if said else ()
    reason = " ".join((said["reason"] or "").split()) if said else ""
    problem = "" if verb == "ignore-end" else _problem(codes, reason)
    if not said:
        problem = f"it is not written “detector: {VERBS[0]} CODE -- why”"
    elif verb not in VERBS:
        problem = f"there is no {verb}; write {', '.join(VERBS[:3])} or {VERBS[3]}"
    return verb, Silence(
        codes,
        reason,
        places.source.place(*match.span()),
        " ".join(match.group().split()),
        start=match.end(),
        end=match.end(),
        whole=verb == "ignore-file",
        problem=problem,
    )


def _problem(codes: tuple[str, ...], reason: str) -> str:
    unknown = [code for code in codes if not matching(code)]
    if not codes:
        return "it names no code"
    if unknown:
        return f"there is no code {', '.join(unknown)}"
    return "" if reason else "it gives no reason; write one after “--”"


def _closed(opened: list[Silence], end: Silence, position: int) -> Silence:
    """Return the range that an ``ignore-end`` closes: the last open one, or that of its codes."""
    fitting = [silence for silence in opened if not end.codes or silence.codes == end.codes]
    if not fitting:
        return replace(end, problem="there is no ignore-start for it")
    opened.remove(fitting[-1])
    return replace(fitting[-1], end=position)


def _beside(match: re.Match[str], spans: list[Span], text: str) -> Span | None:
    """Return what a comment silences: the block around it, before it on its line, or after it.

    At the end of a line that is all that ends there, the cells of a row or the items of a list in
    HTML; within a line the last block before, unless another one opens between it and the comment.
    """
    at, after = match.span()
    around = next((span for span in spans if span[0] < at < span[1]), None)
    if around:
        return around
    line, line_end = text.rfind("\n", 0, at) + 1, text.find("\n", after)
    line_end = line_end if line_end >= 0 else len(text)
    before = [span for span in spans if line < span[1] <= at]
    following = next((span for span in spans if span[0] >= after), None)
    if before and not text[after:line_end].strip():
        return before[0][0], before[-1][1]
    if before and following and following[0] < line_end:
        return following if OPENS.search(text, before[-1][1], at) else before[-1]
    return before[-1] if before else following
