"""Reading what others made: aligned pairs and the public originals of sets."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from corpus import external
from corpus.download import fetch, origin
from corpus.errors import CorpusError
from corpus.manifest import Source


def source(where: str) -> Source:
    return Source(
        name="health/example", what="answers", licence="our own", origin=where, sha256="",
        register="gov", use="clean", split="standard", key="id", space="health/example",
    )  # fmt: skip


def test_detectrl_pairs_of_one_variant_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"id": "d1", "original": "It hurts.", "word": "It aches.", "bt": "It is hurting."},
        {"id": "d2", "original": "He slept\u0085well.", "bt": "He has slept well."},
    ]
    packed = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n"
    monkeypatch.setattr(external, "packed_text", lambda *_: packed)
    assert [pair.spun for pair in external.pairs("detectrl-word")] == ["It aches."]
    back = list(external.pairs("detectrl-bt"))
    assert [pair.id for pair in back] == ["d1", "d2"]
    assert back[1].original == "He slept\u0085well."


def test_textattack_keeps_successful_rows_of_its_transformation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    base = {"original": "a good film", "perturbed": "a goodish film", "result": "Successful"}
    rows = [
        {**base, "transformation": "word-swap-wordnet"},
        {**base, "transformation": "word-swap-wordnet", "result": "Failed"},
        {**base, "transformation": "word-swap-hownet"},
    ]
    monkeypatch.setattr(external, "packed_text", lambda *_: "\n".join(map(json.dumps, rows)))
    assert len(list(external.pairs("textattack-wordnet"))) == 1


def test_an_unknown_external_family_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CorpusError, match="detectrl-dipper"):
        external.pairs("detectrl")


def test_an_origin_is_a_repository_at_a_commit() -> None:
    assert origin(source("someone/texts@577bd37b96 (v2)")) == ("someone/texts", "577bd37b96")
    with pytest.raises(CorpusError, match="no public repository"):
        origin(source("transcribed by hand"))


def test_the_original_is_fetched_at_its_commit(tmp_path: Path) -> None:
    """A clone of a repository on this machine stands for the public one."""
    home = tmp_path / "host" / "someone" / "texts"
    home.mkdir(parents=True)

    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
            cwd=home, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout.strip()

    git("init", "-q")
    for state in ("first", "second"):
        (home / "text.txt").write_text(state)
        git("add", "text.txt")
        git("commit", "-q", "-m", state)
    commit = git("rev-parse", "HEAD~1")
    cloned = fetch(source(f"someone/texts@{commit}"), tmp_path, host=f"file://{tmp_path}/host")
    assert (cloned / "text.txt").read_text() == "first"
    with pytest.raises(CorpusError, match="could not fetch"):
        fetch(source("someone/nothing@577bd37b96"), tmp_path / "other", f"file://{tmp_path}/host")
