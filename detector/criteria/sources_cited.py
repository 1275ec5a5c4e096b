"""Where a text says what it rests on: references, links to public bodies, citations."""

from __future__ import annotations

import re

from detector.article import Block, Kind
from detector.criteria.view import Cue, View
from detector.extract.references import HEADING, SCHOLARLY
from detector.lazy import regex

SOCIETY = regex(
    r"(?:^|\.)(?:heart|cancer|psychiatry|apa|diabetes|lung|aap|acog|aad|eatright|kidneyfund|kidney|"
    r"arthritis|nami|cancerresearchuk|iocdf|adaa|aafp|ada|redcross|kff|rcpsych|mentalhealth|"
    r"clevelandclinic|hopkinsmedicine|mdanderson|medlineplus|uptodate|redalyc|jstor|eurekalert|"
    r"biorxiv|scielo|karger|thieme|cabdirect|semanticscholar|researchgate|healthlinkbc|liebertpub|"
    r"dovepress|elsevier|cambridge|jacc|jci|elifesciences|aappublications|eurosurveillance|"
    r"agingcelljournal|healthychildren)\.\w+(?:\.\w+)?$|journal|pubmed"
)
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
CITED = Cue(
    ("et al", "published", "appeared in", "appears in", "journal of", "journal,", "source:",
     "sources:", "according to a", "pmid"),
    regex(
        r"(?:[A-Z][\w’'-]+,? (?:[A-Z]{1,3},? )?)?\bet al\b|"
        r"\b(?:study|paper|trial|review|research|analysis|findings|report|results|it|"
        r"which)\b[^.]{0,60}"
        rf"\b(?:published|appear(?:ed|s)|reported)\b[^.]{{0,40}}? in (?!{MONTHS})(?:the (?:[\w-]+ "
        rf"){{0,2}}?(?:journal )?)?"
        r"(?:[A-Z][\w&-]+|BMJ|JAMA)|"
        r"\bpublished (?:\w+ ){0,4}in (?:the )?(?:journal|[A-Z][\w ]*Journal|JAMA|BMJ|Nature|"
        r"Science|Lancet)|"
        r"\b(?:[A-Z]\w+ )?[Jj]ournal of (?:the )?[A-Z]\w+|"
        r"\b[Ss]ources?: (?:\d{4} )?(?:[A-Z][\w.]+[ ,;:]+){2}|SOURCES?: [A-Z]\w+|"
        r"\baccording to an? (?:\d{4} )?(?:\w+ ){0,3}(?:study|report|review|survey|"
        r"trial)\b[^.]{0,40}"
        r"\b(?:by|from|in) (?:the )?[A-Z]|"
        r"PMID:? ?\d{4,}"
    ),
    before=100,
    after=130,
)  # fmt: skip
PARENTHESES = regex(
    rf"\((?!{MONTHS})(?:[a-z ]{{0,30}}by )?[A-Z][\w’'-]+(?: [A-Z]\.?)?(?: (?:and|&) [A-Z][\w’'-]+|"
    rf" et al\.?)?,? ?/?"
    r"(?:19|20)\d\d[a-z]?\)"
)
IN_TEXT = Cue((" 20", " 19", ",20", ",19"), PARENTHESES, before=60, after=10)
NUMBERED = regex(r"(?:[.,;)\]\"”’] ?|\w )\[(\d{1,3})\]")
MIN_NUMBERED = 2
# One item of a list of sources: an address, a year with authors or a journal, a volume with pages.
ITEM = regex(
    r"https?://|\bdoi\b|\bet al\b|[A-Z][\w’-]+,? (?:[A-Z]\.? ?){1,3}[^\n]*\b(?:19|20)\d\d\b"
)
READING = regex(r"reading", re.IGNORECASE)  # what to read next need not be what this rests on
YEAR = regex(r"\b(?:19|20)\d\d\b")
MAX_SHOWN = 100
LISTED = 14
MIN_ITEMS = 2
MAX_HEADING = 40
TITLE, TITLE_SPACES = 25, 3
NAMED = regex(
    r"Department|Ministry|Institutes? of|Centers? (?:for|of)|University|Administration|Agency|"
    r"Office|"
    r"Academy|Association|Society|Foundation|Library|Government|Service|Policy|Contact|Privacy",
)
MIN_LABEL = 3


