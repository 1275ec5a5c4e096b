"""Family `roundtrip`: a paraphrase like that of translating there and back."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from corpus.edits import Patch, Spun, apply
from corpus.inflect import forms, is_noun, kinds, right
from corpus.moves import Move, Token, replace, settle, single_space, tokens
from corpus.tables import household

PHRASES: dict[str, tuple[str, ...]] = {
    "for": ("in the case of", "during", "of"),
    "of": ("from", "in"),
    "about": ("around", "with respect to"),
    "because": ("since", "as", "for the reason that"),
    "if": ("in the event that", "in case"),
    "often": ("frequently", "many times"),
    "sometimes": ("from time to time", "at times"),
    "also": ("likewise", "equally"),
    "but": ("however", "nonetheless"),
    "however": ("on the contrary", "despite this"),
    "such as": ("like", "for example"),
    "more than": ("over", "superior to"),
    "less than": ("inferior to", "below"),
    "there is": ("it exists", "there exists"),
    "there are": ("there exist", "it exists"),
    "most": ("the majority of", "the most"),
    "many": ("numerous", "a great number of"),
    "some": ("certain", "a few"),
    "several": ("multiple", "diverse"),
    "need to": ("must", "have the need to"),
    "able to": ("in a position to", "capable to"),
    "used to": ("utilized for", "employed to"),
    "as well as": ("just as", "as also"),
    "right away": ("immediately", "at once"),
    "over": ("during", "for"),
    "until": ("to", "up to"),
    "within": ("in", "inside"),
    "may": ("can", "could possibly"),
    "can": ("is able to", "may"),
    "should": ("must", "have to"),
    "get": ("obtain", "become"),
    "your doctor": ("the doctor", "its doctor"),
    "people": ("the people", "persons"),
    "patients": ("the patients", "the sick"),
    "children": ("the children", "kids"),
    "women": ("the women", "the woman"),
    "do not": ("not", "are not to"),
    "before": ("prior to", "ahead of"),
    "after": ("following", "behind"),
    "who": ("which", "that"),
    "that": ("which", "as that"),
}
_PHRASE = re.compile(
    r"(?<![Tt]he )(?<!['’-])\b("
    + "|".join(sorted(map(re.escape, PHRASES), key=len, reverse=True))
    + r")\b(?!['’-])",
    re.IGNORECASE,
)
_SUBJECTS = frozenset({"they", "we", "he", "she", "it", "you", "who", "which", "people"})
_POSSESSIVE = re.compile(r"\b([a-z]+)['’]s ([a-z]{3,})\b")
_SUFFIX = (("ify", "ification"), ("ize", "ization"), ("ate", "ation"), ("ent", "ention"))
_KNOWN_NOUNS = {
    "treat": "treatment", "reduce": "reduction", "prevent": "prevention", "improve": "improvement",
    "develop": "development", "remove": "removal", "diagnose": "diagnosis", "protect": "protection",
    "increase": "increase", "use": "use", "control": "control", "manage": "management",
    "lose": "loss", "relieve": "relief", "avoid": "avoidance", "measure": "measurement",
    "detect": "detection", "examine": "examination", "recover": "recovery", "test": "testing",
    "help": "help", "cause": "causation", "support": "support", "produce": "production",
    "absorb": "absorption", "grow": "growth", "heal": "healing", "lower": "lowering",
}  # fmt: skip


class Roundtrip:
    """Imitates text that was translated to another language and back.

    Light synonyms in the right form, articles and prepositions of another language, changed aspect
    and tense ("has reported", "is developing"), nominalised verbs ("carries out the reduction of"),
    of-phrases for possessives. Needs no data. Sources: back-translation damage as seen in
    DetectRL's `bt` variants (described, not copied) and textbooks on translationese; tables our
    own.
    """

    name = "roundtrip"

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Paraphrase until `rate` of the words is touched."""
        words = tokens(text)
        moves = [*_phrases(text, rng), *_pairs(text, words, rng), *_synonyms(words, rng)]
        return apply(text, settle(text, moves, rate, rng, len(words)), self.name, rate)


def _phrases(text: str, rng: random.Random) -> Iterator[Move]:
    for match in _PHRASE.finditer(text):
        new = rng.choice(PHRASES[match[1].lower()])
        if match[1][0].isupper():
            new = new[0].upper() + new[1:]
        yield (Patch(match.start(), match.end(), new),)
    for match in _POSSESSIVE.finditer(text):
        yield (Patch(match.start(), match.end(), f"{match[2]} of the {match[1]}"),)


def _synonyms(words: list[Token], rng: random.Random) -> Iterator[Move]:
    for token in words:
        entry = household().known(token.low)
        if entry and rng.random() < 0.6:
            yield replace(token, right(rng.choice(entry[0]), entry[1]))


def _pairs(text: str, words: list[Token], rng: random.Random) -> Iterator[Move]:
    """List changes that need to know the word before: verbs after their subject, bare nouns."""
    for before, token in pairwise(words):
        if not token.text.islower() or not single_space(text, before, token):
            continue
        for change in (_aspect, _article, _nominal):
            new = change(before.low, token, rng)
            if new is not None:
                yield (Patch(token.start, token.end, new),)
                break


def _verb(word: str, tags: tuple[str, ...]) -> str | None:
    if kinds(word) != {"VERB"}:
        return None
    return next((form.lemma for form in forms(word) if form.tag in tags), None)


def _aspect(before: str, token: Token, rng: random.Random) -> str | None:
    """Change the aspect: "reported" → "have reported", "develops" → "is developing"."""
    subject = before in _SUBJECTS or (is_noun(before) and before.endswith("s"))
    past = _verb(token.low, ("VBD",))
    if past and subject:
        return f"{rng.choice(('have', 'has', 'had'))} {right(past, 'VBN')}"
    now = _verb(token.low, ("VBZ",))
    if now and (before in _SUBJECTS or is_noun(before)):
        return f"is {right(now, 'VBG')}"
    return None


def _article(before: str, token: Token, rng: random.Random) -> str | None:
    """Put articles where English has none: before plurals and mass nouns after a preposition."""
    if before in {"of", "for", "with", "in", "from", "by", "and"} and rng.random() < 0.5:
        return f"the {token.text}" if is_noun(token.low) else None
    return None


def _nominal(before: str, token: Token, rng: random.Random) -> str | None:
    """Nominalise: "to treat" → "to carry out the treatment of"."""
    if before not in {"to", "can", "may", "will", "should"}:
        return None
    noun = _KNOWN_NOUNS.get(token.low) or _built(token.low)
    frame = rng.choice(("realize the {} of", "carry out the {} of", "make a {} of"))
    return frame.format(noun) if noun else None


def _built(verb: str) -> str | None:
    ends: Callable[[str], bool] = verb.endswith
    return next(
        (verb[: -len(old)] + new for old, new in _SUFFIX if len(verb) > 5 and ends(old)), None
    )
