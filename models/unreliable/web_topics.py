"""The topic model on a thousand modern web pages of which it never saw one.

The labels of the set come from keywords in the address and are wrong for pages such as a pet
insurer; where model and set disagreed, the page was judged by the rule of :mod:`detector.topic`
and the label corrected in ``web_topics.csv``. Both figures are given, since correcting only
disagreements flatters the model.
"""

from __future__ import annotations

import csv
import json
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from corpus.manifest import manifest
from corpus.sources import mirror, verified
from detector.topic import topic_of
from models.metrics import auc

CORRECTED = Path(__file__).with_name("web_topics.csv")
SOURCE = "html/wcxb-1000"
LEAST_WORDS = 60


def web_topics() -> dict[str, float]:
    """Return the AUC by the labels of the set and by the corrected ones, and the pages' number."""
    pages = list(_pages())
    scores = np.array([topic_of(text)[1] for _, text, _ in pages])
    as_given = np.array([health for _, _, health in pages])
    corrected = np.array([_corrected(host, health) for host, _, health in pages])
    return {
        "pages": len(pages),
        "auc_labels_as_given": round(auc(scores[as_given], scores[~as_given]), 4),
        "auc_labels_corrected": round(auc(scores[corrected], scores[~corrected]), 4),
        "called_health_of_corrected_other": round(float((scores[~corrected] >= 0.5).mean()), 4),
        "found_of_corrected_health": round(float((scores[corrected] >= 0.5).mean()), 4),
    }


def _pages() -> Iterator[tuple[str, str, bool]]:
    """Yield host, main text as a person marked it, and the label of the set."""
    with tarfile.open(verified(manifest()[SOURCE], mirror())) as archive:
        contents = {
            member.name.partition("/")[2]: json.load(file)
            for member in archive
            if member.name.endswith(".json") and (file := archive.extractfile(member))
        }
    health = {page["id"] for page in contents["health_subset.json"]}
    for name, page in contents.items():
        if "ground-truth" in name:
            text = page["ground_truth"].get("main_content") or ""
            if len(text.split()) >= LEAST_WORDS:
                host = urlsplit(page["url"]).netloc.removeprefix("www.")
                yield host, text, name in health


@cache
def _topics() -> dict[str, str]:
    with CORRECTED.open(encoding="utf-8", newline="") as file:
        return {row["host"]: row["topic"] for row in csv.DictReader(file)}


def _corrected(host: str, health: bool) -> bool:
    return _topics()[host] == "health" if host in _topics() else health