def cited(view: View) -> str | None:
    """Return the clearest place where the page names a source that a reader can look up."""
    references = view.article.metadata.references
    if references:
        more = f" and {len(references) - 1} more" if len(references) > 1 else ""
        return f"{references[0]}{more}"
    said = _link(view) or CITED.search(view.body) or _in_text(view)
    return said or _under_heading(view) or _listed(view)


def _under_heading(view: View) -> str | None:
    """Return the first item of a list, or text with a year, below a heading of sources."""
    announced = False
    for block in view.article.body:
        if block.kind is Kind.HEADING:
            announced = bool(HEADING.match(block.text)) and not READING.search(block.text)
        elif announced and _names(block):
            return block.text[:MAX_SHOWN]
    return None


def _names(block: Block) -> bool:
    listed = block.kind is Kind.LIST_ITEM or YEAR.search(block.text) is not None
    return listed and block.text.count(" ") >= TITLE_SPACES


def _listed(view: View) -> str | None:
    """Return the first source of a list that the body extractor lost, under its heading."""
    own = _site(view.article.url or "")
    linked = {link.text for link in view.article.links if _scholarly(link.url, own)}
    for index, line in enumerate(view.lines):
        if len(line) < MAX_HEADING and HEADING.match(line):
            for item in view.lines[index + 1 : index + 1 + LISTED]:
                if item in linked:
                    return item
            items = [i for i in view.lines[index + 1 : index + 1 + LISTED] if ITEM.search(i)]
            if len(items) >= MIN_ITEMS:
                return items[0]
    return None


def _in_text(view: View) -> str | None:
    if "[2]" in view.body.text or "[3]" in view.body.text:
        numbers = set(NUMBERED.findall(view.body.text))
        if len(numbers) >= MIN_NUMBERED:
            return f"{len(numbers)} numbered citations"
    return IN_TEXT.search(view.body)


def _link(view: View) -> str | None:
    """Return a link in the body that leads to a journal, a society or a public body elsewhere."""
    own = _site(view.article.url or view.article.metadata.canonical or "")
    titled = []
    for link in view.article.links:
        if len(link.text) < MIN_LABEL or not _scholarly(link.url, own):
            continue
        evidence = f"{link.text} ({_host(link.url)})"
        if link.text in view.body.text:
            return evidence
        titled += [evidence] if _titled(link.text) else []
    return titled[0] if len(set(titled)) >= MIN_ITEMS else None


def _titled(label: str) -> bool:
    """Whether the words of a link read as the title of a document and not as a body's name."""
    return len(label) >= TITLE and label.count(" ") >= TITLE_SPACES and not NAMED.search(label)


def _scholarly(url: str, own: str) -> bool:
    host = _host(url)
    if not (SCHOLARLY.search(host) or SOCIETY.search(host)) or _site(url) == own:
        return False
    return len(url.rstrip("/").split("/", 3)) > 3  # a home page is a body, not a source


def _host(url: str) -> str:
    parts = url.split("/", 3)  # urlsplit costs ten times as much, and there are 500 links
    return parts[2].lower().removeprefix("www.") if len(parts) > 2 else ""


def _site(url: str) -> str:
    """Return the registrable part of the address, near enough: "cdc.gov", "nhs.uk"."""
    parts = _host(url).split(".")
    many = 3 if len(parts) > 2 and len(parts[-2]) <= 3 and len(parts[-1]) == 2 else 2
    return ".".join(parts[-many:])
