"""Train the cheap stage: ``python -m models.cascade.train --mirror DIR``.

The target is the full model: a logistic regression a step learns per page, from a glance at its
words and the cheap signals, then from its oddest windows as well, whether the score ``spun``
reaches half of what a review needs. Limits are set on pages that the regressions were not
fitted on, so that few pages are lost which the full model flags or reviews. Rows are those of the
page models' dev split (``models/page/features.py``), so train it after them; what it then takes is
the time to read some real pages twice.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from corpus.manifest import manifest_hash
from corpus.sources import add_mirror_argument
from detector import glance, skim
from detector.cascade import CARD
from detector.finding import Axis
from detector.scoring import page_model, scaled
from detector.signals import GENERAL
from models.cascade.rows import Shares, at_stake, bad, both_readings, usable
from models.page.features import Row, rows

ARTEFACTS = Path(__file__).parents[1] / "artefacts"
VERSION = "3"
# Of the pages that the full model flags or reviews, by the end of each step. Promised is 1 in 100;
# a forecast that errs on one honest page in two hundred already costs the agreement of verdicts.
LOST = {"glance": 0.001, "peek": 0.003, "skim": 0.004, "browse": 0.005}
SUSPECTED = 0.5  # of the review threshold
LIMITS = (0.35, 0.95)
FOLDS = 5
READINGS = 300  # real pages
LEAST_SETTLED = 20  # pages that can carry a line
Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


def names_of(found: Sequence[Row]) -> dict[str, list[str]]:
    """Return the features of each forecast: of its look, the glance, and the cheap signals."""
    cheap = set(found[0].features) - {code.lower() for code in GENERAL}
    signals = sorted(name for name in cheap if name.startswith("spn"))
    first = [*glance.FEATURES, *signals]
    return {"glance": first, **{look: [*skim.names(look), *first] for look in skim.WINDOWS}}


def matrix(found: Sequence[Row], names: Sequence[str]) -> Array:
    """Return the log-scaled features, shape (rows, names)."""
    return np.array([[scaled(row.features[name]) for name in names] for row in found])


def untrained() -> Pipeline:
    """Return the regression before it is fitted."""
    return make_pipeline(
        StandardScaler(), LogisticRegression(C=0.3, max_iter=3000, class_weight="balanced")
    )


def held_out(found: Sequence[Row], given: Array, target: Flags) -> Array:
    """Return the probability of each row by a regression that was fitted without its document."""
    probabilities = np.zeros(len(found))
    groups = [row.group for row in found]
    for seen, rest in GroupKFold(FOLDS).split(given, target, groups):
        model = untrained().fit(given[seen], target[seen])
        probabilities[rest] = model.predict_proba(given[rest])[:, 1]
    return probabilities


def fitted(given: Array, target: Flags, names: Sequence[str]) -> dict[str, Any]:
    """Fit a regression on all rows; return its numbers."""
    model = untrained().fit(given, target)
    parts = zip(
        names, model[-1].coef_[0].tolist(), model[0].mean_.tolist(), model[0].scale_.tolist(),
        strict=True,
    )  # fmt: skip
    return {
        "intercept": float(model[-1].intercept_[0]),
        "weights": [
            {"feature": name, "weight": weight, "mean": mean, "scale": scale}
            for name, weight, mean, scale in parts
        ],
    }


def limit(found: Sequence[Row], probabilities: Array, lost: float) -> float:
    """Return the forecast below which no more lies than may be lost.

    ``lost`` is a share of the pages that the full model flags or reviews on any axis. Those that
    another axis gives away are not at stake; a page that an earlier step lost has the probability
    0.
    """
    caught = sum(map(bad, found))
    stakes = sorted(p for p, row in zip(probabilities, found, strict=True) if at_stake(row))
    return float(stakes[min(int(lost * caught), len(stakes) - 1)])


def told(probabilities: Array, scores: Array) -> dict[str, float]:
    """Return the line from the log-odds of forecasts to those of the full model's scores.

    Fitted by least squares on the pages that the step settles; it never falls.
    """
    if len(scores) < LEAST_SETTLED:
        return {"offset": 0.0, "slope": 1.0}
    both = np.clip((probabilities, scores), 1e-6, 1 - 1e-6)
    forecast, full = np.log(both / (1 - both))
    slope = max(0.0, float(np.polyfit(forecast, full, 1)[0])) if np.ptp(forecast) else 0.0
    return {"offset": float(full.mean() - slope * forecast.mean()), "slope": slope}


def exact_limits(readings: Iterable[tuple[Shares, Shares]]) -> dict[str, float]:
    """Return the limits of the other axes, whose scores are exact but for the text.

    The fast reader finds a little more or less of it than the precise one does: of the pages that
    reach the threshold of ``review`` by the one, nearly all reach the limit by the other.
    """
    pairs = list(readings)
    chosen = {}
    for axis in (Axis.STUFFED, Axis.UNRELIABLE):
        caught = [fast.get(axis, 0.0) for fast, precise in pairs if precise.get(axis, 0.0) >= 1]
        least = float(np.quantile(caught, 0.05)) if caught else LIMITS[0]
        chosen[str(axis)] = min(LIMITS[1], max(LIMITS[0], least))
    return chosen


def train(
    rows_of_pages: Iterable[Row],
    readings: Iterable[tuple[Shares, Shares]] = (),
    folder: Path = ARTEFACTS,
    lost: Mapping[str, float] = LOST,
) -> dict[str, Any]:
    """Fit the cheap stage, write its card and return it."""
    found = usable(rows_of_pages)
    model = page_model(Axis.SPUN)
    scores = np.array([model.score(row.features) for row in found])
    target = scores / model.review >= SUSPECTED
    steps, settled = [], np.zeros(len(found), bool)
    for look, names in names_of(found).items():
        given = matrix(found, names)
        probabilities = held_out(found, given, target)
        at = limit(found, np.where(settled, 0, probabilities), lost[look])
        here = ~settled & (probabilities < at)
        settled |= here
        line = told(probabilities[here], scores[here])
        steps.append({"look": look, **fitted(given, target, names), "limit": at, **line})
    card = {
        "version": VERSION,
        "steps": steps,
        "limits": exact_limits(readings),
        "pages": {"suspected": int(target.sum()), "all": len(found)},
        "manifest": manifest_hash(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    return card


def main() -> None:
    """Take the rows of the dev split, computed where they are not kept yet, and train."""
    parser = argparse.ArgumentParser(prog="python -m models.cascade.train", description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--per-source", type=int, default=15, help="honest pages of each source")
    parser.add_argument("--fresh", action="store_true", help="compute cached features again")
    parser.add_argument("--readings", type=int, default=READINGS, help="real pages to read twice")
    arguments = parser.parse_args()
    begun = time.process_time()
    pages = rows("dev", per_source=arguments.per_source, fresh=arguments.fresh)
    card = train(pages, both_readings("dev", arguments.readings))
    at = {step["look"]: step["limit"] for step in card["steps"]}
    print(card["pages"], at, card["limits"], f"{time.process_time() - begun:.0f} s")


if __name__ == "__main__":
    main()
