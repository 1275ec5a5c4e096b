"""Stubs: a text that is cut off in mid-sentence.

What it finds
    The last paragraph of the body when it is cut: by an ellipsis with or without "read more" or
    "continue reading" behind a half sentence, or by nothing at all after a word that cannot end a
    sentence ("the", "of", "with"). A paragraph that merely lacks its full stop does not count: the
    last ones of up to 24 % of the pages of an honest set do.

Why it matters
    Link networks show the first words of a stolen or generated text and point elsewhere for the
    rest. An article that a person published has an end.

When it is wrong
    Overview pages of honest blogs show excerpts; extraction can lose the end of a page; some
    writers end on an ellipsis for effect, which counts only after half a sentence of ten words.

Example:
    A page whose last words are "Most runners feel it first on the outside of the … read more".

Sources
    Ntoulas et al. 2006, Detecting spam web pages through content analysis (WWW), on pages made of
    excerpts; Penedo et al. 2024, The FineWeb Datasets, §3, on lines without final punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.article import WORD, Kind
from detector.finding import Axis, Finding, Severity
from detector.lazy import regex
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "TPL201",
    "cut-off text",
    Axis.STUFFED,
    Severity.WARNING,
    (
        "Ntoulas et al. 2006, Detecting spam web pages through content analysis (WWW)",
        "Penedo et al. 2024, The FineWeb Datasets, §3 (arXiv 2406.17557)",
    ),
)

LEAST_WORDS = 10
MORE = r"(?:read (?:more|the rest|full (?:article|story))|continue reading|(?:view|see) more|more)"
MARK = r"(?:\[\s*(?:…|\.{3,})\s*\]|\(\s*(?:…|\.{3,})\s*\)|…|\.{3,})"
CUT = regex(rf"(?<=[\w,;:])\s*{MARK}\s*(?:{MORE}\b[^.!?]{{0,80}})?$", re.IGNORECASE)
POINTER = regex(rf"{MORE}\W*$", re.IGNORECASE)
NO_ENDS = """
a an the of to in on at by for from with and or but as than that which who whose is are was were
be been has have had will would can could may might must should their his her its your our my this
these those if because while when into onto between during
"""
DANGLING = frozenset(NO_ENDS.split())


def find(reading: Reading) -> Iterator[Finding]:
    """Yield a finding at the end of the body's last paragraph if it is cut there."""
    prose = [b for b in reading.article.body if b.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)]
    pointer = None
    if len(prose) > 1 and POINTER.fullmatch(prose[-1].text.strip()):
        pointer = prose.pop()
    if not prose or prose[-1].kind is not Kind.PARAGRAPH:
        return
    last = prose[-1]
    text = last.text.rstrip()
    words = list(WORD.finditer(text))
    if len(words) < LEAST_WORDS:
        return
    start, strength, what = _cut(text, words, pointed=pointer is not None)
    if strength:
        yield CODE.between(
            reading.article.text,
            last.start + start,
            last.start + len(text),
            f"The text ends in mid-sentence: {what}.",
            strength=strength,
        )


def _cut(text: str, words: list[re.Match[str]], *, pointed: bool) -> tuple[int, float, str]:
    """Return where the evidence begins, its strength (0: not cut) and what it is."""
    mark = CUT.search(text)
    if mark:
        tail = [word for word in words if word.start() < mark.start()][-5:]
        start = tail[0].start() if tail else 0
        sure = pointed or "[" in mark.group() or POINTER.search(mark.group()) is not None
        half = re.split(r"[.!?]\s", text[: mark.start()])[-1]
        if sure or len(WORD.findall(half)) >= LEAST_WORDS:
            return start, 0.8 if sure else 0.4, "an ellipsis stands for the rest"
        return 0, 0.0, ""
    if not text[-1].isalnum():
        return 0, 0.0, ""
    start = words[-min(5, len(words))].start()
    if words[-1].group().lower() in DANGLING:
        return start, 0.7, f"nothing follows “{words[-1].group()}”"
    if pointed:
        return start, 0.6, "the rest is behind a “read more” link"
    return 0, 0.0, ""
