"""Side by side on the same pages: ``python -m benchmarks.yoast [--fresh] [--docs FILE]``.

The pages are those of ``models.stuffed`` (test split). Yoast SEO's keyphrase density is computed by
the real npm package ``yoastseo`` (``npm install --prefix benchmarks/yoast``, Node 20): once told
the injected phrase, which no crawler could tell it, and once told the phrase that detector found.
On honest pages it is told the phrase of two or more words that detector found. Gopher
repetition is the worst ratio of a statistic to its published limit, from the signal TPL204.
"""

from __future__ import annotations

import argparse
import html
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.stuffing import STYLES
from detector.article import Article, Kind
from detector.keyphrase import keyphrases
from models.metrics import recall_at
from models.stuffed.docs import put
from models.stuffed.pages import Sample, samples
from models.stuffed.rows import Judged, judged
from models.stuffed.styles import RATE, TEST, TRAIN, held_out

HERE = Path(__file__).parent
BAD = 0  # Yoast's scores: 9 good, 4 too little, -10 too much, -50 far too much


def page_html(article: Article) -> str:
    """Return the body of an article as the HTML that an editor would hand to Yoast."""
    tags = {Kind.HEADING: "h2", Kind.LIST_ITEM: "li"}
    parts = [(tags.get(block.kind, "p"), html.escape(block.text)) for block in article.body]
    return "\n".join(f"<{tag}>{text}</{tag}>" for tag, text in parts)


def yoast(told: Sequence[tuple[Article, str]]) -> list[dict[str, float]]:
    """Return what Yoast says of each page when told a phrase: density, score, count.

    Raises:
        RuntimeError: Node or the package is not there.
    """
    lines = "\n".join(
        json.dumps({"html": page_html(page), "title": page.title or "", "keyphrase": phrase})
        for page, phrase in told
    )
    done = subprocess.run(
        ["node", "density.js"],
        cwd=HERE, input=lines, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(
            "Yoast did not run; install Node 20 and run npm install --prefix benchmarks/yoast. "
            f"It said: {done.stderr.strip().splitlines()[-1:]}"
        )
    return [json.loads(line) for line in done.stdout.splitlines()]


def found_phrase(article: Article) -> str:
    """Return the first keyphrase of two or more words that detector finds, else the first."""
    found = keyphrases(article)
    return next((phrase.text for phrase in (*(p for p in found if p.words > 1), *found)), "")


def table(pages: Sequence[Sample], rows: Sequence[Judged], training: Sequence[Judged]) -> str:
    """Return the comparison as Markdown."""
    names = [found_phrase(one.article) for one in pages]
    own = yoast([(one.article, name) for one, name in zip(pages, names, strict=True)])
    true = [(one.article, one.phrase or name) for one, name in zip(pages, names, strict=True)]
    given = yoast(true)
    gopher = np.array([one.row.features["tpl204_worst_ratio"] for one in rows])
    styles = np.array([one.style for one in pages])
    lines = [
        "| style | pages | detector | Yoast density, told the phrase | Yoast density, told what "
        "detector found | Gopher repetition | Yoast says bad, told the phrase | Gopher says bad |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    clean = styles == ""
    columns = [np.array([one["density"] for one in said]) for said in (given, own)] + [gopher]
    bad = np.array([one["score"] < BAD for one in given])
    for style in STYLES:
        mine = styles == style
        recalls = [held_out(style, training, rows).recall]
        recalls += [recall_at(column[mine], column[clean], RATE) for column in columns]
        cells = [*recalls, bad[mine].mean(), (gopher[mine] > 1).mean()]
        lines.append(f"| {style} | {mine.sum()} | " + " | ".join(f"{c:.2f}" for c in cells) + " |")
    lines.append(
        f"| honest pages | {clean.sum()} | | | | | {bad[clean].mean():.2f} | "
        f"{(gopher[clean] > 1).mean():.2f} |"
    )
    return "\n".join(lines) + "\n\n" + examples(pages, names)


def examples(pages: Sequence[Sample], names: Sequence[str]) -> str:
    """Return, for two pages of each style, the phrase injected and the phrase found first."""
    lines = ["| style | injected, told to Yoast | found by detector |", "|---|---|---|"]
    for style in STYLES:
        pairs = zip(pages, names, strict=True)
        mine = [p for p in pairs if p[0].style == style and p[0].kind != "product"]
        lines += [f"| {style} | {page.phrase} | {name} |" for page, name in mine[:2]]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table; write it into a document if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", type=Path, help="document whose section “peers” is replaced")
    parser.add_argument("--fresh", action="store_true", help="compute the features anew")
    arguments = parser.parse_args()
    fresh = arguments.fresh
    training, rows = judged("dev", *TRAIN, fresh=fresh), judged("test", *TEST, fresh=fresh)
    text = table(list(samples("test", *TEST)), rows, training)
    print(text)
    if arguments.docs:
        put(arguments.docs, "peers", text)


if __name__ == "__main__":
    main()
