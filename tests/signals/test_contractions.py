"""The end of a contraction is no word that somebody could have put there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spacy
from spacy.tokens import Span

from detector.article import Kind, Part, assemble
from detector.reading import Reading
from detector.signals import spn101_misfit_word


@pytest.mark.parametrize(("text", "told"), [("They've slept.", False), ("They slept.", True)])
def test_half_a_contraction_is_no_misfit(
    text: str, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    span = spacy.blank("en")(text)[1:2]

    def runs(_: Reading, *, words: range) -> Iterator[Span]:
        yield span

    monkeypatch.setattr(spn101_misfit_word, "runs", runs)
    monkeypatch.setattr(spn101_misfit_word, "likely_originals", lambda *_: ())
    monkeypatch.setattr(spn101_misfit_word, "strength", lambda _: 0.95)
    reading = Reading.of(assemble([Part(Kind.PARAGRAPH, text)]))
    assert bool(list(spn101_misfit_word.find(reading))) is told
