"""Who wrote or reviewed a page, and what qualifies them: names, credentials, professions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detector.article import Kind
from detector.criteria.dating import DATE
from detector.criteria.names import BODIES, CREDENTIAL, DOCTOR, NAME, PERSON, PROFESSION
from detector.criteria.view import Cue, View
from detector.lazy import regex

SAID = Cue(
    ("written by", "reviewed by", "authored by", "posted by", "published by", "edited by",
     "checked by", "reporting by", "updated", "revision", "last reviewed",
     "updated by", "researched by", "approved by", "author:",
     "authors:", "wrote by", "verified by", "article by", "story by", "written and", "reviewer:",
     "answered by"),
    regex(
        r"(?:(?:[Ww]ritten|[Rr]eviewed|[Aa]uthored|[Pp]osted|[Pp]ublished|[Ee]dited|[Cc]hecked|"
        r"[Uu]pdated|[Rr]esearched|[Aa]pproved|[Vv]erified|[Rr]eporting|[Aa]rticle|[Ss]tory|"
        r"[Aa]nswered|WRITTEN|"
        r"REVIEWED|[Rr]evision):? (?:and (?:medically )?\w+ )?(?:(?:on:? )?[\w /,:-]{4,24} "
        r")?(?:[Bb]y|BY)|"
        r"[Aa]uthors?|[Rr]eviewer)\s*:?\s*[|–-]?\s*"
        rf"(?P<name>{NAME}|{DOCTOR})"
    ),
    before=2,
    after=110,
)  # fmt: skip
TITLED = regex(r"(?:Dr|Doctor|Nurse|Midwife|Pharmacist)\b|Prof")
INTRODUCED = regex(
    rf"(?P<name>{NAME}|{DOCTOR}) is an? (?:[\w-]+ ){{0,4}}?(?:GP|doctor|physician|surgeon|nurse|"
    r"midwife|pharmacist|dentist|dieti[ct]ian|physiotherapist|psychologist|paramedic|coach|trainer|"
    r"writer|journalist|editor|author|reporter|researcher|lecturer|professor|\w+ologist)\b"
)
MYSELF = regex(
    rf"(?<![“\"‘])\b(?:I am|I[’']m) (?P<name>(?:Nurse|Sister|Midwife|Pharmacist|Doctor|Dr\.?|"
    rf"Professor|Prof\.?) {NAME})"
)
OPENING = 4  # paragraphs in which authors introduce themselves
OWNER = Cue(
    ("©", "copyright"),
    regex(
        rf"(?:©|[Cc]opyright)[\s\d,–©-]{{0,80}}(?P<name>{NAME}|{DOCTOR})(?=,? (?:M\.?D|D\.?O|"
        rf"R\.?N|Ph\.?D))"
    ),
    before=2,
    after=140,
)
BY = regex(rf"^(?:[Bb]y|BY)\b:?\s*(?P<name>{NAME}|{DOCTOR})")
ONLY = regex(rf"^(?P<name>{NAME})(?:,| [|–-]| and [A-Z]| for [A-Z]|$)")
LETTERS = regex(r"(?:,? ?\(?[A-Z][\w./-]*\)?,?){0,6}")
SECTIONS = regex(r"\s*(?:[/|]|,| for )")
DEGREE = regex(
    r" (?:is|was|has|holds|earned|received|graduated)\b[^\n]{0,320}?\b(?:(?:an?|his|her) "
    r"(?:M\.?D\.?|"
    r"Ph\.?D\.?|doctorate|(?:medical|nursing|pharmacy) degree)|doctor of (?:medicine|"
    r"philosophy))(?!\w)"
)
SUFFIX = regex(r"^,? (?:III|II|IV|Jr\.?|Sr\.?)(?=,| )")
CUT = regex(r"(?:\. | said| says| told| explain| note)")
LABEL = regex(
    r"^(?:by|author|authors|written by|reviewed by|medically reviewed by):?$", re.IGNORECASE
)
DATED = regex(
    r"(?:\W*\b(?:(?:last|medically) )?"
    r"(?:updated|reviewed|published|modified|posted|revised|written)(?: on| by)?\W*)+$",
    re.IGNORECASE,
)
AROUND = 150
NEAR = 60
MAX_SPOTS = 8
MAX_BYLINE = 200


def person(name: str) -> bool:
    """Whether ``name`` reads as a person's: two capitalised words or a doctor, no body's name."""
    plain = CREDENTIAL.sub(" ", SECTIONS.split(name)[0]).strip()
    shouted = {word.isupper() for word in plain.split() if len(word) > 2}
    if "'s" in plain or "’s" in plain or BODIES.search(plain):
        return False
    return bool(PERSON.fullmatch(plain)) and len(shouted) == 1


def named(view: View) -> tuple[str, ...]:
    """Return the persons whom the page names as author or reviewer, best stated first."""
    metadata = view.article.metadata
    site = (metadata.publisher or "").casefold()
    stated = [n for n in (*metadata.reviewers, *metadata.authors) if n.casefold() != site]
    title = view.article.title or ""
    owners = (match["name"] for match in OWNER.matches(view.flat))
    found = (
        *filter(person, stated),
        *_bylines(view.top),
        *_said(view),
        *filter(person, owners),
        *filter(person, _introduced(view)),
    )
    return tuple(dict.fromkeys(name for name in found if name not in title))[:10]


def _introduced(view: View) -> Iterator[str]:
    """Yield who introduces himself at the top, and whom the last paragraph introduces."""
    texts = [block.text for block in view.article.body if block.kind is Kind.PARAGRAPH]
    for text in texts[:OPENING]:
        if match := MYSELF.search(text):
            yield match["name"]
    if texts and (match := INTRODUCED.match(texts[-1])):
        yield match["name"]


def qualification(view: View, names: Iterable[str]) -> str | None:
    """Return what the page says of the qualification of one of ``names``, or None."""
    credentials = view.article.metadata.credentials
    for text in credentials:
        if CREDENTIAL.search(f", {text}") or PROFESSION.search(text):
            return text
    for name in names:
        if TITLED.match(name) or CREDENTIAL.search(name):
            return name
        if found := _beside(view, name):
            return found
    return None


def _beside(view: View, name: str) -> str | None:
    """Look where the name stands: right behind it for letters and posts."""
    text = view.flat.text
    place = text.find(name)
    for _ in range(MAX_SPOTS):
        if place < 0:
            return None
        near = _said_of(text[place + len(name) : place + len(name) + AROUND])
        letters = CREDENTIAL.match(SUFFIX.sub("", near)[:16])
        post = PROFESSION.search(near)
        if degree := DEGREE.match(text, place + len(name)):
            return name + degree.group()
        if letters or post:
            end = post.end() if post and not letters else len(near.split(".  ")[0])
            return (name + _short(near[:end])).rstrip(" ,")
        if text[max(0, place - 4) : place] in ("Dr. ", " Dr "):
            return text[place - 4 : place + len(name)].strip()
        place = text.find(name, place + len(name))
    return None


def _short(said: str) -> str:
    """Return at most ``NEAR`` characters in whole words, without the label of a date behind."""
    if len(said) > NEAR:
        said = said[:NEAR].rpartition(" ")[0]
    return DATED.sub("", said)


def _said_of(text: str) -> str:
    """Return the part of ``text`` behind a name that still speaks of its bearer."""
    date = DATE.search(text)
    text = CUT.split(text[: date.start()] if date else text)[0]
    return text if re.match(r"[,\s]*(?:is|was|has been) ", text) else text[:NEAR]


def _bylines(lines: tuple[str, ...]) -> Iterator[str]:
    for index, line in enumerate(lines):
        if len(line) > MAX_BYLINE:
            continue
        after = lines[index + 1][:MAX_BYLINE] if index + 1 < len(lines) else ""
        by = BY.match(line) or (LABEL.match(line) and ONLY.match(after))
        match = by or _alone(lines, index) or _lettered(line, after)
        if match and person(match["name"]):
            yield match["name"]


def _lettered(line: str, after: str) -> re.Match[str] | None:
    """Return the name in a line that is a name with letters, and not the start of a sentence."""
    match = ONLY.match(line)
    rest = line[match.end("name") :] if match else ""
    if not CREDENTIAL.match(rest) or not LETTERS.fullmatch(rest.strip()) or after[:1].islower():
        return None
    return None if after.startswith(",") else match


def _alone(lines: tuple[str, ...], index: int) -> re.Match[str] | None:
    match = ONLY.match(lines[index])
    return match if match and _beside_date(lines, index) else None


def _beside_date(lines: tuple[str, ...], index: int) -> bool:
    """Whether a date stands in this line or in one of the next two, with little beside it."""
    near = lines[index : index + 3]
    return len(lines[index]) < 70 and any(len(n) < 70 and DATE.search(n) for n in near)


def _said(view: View) -> Iterator[str]:
    for match in SAID.matches(view.flat):
        name = match["name"]
        words = name.split()
        while len(words) > 1 and BODIES.search(words[-1]):
            words.pop()  # "Korin Miller Published"
        if person(" ".join(words)):
            yield " ".join(words)
