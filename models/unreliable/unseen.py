"""False alarms of the axis ``unreliable`` on honest sets that nothing of it was trained on.

``python -m models.unreliable.unseen`` judges health pages of those sets as the product does, by the
shipped models, and writes ``models/results/unreliable-unseen.json`` and its table in
``models/cards/unreliable.md``. Thresholds were set on other sets.
"""

from __future__ import annotations

import argparse
from typing import Any

from corpus.sources import add_mirror_argument, documents
from detector.claims import is_health
from detector.finding import Axis
from detector.reading import Reading
from detector.scoring import page_model
from detector.signals import measure, run
from models.unreliable.pages import LEAST_WORDS, article_of
from models.unreliable.train import publish

MOST = 100
SETS = {
    "official": "health/cdc-mmwr-supplements health/openstax-anatomy health/nhs-service-manual "
    "health/ddi-drugbank health/liveqa-med",
    "journals": "health/medical-abstracts-tc health/hallmarks-abstracts health/ohsumed-abstracts "
    "health/craft-fulltext health/ncbi-disease-abstracts",
    "professionals": "health/counsel-chat health/covid-dialogue-doctors hardneg/mtsamples-notes",
    "news": "general/bbc-news general/nltk-abc general/onestop-english",
    "commercial": "hardneg/siphox-commercial-blog",
}


def unseen() -> dict[str, Any]:
    """Return for each group its health pages and the shares that are flagged or reviewed."""
    model = page_model(Axis.UNRELIABLE)
    found = {}
    for group, names in SETS.items():
        scores = [score for name in names.split() for score in _scores(name)]
        found[group] = {
            "pages": len(scores),
            "flag": sum(score >= model.flag for score in scores) / len(scores),
            "review": sum(score >= model.review for score in scores) / len(scores),
        }
    return found


def _scores(name: str) -> list[float]:
    model, scores = page_model(Axis.UNRELIABLE), []
    for document in documents([name], limit=MOST):
        article = article_of(document)
        reading = Reading.of(article)
        if article.words >= LEAST_WORDS and is_health(reading):
            findings = run(reading, modelled=False)
            scores.append(model.score(measure(reading, findings, modelled=False)))
    return scores


def table(results: dict[str, Any]) -> str:
    """Return the figures as Markdown."""
    lines = ["| honest sets never seen | health pages | flag | flag or review |"]
    lines += ["|---|---:|---:|---:|"]
    lines += [
        f"| {group} | {one['pages']} | {one['flag']:.1%} | {one['review']:.1%} |"
        for group, one in results.items()
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, write the figures and the card's table."""
    parser = argparse.ArgumentParser(prog="python -m models.unreliable.unseen")
    add_mirror_argument(parser)
    parser.parse_args()
    results = unseen()
    publish("unseen", results, table(results))


if __name__ == "__main__":
    main()
