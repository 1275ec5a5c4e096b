"""Families in a crawl: the repository's own texts, spun, copied and templated by known means."""

import random
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from corpus.seeds import seeds
from corpus.spinners import load
from detector.audit.families import FAMILIES, FILE, find, read, side_by_side, write
from detector.audit.families.cluster import cluster
from detector.audit.families.find import Reference
from detector.audit.fingerprint import fingerprint
from detector.audit.schema import ASSESSMENTS, SHARDS
from detector.cli import main

SEEDS = [seed for seed in seeds() if len(seed.text.split()) > 150]
FREE = ("handmade", "expansion", "spintax", "roundtrip", "insertion", "function", "mixture")
PLACES = ("Ashford", "Brentwood", "Carlow", "Dunmore", "Elgin", "Grantham")
MENU = "\n\n".join(
    ("Home", "About our clinics", "Conditions from A to Z", "Find a doctor near you", "Careers",
     "Book an appointment by telephone or on this page at any time of the day",
     "Sign up for our letter with news, recipes and advice on living well, every week",
     "The information on this site is no substitute for a visit to your own doctor")
)  # fmt: skip


def page(target: str, text: str | None, spun: float | None = 0.5, **more) -> dict:
    """Make the row of an audit for one page."""
    known = {"target": target, "host": target.split("/")[2], "source": "test", "position": 0}
    known |= {"verdict": "pass", "words": len((text or "").split()), "spun": spun, "text": text}
    known |= {"fingerprint": fingerprint(text) if text is not None else None}
    return {field.name: [] for field in ASSESSMENTS if not field.nullable} | known | more


def audit(folder: Path, pages: list[dict], shard: int = 3) -> Path:
    """Write the pages as the shards of an audit."""
    (folder / SHARDS).mkdir(parents=True)
    for number, start in enumerate(range(0, len(pages), shard)):
        rows = [row | {"position": start + at} for at, row in enumerate(pages[start:][:shard])]
        table = pa.Table.from_pylist(rows, schema=ASSESSMENTS)
        pq.write_table(table, folder / SHARDS / f"{number:06d}.parquet")
    return folder


def others() -> list[dict]:
    """The pages of all seeds, each another text."""
    return [page(f"https://other{n}.example/a", seed.text) for n, seed in enumerate(SEEDS)]


def spun(text: str, spinner: str, rate: float, seed: int) -> str:
    return load(spinner).spin(text, rate, random.Random(seed)).text


def by_target(found: pa.Table) -> dict[str, dict]:
    return {row["target"]: row for row in found.to_pylist()}


@pytest.mark.parametrize("spinner", FREE)
def test_pages_spun_from_one_seed_are_one_family(tmp_path, spinner):
    text = SEEDS[0].text
    members = [page(f"https://m{n}.example/x", spun(text, spinner, 0.3, n), 0.9) for n in range(3)]
    found = by_target(find(audit(tmp_path, [*members, *others()])))
    assert set(found) == {*(m["target"] for m in members), "https://other0.example/a"}
    assert len({row["family"] for row in found.values()}) == 1
    assert found["https://other0.example/a"]["is_seed"]
    relations = {found[m["target"]]["relation"] for m in members}
    assert relations == {"spun"}, relations


@pytest.mark.parametrize("rate", [0.1, 0.2, 0.4, 0.6])
def test_without_the_seed_the_least_spun_member_is_taken_for_it(tmp_path, rate):
    text = SEEDS[3].text
    rows = [
        page(f"https://m{n}.example/x", spun(text, "handmade", rate, n), score)
        for n, score in enumerate((0.8, 0.6, 0.9))
    ]
    found = by_target(find(audit(tmp_path, rows + others()[5:])))
    assert [target for target, row in found.items() if row["is_seed"]] == ["https://m1.example/x"]
    assert {row["relation"] for row in found.values()} == {"seed", "spun"}


def test_other_pages_on_the_topic_are_no_family(tmp_path):
    assert find(audit(tmp_path, others())).num_rows == 0


