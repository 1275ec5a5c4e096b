"""CSV as programs write it: delimiters, quotes, codings and line ends are found out."""

from __future__ import annotations

import csv
import gzip
import io

import pytest

from detector.errors import UnreadableError
from tests.audit.test_slices import ADDRESSES, ROWS, errors, sliced, targets

TEXT = "He said “rest”, and \"ice\", it's 'soon' over;\n\nthat\u2028is | all"
PAGES = [row | {"text": f"{TEXT} {number}"} for number, row in enumerate(ROWS)]
LONG = [row | {"text": f"{TEXT} {number}" * 9000} for number, row in enumerate(ROWS[:4])]


def written(rows=PAGES, header=None, **how) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, **how)
    writer.writerow(header or rows[0])
    writer.writerows(row.values() for row in rows)
    return out.getvalue()


FORMS = {
    "default": written().encode(),
    "semicolons": written(delimiter=";").encode(),
    "escaped quotes": written(doublequote=False, escapechar="\\").encode(),
    "single quotes": written(quotechar="'").encode(),
    "escaped single quotes": written(quotechar="'", doublequote=False, escapechar="\\").encode(),
    "byte order mark": written(quoting=csv.QUOTE_ALL).encode("utf-8-sig"),
    "excel": ("sep=|\r\n" + written(delimiter="|")).encode("utf-8-sig"),
    "excel's unicode text": written(delimiter="\t").encode("utf-16"),
    "big endian": b"\xfe\xff" + written().encode("utf-16-be"),
    "old mac": written(lineterminator="\r").encode(),
    "line break in the header": written(header=["the\nid", "url", "text"]).encode(),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("step", [500, 10**9])
def test_every_way_to_write_a_table_gives_the_same_pages(tmp_path, form, pack, step):
    path = tmp_path / ("pages.csv" if pack is bytes else "pages.csv.gz")
    path.write_bytes(pack(FORMS[form]))
    found = sliced(path, step)
    assert targets(found) == ADDRESSES
    assert errors(found) == []
    whole = PAGES[7]["text"]
    assert found[7].page.content.decode().replace("\r", "\n") == whole


@pytest.mark.parametrize(
    "how", [{}, {"quotechar": "'"}, {"doublequote": False, "escapechar": "\\"}]
)
def test_rows_longer_than_what_is_looked_at(tmp_path, how):
    path = tmp_path / "pages.csv"
    path.write_text(written(LONG, **how), newline="")
    assert [one.page.content.decode() for one in sliced(path)] == [row["text"] for row in LONG]


def test_words_in_single_quotes_and_ragged_rows_change_nothing(tmp_path):
    path = tmp_path / "pages.csv"
    rows = ["url,text", "a,'Tis the season", "b,'quoted', or not", "c", "d,so 'it' is"]
    path.write_text("\n".join(rows))
    assert [(one.page.target, getattr(one.page, "content", None)) for one in sliced(path)] == [
        ("a", b"'Tis the season"), ("b", b"'quoted'"), ("c", None), ("d", b"so 'it' is"),
    ]  # fmt: skip


def test_what_is_no_table_is_an_error_in_words(tmp_path):
    path = tmp_path / "pages.csv"
    path.write_text("x" * 500_000)
    with pytest.raises(UnreadableError, match="src is no table"):
        sliced(path)
