"""The field set is whole, its pages differ from each other, and no builder learns from it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from corpus import field as module
from corpus.dedupe import shingles
from corpus.errors import CorpusError
from corpus.field import FOLDER, FieldPage, pages
from corpus.seeds import seeds

PAGES = list(pages())
LEAST = {"spun": 70, "honest": 60}
STYLES = 10
ROOT = Path(__file__).parents[2]

each = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)


def test_every_file_of_the_folder_is_read() -> None:
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert {page.id for page in PAGES} == files


def test_the_set_has_its_size() -> None:
    counts = Counter(page.label for page in PAGES)
    assert {label: counts[label] for label, least in LEAST.items() if counts[label] < least} == {}
    assert len({page.kind for page in PAGES if page.spun}) >= STYLES


@each
def test_length_and_form(page: FieldPage) -> None:
    raw = (FOLDER / page.id).read_text(encoding="utf-8")
    assert raw == f"# {page.title}\n\n{page.text}\n"
    assert 100 <= len(page.text.split()) <= 350
    assert unicodedata.is_normalized("NFC", raw)
    assert not re.search(r"[^\S\n ]|  | \n|\n\n\n", raw), "tabs, double spaces or empty lines"
    assert page.title not in page.text.split("\n\n"), "the title is not repeated as a paragraph"


def test_no_title_or_paragraph_stands_twice() -> None:
    paragraphs = Counter(p for page in PAGES for p in page.text.split("\n\n"))
    assert [text for text, times in paragraphs.items() if times > 1] == []
    titles = Counter(page.title for page in PAGES)
    assert [title for title, times in titles.items() if times > 1] == []


def test_no_text_repeats_another_or_a_seed() -> None:
    """Spun pages have no twin among the honest ones, and no model has seen a text of the set."""
    sets = [(page.id, set(shingles(page.text))) for page in PAGES]
    known = [(seed.id, set(shingles(seed.text))) for seed in seeds()]
    pairs = [*combinations(sets, 2), *((one, other) for one in sets for other in known)]
    alike = [
        (one, other)
        for (one, mine), (other, theirs) in pairs
        if len(mine & theirs) / len(mine | theirs) > 0.01
    ]
    assert alike == []


def test_nothing_but_its_own_program_reads_the_set() -> None:
    builders = [*ROOT.glob("models/**/*.py"), *ROOT.glob("corpus/**/*.py")]
    reads = re.compile(r"corpus(\.| import )field|corpus/field")
    readers = {p.relative_to(ROOT).as_posix() for p in builders if reads.search(p.read_text())}
    assert readers == {"models/field.py"}


@pytest.mark.parametrize("content", ["", "# Only a title\n", "A title without its mark\n\nText."])
def test_a_file_without_title_or_text_is_refused(content, tmp_path, monkeypatch) -> None:
    (tmp_path / "spun" / "thesaurus").mkdir(parents=True)
    (tmp_path / "spun" / "thesaurus" / "broken.txt").write_text(content, encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(CorpusError, match=r"spun/thesaurus/broken\.txt needs a line"):
        list(pages())
