"""The one spaCy pipeline: English tokens and sentences over an Article, and our own components.

Made from ``spacy.blank("en")``: no pretrained third-party pipeline. Blocks are hard boundaries:
no sentence runs from a heading into the paragraph below it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

import numpy as np
import spacy
from spacy.language import Language
from spacy.pipeline import Sentencizer
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from detector.article import Article, Kind

BLOCKS = "blocks"
# That the pipeline remembers. A crawl never runs out of new ones and each takes most of a kilobyte;
# a pipeline made anew has the common ones back within some pages.
MOST_WORDS = 50_000
MOST_CHUNKS = 30_000  # whose tokens the tokenizer remembers; its own 10,000 fill in a hundred pages

if not Doc.has_extension("article"):
    Doc.set_extension("article", default=None)


@Language.component("detector_blocks", assigns=["doc.spans"])
def mark_blocks(doc: Doc) -> Doc:
    """Fill ``doc.spans["blocks"]``: a labelled span a Block, or one for a text of no Article."""
    article: Article | None = doc._.article
    if article is None:
        doc.spans[BLOCKS] = [Span(doc, 0, len(doc), label=Kind.PARAGRAPH)] if len(doc) else []
        return doc
    spans = (
        doc.char_span(block.start, block.end, label=block.kind, alignment_mode="contract")
        for block in article.blocks
    )
    doc.spans[BLOCKS] = [span for span in spans if span is not None]
    return doc


@Language.component("detector_boundaries", assigns=["token.is_sent_start"])
def split_at_blocks(doc: Doc) -> Doc:
    """Start a sentence at every block, and inside blocks where spaCy's sentencizer does.

    That is at a word behind a full stop or the like. The sentencizer asks every token in turn, and
    setting ``is_sent_start`` walks through the Doc each time, so both are done in arrays here.
    """
    orths, marks = doc.to_array(["ORTH", "IS_PUNCT"]).T
    stops = np.isin(orths, _STOPS)
    words = (marks == 0) & ~stops
    told = np.flatnonzero(stops | words)
    starts = np.full(len(doc) + 1, -1, dtype=np.int64)
    starts[0] = 1
    starts[told[1:][stops[told[:-1]] & words[told[1:]]]] = 1
    for span in doc.spans[BLOCKS]:
        starts[[span.start, span.end]] = 1
    one_column = starts[:-1].view(np.uint64)
    return doc.from_array(["SENT_START"], one_column)  # type: ignore[arg-type] # may be flat


_STOPS = np.array(
    [get_string_id(mark) for mark in Sentencizer.default_punct_chars], dtype=np.uint64
)


@cache
def pipeline() -> Language:
    """Return the shared pipeline; the first call loads it, later calls are free."""
    nlp = spacy.blank("en")
    nlp.max_length = 5_000_000
    nlp.tokenizer.max_cache_size = MOST_CHUNKS  # type: ignore[union-attr]
    nlp.add_pipe("detector_blocks")
    nlp.add_pipe("detector_boundaries")
    import_module("detector.rewriting")  # registers the component; it reads its model when used
    nlp.add_pipe("detector_rewriting")
    return nlp


def read(article: Article) -> Doc:
    """Return the Doc of ``article``: one token sequence over ``article.text``, offsets equal."""
    if len(pipeline().vocab) > MOST_WORDS:
        pipeline.cache_clear()
    nlp = pipeline()
    doc = nlp.make_doc(article.text)
    doc._.article = article
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
