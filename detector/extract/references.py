"""The sources that a text names: DOIs, PubMed numbers, and what its reference section links to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from detector import urls
from detector.article import Kind, Link, Part
from detector.lazy import regex

HEADING = regex(
    r"^\W*(?:\d+\W+)?(?:(?:article |selected |key )?(?:references?|sources?|citations?"
    r"|bibliography)|works cited|literature(?: cited)?|further reading)\b.{0,30}$",
    re.IGNORECASE,
)
DOI = regex(r"\b10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;:)\]]")
PMID = regex(r"\bPMID:?\s*(\d{4,9})\b", re.IGNORECASE)
PUBMED = regex(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{4,9})")
WEB = regex(r"https?://[^\s\"<>)\]]+[^\s\"<>)\].,;:]")
SCHOLARLY = regex(
    r"(?:\.gov|\.gov\.\w\w|\.edu|\.ac\.\w\w|\.nhs\.uk|\.int|\.europa\.eu|doi\.org|cochrane\w*\.\w+"
    r"|nature\.com|science\.org|sciencedirect\.com|springer\.com|wiley\.com|bmj\.com|nejm\.org"
    r"|thelancet\.com|jamanetwork\.com|plos\.org|frontiersin\.org|mdpi\.com|biomedcentral\.com"
    r"|oup\.com|sagepub\.com|tandfonline\.com|cell\.com|pnas\.org|acpjournals\.org|ahajournals\.org"
    r"|mayoclinic\.org|nice\.org\.uk|who\.int|medrxiv\.org)$"
)
MAX_REFERENCES = 200


def references_of(body: Sequence[Part], links: Iterable[Link]) -> tuple[str, ...]:
    """Return "doi:…", "pmid:…" from anywhere in the body, and addresses from its reference section.

    An address counts when it is written out in the section, or when it belongs to a link of the
    section that leads to a journal, a university or a public body.
    """
    section = _section(body)
    text = "\n".join(part.text for part in body)
    found = [f"doi:{doi}" for doi in DOI.findall(text)] if "10." in text else []
    if "pmid" in text.lower():
        found += [f"pmid:{number}" for number in PMID.findall(text)]
    found += [url for url in WEB.findall(section) if not _numbered(url)]
    for link in links:
        number = _numbered(link.url)
        if number:
            found.append(number)
        elif section and link.text and link.text in section and _scholarly(link.url):
            found.append(link.url)
    return tuple(dict.fromkeys(found))[:MAX_REFERENCES]


def _section(body: Sequence[Part]) -> str:
    """Return the text from the last heading that announces sources to the next of its level."""
    starts = [i for i, part in enumerate(body) if len(part.text) < 60 and _announces(part)]
    if not starts:
        return ""
    start = starts[-1]
    texts = []
    for part in body[start + 1 :]:
        if part.kind is Kind.HEADING and part.level <= (body[start].level or 6):
            break
        texts.append(part.text)
    return "\n".join(texts)


def _announces(part: Part) -> bool:
    return part.kind in (Kind.HEADING, Kind.PARAGRAPH) and bool(HEADING.match(part.text))


def _numbered(url: str) -> str | None:
    pubmed = PUBMED.search(url) if "ncbi" in url else None
    doi = DOI.search(url) if "doi" in url else None
    if pubmed:
        return f"pmid:{pubmed.group(1)}"
    return f"doi:{doi.group()}" if doi else None


def _scholarly(url: str) -> bool:
    return bool(SCHOLARLY.search(urls.split(url).hostname or ""))
