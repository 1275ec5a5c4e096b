"""A Record is all that is known of one file before settings, silences and baseline apply.

It depends on the file's content, its name, the accepted terms and the version of the product, on
nothing else; so it can be kept in a cache, and a cached one gives the same report as a fresh one.
"""

from __future__ import annotations

from dataclasses import dataclass

from detector.assessment import Assessment
from detector.finding import Finding
from detector.places.source import Place


@dataclass(frozen=True, slots=True)
class Located:
    """A finding, where it stands, and the first and last line of the block around it.

    ``place`` is None for a finding about the page as a whole whose evidence stands nowhere.
    ``context`` names the block's text: it tells equal evidence in two paragraphs apart. ``inside``
    says that the block stands in a list, table or quote, where no line may come between.
    """

    finding: Finding
    place: Place | None = None
    block: tuple[int, int] | None = None
    context: str = ""
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """Codes silenced from character ``start`` to ``end`` of the source, with the reason.

    ``whole`` silences the file, findings without a place included. ``problem`` says why a silence
    has no effect; ``written`` is how it stands in the source.
    """

    codes: tuple[str, ...]
    reason: str
    place: Place
    written: str
    start: int = 0
    end: int = 0
    whole: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One file's assessment with located findings and silences; ``kind`` is its format."""

    assessment: Assessment
    kind: str = ""
    located: tuple[Located, ...] = ()
    silences: tuple[Silence, ...] = ()
