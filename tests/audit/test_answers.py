"""Summary, tables, one page: what they say is what the rows hold, counted here in plain Python."""

from __future__ import annotations

import csv
import json
import math
from collections import Counter

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from detector.assessment import Verdict
from detector.audit.answers import opened
from detector.audit.answers.page import assessment
from detector.audit.answers.summary import summary
from detector.audit.schema import MANIFEST, SHARDS
from detector.audit.schema import row as stored
from detector.check.gate import limits
from detector.cli import main
from tests.audit.stores import row, store, write
from tests.report.pages import examples

COUNT = 600


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return store(tmp_path_factory.mktemp("audit") / "it's [1]*", COUNT, shard=200)


@pytest.fixture(scope="module")
def rows(folder):
    files = sorted((folder / SHARDS).iterdir())
    return [one for path in files for one in pq.ParquetFile(path).read().to_pylist()]


@pytest.fixture(scope="module")
def found(folder):
    with opened(folder) as answers:
        return summary(answers)


def report(*arguments):
    done = CliRunner().invoke(main, ["report", *map(str, arguments)])
    return done.exit_code, done.stdout, done.stderr


def wilson(k: int, n: int) -> tuple[float, float]:
    """The roots of (p − k/n)² = z² p (1 − p) / n, which is how Wilson defined the interval."""
    z2 = 1.959964**2
    a, b, c = 1 + z2 / n, -(2 * k / n + z2 / n), (k / n) ** 2
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def test_the_store_has_every_verdict(rows):
    assert {one["verdict"] for one in rows} == set(Verdict)
    assert len(rows) > COUNT


def test_totals(found, rows):
    verdicts = Counter(one["verdict"] for one in rows)
    judged = len(rows) - verdicts["unscored"]
    assert (found["pages"], found["judged"]) == (len(rows), judged)
    assert found["hosts"] == len({one["host"] for one in rows})
    assert {name: one["pages"] for name, one in found["verdicts"].items()} == verdicts
    flag = found["verdicts"]["flag"]
    assert flag["share"] == pytest.approx(verdicts["flag"] / judged, abs=1e-4)
    assert (flag["low"], flag["high"]) == pytest.approx(wilson(verdicts["flag"], judged), abs=1e-4)
    assert found["reasons"] == Counter(one["reason"] for one in rows if one["reason"])
    assert found["note"] is None


def test_axes(found, rows):
    for axis, one in found["axes"].items():
        values = [row[axis] for row in rows if row[axis] is not None]
        least = limits(axis)
        assert one["judged"] == len(values)
        assert one["mean"] == pytest.approx(sum(values) / len(values), abs=1e-4)
        assert one["flag"] == sum(value >= least["flag"] for value in values)
        assert one["review"] == sum(least["review"] <= value < least["flag"] for value in values)
    assert found["axes"]["spun"]["flag"] > 10


def test_hosts_are_ranked_by_the_lower_end_of_their_interval(found, rows):
    hosts = found["hosts_ranked"]
    assert len(hosts) == found["hosts"]
    lows = [-1 if one["low"] is None else one["low"] for one in hosts]
    assert lows == sorted(lows, reverse=True)
    for one in hosts:
        if not one["judged"]:
            assert (one["share"], one["low"], one["high"]) == (None, None, None)
            continue
        own = [row for row in rows if row["host"] == one["host"]]
        flagged = sum(row["verdict"] == "flag" for row in own)
        judged = sum(row["verdict"] != "unscored" for row in own)
        assert (one["pages"], one["judged"], one["flagged"]) == (len(own), judged, flagged)
        assert (one["low"], one["high"]) == pytest.approx(wilson(flagged, judged), abs=1e-4)
    assert sum(one["in_families"] for one in hosts) == found["families"]["pages"] > 4


def test_a_code_counts_once_a_page(found, rows):
    pages = Counter(code for row in rows for code in {f["code"] for f in row["findings"]})
    every = Counter(f["code"] for row in rows for f in row["findings"])
    assert {one["code"]: one["pages"] for one in found["codes"]} == pages
    assert {one["code"]: one["findings"] for one in found["codes"]} == every
    assert every["SPN101"] > pages["SPN101"]


def test_the_summary_of_a_terminal_names_what_stands_out(folder, found):
    code, said, warned = report(folder)
    assert (code, warned) == (0, "")
    for name in (found["hosts_ranked"][0]["host"], "generator title", "mostly spun", "not-health"):
        assert name in said
    assert f"{found['pages']} pages of {found['hosts']} hosts" in said
    assert "\x1b" not in said


