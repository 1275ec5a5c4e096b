import random
import string
import subprocess
import sys

import numpy as np
import pytest
import spacy

from corpus.edits import Edit, Spun
from detector import (
    glance,
    language,
    rewriting,
    rewriting_judge,
    rewriting_reader,
    rewriting_windows,
    rewriting_words,
    skim,
)
from detector.article import Kind, Part, assemble
from detector.errors import ModelError
from detector.rewriting import runs, words
from detector.rewriting_reader import FEATURES, Rewriting, page_features

CLEAN = (
    "Most people with high blood pressure do not feel any symptoms. The only way to know is "
    "to have your blood pressure measured by a nurse or a doctor. If it stays high for years, "
    "it can damage the heart, the kidneys and the eyes. Eating less salt, losing weight and "
    "taking regular exercise all help to bring it down. Some people also need tablets, which "
    "they usually have to take for the rest of their lives. "
)
SPUN = (
    "Most people with high blood strain don't feel any side effects. The main approach to "
    "know is to have your blood weight estimated by a medical caretaker or a specialist. In "
    "the event that it remains high for a considerable length of time, it can harm the "
    "coronary heart, the kidneys and the eyes. Eating less salt, shedding pounds and taking "
    "customary exercise all assistance to cut it down. A few people additionally require "
    "tablets, which they as a rule need to take for whatever remains of their lives. "
)


@pytest.fixture(scope="module")
def nlp():
    made = spacy.blank("en")
    made.add_pipe("detector_rewriting")
    return made


def test_a_spun_text_scores_far_above_its_original(nlp):
    clean, spun = (page_features(doc._.rewriting, words(doc))
                   for doc in (nlp(CLEAN), nlp(SPUN)))  # fmt: skip
    assert spun["rw_mean"] > 2 * clean["rw_mean"]
    assert spun["rw_top10"] > clean["rw_top10"]


def test_the_component_marks_runs_of_words_and_gives_marks_no_probability(nlp):
    doc = nlp(SPUN)
    assert doc._.rewriting.shape == (len(doc),)
    assert all(doc._.rewriting[token.i] == 0 for token in doc if token.is_punct)
    for span in doc.spans["spun"]:
        assert (doc._.rewriting[span.start : span.end] >= rewriting.THRESHOLD).all()
    ends = [span.end for span in doc.spans["spun"]]
    starts = [span.start for span in doc.spans["spun"]]
    assert all(start > end for end, start in zip(ends, starts[1:], strict=False)), "not merged"


@pytest.mark.parametrize("text", ["", "\n\n", "3 , 4 .", "\u200b"])
def test_texts_without_words_get_no_probability(nlp, text):
    doc = nlp(text)
    assert not doc._.rewriting.any()
    assert set(page_features(doc._.rewriting, words(doc)).values()) == {0.0}


def test_white_space_does_not_change_the_judgement_but_a_line_break_may(nlp):
    plain, wide = nlp("The danger factors of diabetes."), nlp("The  danger factors  of diabetes.")
    assert plain._.rewriting[words(plain)] == pytest.approx(wide._.rewriting[words(wide)], abs=1e-5)
    order = list(rewriting_words.sequence(nlp.make_doc("Causes\n \n\nMany things")))
    assert order.count(-1) == 1, "several empty lines are one break"


def test_runs_join_neighbours(nlp):
    doc = nlp.make_doc("one two three four")
    found = runs(doc, np.array([0.9, 0.6, 0.1, 0.7], dtype=np.float32))
    assert [(span.start, span.end) for span in found] == [(0, 2), (3, 4)]


def test_page_features_are_what_they_say():
    values = np.zeros(100, dtype=np.float32)
    values[:10] = 1.0
    found = page_features(values, range(100))
    assert tuple(found) == FEATURES
    assert found["rw_mean"] == pytest.approx(0.1)
    assert found["rw_top10"] == pytest.approx(1.0)
    assert found["rw_share90"] == pytest.approx(0.1)
    assert found["rw_window"] == pytest.approx(0.25)
    assert found["rw_peak"] == pytest.approx(1.0)


