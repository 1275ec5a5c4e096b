"""The cheap stage: which pages are clearly clean, so that nothing more need be read of them.

All signals but the misfits are regular expressions, tables and counts. They run on every page, and
so the axes ``stuffed`` and ``unreliable`` have their features here already. Only ``spun`` rests on
the rewriting model, which costs ten times all the rest. What that model would say is foretold by
a logistic regression on a glance at the words (:mod:`detector.glance`) and on the other signals of
the axis. A page is *clearly clean* when that forecast and the scores of the other axes stay below
limits that lose at most 1 in 100 of the pages which the full model would flag or hand to a
reviewer, and when no generator title names it. ``models/cascade`` trains and measures it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from detector import glance
from detector.artefacts import artefact, folder
from detector.errors import ModelError
from detector.finding import Axis, Finding
from detector.reading import Reading
from detector.scoring import Weight, effects, judged_axes, page_model, probability
from detector.signals import measure, run
from detector.topic import HEALTH

CARD = "cascade.json"
DECISIVE = frozenset({"tpl101"})


@dataclass(frozen=True)
class Cascade:
    """The forecast of the score ``spun``, and the limits below which a page is clearly clean.

    ``limits`` holds for each axis the share of its review threshold that a score must stay below;
    the limit of ``spun`` is a probability of the forecast.
    """

    version: str
    intercept: float
    weights: tuple[Weight, ...]
    limits: Mapping[Axis, float]

    def forecast(self, found: Mapping[str, float]) -> float:
        """Return the probability that the full model would suspect the page of being spun."""
        return probability(self.intercept, effects(self.weights, found))

    def clean(self, found: Mapping[str, float], health: bool) -> bool:
        """Whether a page of these features is clearly clean on every axis that is judged."""
        if any(found[code] for code in DECISIVE):
            return False
        return self.forecast(found) < self.limits[Axis.SPUN] and all(
            page_model(axis).score(found) < self.limits[axis] * page_model(axis).review
            for axis in exact(health)
        )


@dataclass(frozen=True)
class Glimpse:
    """What the cheap stage knows of a page: findings, features by name, scores, and its answer."""

    findings: Sequence[Finding]
    features: Mapping[str, float]
    scores: Mapping[Axis, float]
    clean: bool


def glimpse(reading: Reading) -> Glimpse:
    """Look at a page cheaply; ``clean`` says that this is enough.

    The score ``spun`` of a clean page is its forecast as a share of the review threshold: 0 where
    nothing is odd, and always below it. The other scores are those of the page models.
    """
    model, health = cascade(), reading.topic == HEALTH
    findings = run(reading, modelled=False)
    found = cheap_features(reading, findings)
    spun = model.forecast(found) / model.limits[Axis.SPUN] * page_model(Axis.SPUN).review
    scores = {Axis.SPUN: spun} | {axis: page_model(axis).score(found) for axis in exact(health)}
    return Glimpse(findings, found, scores, model.clean(found, health))


def cheap_features(reading: Reading, findings: Sequence[Finding]) -> dict[str, float]:
    """Return all features of a page that do not need the rewriting model."""
    return measure(reading, findings, modelled=False) | peaks(reading)


def peaks(reading: Reading) -> dict[str, float]:
    """Return what a glance says of the words of the body."""
    body = reading.article.body
    return glance.features(reading.article.text[: body[-1].end if body else 0])


def exact(health: bool) -> tuple[Axis, ...]:
    """Return the judged axes whose scores the cheap stage computes as the full model does."""
    return tuple(axis for axis in judged_axes(health) if axis is not Axis.SPUN)


@cache
def fitted() -> bool:
    """Whether the cheap stage is installed; where it is not, every page is read in full."""
    return all((folder() / name).is_file() for name in (CARD, glance.ARTEFACT))


@cache
def cascade() -> Cascade:
    """Load the cheap stage; ModelError says what to do when it is missing or damaged."""
    try:
        facts = json.loads(artefact(CARD).read_text("utf-8"))
        return Cascade(
            facts["version"],
            facts["intercept"],
            tuple(Weight(**weight) for weight in facts["weights"]),
            {Axis(axis): limit for axis, limit in facts["limits"].items()},
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{CARD} is damaged ({error}); install detector again.") from error
