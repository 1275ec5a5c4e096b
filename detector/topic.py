"""Is it health? The question that decides whether the axis ``unreliable`` applies to a page.

The rule. A page is *health* when it tells people about human disease, its prevention, diagnosis or
treatment, or gives advice or makes claims about the human body: diet, fitness training, supplements
and the care of skin and hair belong to it, honest or not. It is *other* when it is about animals
(the instruments behind this axis are made for human medicine, so veterinary pages are other), about
looks without the body's health (make-up, fashion, hair styles), about cooking, about sport as
news, or about the business and technology of health care.

The model is a logistic regression on hashed words without function words, which would give away the
register and not the topic: ``models/unreliable/topics.py`` trains it.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from detector.artefacts import artefact
from detector.errors import ModelError

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

HEALTH, OTHER = "health", "other"
MOST_CHARACTERS = 30_000


@dataclass(frozen=True)
class TopicModel:
    """A calibrated probability that a text is about health, and the threshold for saying so."""

    version: str
    threshold: float
    estimator: Pipeline

    def probability(self, text: str) -> float:
        """Return the probability that ``text`` is health; its first 30,000 characters decide."""
        vectorizer, regression = self.estimator[0], self.estimator[-1]
        row = vectorizer.transform([text[:MOST_CHARACTERS]])
        weights: Any = regression.coef_[0]
        logit = float(weights[row.indices] @ row.data) + float(regression.intercept_[0])
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, logit))))


def topic_of(text: str) -> tuple[str, float]:
    """Return "health" or "other" for a text, with the probability of health, 0…1.

    Raises ModelError when the model is missing or damaged.
    """
    model = topic_model()
    probability = model.probability(text)
    return (HEALTH if probability >= model.threshold else OTHER), probability


@cache
def topic_model() -> TopicModel:
    """Load the topic model; ModelError says what to do when it is missing or damaged."""
    from skops.io import load

    card, weights = artefact("topic.json"), artefact("topic.skops")
    try:
        facts = json.loads(card.read_text("utf-8"))
        return TopicModel(facts["version"], facts["threshold"], load(weights, trusted=[]))
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"The topic model {card.name} is damaged ({error}); install detector again."
        ) from error
