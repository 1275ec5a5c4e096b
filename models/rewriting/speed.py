"""Words a second and milliseconds a page of the shipped rewriting model, in CPU time of one core.

``python -m models.rewriting.speed`` writes ``models/results/rewriting-speed.json``. CPU time, since
a build machine is rarely idle; text is joined from the repository's own test sentences.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from detector import glance, skim
from detector.rewriting_reader import Rewriting

RESULTS = Path(__file__).parents[1] / "results" / "rewriting-speed.json"
SEEDS = Path(__file__).parents[2] / "corpus" / "seeds"
PAGE = 800


def pages() -> list[list[str]]:
    """Pages of 800 words from the texts that the repository holds."""
    import spacy

    text = "\n".join(path.read_text("utf-8") for path in sorted(SEEDS.rglob("*.txt")))
    words = [token.text for token in spacy.blank("en").make_doc(text) if not token.is_space]
    cut = [words[at : at + PAGE] for at in range(0, len(words), PAGE)]
    return [page for page in cut if len(page) == PAGE]


def seconds(work: Callable[[list[str]], object], found: list[list[str]]) -> float:
    """CPU seconds a page, the best of three rounds after a first one to warm up."""
    rounds = []
    for _ in range(4):
        Rewriting.load().judge.forget()
        begun = time.process_time()
        for page in found:
            work(page)
        rounds.append((time.process_time() - begun) / len(found))
    return min(rounds[1:])


def main() -> None:
    """Measure the glance, the skim, and the model over whole pages."""
    begun = time.process_time()
    model = Rewriting.load()
    loading = time.process_time() - begun
    found = pages()[:40]
    quick = seconds(lambda page: glance.features(" ".join(page)), found)
    skimming = seconds(lambda page: skim.features(" ".join(page)), found)
    whole = seconds(model.read, found)
    facts = {
        "pages": len(found),
        "load_seconds": round(loading, 2),
        "glance_words_per_second": round(PAGE / quick),
        "glance_ms_per_page": round(quick * 1000, 1),
        "skim_ms_per_page": round(skimming * 1000, 1),
        "words_per_second": round(PAGE / whole),
        "whole_page_ms": round(whole * 1000, 1),
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(facts, indent=1))


if __name__ == "__main__":
    main()