def test_a_missing_or_damaged_glance_is_named_in_a_sentence(tmp_path):
    broken = tmp_path / "broken.npz"
    broken.write_bytes(b"no archive")
    for path in (broken, tmp_path / "nothing.npz"):
        with pytest.raises(ModelError, match=f"{path.name} is damaged"):
            glance.read(path)


def test_importing_detector_does_not_load_the_model():
    code = "import sys, detector; sys.exit('detector.rewriting' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_labels_follow_the_edits():
    tokens = pytest.importorskip("models.rewriting.tokens")
    words, labels = tokens.spun(
        Spun("Your danger factors, 3 of them", (Edit(5, 11, "risk"),), "x", 0)
    )
    found = dict(zip(words, labels.tolist(), strict=True))
    assert found["danger"] == 1
    assert found["factors"] == 0
    assert found[","] == found["3"] == -1


def test_corruptions_mark_what_they_change_and_nothing_else():
    from models.rewriting.corruption import Corruption
    from models.rewriting.lexicon import Lexicon

    lexicon = Lexicon()
    words = (CLEAN + " " + SPUN).replace(".", " .").lower().split()
    reference = lexicon.add(words * 3)
    corruption = Corruption(reference, lexicon.kind)
    rng = np.random.default_rng(0)
    labels = np.zeros(len(reference), dtype=np.int8)
    changed = 0
    for _ in range(20):
        new, marks = corruption(reference, labels, 0.5, rng)
        if len(new) == len(reference):
            assert not (marks[new == reference]).any() or (marks == 1).any()
            assert (marks[new != reference] == 1).all()
            changed += int((new != reference).sum())
    assert changed > 0


def test_corruptions_take_words_that_are_used_alike_where_these_are_known():
    from models.rewriting.corruption import Corruption
    from models.rewriting.lexicon import Lexicon

    lexicon = Lexicon()
    reference = lexicon.add((CLEAN + " " + SPUN).replace(".", " .").lower().split() * 3)
    stranger = int(lexicon.add(["stranger"])[0])
    labels, rng = np.zeros(len(reference), dtype=np.int8), np.random.default_rng(0)
    met = {}
    for name, alike in (("without", None), ("with", np.full((len(lexicon.words), 4), stranger))):
        corruption = Corruption(reference, lexicon.kind, alike)
        met[name] = [corruption(reference, labels, 0.5, rng) for _ in range(20)]
    assert not any((ids == stranger).any() for ids, _ in met["without"])
    assert sum((ids == stranger).sum() for ids, _ in met["with"]) > 20
    assert all((marks[ids == stranger] == 1).all() for ids, marks in met["with"])


def test_of_a_long_page_the_oddest_windows_are_read():
    shipped = Rewriting.load()
    words = glance.words_of("\n\n".join([CLEAN, SPUN, CLEAN]))
    found, around = shipped.read(words)
    assert not np.isnan(found).any()
    assert not np.isnan(around).any()
    few, beside = shipped.read(words, most=1)
    read = np.flatnonzero(~np.isnan(beside))
    assert 0 < len(read) < len(words)
    assert "strain" in [words[place] for place in read]
    assert few[read] == pytest.approx(found[read])
    assert np.isnan(np.delete(few, read)).all()


def test_words_that_were_not_read_have_no_probability(nlp, monkeypatch):
    text = "\n\n".join([CLEAN, SPUN, CLEAN])
    whole = nlp(text)
    monkeypatch.setattr(rewriting_reader.Rewriting.read, "__defaults__", (1, None))
    doc = nlp(text)
    read = ~np.isnan(doc._.rewritten_window)
    assert not doc._.rewriting[~read].any()
    assert doc._.rewriting[read] == pytest.approx(whole._.rewriting[read])
    assert {span.text for span in doc.spans["spun"]} <= {span.text for span in whole.spans["spun"]}


def test_what_a_skim_has_read_is_not_read_again(monkeypatch):
    shipped = Rewriting.load()
    words = glance.words_of(SPUN)
    first, _ = shipped.read(words, most=1)
    read = ~np.isnan(first)
    monkeypatch.setattr(shipped.judge, "_session", None)
    again, _ = shipped.read(words, most=1)
    assert read.any()
    assert (again[read] == first[read]).all()


