"""Words a second and milliseconds a page of the shipped rewriting model, in CPU time of one core.

``python -m models.rewriting.speed`` writes ``models/results/rewriting-speed.json``. CPU time, since
a build machine is rarely idle; text is joined from the repository's own test sentences.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from detector.rewriting import Rewriting
from detector.rewriting_tagger import word_logits

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
        begun = time.process_time()
        for page in found:
            work(page)
        rounds.append((time.process_time() - begun) / len(found))
    return min(rounds[1:])


def main() -> None:
    """Measure the tagger, the judge over whole pages, and the two together."""
    begun = time.process_time()
    model = Rewriting.load()
    loading = time.process_time() - begun
    found = pages()[:40]
    tagger = seconds(lambda page: word_logits(model.net, page), found)
    judge = seconds(lambda page: model.judge.logits(model.judge.windows(page)), found)
    both = seconds(model.read, found)
    facts = {
        "pages": len(found),
        "load_seconds": round(loading, 2),
        "tagger_words_per_second": round(PAGE / tagger),
        "tagger_ms_per_page": round(tagger * 1000, 1),
        "judge_words_per_second": round(PAGE / judge),
        "judge_ms_per_page": round(judge * 1000, 1),
        "honest_page_ms": round(both * 1000, 1),
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(facts, indent=1))


if __name__ == "__main__":
    main()
