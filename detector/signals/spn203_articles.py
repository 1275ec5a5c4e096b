"""Article damage: "a" before a vowel sound, "an" before a consonant sound.

What it finds
    "an disease", "a illness", "a 8-week course": the article still fits the word that stood there
    before. The sound decides, not the letter: "an hour", "a university", "an MRI", "a UTI", "an
    8-week course" are right, and where both are in use ("a/an historic") nothing is said.

Why it matters
    A rewriter that swaps "a disease" for "an ailment" has to repair the article, and many do not.
    On a page with several swaps the share of wrong articles rises far above what anybody writes.

When it is wrong
    Learners of English and hasty typists make the same mistake, so a single finding is weak
    (strength 0.3) and a warning at most. The strength rises to 0.7 where one article in ten and at
    least three on the page are wrong. Unknown abbreviations are left alone.

Example:
    "She has an disease of the liver and takes a antibiotic." — expected "a disease" and "an
    antibiotic".

Sources
    Garner 2016, Garner's Modern English Usage, entry "a; an" (Oxford University Press); Wells 2008,
    Longman Pronunciation Dictionary; Bryant et al. 2019, The BEA-2019 shared task on grammatical
    error correction (rate of article errors in learners' essays).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from detector.finding import Axis, Finding, Severity
from detector.lazy import regex
from detector.memo import once
from detector.reading import Reading
from detector.signals.prose import prose
from detector.signals.signal import Code
from detector.signals.tables import rows

CODE = Code(
    "SPN203",
    "article damage",
    Axis.SPUN,
    Severity.WARNING,
    (
        "Garner 2016, Garner's Modern English Usage, entry “a; an” (Oxford University Press)",
        "Wells 2008, Longman Pronunciation Dictionary (Pearson)",
        "Bryant et al. 2019, The BEA-2019 shared task on grammatical error correction",
    ),
)

# An article and the word after it; a capital one only where a sentence can begin.
ARTICLE = regex(
    r"(?<![\w\-/'’.])(?P<article>an?|(?:(?<=^)|(?<=[.!?\"“(] ))An?)[ \u00a0]"
    r"(?P<word>[^\W_][\w'’\-,.]*)(?![/(@])",
    re.MULTILINE,
)
# "vitamin a is", "hepatitis a in": the letter, not the article.
LETTER = regex(
    r"\b(?:vitamins?|hepatitis|types?|groups?|influenza|class|grade|category|parts?|sections?|"
    r"stage|factor|phase|plan|option|schedule) $",
    re.IGNORECASE,
)
VOWEL_LETTERS = frozenset("aefhilmnorsx")
SPELLED = frozenset(
    {"fbi", "fda", "hdl", "hiv", "ldl", "mra", "mri", "nhs", "nsaid", "rna", "rsv", "std", "sti"}
)


def sound(word: str) -> str | None:
    """Return "vowel" or "consonant" for how ``word`` begins when spoken; None if unsure."""
    if word[0].isdigit():
        return _sound_of_number(word)
    first = re.split(r"['’\-,.]", word)[0]
    if len(first) == 1:
        return _sound_of_letter(word)
    if not first.isascii() or any(character.isdigit() for character in first):
        return None
    if not (first.islower() or first.istitle()):
        return _sound_of_acronym(first)
    lower = word.rstrip(".,'’").lower().replace("’", "'")
    for pattern, said in _exceptions(lower[0]):
        if pattern.fullmatch(lower):
            return None if said == "either" else said
    return "vowel" if lower[0] in "aeiou" else "consonant"


def _sound_of_letter(word: str) -> str | None:
    if word[1:2] != "-" or not word[0].isascii():
        return None
    return "vowel" if word[0].lower() in VOWEL_LETTERS else "consonant"


def _sound_of_acronym(word: str) -> str | None:
    """Judge an acronym that is safe to judge: spelled and spoken, it begins with the same sound."""
    stem = word.rstrip("s")
    first = stem[0].lower()
    if not stem.isupper() or first == "u":
        return None
    if first in "aeio":
        return None if stem == "EU" else "vowel"
    if first in VOWEL_LETTERS:
        return "vowel" if stem.lower() in SPELLED else None
    return "consonant"


def _sound_of_number(word: str) -> str | None:
    number = re.match(r"\d+(?:,\d{3})*", word)
    digits = number[0].replace(",", "") if number else ""
    if digits.startswith("8"):
        return "vowel"
    if digits.startswith(("11", "18")):
        return "vowel" if len(digits) % 3 == 2 else None if len(digits) == 4 else "consonant"
    return None if digits.startswith("0") else "consonant"


@cache
def function_words() -> frozenset[str]:
    """Return words that follow no article: here the "a" itself is the slip ("a the", "an so")."""
    return frozenset(row["word"] for row in rows("function_words.csv"))


@cache
def _exceptions(first: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = ((row["pattern"], row["sound"]) for row in rows("articles.csv"))
    return tuple((re.compile(p), said) for p, said in table if p[0] == first)


@once
def judged(reading: Reading) -> list[tuple[int, int, str, bool]]:
    """Return every article that can be judged: start, end, the right article, whether it stands."""
    found = []
    for block in prose(reading):
        text = block.text
        for match in ARTICLE.finditer(text):
            word, article = match["word"], match["article"]
            if word.lower() in function_words() or LETTER.search(
                text, max(0, match.start() - 14), match.start()
            ):
                continue
            said = sound(word)
            if said is None:
                continue
            right = "an" if said == "vowel" else "a"
            end = match.start("word") + len(word.rstrip(".,'’"))
            start = block.start + match.start()
            found.append((start, block.start + end, right, right == article.lower()))
    return found


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every wrong article of the prose."""
    articles = judged(reading)
    wrong = [article for article in articles if not article[3]]
    many = len(wrong) >= 3 and len(wrong) * 10 >= len(articles)
    for start, end, right, _ in wrong:
        article, word = reading.article.text[start:end].split(maxsplit=1)
        right = right.capitalize() if article[0].isupper() else right
        yield CODE.between(
            reading.article.text,
            start,
            end,
            f"“{article}” does not fit the sound of “{word}”: the noun may have been swapped.",
            expected=(f"{right} {word}",),
            strength=0.7 if many else 0.3,
        )


def measure(reading: Reading) -> dict[str, float]:
    """Return ``spn203_wrong_share``: wrong articles over all judged ones, of which at least ten."""
    articles = judged(reading)
    wrong = sum(not right for *_, right in articles)
    return {"spn203_wrong_share": wrong / max(len(articles), 10)}