def test_a_skim_describes_a_page_by_its_oddest_windows():
    clean, spun, both = (skim.features(t) for t in (CLEAN, SPUN, "\n\n".join([CLEAN] * 4 + [SPUN])))
    assert tuple(clean) == skim.FEATURES
    assert clean["skim_top10"] < both["skim_top10"]
    assert spun["skim_around_top"] == pytest.approx(both["skim_around_top"], abs=0.1)
    assert set(skim.features("3 , 4 .").values()) == {0.0}
    assert set(skim.features("").values()) == {0.0}


def test_windows_cover_every_word_once_and_fit():
    judge = Rewriting.load().judge
    words = [token.text for token in spacy.blank("en").make_doc(SPUN * 5)]
    windows = judge.windows(words)
    assert [w.start for w in windows] == [0, *(w.end for w in windows[:-1])]
    assert windows[-1].end == len(words)
    assert all(len(w.pieces) <= rewriting_windows.LENGTH for w in windows)
    assert [len(read.words) for read in judge.logits(windows)] == [w.end - w.start for w in windows]


@pytest.mark.parametrize("inserted", ["Causes \n ", "A short block . \n ", 2 * (CLEAN + "\n ")])
def test_a_window_below_stays_what_it_was_when_text_is_put_in_above(inserted):
    words = "\n ".join([CLEAN, "Signs", SPUN, "Treatment", CLEAN, "More", SPUN]).split(" ")
    above = inserted.split(" ")
    before, after = (rewriting_windows.cuts(w, [1] * len(w)) for w in (words, above + words))
    shifted = {(start - len(above), end - len(above)) for start, end in after}
    assert set(before[1:]) <= shifted
    assert len(before) == 4


@pytest.mark.parametrize("size", [1, 3, 6])
def test_windows_end_behind_a_block_or_a_sentence_where_one_fits(size):
    block = ["Word"] * 20 + ["."]
    words = [*block, "\n"] * 3 + block * 8 + ["word"] * 300
    found = rewriting_windows.cuts(words, [size] * len(words))
    assert [start for start, _ in found] == [0, *(end for _, end in found[:-1])]
    assert found[-1][1] == len(words)
    assert all((end - start) * size <= rewriting_windows.ROOM for start, end in found)
    ends = [words[end - 1] for _, end in found if end < len(words) - 300]
    assert set(ends) <= ({".", "\n"} if size < 6 else {".", "\n", "Word"})


def test_a_missing_judge_is_named_in_a_sentence(tmp_path):
    with pytest.raises(ModelError, match=r"none\.onnx is missing"):
        rewriting_judge.Judge(tmp_path / "none.onnx")


def _unread(_self, words):
    return np.zeros(len(words)), np.zeros(len(words))


def test_what_is_remembered_stays_bounded_over_pages_that_all_bring_new_words(monkeypatch):
    monkeypatch.setattr(Rewriting, "read", _unread)  # the network remembers no words
    chance = random.Random(1)
    strings, sorts = [], []
    for _ in range(40):
        new = ("".join(chance.choices(string.ascii_lowercase, k=9)).title() for _ in range(2_000))
        doc = language.read(assemble([Part(Kind.PARAGRAPH, " ".join(new))]))
        strings.append(len(doc.vocab.strings))
        sorts.append(len(rewriting_words._known))
    assert max(strings) < 120_000  # of 180,000: the words, their lower case, their endings
    assert max(sorts) < 60_000  # of 80,000


def test_a_pipeline_that_knows_too_many_words_is_made_anew_and_says_the_same(monkeypatch):
    article = assemble([Part(Kind.PARAGRAPH, SPUN)])
    before = language.read(article)
    old = language.pipeline()
    monkeypatch.setattr(language, "MOST_WORDS", 10)
    after = language.read(article)
    assert language.pipeline() is not old
    assert after._.rewriting == pytest.approx(before._.rewriting)
    assert [token.text for token in after] == [token.text for token in before]
