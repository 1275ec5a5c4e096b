"""What MkDocs does besides: pages made from their sources, and links out of ``docs``."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
LINK = re.compile(r"\]\((?!\w+:|#|/)([^)\s#]+)([^)]*)\)")
HOMES = {"models": "models/cards"}  # pages that are made from files elsewhere


def on_files(files: Files, config: Any) -> Files:  # noqa: ANN401 — MkDocs' own type is untyped
    """Add the generated pages."""
    from docs.reference import pages

    for name, text in pages().items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:  # noqa: ANN401
    """Lead links to files outside of the site to the repository."""

    def led(match: re.Match[str]) -> str:
        here = PurePosixPath(page.file.src_uri).parent
        if files.get_file_from_path(_joined(here, match[1])):
            return match.group()
        home = PurePosixPath(HOMES.get(str(here), f"docs/{here}"))
        target = _joined(home, match[1])
        if not (ROOT / target).exists():
            return match.group()  # MkDocs will complain
        return f"]({config['repo_url']}/blob/main/{target}{match[2]})"

    return LINK.sub(led, markdown)


def _joined(folder: PurePosixPath, link: str) -> str:
    parts: list[str] = []
    for part in (folder / link).parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
