"""Family `collocation`: a light paraphraser that breaks the fixed company of words."""

from __future__ import annotations

from functools import cached_property

from corpus.collocations import collocations
from corpus.phrasebook import Phrasebook
from corpus.thesaurus import Thesaurus


class Collocation(Phrasebook):
    """Imitates paraphrasing sites of about 2018 to 2022 at their gentle setting.

    One part of a fixed pair is swapped: "grab medicine", "tall blood pressure", "sound weight",
    "aspect outcomes", "danger for". Grammar holds, idiom does not. Needs no data. Source:
    `data/collocation.txt`, patterns written for this package.
    """

    name = "collocation"
    file = "collocation.txt"
    filler = "linknet.txt"
    little = 1.0

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Load the patterns and the single words that fill up the rate."""
        return collocations(self.file)
