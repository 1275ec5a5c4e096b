"""Claims in running text: whether a sentence asserts what a pattern of the table found.

A match of :mod:`detector.claim_patterns` counts only where its sentence asserts it: not negated,
asked, quoted, reported as somebody's claim, or refuted, and not in honest company.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detector.article import Block, Kind
from detector.claim_patterns import Pattern, patterns
from detector.cued import Cued
from detector.lazy import regex
from detector.memo import once

if TYPE_CHECKING:
    from detector.finding import Finding
    from detector.reading import Reading
    from detector.signals.signal import Code

SENTENCE = regex(r"[^.!?]*(?:[.!?](?=\d|\w)[^.!?]*)*[.!?…]*[\"”’')\]]*\s*")
CLAUSE = regex(r"[;:]|,? (?:but|however|yet|although|because)\b|—|–")
NEGATION = regex(
    r"\b(?:no|not|never|none|nothing|neither|nor|cannot|without|hardly|rarely|seldom|nobody|"
    r"few|far from|instead of|rather than|too good)\b|n't\b",
)
MAYBE = regex(
    r"\b(?:may|might|could|whether|if|hopes?|hoping|hoped|wish|perhaps|possibly|someday|would)\b"
)
REPORTED = regex(
    r"\b(?:claim(?:s|ed|ing)?|promis(?:e|es|ed|ing)|advertis\w+|market(?:ed|ers?|ing)|so-called|"
    r"suppos(?:ed|edly)|alleged(?:ly)?|tout(?:s|ed|ing)|purport\w*|myths?|misinformation|"
    r"misconceptions?|debunk\w*|hoax(?:es)?|scams?|scammers?|fraud\w*|bogus|quack\w*|fake|"
    r"unproven|untested|misleading|unsubstantiated|beware|wary|sceptical|skeptical|suspicious|"
    r"watch out|warn(?:s|ed|ing|ings)?|red flags?|rumou?rs?|false|falsely|believ(?:e|ed|es) that|"
    r"conspiracy theor\w+|(?:no|little|insufficient|lack of|weak|any) (?:\w+ ){0,3}?(?:evidence|"
    r"proof)|tempted|tempting|pseudoscien\w*|old wives|sellers?|illegal\w*|sued|lawsuits?|"
    r"(?:ftc|fda|regulators?) (?:has |have )?(?:warn|say|said|acted|took|stopp|ban|fin)\w*|"
    r"phrases? (?:like|such as)|words (?:like|such as)|be careful|avoid (?:any|anyone|products|"
    r"sites|websites|companies)|stay away|do not be fooled|don't be fooled|not true|untrue)\b"
)
REFUTED = regex(
    r"\b(?:(?:is|are|was|were|be) (?:a |an |simply |just |often |usually |dangerously )*(?:myths?|"
    r"false|untrue|wrong|misleading|dangerous|fraud\w*|scams?|hoax\w*|nonsense|lies?|wishful)|"
    r"(?:do|does) not exist|doesn't exist|don't exist|has been debunked|was withdrawn|"
    r"(?:is|are|was|were) not (?:true|supported|proven|based))"
)
OPEN, CLOSE = '“‘"', '”’"'
WINDOW = 70
LEADS = frozenset({Kind.LIST_ITEM, Kind.QUOTE})


@dataclass(frozen=True, slots=True)
class Claim:
    """A match of a pattern at ``article.text[start:end]`` that its sentence asserts."""

    start: int
    end: int
    strength: float


@once
def is_health(reading: Reading) -> bool:
    """Whether the page is about health: no code of this axis speaks about another page."""
    from detector.topic import HEALTH

    return reading.topic == HEALTH


def asserted(reading: Reading, code: str, *, quoted: bool = False) -> list[Claim]:
    """Return the asserted claims of a code in text order, the longest of each place.

    ``quoted`` counts what stands in quotation marks too, as testimonials do.
    """
    if not is_health(reading):
        return []
    found: list[Claim] = []
    for place, likely in _cued(reading).likely(patterns()[code]):
        block, text = _texts(reading)[place]
        for pattern in likely:
            if pattern.needs and not pattern.needs.search(_cued(reading).page):
                continue
            for match in pattern.regex.finditer(text):
                start, end = match.span()
                if _honest(pattern, text, start, end):
                    continue
                if asserts(reading, place, start, end, quoted=quoted):
                    found.append(Claim(block.start + start, block.start + end, pattern.strength))
    return _apart(found)


def _honest(pattern: Pattern, text: str, start: int, end: int) -> bool:
    """Whether the sentences around a match hold what makes such words honest."""
    if pattern.unless is None:
        return False
    begin, stop = sentence_at(text, start)
    begin = sentence_at(text, begin - 1)[0] if begin else 0
    stop = sentence_at(text, stop)[1] if stop < len(text) else stop
    return pattern.unless.search(f"{text[begin:start]}…{text[end:stop]}") is not None


def findings_of(
    code: Code, reading: Reading, message: str, *, quoted: bool = False
) -> Iterator[Finding]:
    """Yield a finding at every asserted claim of ``code``."""
    for claim in asserted(reading, code.code, quoted=quoted):
        yield code.between(
            reading.article.text, claim.start, claim.end, message, strength=claim.strength
        )


@once
def _texts(reading: Reading) -> list[tuple[Block, str]]:
    """Return the body's blocks with their plain text, offsets equal."""
    return [(block, plain(block.text)) for block in reading.article.body]


