"""Misfit run: several neighbouring words that no careful writer would have put there.

What it finds
    Runs of two and more words of which the rewriting model says that a rewriter put them there:
    a phrase swapped as a whole, or word after word swapped on its own.

Why it matters
    Two swapped words in a row are far less likely in honest writing than one odd word: each would
    have to be an odd choice by itself.

When it is wrong
    Quotations in another variety of English, lists of products, garbled text from scanned pages
    and long names can look like a run. As with single words, only runs that hold a word the model
    is sure of are shown, and the page's score decides, not one run.

Example:
    "The physician will forestall the tablet remedies whilst the affected person's kingdom of
    fitness betters." — "the patient's state of health improves" stood there.

Sources
    Wahle et al. 2022, Identifying machine-paraphrased plagiarism (arXiv 2103.11909); Clark et al.
    2020, ELECTRA: pre-training text encoders as discriminators (arXiv 2003.10555); Shahid et al.
    2017, Accurate detection of automatically spun content (ICDM). How the model was trained and
    what it cannot do: models/cards/rewriting.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.finding import Axis, Finding, Severity
from detector.reading import Reading
from detector.signals.misfit import SOURCES, likely_originals, runs, strength
from detector.signals.signal import Code

CODE = Code("SPN102", "misfit run", Axis.SPUN, Severity.WARNING, SOURCES)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every run of two and more misfit words of the running text."""
    for span in runs(reading, words=range(2, 1000)):
        yield CODE.at(
            span,
            "These words do not fit their place; a rewriter probably put them here.",
            expected=likely_originals(reading, span),
            strength=strength(span),
        )
