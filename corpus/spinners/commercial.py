"""Family `commercial`: the phrase thesaurus of a commercial plug-in."""

from __future__ import annotations

import random
import tarfile
from functools import cached_property

from corpus.edits import Spun, apply
from corpus.errors import MirrorMissingError, ResourceMissingError
from corpus.manifest import manifest
from corpus.sources import mirror, verified
from corpus.thesaurus import Match, Thesaurus, merged, swaps

SET = "spun/wp-auto-spinner-thesaurus"


def packed_text(name: str, member: str) -> str:
    """Read one file of a spinning-material set in the mirror.

    Raises ResourceMissingError when there is no mirror.
    """
    try:
        path = verified(manifest()[name], mirror())
    except MirrorMissingError as error:
        raise ResourceMissingError(
            f"This family needs the set {name} of the mirror. {error}"
        ) from error
    with tarfile.open(path) as archive:
        for info in archive.getmembers():
            file = archive.extractfile(info) if info.name.endswith(member) else None
            if file is not None:
                return file.read().decode("utf-8", errors="replace")
    raise ResourceMissingError(f"The set {name} holds no file {member}: fetch the set again.")


class Commercial:
    """Imitates WordPress auto-spinners: whole phrases first, then single words, as listed.

    The list holds inflected forms, so nothing is inflected here. A capital first letter
    is kept, capitals of a whole word are lost, and one in fifty swapped-in words gets a capital of
    its own, as seen on pages of this kind. Source: the plug-in's own list in the
    mirror (`spun/wp-auto-spinner-thesaurus`; all rights reserved, never committed).
    """

    name = "commercial"

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Every alternative of a line stands for every other; raises ResourceMissingError."""
        lines = packed_text(SET, "treasures_en.dat").splitlines()
        pairs = []
        for line in lines:
            words = [word.strip() for word in line.split("|") if word.strip()]
            pairs += [(words[0], words[1:])] if len(words) > 1 else []
        return Thesaurus(merged(pairs, most=40), inflected=False)

    def spin(self, text: str, rate: float, rng: random.Random) -> Spun:
        """Swap phrases and words until `rate` of the words are touched."""
        return apply(text, swaps(text, self.thesaurus, rate, rng, _write), self.name, rate)


def _write(old: str, match: Match, new: str, rng: random.Random) -> str:  # noqa: ARG001
    if old[0].isupper() or rng.random() < 0.02:
        return new[:1].upper() + new[1:]
    return new
