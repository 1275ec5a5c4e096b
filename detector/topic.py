"""Is it health? The question that decides whether the axis ``unreliable`` applies to a page.

The rule. A page is *health* when it tells people about human disease, its prevention, diagnosis or
treatment, or gives advice or makes claims about the human body: diet, fitness training, supplements
and the care of skin and hair belong to it, honest or not. It is *other* when it is about animals
(the instruments behind this axis are made for human medicine, so veterinary pages are other), about
looks without the body's health (make-up, fashion, hair styles), about cooking, about sport as
news, or about the business and technology of health care.

The model is a logistic regression on which content words occur, hashed to 65,536 columns; function
words take no part, since they would give away the register and not the topic. Its weights are a
plain array, so that one scanned page need not pay the two seconds of importing scikit-learn.
``models/unreliable/topic.py`` trains it.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from detector.artefacts import artefact
from detector.errors import ModelError
from detector.words import STOPWORDS

HEALTH, OTHER = "health", "other"
MOST_CHARACTERS = 30_000
COLUMNS = 2**16
WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True)
class TopicModel:
    """A calibrated probability that a text is about health, and the threshold for saying so."""

    version: str
    threshold: float
    intercept: float
    weights: NDArray[np.float32]

    def probability(self, text: str) -> float:
        """Return the probability that ``text`` is health; its first 30,000 characters decide."""
        places = columns(text)
        total = float(self.weights[places].sum()) if len(places) else 0.0
        logit = self.intercept + total / math.sqrt(max(len(places), 1))
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, logit))))


def columns(text: str) -> NDArray[np.int64]:
    """Return the columns of the content words of a text, ascending, each once."""
    words = set(WORD.findall(text[:MOST_CHARACTERS].lower())) - STOPWORDS
    return np.unique([crc32(word.encode()) % COLUMNS for word in words]).astype(np.int64)


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
    card, weights = artefact("topic.json"), artefact("topic.npy")
    try:
        facts = json.loads(card.read_text("utf-8"))
        array = np.load(weights, allow_pickle=False)
        return TopicModel(facts["version"], facts["threshold"], facts["intercept"], array)
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"The topic model {card.name} is damaged ({error}); install detector again."
        ) from error