def test_substitutions_are_counted_over_the_family(tmp_path):
    text = SEEDS[0].text
    words = [w for w in text.split() if w.isalpha() and w.islower() and len(w) > 6]
    word = max(set(words), key=lambda w: (text.count(f" {w} "), w))
    assert text.count(f" {word} ") >= 2
    rows = [page("https://seed.example/x", text, 0.1)]
    for number in range(3):
        changed = spun(text, "handmade", 0.3, number)
        rows.append(page(f"https://m{number}.example/x", changed, 0.9))
    again = text.replace(f" {word} ", " zebra ")
    rows += [page(f"https://z{n}.example/x", spun(again, "handmade", 0.1, n), 0.9) for n in "ab"]
    found = by_target(find(audit(tmp_path, rows)))
    of_one, of_other = (
        {(s["seed"], s["member"]): s["count"] for s in found[f"https://z{n}.example/x"]["substitutions"]}
        for n in "ab"
    )  # fmt: skip
    assert of_one[word, "zebra"] == of_other[word, "zebra"]
    assert 2 < of_one[word, "zebra"] <= 2 * again.count(" zebra ")
    assert found["https://seed.example/x"]["substitutions"] == []
    counts = [s["count"] for s in found["https://m0.example/x"]["substitutions"]]
    assert counts == sorted(counts, reverse=True)


def test_a_copy_is_named_so(tmp_path):
    text = SEEDS[1].text
    rows = [page("https://a.example/x", text), page("https://b.example/x", text)]
    found = by_target(find(audit(tmp_path, rows)))
    assert [row["relation"] for row in found.values()] == ["seed", "copy"]
    assert [row["alignment"] for row in found.values()] == [1.0, 1.0]


def test_a_syndicated_copy_is_a_near_duplicate(tmp_path):
    text = SEEDS[2].text
    copy = f"Elgin, 3 May. By a staff writer.\n\n{text}\n\nRead more on our partner pages today."
    rows = [page("https://a.example/x", text, 0.1), page("https://b.example/x", copy, 0.2)]
    found = by_target(find(audit(tmp_path, [*rows, *others()[3:]])))
    assert found["https://b.example/x"]["relation"] == "near-duplicate"


def test_pages_with_a_place_filled_in_are_templates(tmp_path):
    parts = SEEDS[4].text.split("\n\n")
    rows = []
    for number, place in enumerate(PLACES):
        lines = [f"Our clinic in {place} can help people of {place}.\n\n{part}" for part in parts]
        text = "\n\n".join([*lines, f"Call {place} {123 + number} {4567 + 31 * number} today."])
        rows.append(page(f"https://towns.example/{place}", text))
    found = by_target(find(audit(tmp_path, [*rows, *others()[5:]])))
    assert len(found) == len(PLACES)
    assert sorted({row["relation"] for row in found.values()}) == ["seed", "template"]


def test_letters_that_look_latin_are_a_rewriters(tmp_path):
    text = SEEDS[5].text
    rows = [page("https://a.example/x", text, 0.1)]
    rows.append(page("https://b.example/x", spun(text, "homoglyph", 0.3, 1), 0.9))
    found = by_target(find(audit(tmp_path, rows)))
    assert found["https://b.example/x"]["relation"] == "spun"


def test_menus_of_one_site_make_no_family(tmp_path):
    menu = f"{MENU}\n\n{MENU}"
    rows = [
        page(f"https://site.example/{n}", f"{menu}\n\n{seed.text[:800]}\n\n{MENU}")
        for n, seed in enumerate(SEEDS[:6])
    ]
    assert find(audit(tmp_path, rows)).num_rows == 0


def test_a_copy_within_one_site_is_found(tmp_path):
    rows = [page(f"https://site.example/{n}", f"{SEEDS[1].text}\n\n{MENU}") for n in range(2)]
    found = find(audit(tmp_path, rows))
    assert found["relation"].to_pylist() == ["seed", "copy"]


