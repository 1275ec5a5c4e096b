"""Word pieces are those of the reference library, word by word."""

import pytest

from corpus.seeds import seeds
from detector.artefacts import artefact
from detector.rewriting_reader import JUDGE
from detector.wordpiece import WordPiece

PATH = artefact(JUDGE).with_suffix(".tokenizer.json")
HARD = [
    "", " ", "café", "CAFÉ",
    "naïve", "ПРИВЕТ", "日本語", "a\u200bb", "x" * 100, "x" * 101, "\u0301",
    "İstanbul", "ﬁn", "ß", "½", "①", "\ufffd", "a\x00b", "😀", "“", "—", "$5", "a_b", "\xad", "Ⅳ",
    "don't", "well-being", "\u2028", "\t", "3.5mg", "e\u0301", "\ue000", "שלום", "ab" * 60,
]  # fmt: skip


@pytest.fixture(scope="module")
def ours() -> WordPiece:
    return WordPiece.read(PATH)


@pytest.fixture(scope="module")
def reference():
    tokenizers = pytest.importorskip("tokenizers", reason="the reference library is not there")
    made = tokenizers.Tokenizer.from_file(str(PATH))
    made.no_padding()
    made.no_truncation()
    return lambda word: made.encode(word, add_special_tokens=False).ids


@pytest.mark.parametrize("word", HARD, ids=ascii)
def test_hard_words_are_cut_as_the_reference_cuts_them(ours, reference, word):
    assert ours.pieces(word) == reference(word)


def test_the_words_of_the_seeds_are_cut_as_the_reference_cuts_them(ours, reference):
    words = {word for seed in seeds() for word in seed.text.split()}
    assert len(words) > 3000
    assert {w: p for w in words if (p := ours.pieces(w)) != reference(w)} == {}


def test_a_word_is_cut_into_its_longest_pieces():
    small = WordPiece({"[UNK]": 0, "mis": 1, "##fit": 2, "##f": 3, "misf": 4, "##it": 5})
    assert small.pieces("Misfit") == [4, 5]
    assert small.pieces("other") == [0]
