"""What a careful health text has: harms, uncertainty, when to see a doctor, alternatives, sources.

HealthNewsReview asks of every report on a treatment whether it tells costs, benefits in numbers,
harms, the quality of the evidence and alternatives (Schwitzer 2008, PLoS Medicine); DISCERN asks
nearly the same of consumer information (Charnock et al. 1999). These are the words by which a text
shows that it does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detector.claims import is_health, plain
from detector.lazy import regex
from detector.memo import once

if TYPE_CHECKING:
    from detector.reading import Reading

HARMS = regex(
    r"\b(?:side[- ]effects?|adverse|harm(?:s|ful|ed)?|risks?|risky|complications?|contraindicat\w*|"
    r"toxic(?:ity)?|overdos\w*|interact(?:s|ions?)?|allergic|unsafe|dangerous|danger|warnings?|"
    r"precautions?|caution|should not (?:be )?(?:take|use|given)\w*|do not (?:take|use)|"
    r"not (?:safe|recommended|suitable)|poison\w*|bleeding|nausea|withdrawal)\b"
)
UNCERTAINTY = regex(
    r"\b(?:may|might|could|possibly|perhaps|probably|likely|unlikely|uncertain\w*|unclear|unknown|"
    r"unproven|suggests?|suggested|appears? to|seems? to|preliminary|limited|limitations?|"
    r"inconclusive|conflicting|mixed results|more (?:research|studies|trials)|further (?:research|"
    r"studies|trials)|(?:no|little|some|not enough|insufficient|weak|poor) (?:\w+ )?evidence|"
    r"not (?:known|proven|clear|shown)|depends? on|in some (?:people|cases)|tend to|usually|often|"
    r"sometimes|about half|most people|confidence interval)\b|±|95 ?% ci"
)
DOCTOR = regex(
    r"\b(?:(?:see|ask|tell|call|contact|consult|visit|talk (?:to|with)|speak (?:to|with)|"
    r"check with|"
    r"discuss\w* (?:\w+ ){0,3}with|seek|get|go to|advised? by|"
    r"referred to) (?:\w+ ){0,4}?(?:doctors?|"
    r"gp|physicians?|pharmacists?|nurses?|midwife|dentist|specialist|clinic|hospital|"
    r"dietiti?an|health(?:[- ]care)? (?:provider|professional|worker|team)s?|provider|therapist|"
    r"medical (?:help|care|attention|advice|aid)|emergency|help)|emergency (?:room|"
    r"department|services?|care)|"
    r"911|999|nhs 111|ambulance|medical supervision|your doctor)\b"
)
ALTERNATIVES = regex(
    r"\b(?:alternativ\w*|other (?:\w+ )?(?:treatments?|options?|medicines?|drugs|therap(?:y|ies)|"
    r"ways|methods|approaches|choices)|treatment options|options (?:include|are)|"
    r"compared (?:with|to)|"
    r"(?:instead|another) (?:\w+ )?(?:treatment|drug|medicine|option)|placebo|versus|"
    r"as well as|standard (?:care|treatment|therapy)|watchful waiting|no treatment|first[- ]line|"
    r"depending on|choices?|options?|surgery|physical therapy|lifestyle|counsell?ing)\b"
)
SOURCES = regex(
    r"\bdoi\b|\bpmid\b|https?://|www\.|\bet al\b|\[\d{1,3}(?:[,–-]\d{1,3})*\]|\((?:19|20)\d\d\)|"
    r"\b(?:according to|published in|a (?:\d{4} )?study|studies|trials?|researchers|guidelines?|"
    r"systematic review|meta-analys\w+|cochrane|references|bibliography|national institutes?|"
    r"university|journal|(?:world )?health organi[sz]ation|nice|nih|cdc|fda)\b"
)
ORDERS = regex(
    r"\b(?:take|use|try|add|drink|eat|apply|buy|choose|get) (?:a |an |the |this |your |it|"
    r"one|two|\d)|"
    r"\b(?:recommend(?:ed|s)?|is effective|are effective|works? (?:well|by|for)|benefits? of|"
    r"best (?:\w+ )?(?:treatments?|supplements?|remed(?:y|ies)|way)|helps? (?:to )?(?:treat|reliev|"
    r"prevent|reduc|lower|eas|cure|fight|lose|boost|support)\w*|"
    r"you (?:can|should|could|need to|may want to) (?:take|try|use|eat|drink|apply))\b"
)
TREATMENTS = regex(
    r"\b(?:remed(?:y|ies)|treatments?|treats?|supplements?|therap(?:y|ies)|cures?|relie(?:f|ves?)|"
    r"doses?|capsules?|tablets?|herb(?:s|al)?|extracts?|drugs?|medications?|medicines?|"
    r"pills?|oils?)\b"
)
HYPE = regex(
    r"\b(?:amazing|incredible|powerful|powerfully|ultimate|revolutionary|breakthrough|best|perfect|"
    r"effortless(?:ly)?|easily|instantly|fast|quickly|rapid(?:ly)?|naturally|natural|pure|potent|"
    r"secret|boosts?|proven|guaranteed?|unique|premium|superior|finally|truth|shocking)\b"
)
SALES = regex(
    r"[$£€] ?\d|\b(?:buy|order|price|shop|cart|checkout|sale|discount|free|offer|bottles?|shipping|"
    r"purchase|product|products|customers?|brand|ingredients?|formula|subscribe|trial)\b"
)
POLEMIC = regex(
    r"\b(?:mainstream|establishment|agenda|elites?|globalists?|tyranny|propaganda|big pharma|lies|"
    r"lying|corrupt\w*|cover-?up|conspiracy|so-called|truth|freedom|hysteria|hoax|poison\w*|"
    r"regime|patriots?|leftists?|liberals?|communist|deep state|evil|insane|so-called|fear)\b"
)
YOU = regex(r"\b(?:you|your|yours|you'll|you're)\b")
PERCENT = regex(
    r"\d(?:\.\d+)? ?(?:%|per ?cent)|\b(?:one|two|three|\d+) (?:in|out of) (?:\d+|ten)\b"
)
LEAST_WORDS = 120
LEAST_ORDERS, LEAST_TREATMENTS = 3, 6


@once
def text_of(reading: Reading) -> str:
    """Return the body in lower case with straight apostrophes."""
    return plain("\n".join(block.text for block in reading.article.body))


@once
def recommends(reading: Reading) -> bool:
    """Whether a health page of 120 words or more tells readers to take or do something."""
    if reading.article.words < LEAST_WORDS or not is_health(reading):
        return False
    text = text_of(reading)
    return (
        len(ORDERS.findall(text)) >= LEAST_ORDERS
        and len(TREATMENTS.findall(text)) >= LEAST_TREATMENTS
    )


def lacks(reading: Reading, pattern: re.Pattern[str]) -> bool:
    """Whether a page that recommends a treatment has nothing of ``pattern``."""
    return recommends(reading) and pattern.search(text_of(reading)) is None


RATES = {
    "un_hype": HYPE, "un_sales": SALES, "un_polemic": POLEMIC, "un_you": YOU,
}  # fmt: skip
CARE = {
    "un_few_hedges": UNCERTAINTY, "un_few_harms": HARMS, "un_few_sources": SOURCES,
    "un_few_doctors": DOCTOR, "un_few_alternatives": ALTERNATIVES, "un_few_percentages": PERCENT,
}  # fmt: skip
ENOUGH = 20.0


def features(reading: Reading) -> dict[str, float]:
    """Return what the page model reads beside the claims; all 0 where the page is not health.

    ``un_tone`` is the tone of :mod:`detector.tone`, the others are those of :func:`named`.
    """
    from detector.tone import tone

    return named(reading) | {"un_tone": tone(reading.article) if is_health(reading) else 0.0}


def named(reading: Reading) -> dict[str, float]:
    """Return the features that count words on lists; all 0 where the page is not health.

    Rates are per 1,000 words. ``un_few_…`` runs from 0 (20 or more in 1,000 words) to 3 (none): a
    score may rise because care is missing, and more care never makes a page worse.
    """
    if not is_health(reading):
        return dict.fromkeys((*RATES, *CARE, "un_exclamation", "un_capitals"), 0.0)
    text = text_of(reading)
    per_thousand = reading.per_thousand
    found = {name: len(p.findall(text)) * per_thousand for name, p in RATES.items()}
    for name, pattern in CARE.items():
        rate = min(ENOUGH, len(pattern.findall(text)) * per_thousand)
        found[name] = 3 * (1 - rate / ENOUGH)
    raw = "\n".join(block.text for block in reading.article.body)
    found["un_exclamation"] = raw.count("!") * per_thousand
    found["un_capitals"] = len(re.findall(r"\b[A-Z]{5,}\b", raw)) * per_thousand
    return found
