"""Family `senseblind`: a thesaurus spinner of the first generation."""

from __future__ import annotations

from corpus.phrasebook import Phrasebook


class SenseBlind(Phrasebook):
    """Imitates the thesaurus spinners of about 2008: synonyms of the wrong sense.

    "cell" → "jail room", "joint" → "reefer", "patient" → "long-suffering", "stroke" → "caress"; one
    ending in three is forgotten or glued on. Needs no data. Source: `data/senseblind.txt`, written
    for this package: the senses that a health page does not mean.
    """

    name = "senseblind"
    file = "senseblind.txt"
    care = 0.7
