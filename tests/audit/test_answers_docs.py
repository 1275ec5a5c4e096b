"""The five questions of docs/answers.md are asked, on an audit with answers."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from tests.audit.stores import store

DOCS = (Path(__file__).parents[2] / "docs" / "answers.md").read_text("utf-8")
QUESTIONS = re.findall(r"^(\S.+?)\n\n```sql\n(.+?)```", DOCS, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def crawl(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crawl")
    store(folder / "results", 3000, hostile=False)
    return folder


@pytest.fixture
def asked(crawl, monkeypatch):
    """Ask a question of the docs by its number; the columns and rows of the answer."""
    monkeypatch.chdir(crawl)

    def ask(number: int) -> list[dict]:
        found = duckdb.sql(QUESTIONS[number][1])
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]

    return ask


def test_there_are_five_questions():
    assert len(QUESTIONS) == 5


def test_the_worst_hosts(asked):
    found = asked(0)
    assert all(row["judged"] >= 20 for row in found)
    assert found[0]["flagged"] > 0.1 > found[-1]["flagged"]


def test_swapped_words(asked):
    pairs = {(row["probably"], row["found"]): row["times"] for row in asked(1)}
    assert pairs["doctor", "physician"] > 20
    assert ("joint", "hinge") in pairs


def test_phrases_of_several_hosts(asked):
    found = asked(2)
    assert {row["keyphrase"] for row in found} > {"asthma", "sprained ankle"}
    assert all(row["hosts"] > 1 for row in found)


def test_criteria_that_are_not_met(asked):
    found = asked(3)
    assert {row["code"] for row in found} == {"MED101"}
    assert found[0]["pages"] > found[0]["not_met"] > 0


def test_seeds_on_other_hosts(asked):
    found = asked(4)
    assert all(row["hosts"] > 1 and row["spun"] >= 1 for row in found)
    assert all(row["seed"].startswith("https://site-") for row in found)
    assert found[0]["worst"] > 0.9
