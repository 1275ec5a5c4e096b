"""A made crawl: spun families at known rates among honest, templated and syndicated pages.

The pages come from the corpus mirror and from the repository's seeds; they are made once into a
Parquet file that is never committed. Same arguments, same pages.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.seeds import seeds
from corpus.sources import Document, documents
from corpus.spinners import families, load, ready
from corpus.stuffing import PLACES
from corpus.text import chunks, paragraphs, sentences
from detector.assess import Detector
from detector.finding import Axis

RATES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
ADDITIONS = ("plain", "plain", "keyphrase", "stub", "boilerplate")
WORDS = (120, 900)
# Families that are an addition here, or whose data takes longer to load than all else together.
SPARED = ("keyphrase", "embedding")
# Held-out texts of these sets become seeds; all of them also give honest pages.
SEED_SETS = (
    "health/medquad",
    "health/nci-pdq",
    "health/criticalmas-blog",
    "health/openstax-nutrition-pharm-pophealth",
    "health/va-gov",
    "health/covid-faq-jhu",
    "lowquality/recovery-reliable",
    "lowquality/fakehealth-story-unrated",
    "general/bbc-news",
    "general/18f-blog",
)
HONEST_SETS = (
    "health/medquad",
    "health/counsel-chat",
    "health/criticalmas-blog",
    "health/cochrane-pls",
    "health/covid-faq-jhu",
    "health/va-gov",
    "health/nci-pdq",
    "lowquality/quicktakes-llm-health",
    "lowquality/recovery-reliable",
    "lowquality/recovery-unreliable",
    "lowquality/fakehealth-story-unrated",
    "lowquality/coaid-real",
    "lowquality/supplement-shop-successchemistry",
    "general/bbc-news",
    "hardneg/wi-locness-bea2019",
)
TEMPLATE_SETS = ("lowquality/template-seo-calculators", "lowquality/doorway-wls-australia")
VARIANT_SETS = ("lowquality/affiliate-landers",)
# Thousands of pages of one set are one sentence with the name of a disease put in, and its list of
# signs: true templates, which stay among the honest pages and seed no family.
FILLED_IN = "Human Phenotype Ontology"
MENU = (
    "Home", "About us", "Conditions A to Z", "Find a doctor", "Our clinics", "News", "Contact",
    "Patient stories", "Book an appointment", "Privacy notice", "Terms of use", "Careers",
    "Sign up for our newsletter to get advice on living well, recipes and news every week.",
    "Leave a comment. Your address will not be shown. Fields with a star must be filled in.",
    "The information on this site is no substitute for a visit to your own doctor.",
)  # fmt: skip
FOOTERS = (
    "Read more on our partner pages, and share this page with your friends.",
    "Posted in Health. Tagged tips, wellness. Leave a reply below.",
    "Related: ten foods to try this week. Related: how to sleep better tonight.",
    "Copyright. All rights reserved. No part of this page is medical advice.",
    "Subscribe to our weekly letter. Follow us for more stories like this one.",
)


@dataclass(frozen=True)
class Made:
    """One page and what is known of it: its group, and how it was made.

    `kind` is spun, near-duplicate, template or honest, and template-set or variant-set for pages
    of a set that holds templates or variants of several texts; `rate` is the wished share of words
    touched, 0 for pages that no spinner saw; `addition` one of ADDITIONS;
    `spun` is the detector's score, for members of spun families alone.
    """

    target: str
    host: str
    title: str
    text: str
    date: str
    group: str
    kind: str
    rate: float = 0.0
    spinner: str = ""
    addition: str = ""
    spun: float | None = None


def make(size: int, spun_families: int, split: str) -> list[Made]:
    """Make `spun_families` families and fill up to `size` pages with honest ones.

    Seeds come from one `split` of the mirror: `dev` to choose thresholds, `test` to report.
    """
    rng = random.Random(split)
    sources = _seed_texts(split, rng)
    pages: list[Made] = []
    for number in range(spun_families):
        pages += spun_family(f"spun{number:04d}", sources.pop(), rng)
    for number in range(max(20, spun_families // 2)):
        pages += syndicated(f"syndicated{number:04d}", sources.pop(), rng)
    for number in range(max(5, spun_families // 12)):
        pages += doorways(f"doorway{number:04d}", sources.pop(), rng)
    for number in range(max(5, spun_families // 12)):
        pages += site(f"site{number:04d}", [sources.pop() for _ in range(8)], rng)
    pages += _templates(max(100, size // 40))
    used = {page.text for page in pages}
    taken = {document.text for document in sources} | used
    pages += _honest(size - len(pages), split, taken, rng)
    rng.shuffle(pages)
    return pages


def _seed_texts(split: str, rng: random.Random) -> list[Document]:
    """Our own seeds last, so that they are taken first; then held-out texts of the mirror."""
    found = list[Document]()
    for document in documents(SEED_SETS, split=split):
        if FILLED_IN in document.text:
            continue
        for text in chunks(document.text, WORDS, rng)[:1]:
            found.append(_with_text(document, text))
    rng.shuffle(found)
    own = [_with_text(d, d.text) for d in seeds() if len(d.text.split()) >= 100]
    return found + own


def _with_text(document: Document, text: str) -> Document:
    return replace(document, text=text)


def spun_family(name: str, source: Document, rng: random.Random) -> list[Made]:
    """Two to eight members at one rate, by one spinner or by several; half have the seed too."""
    rate = rng.choice(RATES)
    usable = [n for n in families() if ready(n) is None and n not in SPARED]
    chosen = [rng.choice(usable)] if rng.random() < 0.5 else rng.sample(usable, 4)
    additions = rng.choice((("plain",), ADDITIONS))
    pages = []
    if rng.random() < 0.5:
        pages.append(_page(name, 0, source, source.text, "spun", rng))
    for number in range(1, rng.randint(2, 8) + (not pages)):
        spinner = rng.choice(chosen)
        text = load(spinner).spin(source.text, rate, rng).text
        addition = rng.choice(additions)
        text = _with_addition(text, addition, rng)
        page = _page(name, number, source, text, "spun", rng)
        pages.append(replace(page, rate=rate, spinner=spinner, addition=addition))
    return pages


def _with_addition(text: str, addition: str, rng: random.Random) -> str:
    if addition == "keyphrase":
        return load("keyphrase").spin(text, rng.uniform(0.03, 0.1), rng).text
    if addition == "stub":
        words = text.split(" ")
        return " ".join(words[: int(len(words) * rng.uniform(0.45, 0.8))]) + " … read more"
    if addition == "boilerplate":
        return "\n\n".join([rng.choice(MENU[-3:]), text, *rng.sample(FOOTERS, 3)])
    return text


def syndicated(name: str, source: Document, rng: random.Random) -> list[Made]:
    """Two to five copies as news sites make them: bylines, cut ends, a sentence left out."""
    pages = []
    for number in range(rng.randint(2, 5)):
        parts = paragraphs(source.text)
        if len(parts) > 4 and rng.random() < 0.5:
            parts = parts[: -rng.randint(1, len(parts) // 4)]
        if rng.random() < 0.4:
            at = rng.randrange(len(parts))
            kept = sentences(parts[at])
            parts[at] = "".join(kept[1:]) if len(kept) > 2 else parts[at]
        if rng.random() < 0.6:
            parts.insert(0, f"{rng.choice(PLACES)}, {rng.randint(1, 28)} May. By a staff writer.")
        parts += rng.sample(FOOTERS, rng.randint(0, 3))
        pages.append(_page(name, number, source, "\n\n".join(parts), "near-duplicate", rng))
    return pages


def doorways(name: str, source: Document, rng: random.Random) -> list[Made]:
    """One sales text for many towns: the name of the place, a distance and a number change."""
    parts = paragraphs(source.text)[:12]
    pages = []
    for number, place in enumerate(rng.sample(PLACES, 10)):
        lines = [f"Advice in {place}", f"Are you in {place}? Our team in {place} can help you."]
        for index, part in enumerate(parts):
            lines.append(part)
            if index % 3 == 0:
                lines.append(f"From {place} it is {rng.randint(2, 40)} minutes to our clinic.")
        lines.append(f"Call {place} {rng.randint(100, 999)} {rng.randint(1000, 9999)} today.")
        page = _page(name, number, source, "\n\n".join(lines), "template", rng)
        pages.append(replace(page, host=f"{name}.example"))
    return pages


def site(name: str, sources: Sequence[Document], rng: random.Random) -> list[Made]:
    """Different articles inside of one site's menus; they are no family."""
    menu = rng.sample(MENU, 12)
    pages = []
    for number, source in enumerate(sources):
        text = "\n\n".join([*menu, " ".join(source.text.split(" ")[:200]), *reversed(menu)])
        page = _page(f"{name}-{number}", number, source, text, "honest", rng)
        pages.append(replace(page, host=f"{name}.example"))
    return pages


