"""How long ``detector check`` takes for a repository of 300 files, cold and warm.

``python -m benchmarks.check [--files 300] [--jobs 2] [--folder DIR]`` writes a repository of
Markdown, MDX and HTML files from the repository's own seed texts, a fifth of them spun by families
that need no data; accepts its findings in a baseline; lets a "pull request" add one spun paragraph;
and prints wall and CPU seconds of each run, its exit code, and the number of annotations. The work
is done by the command itself, in processes of its own.
"""

from __future__ import annotations

import argparse
import html
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.seeds import seeds
from corpus.spinners import load

FAMILIES = ("expansion", "frequency", "function", "handmade", "homoglyph", "roundtrip")
SPUN_SHARE = 5
ADDED = (
    "Danger factors consist of excessive blood strain and being overweight, so the medical "
    "physician may't rule out a coronary heart attack with out a test."
)


def write(root: Path, files: int) -> None:
    """Write the repository: each file one seed text, some paragraphs left out, some files spun."""
    texts = [document for document in seeds() if document.label == "human"]
    for number in range(files):
        rng = random.Random(number)
        document = texts[number % len(texts)]
        paragraphs = document.text.split("\n\n")
        drop = rng.randrange(len(paragraphs))
        paragraphs = [p for i, p in enumerate(paragraphs) if i != drop or len(paragraphs) < 4]
        if number % SPUN_SHARE == 0:
            spinner = load(FAMILIES[number // SPUN_SHARE % len(FAMILIES)])
            paragraphs = [spinner.spin(p, 0.25, rng).text for p in paragraphs]
        suffix = (".md", ".html", ".mdx", ".md", ".html")[number % 5]
        page = _html if suffix == ".html" else _markdown
        path = root / f"section-{number % 12}" / f"{number:03d}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        title = f"{document.title} ({number})"
        path.write_text(page(title, paragraphs), encoding="utf-8")


def _markdown(title: str, paragraphs: Sequence[str]) -> str:
    body = "\n\n".join(paragraphs)
    return f'---\ntitle: "{title}"\ntags: [health]\n---\n\n# {title}\n\n{body}\n'


def _html(title: str, paragraphs: Sequence[str]) -> str:
    body = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{html.escape(title)}</title></head><body>\n"
        f"<header><a href='/'>Home</a></header>\n<article><h1>{html.escape(title)}</h1>\n{body}\n"
        "</article>\n<footer>Contact</footer></body></html>\n"
    )


def run(root: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in the repository and print what it cost."""
    before, started = os.times(), time.perf_counter()
    command = [sys.executable, "-m", "detector", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    wall, after = time.perf_counter() - started, os.times()
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    lines = done.stdout.splitlines()
    errors = sum(line.startswith("::error") for line in lines)
    print(f"{name:<34} {wall:7.2f} {cpu:7.2f} {done.returncode:5d} {errors:12d}")
    if done.returncode > 1:
        sys.exit(done.stderr)
    return done


def measure(root: Path, files: int, jobs: str) -> None:
    """Print the table: cold, warm, with a baseline, and after a change."""
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org")
    write(root, files)
    (root / "detector.toml").write_text('baseline = "baseline.json"\n', encoding="utf-8")
    (root / ".gitignore").write_text(".detector-cache\n", encoding="utf-8")
    github = ("--format", "github", "--jobs", jobs)
    print(f"{'run':<34} {'wall s':>7} {'CPU s':>7} {'exit':>5} {'annotations':>12}")
    (root / "baseline.json").write_text('{"schema": "detector-baseline/1", "entries": []}')
    run(root, f"cold, {files} files", "check", *github)
    run(root, "warm", "check", *github)
    run(root, "baseline update (warm)", "baseline", "update", "--jobs", jobs)
    run(root, "old content with its baseline", "check", *github)
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "old")):
        subprocess.run([*git, *arguments], cwd=root, check=True)
    page = root / "section-1" / "013.md"
    title, _, rest = page.read_text(encoding="utf-8").partition("\n\n# ")
    heading, _, body = rest.partition("\n\n")
    page.write_text(f"{title}\n\n# {heading}\n\n{ADDED}\n\n{body}", encoding="utf-8")
    for name, options in (("with its baseline", ()), ("--diff HEAD", ("--diff", "HEAD"))):
        done = run(root, f"one spun paragraph, {name}", "check", *github, *options)
        print("   ", done.stdout.split("::", 2)[1] if done.stdout else "nothing was said")


def main() -> None:
    """Run the benchmark in a folder that is removed afterwards, unless one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    root = options.folder or Path(tempfile.mkdtemp())
    root.mkdir(parents=True, exist_ok=True)
    try:
        measure(root, options.files, options.jobs)
    finally:
        if not options.folder:
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
