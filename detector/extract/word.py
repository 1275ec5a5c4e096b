"""A Word document (.docx), as guest authors send it, to an Article: by mammoth, which reads styles.

Headings are those that have a heading's style. What tracked changes have deleted, comments, headers
and footers are not read; pictures are never opened. A document is not a web page: nothing in it is
navigation, so nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from detector.article import Article, Kind, Link, Metadata, Part, assemble
from detector.errors import UnreadableError
from detector.extract.bounds import bounded
from detector.extract.references import references_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

MOST_BYTES = 64 * 1024 * 1024  # of its XML, unpacked
STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"
HEADINGS = {f"h{level}": level for level in range(1, 7)}
KINDS = {"li": Kind.LIST_ITEM, "td": Kind.CELL, "th": Kind.CELL, "blockquote": Kind.QUOTE}
BLOCKS = ["p", *HEADINGS, *KINDS]
BACK = "↑"  # mammoth's way from a footnote to its mark


def is_word(content: bytes) -> bool:
    """Whether these are the bytes of a Word document."""
    try:
        names = ZipFile(BytesIO(content)).namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        return False
    return "[Content_Types].xml" in names and any(name.startswith("word/") for name in names)


def article_of_word(content: bytes, url: str | None = None) -> Article:
    """Return the Article of a Word document; its title is the first heading of level 1.

    Raises:
        UnreadableError: the document is damaged, or its text too large.
    """
    from bs4 import BeautifulSoup

    tree = BeautifulSoup(bounded(_html(content)), "lxml")
    parts = list(_parts(tree))
    links = tuple(_links(tree))
    images = (str(image.get("alt") or "").strip() for image in tree.find_all("img"))
    return assemble(
        parts,
        title=next((p.text for p in parts if p.kind is Kind.HEADING and p.level == 1), None),
        metadata=Metadata(references=references_of(parts, links)),
        links=links,
        alt_texts=tuple(filter(None, images)),
        url=url,
    )


def _html(content: bytes) -> str:
    import mammoth

    try:
        with ZipFile(BytesIO(content)) as archive:
            size = sum(one.file_size for one in archive.infolist() if _is_xml(one.filename))
        if size > MOST_BYTES:
            raise UnreadableError(
                f"The Word document unpacks to more than {MOST_BYTES >> 20} MiB; split it."
            )
        found = mammoth.convert_to_html(
            BytesIO(content),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(lambda _: {}),
            external_file_access=False,
        )
    except UnreadableError:
        raise
    except Exception as error:  # of zipfile, expat or mammoth, as the damage will have it
        raise UnreadableError(
            f"The Word document cannot be read ({error}); open it in a word processor and save it "
            "again."
        ) from error
    return str(found.value)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _parts(tree: BeautifulSoup) -> Iterator[Part]:
    """Yield a Part for each run of text that stands in one block and in none inside of it."""
    for line_break in tree.find_all("br"):
        line_break.replace_with("\n")
    strings = [(string, string.find_parent(BLOCKS)) for string in tree.find_all(string=True)]
    for _, run in groupby(strings, key=lambda pair: id(pair[1])):  # equal tags may be two blocks
        texts, blocks = zip(*run, strict=True)
        text = " ".join("".join(texts).replace(BACK, " ").split())
        if text:
            yield Part(_kind(blocks[0]), text, _level(blocks[0]))


def _level(block: Tag | None) -> int:
    return HEADINGS.get(block.name, 0) if block else 0


def _kind(block: Tag | None) -> Kind:
    if _level(block):
        return Kind.HEADING
    around = [block, *block.parents] if block else []
    return next((KINDS[one.name] for one in around if one.name in KINDS), Kind.PARAGRAPH)


def _links(tree: BeautifulSoup) -> Iterator[Link]:
    """Yield the links that lead out of the document."""
    for anchor in tree.find_all("a", href=True):
        address = str(anchor["href"])
        if not address.startswith("#"):
            yield Link(" ".join(anchor.get_text().split()), address)
