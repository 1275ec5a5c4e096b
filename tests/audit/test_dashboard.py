"""The file of the dashboard: what it holds, what it says it leaves out, and that it is closed."""

from __future__ import annotations

import json
import re

import pytest

from detector.audit.answers import opened
from detector.audit.answers.dashboard import dashboard, render
from detector.audit.answers.dashboard.data import embedded
from tests.audit.stores import row, store, write
from tests.report.pages import BIDI, INJECTIONS

COUNT = 400


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return store(tmp_path_factory.mktemp("audit"), COUNT)


def made(folder) -> str:
    with opened(folder) as answers:
        return dashboard(answers)


def data(text: str, name: str = "data"):
    found = re.search(
        rf'<script type="application/json" id="{name}">(.*?)</script>', text, re.DOTALL
    )
    return json.loads(found[1])


@pytest.fixture(scope="module")
def text(folder):
    return made(folder)


def test_all_pages_and_their_evidence_are_there(text):
    pages = data(text)["pages"]
    at = {name: number for number, name in enumerate(pages["columns"])}
    assert len(pages["rows"]) == COUNT + len(INJECTIONS) + 1
    grave = [one for one in pages["rows"] if one[at["verdict"]] < 2]
    assert pages["rows"][: len(grave)] == grave
    assert sorted(one[at["evidence"]] for one in grave) == list(range(len(grave)))
    one = next(one for one in grave if pages["hosts"][one[at["host"]]].startswith("site-"))
    proof = data(text, f"e{one[at['evidence']]}")
    said = ["".join(run if isinstance(run, str) else "".join(p[0] for p in run[0]) for run in runs)
            for _, runs in proof["rows"]]  # fmt: skip
    number = int(one[at["target"]].rpartition("-")[2])
    assert "\n\n".join(said) == row(number)["text"]
    assert [found[0] for found in proof["findings"]] == [f["code"] for f in row(number)["findings"]]


def test_nothing_is_loaded_and_no_style_or_script_escapes_the_policy(text):
    assert not re.search(r"<[^>]+ style=", text.partition('id="data"')[0])
    assert len(re.findall(r"<style", text)) == 1
    assert len(re.findall(r"<script>", text)) == 1
    assert "default-src &#39;none&#39;" in text
    assert text.count("<svg") == 3
    assert "var(--spun)" in text


def test_data_cannot_end_its_element_and_hides_nothing():
    said = str(embedded([*INJECTIONS, BIDI, "\u2028"]))
    assert not re.search("[<>&\u2028\u202e\x00]", said)
    assert json.loads(said)[: len(INJECTIONS)] == list(INJECTIONS)
    assert "⟦U+202E⟧" in said


def test_what_is_left_out_is_said(folder, monkeypatch):
    for name, most in (("PAGES", 20), ("EVIDENCE", 3), ("HOSTS", 5), ("FAMILIES", 1)):
        monkeypatch.setattr(render, f"MOST_{name}", most)
    text = made(folder)
    found = data(text)
    assert [len(found[name]) for name in ("hosts", "families")] == [5, 1]
    assert len(found["pages"]["rows"]) == 20
    assert len(re.findall(r'id="e\d+"', text)) == 3
    assert f"The gravest 20 of {COUNT + 11} pages" in text
    assert re.search(r"The evidence of 3 of \d+ flagged and reviewed", text)
    assert re.search(r"The first 5 of \d+ hosts", text)
    assert "The 1 largest families" in text


def test_evidence_takes_the_worst_of_every_host_first(tmp_path, monkeypatch):
    monkeypatch.setattr(render, "MOST_EVIDENCE", 2)
    many = [
        row(1, verdict="flag", spun=1.0, host="a", target=f"a{n}", position=n) for n in range(5)
    ]
    write(tmp_path, [*many, row(1, verdict="review", spun=0.8, host="b", target="b", position=9)])
    pages = data(made(tmp_path))["pages"]
    hosts = {pages["hosts"][one[1]] for one in pages["rows"] if one[-1] >= 0}
    assert hosts == {"a", "b"}


def test_an_audit_without_texts_families_or_pages(tmp_path):
    write(tmp_path / "a", [row(1, verdict="flag", text=None)], planned=3)
    text = made(tmp_path / "a")
    assert "1 of 3 shards are done" in text
    assert "Nobody searched for families yet" in text
    assert data(text, "e0")["rows"] == []
    write(tmp_path / "b", [], planned=1)
    assert "0 pages of 0 hosts" in made(tmp_path / "b")
