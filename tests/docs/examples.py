"""The examples of README and docs, and a scratch folder that has what they speak of."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(
    r"(?:^<!-- not run: (?P<why>.+?) -->\n)?^```(?P<language>sh|console|python)\n(?P<code>.*?)^```",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Example:
    """A block of code; ``why`` says why it is not run."""

    language: str
    code: str
    why: str = ""

    @property
    def lines(self) -> list[str]:
        """The command lines, prompts taken off and continued lines joined."""
        code = re.sub(r"^\$ ", "", self.code, flags=re.MULTILINE)
        return [line for line in code.replace("\\\n", " ").splitlines() if line.strip()]


def examples(path: Path) -> Iterator[Example]:
    for match in BLOCK.finditer(path.read_text("utf-8")):
        yield Example(match["language"], match["code"], match["why"] or "")


def furnish(folder: Path) -> None:
    """Put into a folder what the examples call by name."""
    bundled = ROOT / "docs" / "examples"
    shutil.copytree(bundled, folder / "docs" / "examples")
    clean, spun = bundled / "frozen-shoulder-clean.html", bundled / "frozen-shoulder-spun.html"
    for name in ("article.html", "page.html", "articles/a.html", "content/old.html"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(clean, folder / name)
    shutil.copy(spun, folder / "articles" / "b.html")
    for name in ("notes.md", "drafts/draft.md", "blog/knee-pain.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("# A note\n\nOf a few honest words.\n", "utf-8")
    (folder / "ratings.csv").write_text("site,label\nexample.org,low\n", "utf-8")
    (folder / "detector-baseline.json").write_text(
        '{"schema": "detector-baseline/1", "entries": []}', "utf-8"
    )
    (folder / "detector.toml").write_text('baseline = "detector-baseline.json"\n', "utf-8")
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@b.example")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "x"),
                      ("update-ref", "refs/remotes/origin/main", "HEAD")):  # fmt: skip
        subprocess.run([*git, *arguments], cwd=folder, check=True, capture_output=True)