def test_json_is_the_summary(folder, found, tmp_path):
    assert report(folder, "-f", "json", "-o", tmp_path / "a.json")[0] == 0
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == found


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_hold_everything(folder, rows, found, tmp_path, form):
    code, said, _ = report(folder, "-f", form, "-o", tmp_path / "new" / "tables")
    assert code == 0
    tables = {path.stem: path for path in (tmp_path / "new" / "tables").iterdir()}
    assert set(tables) == {"pages", "findings", "hosts", "codes", "families"}
    assert all(str(path) in said for path in tables.values())
    if form == "csv":
        read = {n: list(csv.DictReader(p.open(encoding="utf-8"))) for n, p in tables.items()}
    else:
        read = {name: pq.read_table(path).to_pylist() for name, path in tables.items()}
    assert len(read["pages"]) == len(rows)
    assert len(read["findings"]) == sum(len(row["findings"]) for row in rows)
    assert [one["host"].lstrip("'") for one in read["hosts"]] == [
        one["host"].lstrip("'") for one in found["hosts_ranked"]
    ]
    assert len(read["families"]) == found["families"]["families"]
    crawl = [one for one in read["pages"] if one["source"] == "crawl.warc.gz"]
    assert [int(one["position"]) for one in crawl] == list(range(COUNT))
    assert {one["family"] or None for one in read["pages"]} - {None} == {
        one["family"] for one in read["families"]
    }


def test_text_of_a_page_is_no_formula_in_csv(tmp_path):
    write(tmp_path / "audit", [row(1, title='=HYPERLINK("x")'), row(2, title='a, b\n"c"')])
    report(tmp_path / "audit", "-f", "csv", "-o", tmp_path)
    titles = [one["title"] for one in csv.DictReader((tmp_path / "pages.csv").open())]
    assert titles == ['\'=HYPERLINK("x")', 'a, b\n"c"']


def test_the_docs_name_every_column(folder):
    from tests.audit.test_answers_docs import DOCS

    with opened(folder) as answers:
        for name in ("pages", "findings", "hosts", "codes", "families"):
            (line,) = [line for line in DOCS.splitlines() if line.startswith(f"| `{name}`")]
            columns = [one["column_name"] for one in answers.rows(f"DESCRIBE {name}")]
            assert [c for c in columns if f"`{c}`" not in line] == []


def test_a_page_is_the_assessment_that_was_stored():
    for known in examples():
        place = {"host": "a", "source": "b", "position": 0}
        again = assessment(stored(known, **place))
        assert stored(again, **place) == stored(known, **place)
    assert any(known.findings for known in examples())


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_one_page_with_its_evidence(folder, rows, tmp_path, form):
    target = next(
        row["target"] for row in rows if row["verdict"] == "flag" and "site" in row["host"]
    )
    code, said, _ = report(folder, "--page", target, "-f", form)
    assert code == 0
    assert target in said
    assert "frosty" in said
    assert "A generator made the title." in said


def test_a_page_that_is_not_there(folder, rows):
    target = rows[0]["target"]
    code, said, warned = report(folder, "--page", target[:-1])
    assert (code, said) == (2, "")
    assert f"The audit has no page {target[:-1]}" in warned
    assert f"Did you mean {target}" in warned


def test_an_unfinished_audit_is_reported_as_far_as_it_is_done(tmp_path):
    write(tmp_path, [row(1), row(2)], planned=7)
    code, said, warned = report(tmp_path)
    assert code == 0
    assert "1 of 7 shards are done" in warned
    assert "2 pages of" in said
    assert "not searched for yet" in said


def test_an_audit_that_has_just_begun(tmp_path):
    (tmp_path / MANIFEST).write_text('{"shards": [{}, {}]}')
    code, said, warned = report(tmp_path)
    assert code == 0
    assert "0 of 2 shards" in warned
    assert "0 pages of 0 hosts" in said


@pytest.mark.parametrize("make", [False, True], ids=["missing", "empty"])
def test_a_folder_that_is_no_audit(tmp_path, make):
    folder = tmp_path / "x"
    if make:
        folder.mkdir()
    code, said, warned = report(folder)
    assert (code, said) == (2, "")
    assert "is not the folder of an audit" in warned


def test_a_damaged_shard_is_named(tmp_path):
    write(tmp_path, [row(1)])
    (tmp_path / SHARDS / "000001.parquet").write_bytes(b"PAR1 nothing")
    code, _, warned = report(tmp_path)
    assert code == 2
    assert "000001.parquet" in warned
    assert "take a damaged file away" in warned


def test_tables_need_a_folder(folder, tmp_path):
    assert "--output DIR" in report(folder, "-f", "csv")[2]
    (tmp_path / "file").write_text("")
    code, _, warned = report(folder, "-f", "csv", "-o", tmp_path / "file")
    assert code == 2
    assert "Cannot write" in warned


def test_without_the_extra_the_command_says_what_to_install(folder, monkeypatch):
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "duckdb" else real(name, *a)
    )
    code, _, warned = report(folder)
    assert code == 2
    assert "needs duckdb; install what is missing with pip install 'detector[audit]'" in warned


def test_more_rows_than_memory_are_sorted_through_a_folder(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("detector.audit.answers.opening.MEMORY", "40MB")
    write(tmp_path / "audit", [row(n) for n in range(20_000)])
    code, _, warned = report(tmp_path / "audit", "-f", "parquet", "-o", tmp_path)
    assert (code, warned) == (0, "")
    assert pq.ParquetFile(tmp_path / "pages.parquet").metadata.num_rows == 20_000
    assert pq.ParquetFile(tmp_path / "findings.parquet").metadata.num_rows > 1_000
