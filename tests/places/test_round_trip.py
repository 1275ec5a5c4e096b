"""Every place is exact: the source slice is the words found, wherever and however they stand."""

from __future__ import annotations

import random

import pytest

from detector.extract import article_of
from detector.page import Page
from detector.places import places_of
from tests.places.writer import Html, Markdown, Rst, Written, plain

WRITERS = {
    "a.md": lambda rng: Markdown(rng).page(),
    "a.mdx": lambda rng: Markdown(rng, mdx=True).page(),
    "a.rst": lambda rng: Rst(rng).page(),
    "a.html": lambda rng: Html(rng).page(),
    "a.txt": plain,
}
ENDS = {"lf": "\n", "crlf": "\r\n"}
PAGES = 120


def spans_in(text: str, words: list[str], after: int) -> list[tuple[int, int]] | None:
    """Return where the words stand one after another in the article text, from ``after`` on."""
    joined = " ".join(words)
    start = text.find(joined, after)
    if start < 0:
        return None
    spans = []
    for word in words:
        spans.append((start, start + len(word)))
        start += len(word) + 1
    return spans


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("name", WRITERS)
def test_the_place_of_every_run_of_words_is_where_it_was_written(name: str, ends: str) -> None:
    seen = missing = 0
    for seed in range(PAGES):
        rng = random.Random(f"{name} {seed}")
        written: Written = WRITERS[name](rng)
        content = written.source.replace("\n", ENDS[ends]).encode()
        if seed % 3 == 0:
            content = b"\xef\xbb\xbf" + content
        page = Page(name, content, local=name != "a.html")
        article = article_of(page)
        places = places_of(page, article)
        file = content.decode("utf-8-sig")
        after = 0
        for words, sources in written.blocks:
            spans = spans_in(article.text, words, after)
            if spans is None:
                missing += 1
                continue
            after = spans[-1][1]
            for _ in range(4):
                i = rng.randrange(len(words))
                j = min(len(words) - 1, i + rng.randrange(4))
                place = places.of(spans[i][0], spans[j][1])
                truth = sources[i][0], sources[j][1]
                assert place is not None, f"{name} {seed}: {words[i : j + 1]} has no place"
                found = file[place.start : place.end].replace("\r\n", "\n")
                assert found == written.source[slice(*truth)], f"{name} {seed}"
                before = written.source[: truth[0]]
                assert place.line == before.count("\n") + 1, f"{name} {seed}"
                assert place.column == len(before) - before.rfind("\n"), f"{name} {seed}"
                assert (
                    content[place.byte_start : place.byte_end]
                    == found.replace("\n", ENDS[ends]).encode()
                ), f"{name} {seed}"
                seen += 1
    assert seen > 4 * PAGES, "too few places were looked at to mean anything"
    assert missing <= 0.1 * seen / 4, f"{missing} blocks were extracted otherwise than written"