@once
def _cued(reading: Reading) -> Cued:
    return Cued.of([text for _, text in _texts(reading)])


def plain(text: str) -> str:
    """Return ``text`` in lower case with straight apostrophes; every character keeps its place."""
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else text).replace("’", "'")


def sentence_at(text: str, start: int) -> tuple[int, int]:
    """Return where the sentence around position ``start`` begins and ends in ``text``."""
    for match in SENTENCE.finditer(text):
        if match.end() > start:
            return match.start(), match.end()
    return 0, len(text)


def asserts(reading: Reading, place: int, start: int, end: int, *, quoted: bool = False) -> bool:
    """Whether the sentence around a match in the body's block ``place`` asserts it.

    ``start`` and ``end`` count from the beginning of that block.
    """
    block, text = _texts(reading)[place]
    begin, stop = sentence_at(text, start)
    sentence = text[begin:stop]
    around = f"{text[begin:start]} … {text[end:stop]}"
    if sentence.rstrip("\"”') ").endswith("?") or REPORTED.search(around):
        return False
    if not quoted and (
        block.kind is Kind.QUOTE or _in_quotes(block.text[begin:stop], start - begin)
    ):
        return False
    if REFUTED.search(text[end:stop]) or _lead_reports(reading, place, begin):
        return False
    before = text[max(begin, start - WINDOW) : start]
    clause = before[max((m.end() for m in CLAUSE.finditer(before)), default=0) :]
    return not (NEGATION.search(clause) or MAYBE.search(clause))


def _in_quotes(sentence: str, offset: int) -> bool:
    """Whether a position of a sentence is between a quotation mark and its partner."""
    before = sentence[:offset]
    straight = before.count('"') % 2 == 1 and '"' in sentence[offset:]
    return straight or (before.count("“") > before.count("”") and "”" in sentence[offset:])


def _lead_reports(reading: Reading, place: int, begin: int) -> bool:
    """Whether the sentence before, or what leads a list in, says that somebody's claims follow."""
    texts = _texts(reading)
    block, text = texts[place]
    if begin:
        previous = text[slice(*sentence_at(text, begin - 1))].rstrip()
        return previous.endswith(":") and REPORTED.search(previous) is not None
    while place and block.kind in LEADS and texts[place][0].kind is block.kind:
        place -= 1
    lead_block, lead = texts[place]
    leads = lead_block is not block and (
        lead.rstrip().endswith(":") or lead_block.kind is Kind.HEADING
    )
    return leads and REPORTED.search(lead) is not None


def _apart(claims: list[Claim]) -> list[Claim]:
    """Keep of overlapping claims the strongest, then the longest."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (-c.strength, c.start - c.end, c.start)):
        if all(claim.end <= other.start or claim.start >= other.end for other in kept):
            kept.append(claim)
    return sorted(kept, key=lambda c: c.start)
