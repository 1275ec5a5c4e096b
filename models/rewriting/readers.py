"""Do n-grams add to the readers? ``python -m models.rewriting.readers TAGGER JUDGE``.

Stacked logistic regressions over every combination of the tagger's log-odds, the transformer's and
four n-gram figures of a word, fitted on every second judged page and scored on the others. Writes
``models/results/rewriting-readers.json``.
"""

from __future__ import annotations

import argparse
import json

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

from corpus.sources import add_mirror_argument
from detector.glance import BREAK
from detector.ngrams import NgramModel, tokenise
from models.rewriting import judged, shards
from models.rewriting.evaluate import RESULTS, predictions

Table = NDArray[np.float64]
COLUMNS = {
    "tagger": [0],
    "transformer": [1],
    "n-grams": [2, 3, 4, 5],
    "tagger + transformer": [0, 1],
    "tagger + n-grams": [0, 2, 3, 4, 5],
    "all three": [0, 1, 2, 3, 4, 5],
}


def log_odds(probabilities: NDArray[np.float32]) -> Table:
    """Turn probabilities back into log-odds."""
    safe = np.clip(probabilities.astype(np.float64), 1e-6, 1 - 1e-6)
    found: Table = np.log(safe / (1 - safe))
    return found


def ngrams(words: list[str]) -> Table:
    """Surprise of each word and of the next one, length of the n-gram, unknown or not."""
    text, starts = "", []
    for word in words:
        text += " " if text and BREAK not in (word, text[-1]) else ""
        starts.append(len(text))
        text += word
    tokens, model = tokenise(text), NgramModel.load()
    surprise, scores = model.surprise(tokens.words), model.scores(tokens.words)
    place = {start: index for index, start in enumerate(tokens.starts)}
    found = np.zeros((len(words), 4))
    for row, start in enumerate(starts):
        at = place.get(start)
        if at is not None:
            after = surprise[at + 1] if at + 1 < len(surprise) else 0.0
            found[row] = surprise[at], after, scores.order[at], scores.unknown[at]
    return found


def compare(tables: list[Table], labels: list[NDArray[np.int8]]) -> dict[str, dict[str, float]]:
    """Area under the curve and average precision over the words of every second page."""
    found = {}
    for name, columns in COLUMNS.items():
        model = LogisticRegression(C=100, max_iter=300)
        model.fit(np.concatenate(tables[::2])[:, columns], np.concatenate(labels[::2]))
        values = model.decision_function(np.concatenate(tables[1::2])[:, columns])
        target = np.concatenate(labels[1::2])
        found[name] = {
            "word_auc": float(roc_auc_score(target, values)),
            "word_ap": float(average_precision_score(target, values)),
        }
    return found


def main() -> None:
    """Compare the readers on own families and as many honest pages."""
    parser = argparse.ArgumentParser(prog="python -m models.rewriting.readers", description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("tagger")
    parser.add_argument("judge")
    parser.add_argument("--every", type=int, default=1, help="use one page in so many")
    arguments = parser.parse_args()
    pages = judged.stored(shards.WORK / "dev.jsonl")[:: arguments.every]
    first, second = (predictions(name, pages) for name in (arguments.tagger, arguments.judge))
    chosen = [i for i, page in enumerate(pages) if "-" not in page.kind]
    chosen = [i for i in chosen if pages[i].kind != "honest" or i % 3 == 0]
    tables, labels = [], []
    for i in chosen:
        kept = pages[i].labels >= 0
        columns = [log_odds(first[i][0])[:, None], log_odds(second[i][0])[:, None]]
        tables.append(np.concatenate([*columns, ngrams(pages[i].words)], axis=1)[kept])
        labels.append(pages[i].labels[kept])
    found = compare(tables, labels)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "rewriting-readers.json").write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