def _templates(limit: int) -> Iterator[Made]:
    rng = random.Random(3)
    for names, kind in ((TEMPLATE_SETS, "template-set"), (VARIANT_SETS, "variant-set")):
        for number, document in enumerate(documents(names, limit=limit, seed=1)):
            if len(document.text.split()) >= 60:
                yield _page(document.source, number, document, document.text[:6000], kind, rng)


def _honest(count: int, split: str, taken: set[str], rng: random.Random) -> list[Made]:
    """Other pages, each its own group; of a long document one page or more, none overlapping."""
    found = []
    for document in documents(HONEST_SETS):
        if document.split == split and document.source in SEED_SETS:
            continue
        for number, text in enumerate(chunks(document.text, WORDS, rng)[:6]):
            if text not in taken:
                name = f"{document.source}/{document.id}#{number}"
                found.append(_page(name, number, document, text, "honest", rng))
    rng.shuffle(found)
    return found[:count]


def _page(
    group: str, number: int, source: Document, text: str, kind: str, rng: random.Random
) -> Made:
    host = f"{source.source.split('/')[-1]}-{rng.randrange(40)}.example"
    if kind in {"spun", "near-duplicate"}:
        host = f"site-{rng.randrange(3000)}.example"
    target = f"https://{host}/{group}/{number}"
    date = f"20{rng.randint(10, 25)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}"
    return Made(target, host, source.title, text, date, group, kind)


def _scored(pages: list[Made]) -> Iterator[Made]:
    detector = Detector()
    for page in pages:
        if page.kind == "spun":
            score = detector.assess_text(page.text, title=page.title).scores[Axis.SPUN]
            page = replace(page, spun=None if score is None else round(score, 4))
        yield page


def cached(file: Path, size: int, spun_families: int, split: str) -> pa.Table:
    """Read the made pages, after making them where the file is not there yet."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        pages = _scored(make(size, spun_families, split))
        pq.write_table(pa.Table.from_pylist([asdict(page) for page in pages]), file)
    return pq.read_table(file)
