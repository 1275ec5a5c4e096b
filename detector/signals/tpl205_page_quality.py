"""Page quality: rules of the C4, Gopher and FineWeb corpus filters that the page does not keep.

What it finds
    Every page rule of the three filters that fails: too few whole sentences, too few or too many
    words, odd word lengths, bullets or ellipses everywhere, few common words, short lines,
    placeholder text. The finding names the rule, the value and the published threshold. That fewer
    than 0.8 of the words have a letter is told only below 0.5: pages with doses and results are so.

Why it matters
    What builders of large text collections throw away is a public yardstick of a page's form, and
    a reader may want to know which rule a page breaks.

When it is wrong
    As a verdict, always: the filters choose training text and reject 12 of 60 real news articles.
    The findings are infos of the lowest strength and weigh nothing alone.

Example:
    A page of forty one-word list items breaks "FineWeb lines with final punctuation".

Sources
    Raffel et al. 2020, Exploring the Limits of Transfer Learning (C4, JMLR 21), §2.2; Rae et al.
    2021 (Gopher, arXiv 2112.11446), table A1; Penedo et al. 2024, The FineWeb Datasets
    (arXiv 2406.17557), §3; counted like datatrove's filters of these names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf

from detector.article import Kind
from detector.finding import Axis, Finding, Severity
from detector.memo import once
from detector.quality_rules import c4, fineweb, gopher
from detector.reading import Reading
from detector.repetition import Rule
from detector.signals.lines import lines_of, tokens_of
from detector.signals.signal import Code

CODE = Code(
    "TPL205",
    "page quality",
    Axis.STUFFED,
    Severity.INFO,
    (
        "Raffel et al. 2020, Exploring the Limits of Transfer Learning (C4, JMLR 21), §2.2",
        "Rae et al. 2021, Scaling Language Models … Training Gopher, table A1 (arXiv 2112.11446)",
        "Penedo et al. 2024, The FineWeb Datasets, §3 (arXiv 2406.17557)",
    ),
)

# Doses, dates and results take a medical page below the published 0.8.
WORTH_TELLING = {"Gopher words with a letter": 0.5}
SENTENCE_END = re.compile(r"[.!?]+[\"'”’)]*(?:\s|$)")


@once
def rules(reading: Reading) -> tuple[Rule, ...]:
    """Return every rule of the three filters for the page, kept or broken."""
    blocks = lines_of(reading)
    lines = [f"- {b.text}" if b.kind is Kind.LIST_ITEM else b.text for b in blocks]
    words = tokens_of(reading)
    sentences = [len(SENTENCE_END.findall(line)) for line in lines]
    return (
        *c4(zip(lines, sentences, strict=True)),
        *gopher(lines, words, "\n".join(lines)),
        *fineweb(lines, words),
    )


def find(reading: Reading) -> Iterator[Finding]:
    """Yield an info for every rule that the page breaks, if it is worth telling."""
    for rule in rules(reading):
        if not rule.passed and rule.value < WORTH_TELLING.get(rule.name, inf):
            bound = "at least" if rule.at_least else "at most"
            yield CODE.on_page(
                f"{rule.name}: {rule.value:.3g}",
                f"The corpus filter rule “{rule.name}” asks for {bound} {rule.threshold:g}; "
                f"this page has {rule.value:.3g}.",
                strength=0.05,
            )


def measure(reading: Reading) -> dict[str, float]:
    """Return ``tpl205_broken``: the share of the rules that the page breaks."""
    checked = rules(reading)
    return {"tpl205_broken": sum(not rule.passed for rule in checked) / max(len(checked), 1)}
