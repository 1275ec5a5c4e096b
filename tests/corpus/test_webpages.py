"""Pages of one host are on one side, and stuffed pages keep the menus of the real ones."""

from __future__ import annotations

import io
import json
import random
import tarfile
from pathlib import Path
from urllib.parse import quote

import pytest

from corpus import webpages
from corpus.split import assign
from corpus.stuffing import STYLES, stuff
from detector.article import Kind
from models.page.web import around, draft_of, web

PAGE = (
    "<html><head><title>Sore feet</title></head><body><nav><a href='/'>Our clinic</a></nav>"
    "<article><h1>Sore feet</h1>{}</article><footer>Imprint</footer></body></html>"
)
TEXT = "".join(
    f"<p>Many people who stand all day have sore feet in the evening, and {what} helps them.</p>"
    for what in ("a bath", "rest", "a firm shoe", "a cold pack", "less weight", "a soft sole")
)


@pytest.fixture
def archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two archives: one that names addresses in gold texts, one in the names of its files."""
    html = PAGE.format(TEXT).encode()
    gold = {f"{n}": {"url": f"https://www.host{n // 4}.example/{n}"} for n in range(40)}
    named = [f"https://host{n // 4}.example/other/{n}" for n in range(40, 60)]
    files = {
        "one": {f"html/{n}.html": html for n in range(40)}
        | {"ground-truth.json": json.dumps(gold).encode()},
        "two": {f"sample_training_data/{quote(url, safe='')}": html for url in named},
    }
    for name, content in files.items():
        with tarfile.open(tmp_path / name, "w") as archive:
            for path, data in content.items():
                member = tarfile.TarInfo(path)
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))
    monkeypatch.setattr(webpages, "ARCHIVES", tuple(files))
    monkeypatch.setattr(webpages, "manifest", lambda: {name: name for name in files})
    monkeypatch.setattr(webpages, "mirror", lambda: tmp_path)
    monkeypatch.setattr(webpages, "verified", lambda source, folder: folder / source)
    webpages.addresses.cache_clear()
    webpages._sides.cache_clear()
    yield
    webpages.addresses.cache_clear()
    webpages._sides.cache_clear()


def test_no_host_is_on_two_sides(archives: None) -> None:
    found = {
        side: [(archive, page) for archive, page in webpages.webpages(side)]
        for side in webpages.SIDES
    }
    hosts = [
        {webpages.host(archive, page.url) for archive, page in some} for some in found.values()
    ]
    assert sum(map(len, hosts)) == len(set().union(*hosts)) == 15
    assert sum(map(len, found.values())) == len(list(webpages.webpages())) == 60
    for archive, page in found["test"]:
        assert assign(f"{archive}:{page.target}", "half") == "test", "nor was it seen before"


def test_page_has_the_address_that_its_archive_says(archives: None) -> None:
    urls = {page.target: page.url for _, page in webpages.webpages()}
    assert urls["html/5.html"] == "https://www.host1.example/5"
    assert all(url and url.startswith("https://") for url in urls.values())


@pytest.mark.parametrize("style", STYLES)
def test_stuffed_page_keeps_what_stands_around_its_text(archives: None, style: str) -> None:
    page = next(web("train"))
    draft = stuff(draft_of(page.article), style, random.Random(3))
    article = around(page.article, draft)
    said = " ".join([*(block.text for block in article.body), *(a.text for a in article.links)])
    assert said.count(draft.phrase) >= 4
    assert [b.text for b in article.blocks if b.kind is Kind.NAVIGATION] == ["Our clinic"]
    assert article.links[: len(page.article.links)] == page.article.links
    assert article.words >= page.article.words
