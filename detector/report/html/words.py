"""What the numbers of a report mean, in plain words: features, criteria, verdicts."""

from __future__ import annotations

import re
from collections.abc import Callable

from detector.assessment import Moved
from detector.check.codes import known, rule
from detector.finding import Axis

AXES = {
    Axis.SPUN: "rewritten by a machine that swaps words",
    Axis.STUFFED: "written around a search phrase",
    Axis.UNRELIABLE: "unreliable as medical advice",
}
QUESTIONS = {
    Axis.SPUN: "Was it rewritten by a machine that swaps words?",
    Axis.STUFFED: "Was it written around a search phrase?",
    Axis.UNRELIABLE: "Does it lack what medical writing owes its readers?",
}


def _rate(value: float) -> str:
    return f"{value:.1f} in 1,000 words"


def _share(value: float) -> str:
    return f"{value:.0%}"


def _count(value: float) -> str:
    return f"{value:.0f}"


def _number(value: float) -> str:
    return f"{value:.1f}"


def _yes(value: float) -> str:
    return "yes" if value else "no"


def _care(value: float) -> str:
    """Turn the scale of ``detector.care.features`` back into the rate it was made from."""
    rate = 20 * (1 - value / 3)
    return "none" if rate < 0.05 else "20 and more in 1,000 words" if rate > 19.9 else _rate(rate)


FEATURES: dict[str, tuple[str, Callable[[float], str]]] = {
    "rw_mean": ("how suspicious the words are on average", _share),
    "rw_logit": ("how suspicious the words are on average, on the scale of odds", _number),
    "rw_top10": ("how suspicious the most suspicious tenth of the words is", _share),
    "rw_top3": ("how suspicious the most suspicious thirtieth of the words is", _share),
    "rw_share50": ("words that a rewriter more likely put there than not", _share),
    "rw_share90": ("words that a rewriter almost surely put there", _share),
    "rw_window": ("how suspicious the worst passage of 40 words is", _share),
    "rw_peak": ("how far the suspicious words stand out from the rest of the page", _share),
    "rw_around": ("how surely whole passages were rewritten, on average", _share),
    "rw_around_top": ("how surely the worst passage was rewritten", _share),
    "rw_short": (
        "how much longer a page of 200 words would be, so that little weighs less",
        _share,
    ),
    "stf101_g2": ("how surprising the number of the search phrase is", _number),
    "stf101_density": ("share of the words that the search phrase takes up", _share),
    "stf101_phrase_words": ("words of the search phrase", _count),
    "stf102_places": ("places (title, headings, …; of seven) that hold the search phrase", _count),
    "stf102_everywhere": ("how surprising it is to find the phrase in so many places", _number),
    "stf102_loose": ("a repeated phrase that is a list of search words and no English", _number),
    "stf102_captive": ("a repeated phrase with a word that the page says nowhere else", _number),
    "stf104_items": ("items in lists of search queries", _count),
    "stf201_places": ("places where the search phrase was pushed into a sentence", _count),
    "stf201_gain": ("how much better sentences read without the phrase, on average", _number),
    "stf201_sum": ("how much better all sentences read without the phrase", _number),
    "tpl103_slot_case": ("a search phrase in lower case inside of a capitalised title", _yes),
    "tpl104_frames": ("headings that are frames around the same phrase", _count),
    "tpl204_worst_ratio": ("repetition, as a multiple of what good text has at most", _number),
    "un_hype": ("words of advertising and hype", _rate),
    "un_sales": ("words that sell: buy, order, discount", _rate),
    "un_polemic": ("words against doctors, drug makers and authorities", _rate),
    "un_you": ("how often the reader is addressed", _rate),
    "un_few_hedges": ("words that admit uncertainty", _care),
    "un_few_harms": ("words on harms and side effects", _care),
    "un_few_sources": ("mentions of studies and other sources", _care),
    "un_few_doctors": ("mentions of doctors and other professionals", _care),
    "un_few_alternatives": ("mentions of other treatments", _care),
    "un_few_percentages": ("percentages and other figures", _care),
    "un_exclamation": ("exclamation marks", _rate),
    "un_capitals": ("words in capitals", _rate),
    "un_tone": ("how much its wording is that of pages judged unreliable", _number),
}
LACKS = {
    "MED101": "Nobody is named who wrote or reviewed it.",
    "MED102": "Nothing says what qualifies the author.",
    "MED103": "It names no sources that a reader can look up.",
    "MED104": "It does not say who owns, funds or sponsors it.",
    "MED105": "It carries no date: nobody knows how old the advice is.",
    "MED111": "It does not say that it cannot replace a doctor.",
    "MED112": "The site does not say what it does with readers' data.",
    "MED113": "Its claims come without the evidence for them.",
    "MED114": "Readers cannot reach the people behind it.",
    "MED115": "It does not show who is behind the site.",
    "MED116": "It does not say how advice and advertising are kept apart.",
    "MED121": "It does not say what it is about and whom it is for.",
    "MED122": "It gives one side only.",
    "MED123": "It does not say where to find more help.",
    "MED124": "It does not say what is not known.",
    "MED125": "It does not say how treatments work.",
    "MED126": "It does not say what each treatment is good for.",
    "MED127": "It does not say what harm a treatment can do.",
    "MED128": "It does not say what happens if nothing is done.",
    "MED129": "It does not say how treatment affects daily life.",
    "MED130": "It does not make clear that there are alternatives.",
    "MED131": "It does not help to decide together with a doctor.",
}
# What readers of medical advice miss most: who, from what, when, what harm, how sure.
GRAVEST = ("MED101", "MED103", "MED105", "MED127", "MED124", "MED102", "MED111", "MED130", "MED104")


def feature(moved: Moved) -> tuple[str, str]:
    """Return what a feature measures and its value, both in words.

    A feature that bears the name of a code is what its findings weigh; any other feature of a code
    that has no sentence here is called by the name of its code.
    """
    if moved.feature in FEATURES:
        name, shown = FEATURES[moved.feature]
        return name, shown(moved.value)
    code = re.match(r"[a-z]{3}\d{3}", moved.feature)
    if code and code[0].upper() in known():
        name = rule(code[0].upper()).name
        whole = code[0] == moved.feature
        return f"findings “{name}”" if whole else f"{name} ({moved.feature})", (
            _rate if whole else _number
        )(moved.value)
    return moved.feature, _number(moved.value)


def lack(code: str, criterion: str) -> str:
    """Return what a page lacks that does not meet a criterion."""
    return LACKS.get(code, f"Not met: {criterion}.")
