"""The text in runs: nothing is lost, nothing twice, however marks overlap."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from detector.article import Extent, Kind
from detector.report.html.spans import Mark, lay_out

TEXT = "One two three.\n\nFour five six seven.\n\nEight."
EXTENTS = (
    Extent(Kind.PARAGRAPH, 0, 14),
    Extent(Kind.HEADING, 16, 36, 2),
    Extent(Kind.FOOTER, 38, len(TEXT)),
)
PLACES = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


def joined(keys: set[str], layout) -> str:
    """Return what stands under one of the keys."""
    pieces = (p for row in layout.rows for run in row.runs for p in run.pieces)
    return "".join(piece.text for piece in pieces if keys & set(piece.keys))


@settings(max_examples=200, deadline=None)
@given(st.lists(PLACES, max_size=8), st.integers(1, 60))
def test_every_mark_is_found_whole_and_the_text_once(places, most):
    marks = [Mark(start, end, f"f{n}") for n, (start, end) in enumerate(places)]
    layout = lay_out(TEXT, EXTENTS, marks, prefix="s", most=most)
    shown = [e for e in EXTENTS if e.start < most]
    for row, extent in zip(layout.rows, shown, strict=True):
        text = "".join(piece.text for run in row.runs for piece in run.pieces)
        assert text == TEXT[extent.start : min(extent.end, most)]
        assert (row.kind, row.level) == (extent.kind, extent.level)
    for mark in marks:
        parts = (TEXT[max(mark.start, e.start) : min(mark.end, e.end, most)] for e in shown)
        assert joined({mark.key}, layout) == "".join(parts)
        assert (mark.key in layout.places) == bool(joined({mark.key}, layout))
    assert layout.left_out == max(0, len(TEXT) - most)


def test_marks_that_overlap_are_one_run_and_marks_that_touch_are_two():
    marks = [Mark(0, 5, "a"), Mark(3, 7, "b"), Mark(7, 9, "c")]
    layout = lay_out(TEXT, EXTENTS[:1], marks, prefix="s", most=99)
    runs = [(run.id, [(p.text, p.keys) for p in run.pieces]) for run in layout.rows[0].runs]
    assert runs == [
        ("s1", [("One", ("a",)), (" t", ("a", "b")), ("wo", ("b",))]),
        ("s2", [(" t", ("c",))]),
        ("", [("hree.", ())]),
    ]
    assert layout.places == {"a": "s1", "b": "s1", "c": "s2"}


def test_a_text_without_known_blocks_is_paragraphs():
    layout = lay_out(TEXT, (), [], prefix="s", most=99)
    assert [row.runs[0].pieces[0].text for row in layout.rows] == TEXT.split("\n\n")
    assert lay_out("", (), [], prefix="s", most=99).rows == ()
