"""The cheap stage: which pages are clearly clean, so that nothing more need be read of them.

All signals but the misfits are regular expressions, tables and counts. They run on every page, and
so the axes ``stuffed`` and ``unreliable`` have their features here already. Only ``spun`` rests on
the rewriting model, which costs ten times all the rest. What that model would say is foretold in
steps, each a logistic regression: first from a glance at the words (:mod:`detector.glance`) and the
other signals of the axis; where that settles nothing, from looks at more and more of the oddest
windows (:mod:`detector.skim`) as well. A page is *clearly clean* when a forecast and the scores of
the other axes stay below limits that lose at most 1 in 100 of the pages which the full model would
flag or hand to a reviewer, and when it has neither a generator's title nor tampered letters. The
other scores have limits because they rest on what the fast reader of HTML found; of the final text
they are exact, and the forecast alone says if the rewriting model has to read it.
``models/cascade`` trains and measures it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from detector import glance, skim
from detector.artefacts import artefact, folder
from detector.errors import ModelError
from detector.finding import Axis, Finding
from detector.reading import Reading
from detector.scoring import Weight, effects, judged_axes, page_model, probability
from detector.signals import measure, run
from detector.topic import HEALTH

CARD = "cascade.json"
# A forecast from which on a further look costs more than it settles: hardly one such page is clean.
PLAIN = 0.9
TINY = 1e-9
# Findings that hardly a clean page has and no forecast can weigh: too few pages have them.
DECISIVE = frozenset({"tpl101", "spn303", "spn304"})
# What each step looks at, the cheapest first.
LOOKS: Mapping[str, Callable[[str], dict[str, float]]] = {
    "glance": glance.features,
    **{look: partial(skim.features, look=look) for look in skim.WINDOWS},
}


@dataclass(frozen=True)
class Step:
    """A forecast of the score ``spun``; below ``limit``, a probability, it settles the matter.

    ``offset`` and ``slope`` turn the log-odds of a forecast into those of the score that pages of
    such a forecast have by the full model.
    """

    look: str
    intercept: float
    weights: tuple[Weight, ...]
    limit: float
    offset: float
    slope: float

    def forecast(self, found: Mapping[str, float]) -> float:
        """Return the probability that the full model would suspect the page of being spun."""
        return probability(self.intercept, effects(self.weights, found))

    def score(self, found: Mapping[str, float]) -> float:
        """Return the score that the full model gives to such pages."""
        odds = math.log(max(forecast := self.forecast(found), TINY)) - math.log1p(-forecast)
        return 1 / (1 + math.exp(-self.offset - self.slope * odds))

    def answer(self, found: Mapping[str, float]) -> bool | None:
        """Return whether a page is clean; None where the next look may tell."""
        forecast = self.forecast(found)
        if forecast < self.limit:
            return True
        return False if forecast >= PLAIN else None


@dataclass(frozen=True)
class Cascade:
    """The steps, and the limits of the other axes: shares of their thresholds of review."""

    version: str
    steps: tuple[Step, ...]
    limits: Mapping[Axis, float]

    def far(self, found: Mapping[str, float], health: bool) -> bool:
        """Whether a better text of a page would hardly take another axis to its threshold."""
        return all(
            page_model(axis).score(found) < self.limits[axis] * page_model(axis).review
            for axis in exact(health)
        )

    def sound(self, found: Mapping[str, float]) -> bool:
        """Whether the rewriting model need not read a page; ``found`` are features of all steps."""
        answers = (step.answer(found) for step in self.steps)
        return not _decided(found) and next((a for a in answers if a is not None), False)


@dataclass(frozen=True)
class Glimpse:
    """What the cheap stage knows of a page: findings, features by name, scores, and its answer.

    ``clean`` says that this is enough; ``scores`` lack ``spun`` where the page is not clean.
    """

    findings: Sequence[Finding]
    features: Mapping[str, float]
    scores: Mapping[Axis, float]
    clean: bool


def glimpse(reading: Reading, *, final: bool = False) -> Glimpse:
    """Look at a page cheaply; ``clean`` says that this is enough.

    The score ``spun`` of a clean page is the one that pages of its forecast have by the full model,
    and always below the threshold of review. The other scores are those of the page models. They
    have limits unless the text is ``final``, which makes them exact.
    """
    model, health = cascade(), reading.topic == HEALTH
    findings = run(reading, modelled=False)
    found = measure(reading, findings, modelled=False)
    scores = {axis: page_model(axis).score(found) for axis in exact(health)}
    if not _decided(found) and (final or model.far(found, health)):
        for step in model.steps:
            found |= LOOKS[step.look](_body(reading))
            clean = step.answer(found)
            if clean:
                most = math.nextafter(page_model(Axis.SPUN).review, 0)
                scores[Axis.SPUN] = min(most, step.score(found))
                return Glimpse(findings, found, scores, True)
            if clean is False:
                break
    return Glimpse(findings, found, scores, False)


def looks(reading: Reading) -> dict[str, float]:
    """Return the features of all steps."""
    text = _body(reading)
    return {name: value for look in LOOKS.values() for name, value in look(text).items()}


def _decided(found: Mapping[str, float]) -> bool:
    return any(found[code] for code in DECISIVE)


def _body(reading: Reading) -> str:
    body = reading.article.body
    return reading.article.text[: body[-1].end if body else 0]


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
        steps = [
            Step(
                step["look"], step["intercept"],
                tuple(Weight(**weight) for weight in step["weights"]), step["limit"],
                step["offset"], step["slope"],
            )
            for step in facts["steps"]
        ]  # fmt: skip
        limits = {Axis(axis): limit for axis, limit in facts["limits"].items()}
        return Cascade(facts["version"], tuple(steps), limits)
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{CARD} is damaged ({error}); install detector again.") from error