def test_half_a_page_cut_off_is_still_found(tmp_path):
    text = SEEDS[6].text
    words = spun(text, "handmade", 0.3, 4).split(" ")
    stub = " ".join(words[: len(words) * 6 // 10]) + " … read more"
    rows = [page("https://a.example/x", text, 0.1), page("https://b.example/x", stub, 0.9)]
    found = by_target(find(audit(tmp_path, [*rows, *others()[7:]])))
    assert found["https://b.example/x"]["relation"] == "spun"


def test_a_chain_does_not_merge_what_has_nothing_in_common(tmp_path):
    one, other = SEEDS[0].text.split("\n\n"), SEEDS[1].text.split("\n\n")
    between = "\n\n".join([*one, *other])
    texts = ["\n\n".join(one), between, "\n\n".join(other)]
    rows = [page(f"https://c{n}.example/x", text, n / 10) for n, text in enumerate(texts)]
    found = by_target(find(audit(tmp_path, rows)))
    families = [found[r["target"]]["family"] for r in (rows[0], rows[2]) if r["target"] in found]
    assert len(set(families)) == len(families)


def test_clusters_follow_candidates_but_confirm_against_the_first():
    pairs = np.array([(0, 1), (1, 2), (2, 3), (4, 5)])
    close = {(0, 1), (0, 2), (4, 5)}
    found = cluster(pairs, range(6), lambda one, other: (one, other) in close)
    assert found == [[0, 1, 2], [4, 5]]


def test_references_are_the_seeds(tmp_path):
    text = SEEDS[0].text
    rows = [page("https://m.example/x", spun(text, "handmade", 0.3, 1), 0.0), *others()[1:]]
    references = [Reference("originals/one.txt", text), Reference("originals/two.txt", MENU * 3)]
    found = find(audit(tmp_path, rows), references)
    first, second = found.to_pylist()
    assert (first["target"], first["is_seed"], first["is_reference"]) == (
        "originals/one.txt", True, True,
    )  # fmt: skip
    assert (second["target"], second["relation"]) == ("https://m.example/x", "spun")
    assert second["alignment"] < 1


def test_references_that_no_page_matches_are_left_out(tmp_path):
    same = [Reference("one", SEEDS[0].text), Reference("two", SEEDS[0].text)]
    assert find(audit(tmp_path, others()[1:]), same).num_rows == 0


def test_the_same_bytes_every_time_and_whatever_the_shards(tmp_path):
    text = SEEDS[0].text
    rows = [page(f"https://m{n}.example/x", spun(text, "mixture", 0.3, n), 0.9) for n in range(4)]
    rows += others()
    said = []
    for number, shard in enumerate((3, 3, 100)):
        folder = audit(tmp_path / str(number), rows, shard)
        said.append(write(find(folder), folder).read_bytes())
    assert said[0] == said[1] == said[2]
    assert read(tmp_path / "0").schema == FAMILIES
    assert not list((tmp_path / "0").glob("*.part"))


def test_equal_scores_are_told_apart_by_how_well_the_words_fit(tmp_path):
    text = SEEDS[0].text
    rows = [page("https://a.example/x", spun(text, "handmade", 0.6, 1), 0.5)]
    rows.append(page("https://b.example/x", text, 0.5))
    found = find(audit(tmp_path, rows))
    assert found["target"].to_pylist()[0] == "https://b.example/x"


def test_of_copies_the_earliest_is_the_seed(tmp_path):
    rows = [
        page("https://a.example/x", SEEDS[0].text, fetched="2024-05-01T00:00:00Z"),
        page("https://b.example/x", SEEDS[0].text, fetched="2021-05-01T00:00:00Z"),
    ]
    assert find(audit(tmp_path, rows))["target"].to_pylist()[0] == "https://b.example/x"


def test_pages_without_text_or_with_next_to_none(tmp_path):
    rows = [page(f"https://t{n}.example/x", text) for n, text in enumerate(
        ["", "", "Too short.", "Too short.", None, None, "♥", "word " * 39]
    )]  # fmt: skip
    assert find(audit(tmp_path, rows)).num_rows == 0


def test_pages_of_hostile_size_do_not_hold_the_search_up(tmp_path):
    texts = [
        "word " * 300_000,
        "a" * 2_000_000,
        "1.1 " * 200_000,
        " ".join(map(str, range(50_000))),
    ]
    rows = [
        page(f"https://h{n}{copy}.example/x", text) for n, text in enumerate(texts)
        for copy in "ab"
    ]  # fmt: skip
    found = find(audit(tmp_path, rows))
    assert set(found["relation"].to_pylist()) <= {"seed", "copy"}
    assert found.num_rows in {4, 6}


def test_many_copies_of_one_page_cost_no_more_than_their_number(tmp_path):
    rows = [page("https://a.example/x", SEEDS[0].text) | {"target": f"t{n}"} for n in range(400)]
    found = find(audit(tmp_path, rows, 100))
    assert found.num_rows == 400
    assert len(set(found["family"].to_pylist())) == 1


def test_an_audit_without_texts_says_what_is_needed(tmp_path):
    rows = [page(f"https://{n}.example/x", SEEDS[0].text) | {"text": None} for n in "ab"]
    ran = CliRunner().invoke(main, ["families", str(audit(tmp_path, rows))])
    assert ran.exit_code == 2
    assert "run it again without --no-text" in ran.output
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_a_folder_without_an_audit_says_what_to_run(tmp_path, name):
    ran = CliRunner().invoke(main, ["families", str(tmp_path / name)])
    assert ran.exit_code == 2
    assert "holds no audit" in ran.output


def test_fingerprints_of_another_version_are_refused(tmp_path):
    rows = [page("https://a.example/x", SEEDS[0].text) | {"fingerprint": [1, 2, 3]}]
    ran = CliRunner().invoke(main, ["families", str(audit(tmp_path, rows))])
    assert ran.exit_code == 2
    assert "another version" in ran.output


def test_a_damaged_shard_is_named(tmp_path):
    folder = audit(tmp_path, others()[:3])
    (folder / SHARDS / "000000.parquet").write_bytes(b"PAR1 no")
    ran = CliRunner().invoke(main, ["families", str(folder)])
    assert ran.exit_code == 2
    assert "000000.parquet cannot be read" in ran.output


def test_the_command_writes_the_file_and_shows_the_families(tmp_path):
    text = SEEDS[0].text
    rows = [page(f"https://m{n}.example/x", spun(text, "handmade", 0.3, n), 0.9) for n in range(3)]
    folder = audit(tmp_path / "crawl", [*rows, *others()[1:]])
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / "one.txt").write_text(text, encoding="utf-8")
    (originals / "bad.txt").write_bytes(b"\x00\x01\x02")
    ran = CliRunner().invoke(main, ["families", str(folder), "--reference", str(originals)])
    assert ran.exit_code == 0, ran.output
    assert "1 families with 4 pages: 3 spun." in ran.output
    assert "seed  " in ran.output
    assert "” → “" in ran.output
    found = read(folder)
    assert found.num_rows == 4
    assert found["is_reference"].to_pylist() == [True, False, False, False]
    assert found["position"].to_pylist()[0] is None


def test_two_pages_side_by_side_are_their_texts():
    seed, member = SEEDS[0].text, spun(SEEDS[0].text, "handmade", 0.3, 1)
    pieces = side_by_side(seed, member)
    assert "".join(piece.seed for piece in pieces) == seed.replace("’", "'")
    assert "".join(piece.member for piece in pieces) == member.replace("’", "'")
    assert all(p.seed.lower().split() == p.member.lower().split() for p in pieces if p.same)
    assert any(not piece.same and piece.seed and piece.member for piece in pieces)


@pytest.mark.parametrize(("one", "other"), [("", ""), ("", "Some words."), ("İİ a b c", "i a b c")])
def test_side_by_side_of_little(one, other):
    pieces = side_by_side(one, other)
    assert "".join(piece.member for piece in pieces) == other
