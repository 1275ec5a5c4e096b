"""Word documents: what a reader sees of them, and those that cannot be read."""

from __future__ import annotations

import io
import zipfile

import pytest
from click.testing import CliRunner

from detector import Detector
from detector.article import Kind
from detector.cli import main
from detector.errors import UnreadableError
from detector.extract import article_of, word
from detector.extract.word import article_of_word, is_word
from detector.page import Page
from tests.texts import PARAGRAPHS, SPUN

OFFICE = "http://schemas.openxmlformats.org"
RELATION = f"{OFFICE}/officeDocument/2006/relationships"
PACKAGE = f"{OFFICE}/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
)
LINKS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r9" '
    f'Type="{RELATION}/hyperlink" Target="https://doi.org/10.1000/182" TargetMode="External"/>'
    "</Relationships>"
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/></w:style>'
    for style, name in (("T", "Title"), ("H2", "heading 2"), ("Normal", "Normal"))
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def part(name: str, inside: str) -> str:
    return (
        f'<?xml version="1.0"?><w:{name} xmlns:w="{OFFICE}/wordprocessingml/2006/main" '
        f'xmlns:r="{RELATION}">{inside}</w:{name}>'
    )


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, style: str = "Normal", more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inside}</w:p>'


def item(text: str) -> str:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return paragraph(run(text), more=number)


def cell(text: str) -> str:
    return f"<w:tc>{paragraph(run(text))}</w:tc>"


def docx(*body: str) -> bytes:
    """A Word document of these paragraphs and tables."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/_rels/document.xml.rels", LINKS)
        archive.writestr("word/styles.xml", part("styles", STYLES))
        archive.writestr("word/numbering.xml", part("numbering", NUMBERING))
        inside = f"<w:body>{''.join(body)}</w:body>"
        archive.writestr("word/document.xml", part("document", inside))
    return file.getvalue()


GUEST = docx(
    paragraph(run("Sprained ankles"), "T"),
    paragraph(run("What to do"), "H2"),
    paragraph(run("Rest the ") + f'<w:del w:id="1">{run("old ")}</w:del>' + run("ankle.")),
    item("Cool it."),
    item("Raise it."),
    f"<w:tbl><w:tr>{cell('Day')}{cell('Exercise')}</w:tr></w:tbl>",
    paragraph("<w:r><w:t>One line</w:t><w:br/><w:t>and another, </w:t></w:r>"
              f'<w:hyperlink r:id="r9">{run("a study")}</w:hyperlink>'),
)  # fmt: skip


def test_a_document_is_its_headings_paragraphs_lists_and_tables():
    article = article_of(Page("guest.docx", GUEST))
    assert [(block.kind, block.level, block.text) for block in article.blocks] == [
        (Kind.HEADING, 1, "Sprained ankles"),
        (Kind.HEADING, 2, "What to do"),
        (Kind.PARAGRAPH, 0, "Rest the ankle."),
        (Kind.LIST_ITEM, 0, "Cool it."),
        (Kind.LIST_ITEM, 0, "Raise it."),
        (Kind.CELL, 0, "Day"),
        (Kind.CELL, 0, "Exercise"),
        (Kind.PARAGRAPH, 0, "One line and another, a study"),
    ]
    assert article.title == "Sprained ankles"
    assert [link.url for link in article.links] == ["https://doi.org/10.1000/182"]


def test_equal_neighbours_are_blocks_of_their_own():
    article = article_of_word(docx(item("Cool it."), item("Cool it.")))
    assert [block.text for block in article.blocks] == ["Cool it.", "Cool it."]


def test_scan_and_audit_judge_a_document_as_its_text(tmp_path):
    spun = [block.text for block in article_of(Page("spun.html", SPUN.read_bytes())).body]
    (tmp_path / "guest.docx").write_bytes(docx(*(paragraph(run(p)) for p in spun)))
    found = Detector().assess_path(tmp_path / "guest.docx")
    same = Detector().assess_text("\n\n".join(spun))
    assert (found.verdict, found.scores) == (same.verdict, same.scores)
    assert str(found.verdict) == "flag"
    done = CliRunner().invoke(
        main, ["audit", str(tmp_path), "--out", str(tmp_path / "o"), "--workers", "1"]
    )
    assert "1 pages: 0 pass, 0 review, 1 flag" in done.output


def test_a_folder_is_scanned_with_its_documents(tmp_path):
    (tmp_path / "guest.docx").write_bytes(docx(*(paragraph(run(p)) for p in PARAGRAPHS)))
    done = CliRunner().invoke(main, ["scan", str(tmp_path)])
    assert "guest.docx" in done.output
    assert "PASS" in done.output


def test_a_check_leaves_documents_to_scan(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "guest.docx").write_bytes(GUEST)
    (tmp_path / "page.md").write_text("\n\n".join(PARAGRAPHS))
    assert "1 files checked" in CliRunner().invoke(main, ["check", "."]).output
    done = CliRunner().invoke(main, ["check", "guest.docx"])
    assert "“detector scan” reads Word" in " ".join(done.output.split())


def test_what_is_no_word_document_is_not_taken_for_one():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("xl/workbook.xml", "<a/>")
    assert not is_word(file.getvalue())
    assert not is_word(b"PK\x03\x04rest of the archive")
    assert not is_word(b"Knee pain")


@pytest.mark.parametrize(
    "document",
    [
        GUEST.replace(b"PK\x01\x02", b"PK\x01\x03"),
        docx("<w:p>"),
        docx().replace(b"word/document.xml", b"word/dokument.xml"),
    ],
)
def test_a_damaged_document_says_what_to_do(document):
    with pytest.raises(UnreadableError, match=r"(cannot be read .* save it again|not a page)"):
        article_of(Page("guest.docx", document))


def test_a_document_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(word, "MOST_BYTES", 1000)
    with pytest.raises(UnreadableError, match="unpacks to more than"):
        article_of_word(GUEST)
