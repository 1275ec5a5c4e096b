"""The repository's own texts are sound files, differ from each other and keep their sides."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import combinations

import pytest

from corpus import seeds as module
from corpus.dedupe import shingles
from corpus.errors import CorpusError
from corpus.manifest import manifest
from corpus.seeds import FOLDER, balanced, seeds
from corpus.split import assign
from corpus.text import clean

SEEDS = list(seeds())
LEAST = {
    "consumer-health": 10, "guideline": 3, "abstract": 4, "forum": 4, "learner": 6,
    "transcript": 2, "commercial": 3, "news": 2, "blog": 2, "recipe": 1, "pre-2000": 2,
    "clinical-note": 1, "machine-translated": 1,
}  # fmt: skip
# What a keyboard for English, Spanish, French and German writes besides ASCII.
BEYOND_ASCII = set("£€°½×éèêçñóáíúäöüß‘’“”–—…")
# Every text that is not for training. A changed line here means that a model has seen a test text.
TEST = {
    "abstract/telephone-follow-up-qualitative.txt",
    "blog/night-registrar-shorthand.txt",
    "commercial/dental-implants-clinic.txt",
    "consumer-health/tinnitus.txt",
    "forum/statins-side-effects.txt",
    "guideline/falls-in-care-homes.txt",
    "learner/arabic-c1-fasting-diabetes.txt",
    "learner/spanish-a2-my-grandmother.txt",
    "news/whooping-cough-cases.txt",
    "pre-2000/victorian-air-and-exercise.txt",
    "transcript/physio-radio-phone-in.txt",
}
DEV = {"recipe/barley-broth.txt"}

each = pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.id)


def test_every_register_has_its_texts_and_is_known_to_the_manifest() -> None:
    counts: defaultdict[str, int] = defaultdict(int)
    for seed in SEEDS:
        counts[seed.register] += 1
    short = {name: counts[name] for name, least in LEAST.items() if counts[name] < least}
    assert short == {}
    assert counts.keys() <= {source.register for source in manifest().values()}


def test_every_file_of_the_folder_is_read() -> None:
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert {seed.id for seed in SEEDS} == files


@each
def test_length(seed: module.Document) -> None:
    words = len(seed.text.split())
    assert 220 <= words <= 420, f"{seed.id} has {words} words"
    assert 1 <= len(seed.title.split()) <= 20
    assert seed.title not in seed.text.split("\n\n"), "the title is not repeated as a paragraph"
    assert len(seed.text.split("\n\n")) >= 1


@each
def test_characters(seed: module.Document) -> None:
    raw = (FOLDER / seed.id).read_bytes().decode("utf-8")
    strange = {char for char in raw if not char.isascii()} - BEYOND_ASCII
    assert strange == set(), f"{seed.id} has {sorted(map(ascii, strange))}"
    assert unicodedata.is_normalized("NFC", raw)
    assert not re.search(r"[^\S\n ]|  | \n|\n\n\n", raw), "tabs, double spaces or empty lines"
    assert raw.startswith(f"{seed.title}\n\n")
    assert raw.endswith(f"{seed.text}\n")


@each
def test_cleaning_changes_nothing(seed: module.Document) -> None:
    assert clean(seed.text) == seed.text


@pytest.mark.parametrize(
    "seed", [s for s in SEEDS if s.register == "consumer-health"], ids=lambda seed: seed.id
)
def test_a_page_about_a_condition_names_it_again_and_again(seed: module.Document) -> None:
    condition = seed.id.partition("/")[2].removesuffix(".txt").replace("-", " ")
    said = len(re.findall(rf"\b{condition}\b", seed.text, re.IGNORECASE))
    assert said >= 5, f"{condition} stands {said} times"


def test_no_text_repeats_another() -> None:
    sets = [(seed.id, set(shingles(seed.text))) for seed in SEEDS]
    alike = [
        (one, other)
        for (one, mine), (other, theirs) in combinations(sets, 2)
        if len(mine & theirs) / len(mine | theirs) > 0.01
    ]
    assert alike == []


def test_sides_are_those_that_the_models_were_trained_with() -> None:
    sides = defaultdict(set)
    for seed in SEEDS:
        sides[seed.split].add(seed.id)
    assert sides["test"] == TEST
    assert sides["dev"] == DEV


def test_every_register_of_two_or_more_texts_has_both_sides() -> None:
    sides = defaultdict(list)
    for seed in SEEDS:
        sides[seed.register].append(seed.split)
    lacking = {name: found for name, found in sides.items() if len(found) > 1
               and not {"train", "test"} <= set(found)}  # fmt: skip
    assert lacking == {}


@pytest.mark.parametrize("size", [2, 3, 5, 9])
@pytest.mark.parametrize("trial", range(20))
def test_balancing_moves_no_more_than_it_must(size: int, trial: int) -> None:
    ids = [f"register{trial}/text{number}.txt" for number in range(size)]
    plain = {name: assign(f"seeds:{name}", "standard") for name in ids}
    sides = balanced(ids)
    assert {"train", "test"} <= set(sides.values())
    moved = [name for name in ids if sides[name] != plain[name]]
    assert len(moved) == len({"train", "test"} - set(plain.values()))
    assert balanced(ids[::-1]) == sides, "the order of the files must not matter"


def test_a_single_text_stays_where_its_hash_sent_it() -> None:
    name = "register/text.txt"
    assert balanced([name]) == {name: assign(f"seeds:{name}", "standard")}


@pytest.mark.parametrize("content", ["", "Only a title\n", "\n\nOnly a text."])
def test_a_file_without_title_or_text_is_refused(content, tmp_path, monkeypatch) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "broken.txt").write_text(content, encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(CorpusError, match=r"news/broken\.txt needs a title line"):
        list(seeds())
