"""The one spaCy pipeline: English tokens and sentences over an Article, and our own components.

Made from ``spacy.blank("en")``: no pretrained third-party pipeline. Blocks are hard boundaries:
no sentence runs from a heading into the paragraph below it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from detector.article import Article, Kind

BLOCKS = "blocks"
MOST_WORDS = 150_000  # that the pipeline remembers; a crawl never runs out of new ones

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
    """Start a sentence at every block, after the sentencizer has done its work inside them."""
    for span in doc.spans[BLOCKS]:
        doc[span.start].is_sent_start = True
        if span.end < len(doc):
            doc[span.end].is_sent_start = True
    return doc


@cache
def pipeline() -> Language:
    """Return the shared pipeline; the first call loads it, later calls are free."""
    nlp = spacy.blank("en")
    nlp.max_length = 5_000_000
    nlp.add_pipe("detector_blocks")
    nlp.add_pipe("sentencizer")
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
