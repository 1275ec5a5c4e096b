"""The table of claims: words that a careful health text would not use, and where they are honest.

A row of ``signals/data/claims.csv`` has the code it belongs to, cues (plain words of which one must
occur, so that most pages cost nothing), the pattern with ``{disease}``-like groups, the strength,
and the source that names this kind of claim. ``needs`` must stand somewhere on the page, as a price
must where "act fast" is to press buyers. ``unless`` must not stand near the claim: there ``…`` is
the claim itself, so that ``antibiotics … `` speaks of its subject.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detector.lazy import regex

GROUPS = {
    "disease": "cancers?|tumou?rs?|diabetes|diabetics?|arthritis|alzheimer's|dementia|autism|heart "
    "disease|high blood pressure|hypertension|asthma|hiv|aids|herpes|hepatitis|covid(?:-19)?|"
    "coronavirus|the flu|influenza|depression|anxiety|adhd|psoriasis|eczema|acne|lupus|"
    "fibromyalgia|migraines?|epilepsy|parkinson's|multiple sclerosis|obesity|candida|allergies|"
    "osteoporosis|infertility|tinnitus|insomnia|warts|diseases?|illness(?:es)?|ailments?|"
    "erectile dysfunction|chronic pain|joint pain|back pain|belly fat|wrinkles|viruses",
    "medicine": "medications?|medicines?|meds|pills|drugs|insulin|statins?|antidepressants?|"
    "blood thinners?|prescriptions?|inhalers?|puffers?|chemo(?:therapy)?|metformin|antibiotics|"
    "tablets|steroids|antipsychotics|beta[- ]blockers|methotrexate|warfarin|predniso(?:lo)?ne|"
    "levothyroxine|thyroxine|lithium",
    "proven": "chemo(?:therapy)?|radiation(?: therapy)?|radiotherapy|surgery|insulin|vaccin\\w+|"
    "antibiotics|statins|antidepressants|(?:conventional|modern|western|standard|prescription|"
    "orthodox|mainstream) (?:medicines?|treatments?|drugs|medications?|therap(?:y|ies))",
    "natural": "natural(?:ly)?|herb(?:s|al)?|homeopath\\w+|essential oils?|vitamins?|supplements?|"
    "juic(?:e|es|ing)|alkaline|remed(?:y|ies)|turmeric|curcumin|cannabis|cbd|fasting|detox|"
    "baking soda|apricot|laetrile|colloidal silver|holistic|alternative|diet|prayer|energy",
    "number": "\\d[\\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of claim: where it counts, how strongly, and who names it."""

    code: str
    cues: tuple[str, ...]
    regex: re.Pattern[str]
    strength: float
    source: str
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None


@cache
def patterns() -> dict[str, tuple[Pattern, ...]]:
    """Return the patterns of ``claims.csv`` by code."""
    found: dict[str, list[Pattern]] = {}
    table = files("detector.signals").joinpath("data/claims.csv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines()):
        pattern = Pattern(
            row["code"],
            tuple(row["cue"].split("|")),
            re.compile(rf"(?<!\w)(?:{_filled(row['pattern'])})(?!\w)"),
            float(row["strength"]),
            row["source"],
            _condition(row["needs"]),
            _condition(row["unless"]),
        )
        found.setdefault(row["code"], []).append(pattern)
    return {code: tuple(rows) for code, rows in found.items()}


def _filled(text: str) -> str:
    """Return a pattern of the table with its groups written out."""
    for name, group in GROUPS.items():
        text = text.replace(f"{{{name}}}", f"(?:{group})")
    return text


def _condition(text: str) -> re.Pattern[str] | None:
    return regex(rf"(?<!\w)(?:{_filled(text)})(?!\w)") if text else None
