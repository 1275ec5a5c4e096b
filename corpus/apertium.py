"""Apertium, a machine translator by rules (Forcada et al. 2011), called as a program."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from functools import cache
from shutil import which

from corpus.errors import ResourceMissingError

_PROGRAM = "apertium"
_LIMIT = 120  # seconds for a page
_MARK = re.compile(r"[#@*]+")
_BETWEEN = "\n\n"


@cache
def modes() -> frozenset[str]:
    """Name the directions installed. Raises ResourceMissingError without the program."""
    if which(_PROGRAM) is None:
        raise ResourceMissingError(
            "Apertium is not installed: install the Debian packages apertium, apertium-eng-spa, "
            "apertium-eng-cat, apertium-en-gl, apertium-eo-en, apertium-spa-cat, apertium-es-gl, "
            "apertium-es-pt, apertium-pt-gl, apertium-fra-cat, apertium-cat-ita."
        )
    return frozenset(_run(["-l"], "").split())


def through(sentences: Sequence[str], chain: Sequence[str]) -> list[str | None]:
    """Translate sentences through directions in turn, one after the other.

    None stands for a sentence in which a word was lost on the way (a lemma without its form, a word
    of the other language), and for all of them when they can no longer be told apart. Raises
    ResourceMissingError when a direction is not installed.
    """
    missing = set(chain) - modes()
    if missing:
        raise ResourceMissingError(f"Apertium lacks the direction {', '.join(sorted(missing))}.")
    text = _BETWEEN.join(" ".join(sentence.split()) for sentence in sentences)
    for mode in chain:
        text = _run([mode], text)
    found = [part.strip() for part in re.split(r"\n\s*\n", text.strip())]
    if len(found) != len(sentences):
        return [None] * len(sentences)
    return [_whole(old, new) for old, new in zip(sentences, found, strict=True)]


def _whole(old: str, new: str) -> str | None:
    """Take the marks of unknown words away if these words were in the sentence from the start."""
    unknown = re.findall(r"[#@*]+([\w'’-]+)", new)
    if "#" in new or "@" in new or any(word not in old for word in unknown):
        return None
    return re.sub(r" +(?=[ ,.;:!?])", "", _MARK.sub("", new))


def _run(arguments: Sequence[str], text: str) -> str:
    done = subprocess.run(  # noqa: S603 - the directions are ours, the text goes to its input
        [_PROGRAM, *arguments],
        input=text, capture_output=True, text=True, timeout=_LIMIT, check=False,
    )  # fmt: skip
    return done.stdout
