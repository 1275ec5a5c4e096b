"""Who wrote or reviewed a page, and what qualifies them: names, credentials, professions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detector.criteria.dating import DATE
from detector.criteria.view import Cue, View

WORD = r"[A-ZÀ-Þ](?:[’'][A-Z])?[\w’'\-]*[a-zß-ÿ]|[A-Z]{2,}(?:-[A-Z]+)?"
NAME = (
    r"(?:(?:Dr|Prof|Professor|Doctor|Mr|Mrs|Ms)\.? )?"
    rf"(?:(?:{WORD}|[A-Z]\.) )(?:(?:[A-Z]\.?(?: ?[A-Z]\.)?|de|da|di|van|von|der|den|del|la|le|bin|"
    rf"al|el) |(?:{WORD}) ){{0,3}}(?:{WORD})"
)
DOCTOR = rf"(?:Dr|Prof)\.? (?:{WORD})"
PERSON = re.compile(rf"(?:{NAME}|{DOCTOR})")
# What stands in the names of bodies, sites and sections, but in no name of a person.
BODIES = re.compile(
    r"\b(?:teams?|staff|editors?|editorial|desk|news|press|agency|healthcare|health|medical|clinic|"
    r"medicine|cent(?:er|re)s?|hospitals?|department|ministry|institutes?|university|college|"
    r"school|society|association|foundation|organi[sz]ation|council|board|committee|company|inc|"
    r"llc|ltd|magazine|journal|times|post|media|network|blog|site|web|website|admin|administrator|"
    r"author|guest|user|contributors?|support|services?|research|labs?|life|care|dental|marketing|"
    r"online|digital|solutions|world|daily|weekly|today|international|national|reuters|afp|cnn|"
    r"bbc|wiki|products?|shop|store|choices|believer|clinicians?|doctors|writers?|reviewers?|"
    r"contact|home|about|read|more|share|privacy|policy|terms|search|menu|sign|log|subscribe|"
    r"published|updated|posted|reviewed|print|email|facebook|twitter|the|your|our|this|how|what|"
    r"why|when|and|in|on|of|for|to|with|jan(?:uary)?|feb(?:ruary)?|march|july|"
    r"sept?(?:ember)?|only|current|appointment|opportunit(?:y|ies)|drops|schedules?|menu|free|now|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|disease|virus|symptoms|treatment|diet|nutrition|"
    r"weight|body|skin|mental|anxiety|food|your name|united|states|new|york|north|south|american|"
    r"getty|images|photo|associated|trends?|topics?|latest|top|best|guide|community|family|"
    r"resources?|information|awareness|approval|ratings?|good|great|quality|product|seasons?|"
    r"guidance|equipment|plague|flu|full|story|stories|"
    r"style|design|practice|guidelines?|recommend\w*|report|alert|"
    r"video|watch|related|quick|links|facts|features?|view|all|next|previous|follow|join|get|see|"
    r"click|"
    r"download|learn|back|start|last|first|issue|archives?|category|tags?|comments?|reply|"
    r"advert\w*|"
    r"sponsored|section|edition|special|travel|money|living|house|kids|women|men|business|data|"
    r"technology|science|sports?|global|public|local|key|takeaways)\b",
    re.IGNORECASE,
)
CREDENTIAL = re.compile(
    r"(?:,|\(|\s|^)\s*(?:M\.?D\.?|D\.?O\.?|Ph\.?\s?D\.?|M\.?B\.?B\.?S\.?|MBChB|BMBS|R\.?N\.?|BSN|"
    r"MSN|NP|FNP(?:-[A-Z]+)?|APRN|CRNP|CNM|DNP|PA-C|R\.?D\.?N?\.?|LDN?|CDCES|CDE|CNS|Pharm\.?D\.?|"
    r"RPh|BCPS|DDS|DMD|DPT|DVM|VMD|MPH|DrPH|MHA|MHS|M\.?Sc\.?|M\.?S\.?|MSc|BSc|Psy\.?D\.?|"
    r"Ed\.?D\.?|"
    r"LCSW(?:-\w+)?|LMFT|LPC|LMHC|LCMHC|OTR/L|CSCS|FACP|FACS|FAAP|FACC|FACOG|FAAFP|FAND|FRCP\w*|"
    r"FRCS\w*|MRCGP|MRCP\w*|FRACGP|FASA|FOMA|DABOM|DipABLM|ND|DC)(?![\w’'])"
)
PROFESSION = re.compile(
    r"\b(?:physicians?|doctors? (?:of|at|in|who)|surgeons?|(?:registered|licensed|certified|"
    r"clinical"
    r"|board.certified|practi[cs]ing|family|consultant|general) (?:[a-z]+ ){0,2}(?:nurse|"
    r"dieti[ct]ian|"
    r"nutritionist|pharmacist|doctor|practitioner|psychologist|psychiatrist|therapist|counsell?or|"
    r"midwife|trainer|dentist|veterinarian)|nurse practitioner|pharmacist|psychiatrist|"
    r"psychologist|"
    r"dieti[ct]ian|epidemiologist|(?:[a-z]+)ologist\b|(?:associate |assistant |adjunct |clinical )?"
    r"professor|lecturer|postdoctoral|research fellow|department of [A-Z]|school of (?:medicine|"
    r"public health|nursing)|medical (?:college|school|director|officer|writer))",
    re.IGNORECASE,
)
SAID = Cue(
    ("written by", "reviewed by", "authored by", "posted by", "published by", "edited by",
     "checked by", "reporting by", "updated", "revision", "last reviewed",
     "updated by", "researched by", "approved by", "author:",
     "authors:", "wrote by", "verified by", "article by", "story by", "written and", "reviewer:"),
    re.compile(
        r"(?:(?:[Ww]ritten|[Rr]eviewed|[Aa]uthored|[Pp]osted|[Pp]ublished|[Ee]dited|[Cc]hecked|"
        r"[Uu]pdated|[Rr]esearched|[Aa]pproved|[Vv]erified|[Rr]eporting|[Aa]rticle|[Ss]tory|"
        r"WRITTEN|"
        r"REVIEWED|[Rr]evision):? (?:and (?:medically )?\w+ )?(?:(?:on:? )?[\w /,:-]{4,24} "
        r")?(?:[Bb]y|BY)|"
        r"[Aa]uthors?|[Rr]eviewer)\s*:?\s*[|–-]?\s*"
        rf"(?P<name>{NAME}|{DOCTOR})"
    ),
    before=2,
    after=110,
)  # fmt: skip
OWNER = Cue(
    ("©", "copyright"),
    re.compile(
        rf"(?:©|[Cc]opyright)[\s\d,–©-]{{0,80}}(?P<name>{NAME}|{DOCTOR})(?=,? (?:M\.?D|D\.?O|"
        rf"R\.?N|Ph\.?D))"
    ),
    before=2,
    after=140,
)
BY = re.compile(rf"^(?:[Bb]y|BY)\b:?\s*(?P<name>{NAME}|{DOCTOR})")
ONLY = re.compile(rf"^(?P<name>{NAME})(?:,| [|–-]| and [A-Z]| for [A-Z]|$)")
LETTERS = re.compile(r"(?:,? ?\(?[A-Z][\w./-]*\)?,?){0,6}")
SECTIONS = re.compile(r"\s*(?:[/|]|,| for )")
DEGREE = re.compile(
    r" (?:is|was|has|holds|earned|received|graduated)\b[^\n]{0,320}?\b(?:(?:an?|his|her) "
    r"(?:M\.?D\.?|"
    r"Ph\.?D\.?|doctorate|(?:medical|nursing|pharmacy) degree)|doctor of (?:medicine|"
    r"philosophy))(?!\w)"
)
SUFFIX = re.compile(r"^,? (?:III|II|IV|Jr\.?|Sr\.?)(?=,| )")
CUT = re.compile(r"(?:\. | said| says| told| explain| note)")
LABEL = re.compile(
    r"^(?:by|author|authors|written by|reviewed by|medically reviewed by):?$", re.IGNORECASE
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
    found = (*filter(person, stated), *_bylines(view.top), *_said(view), *filter(person, owners))
    return tuple(dict.fromkeys(name for name in found if name not in title))[:10]


def qualification(view: View, names: Iterable[str]) -> str | None:
    """Return what the page says of the qualification of one of ``names``, or None."""
    credentials = view.article.metadata.credentials
    for text in credentials:
        if CREDENTIAL.search(f", {text}") or PROFESSION.search(text):
            return text
    for name in names:
        if re.match(r"Dr\b|Prof", name) or CREDENTIAL.search(name):
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
            return (name + near[: min(end, NEAR)]).rstrip(" ,")
        if text[max(0, place - 4) : place] in ("Dr. ", " Dr "):
            return text[place - 4 : place + len(name)].strip()
        place = text.find(name, place + len(name))
    return None


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
