"""Hidden keyphrase: text that readers cannot see repeats what the page wants to be found for.

What it finds
    A run of text that the mark-up or a style sheet in the page hides (``hidden``, ``display:
    none``, ``visibility: hidden``, letters of no size or in the colour of their ground, a place far
    off the screen) and that holds a phrase of two words or more again and again: at least three
    times, one of four words or more at least twice. A keyphrase of the visible page must make up a
    tenth of the hidden words, a phrase that only the hidden run repeats a quarter.

Why it matters
    Readers get nothing from it, search engines did. There is no honest reason to repeat a search
    phrase where nobody sees it.

When it is wrong
    Texts that a click unfolds are hidden too, and a long one may say the name of its subject often;
    menus, forms and dialogs are left out. Of style sheets only those inside the page are read, and
    of them rules of simple selectors; a rule that another one or a script undoes counts, and a
    colour is compared with the ground of the same rule alone.

Example:
    ``<div style="display:none">knee pain clinic, knee pain clinic leeds, knee pain clinic york``

Sources
    Google Search Essentials, spam policies, "Hidden text and link abuse"; Gyöngyi & Garcia-Molina
    2005, Web spam taxonomy (AIRWeb), content hiding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from detector.finding import Axis, Finding, Severity
from detector.memo import once
from detector.reading import Reading
from detector.signals.signal import Code
from detector.words import STOPWORDS, Gram, fold_words

CODE = Code(
    "STF103",
    "hidden keyphrase",
    Axis.STUFFED,
    Severity.ERROR,
    (
        "Google Search Essentials, spam policies, hidden text and link abuse",
        "Gyöngyi and Garcia-Molina 2005, Web spam taxonomy (AIRWeb), content hiding",
    ),
)
LEAST_COUNT, LEAST_COUNT_LONG, LONG = 3, 2, 4
LEAST_SHARE, LEAST_SHARE_OWN = 0.1, 0.25
SHORTEST = 4 * LEAST_COUNT - 1  # characters of six words
MOST_DIFFERENT = 1 - LEAST_SHARE / 2  # one in which more words differ repeats none to that share
SHOWN = 120


@once
def stuffed(reading: Reading) -> tuple[tuple[str, str, int], ...]:
    """Return hidden text, phrase and count for every hidden run that repeats a phrase."""
    from detector.repeats import repeated
    from detector.wordstream import Body
    from detector.wordstream import find as find_in

    known = [tuple(fold_words(p.text)) for p in reading.keyphrases if p.words > 1]
    found = []
    for text in reading.article.hidden:
        if len(text) < SHORTEST:
            continue
        words = fold_words(text)
        if len(set(words)) > MOST_DIFFERENT * len(words) or not _repeats(words):
            continue
        body, size = Body.of_text(text), len(words)
        visible = {gram: (len(find_in(body, gram)), LEAST_SHARE) for gram in known}
        own = {g: (len(at), LEAST_SHARE_OWN) for g, at in repeated(body).items() if _closed(g)}
        hits = [
            (len(gram) * count, count, gram)
            for gram, (count, share) in (own | visible).items()
            if _enough(gram, count) and count * len(gram) >= share * size
        ]
        if hits:
            _, count, phrase = max(hits)
            found.append((text, " ".join(phrase), count))
    return tuple(found)


def _repeats(words: list[str]) -> bool:
    """Whether a text says any two words, or any LONG ones, in a row as often as a phrase must."""
    rows = zip(*(words[i:] for i in range(LONG)), strict=False)
    most, most_long = (max(Counter(some).values(), default=0) for some in (pairwise(words), rows))
    return most >= LEAST_COUNT or most_long >= LEAST_COUNT_LONG


def _closed(gram: Gram) -> bool:
    return len(gram) > 1 and gram[-1] not in STOPWORDS


def _enough(gram: Gram, count: int) -> bool:
    return count >= (LEAST_COUNT_LONG if len(gram) >= LONG else LEAST_COUNT)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for every hidden run of text that repeats a phrase."""
    for text, phrase, count in stuffed(reading):
        shown = text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"
        yield CODE.on_page(
            shown, f"Text that readers cannot see holds “{phrase}” {count} times.", strength=0.9
        )


def measure(reading: Reading) -> dict[str, float]:
    """Return ``stf103_hidden``: how often hidden text holds the phrases that it repeats."""
    return {"stf103_hidden": float(sum(count for _, _, count in stuffed(reading)))}
