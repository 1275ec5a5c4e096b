"""Misfit word: a word in a slot where no careful writer would have put it.

What it finds
    Single words of which the rewriting model says, from the words around them, that a rewriter put
    them there: "the cell connects to the mobile wall", "she felt frightened system pain". It looks
    at the slot and not at a list of words, so that it finds the work of spinners that nobody has
    seen before.

Why it matters
    A spinner swaps words for synonyms without reading the sentence. What it leaves behind is a
    trail of words each of which is a fair synonym somewhere, and wrong here.

When it is wrong
    Unusual but honest wording, poetry, quotations, terms of a trade and errors of people who write
    in a language not their own can look like a swap. The model was trained on much of such writing
    as honest, and only words it is sure of (0.9 and above) are shown; yet a single one proves
    nothing. The page's score rests on how many there are and on how far they stand out.

Example:
    "A steroid injection can give relief for weeks. Within the painful degree the intention is to
    hold the ache underneath manipulate, and the symptoms tend to ultimate longer." — "manipulate"
    where "control" stood.

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
from detector.signals.misfit import SOURCES, judged, likely_originals, runs, strength
from detector.signals.signal import Code

CODE = Code("SPN101", "misfit word", Axis.SPUN, Severity.WARNING, SOURCES)
CLITIC = ("'", "’")


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every single misfit word of the running text; half a contraction is none."""
    for span in runs(reading, words=range(1, 2)):
        if span.text.startswith(CLITIC):
            continue
        yield CODE.at(
            span,
            "This word does not fit its place; a rewriter probably put it here.",
            expected=likely_originals(reading, span),
            strength=strength(span),
        )


def measure(reading: Reading) -> dict[str, float]:
    """Return the rewriting model's features of the page, and ``rw_short``, how short it is."""
    from detector.rewriting_reader import page_features, shortness

    extensions = reading.doc._
    found = page_features(extensions.rewriting, judged(reading), extensions.rewritten_window)
    return found | {"rw_short": shortness(reading.article.words)}
