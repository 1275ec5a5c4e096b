"""Pages from the user's own disk: files, folders and standard input."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from detector.errors import LimitError, NotFoundError, SourceError
from detector.page import Page, Unread
from detector.sources import media
from detector.sources.options import MEBIBYTE, SourceOptions


def read(target: str, options: SourceOptions) -> Iterator[Page | Unread]:
    """Yield the pages of a file, a WARC file or, in sorted order, of a whole folder."""
    path = Path(target)
    try:
        if path.is_dir():
            yield from _folder(path, options)
        elif media.is_archive(path):
            from detector.sources import warc

            with path.open("rb") as file:
                yield from warc.read(file, target, options)
        else:
            yield _file(path, options)
    except SourceError as error:
        yield Unread(target, str(error))
    except FileNotFoundError:
        yield Unread(target, _missing(path))
    except (OSError, ValueError) as error:
        yield Unread(target, _closed(target, error))


def read_stream(stream: BinaryIO, options: SourceOptions) -> Iterator[Page | Unread]:
    """Yield the one page of standard input, named ``-``."""
    try:
        yield Page("-", _bounded(stream, "Standard input", options.max_bytes), local=True)
    except LimitError as error:
        yield Unread("-", str(error))
    except (OSError, ValueError) as error:
        yield Unread("-", _closed("Standard input", error))


def _file(path: Path, options: SourceOptions) -> Page:
    media_type = media.of_suffix(path)
    if not media.is_document(media_type):
        raise NotFoundError(
            f"{path} is named as {media_type}, which holds no page to read; give an HTML, "
            "Markdown, text, Word (.docx) or WARC file."
        )
    with path.open("rb") as file:
        content = _bounded(file, str(path), options.max_bytes)
    return Page(str(path), content, media_type, local=True)


def _bounded(stream: BinaryIO, name: str, limit: int) -> bytes:
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise LimitError(
            f"{name} holds more than {limit / MEBIBYTE:g} MiB, the limit for one page; split it "
            "or raise the limit (--max-bytes)."
        )
    return content


def _folder(folder: Path, options: SourceOptions) -> Iterator[Page | Unread]:
    empty = True
    for path in walk(folder):
        if path.suffix.lower() not in media.SUFFIXES and not media.is_archive(path):
            continue
        empty = False
        yield from read(str(path), options)
    if empty:
        suffixes = " ".join([*media.SUFFIXES, *media.ARCHIVES])
        yield Unread(
            str(folder),
            f"The folder {folder} holds no file that detector reads; it looks for {suffixes}.",
        )


def walk(folder: Path) -> Iterator[Path]:
    """Yield all files, sorted; not what is hidden, links to folders or to nothing, pipes."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from walk(path)
        elif path.is_file():
            yield path


def _missing(path: Path) -> str:
    if path.is_symlink():
        return f"{path} is a link to a file that is not there; correct the link."
    sentence = f"There is no file or folder {path}"
    if "." in path.parts[0] and not path.parts[0].startswith(".") and len(path.parts) > 1:
        return f"{sentence}; if it is a web page, write https://{path.as_posix()}."
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return f"{sentence}, nor is there a folder {path.parent}; check the path."
    near = difflib.get_close_matches(path.name, names, n=3, cutoff=0.6)
    if near:
        return f"{sentence}; did you mean {' or '.join(str(path.parent / name) for name in near)}?"
    return f"{sentence}; check the path."


def _closed(name: str, error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"{name} cannot be read ({reason}); check that it is a file you may open."
