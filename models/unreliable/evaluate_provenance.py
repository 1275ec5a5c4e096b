"""Measure the provenance criteria on the labelled real pages: precision and recall of "met".

Run ``python -m models.unreliable.evaluate_provenance HTML`` with the folder that holds the HTML
archives named in ``labels/provenance.csv`` (``*.tar.xz``, or unpacked). The
pages of round 1 are split by host into a half for development and a half held out, but the rules
were written when all of round 1 had been read for labelling. The pages of round 2, from other
hosts, were labelled after the rules were written and before any of them was judged; their errors
then improved the rules. Round 3, again other hosts, was labelled after that. A label left
empty is a page on which the labeller was not sure of that criterion; it counts nowhere.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from detector.criteria import judge
from detector.extract import article_of
from detector.page import Page
from models.evaluate import HERE, write_tables

LABELS = Path(__file__).parent / "labels" / "provenance.csv"
CARD = HERE / "cards" / "unreliable.md"
ALL = "all"
CODES = {
    "authorship": "MED101",
    "authority": "MED102",
    "attribution": "MED103",
    "disclosure": "MED104",
    "currency": "MED105",
    "complementarity": "MED111",
    "confidentiality": "MED112",
    "transparency": "MED114",
    "ownership": "MED115",
    "advertising": "MED116",
}
PARTS = ("develop", "held out", "round 2", "round 3")
WORDS = {"met": True, "not-met": False}

Said = dict[str, tuple[bool | None, str | None]]


@dataclass(frozen=True)
class Labelled:
    """One labelled page: where it is, and True, False or None by name of the criterion."""

    round: str
    archive: str
    member: str
    url: str
    labels: dict[str, bool | None]

    @property
    def part(self) -> str:
        """The part of the set: "develop" or "held out" by host, or a later round."""
        if self.round != "1":
            return f"round {self.round}"
        host = (urlsplit(self.url).hostname or "").removeprefix("www.")
        return PARTS[hashlib.sha256(host.encode()).digest()[0] % 2]


def labelled() -> list[Labelled]:
    """Return the labelled pages in the order of the file."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return [
            Labelled(
                row["round"],
                row["archive"],
                row["member"],
                row["url"],
                {name: WORDS.get(row[name]) for name in CODES},
            )
            for row in csv.DictReader(file)
        ]


def contents(folder: Path, pages: list[Labelled]) -> Iterator[tuple[Labelled, bytes]]:
    """Yield every page with its bytes, from unpacked folders or from the archives themselves."""
    for archive in sorted({page.archive for page in pages}):
        wanted = {page.member: page for page in pages if page.archive == archive}
        if (folder / archive).is_dir():
            for name, page in wanted.items():
                yield page, (folder / name).read_bytes()
            continue
        with tarfile.open(folder / f"{archive}.tar.xz") as tar:
            for member in tar:
                file = tar.extractfile(member) if member.name in wanted else None
                if file:
                    yield wanted[member.name], file.read()


def verdicts(page: Labelled, content: bytes) -> Said:
    """Return what the criteria say of a page, by the name of the criterion."""
    article = article_of(Page(page.url, content, "text/html", None, page.url))
    said = {criterion.code: criterion for criterion in judge(article)}
    return {name: (said[code].met, said[code].evidence) for name, code in CODES.items()}


def table(judged: list[tuple[Labelled, Said]]) -> str:
    """Return as Markdown for every criterion and part the counts, precision and recall of "met"."""
    lines = [
        "| criterion | part | met | not met | precision | recall |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for name in CODES:
        for part in [*PARTS, ALL]:
            count: Counter[tuple[bool, bool]] = Counter()
            for page, said in judged:
                truth = page.labels[name]
                if part in (page.part, ALL) and truth is not None:
                    count[truth, said[name][0] is True] += 1
            hits, misses, alarms = count[True, True], count[True, False], count[False, True]
            right = hits / (hits + alarms) if hits + alarms else float("nan")
            found = hits / (hits + misses) if hits + misses else float("nan")
            lines.append(
                f"| {name} | {part} | {hits + misses} | {alarms + count[False, False]} | "
                f"{right:.2f} | {found:.2f} |"
            )
    return "\n".join(lines)


def errors(judged: list[tuple[Labelled, Said]], parts: list[str]) -> str:
    """Return the disagreements on ``parts`` of the set, for whoever improves a criterion."""
    lines = []
    for page, said in judged:
        for name, truth in page.labels.items():
            met, evidence = said[name]
            if truth is not None and page.part in parts and (met is True) != truth:
                word = "missed" if truth else "false alarm"
                lines.append(f"{name}: {word}: {page.url[:90]} {evidence or ''}")
    return "\n".join(sorted(lines))


def main() -> None:
    """Print the table, and with ``--errors`` the disagreements on parts of it.

    The table goes into the card of the axis too.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("html", type=Path, help="the folder of the HTML archives")
    parser.add_argument("--errors", nargs="*", choices=PARTS, help="list the errors on these parts")
    options = parser.parse_args()
    judged = [(page, verdicts(page, data)) for page, data in contents(options.html, labelled())]
    print(table(judged))
    write_tables(CARD, table(judged), "provenance")
    if options.errors:
        print(errors(judged, options.errors))


if __name__ == "__main__":
    main()
