"""A lazy pattern behaves as its compiled one and compiles only when it is used."""

from __future__ import annotations

import pickle
import re

import pytest

from detector.lazy import regex


def test_it_finds_what_the_compiled_pattern_finds():
    text = "Risk factors, danger factors"
    lazy, eager = regex(r"\w+ factors", re.IGNORECASE), re.compile(r"\w+ factors", re.IGNORECASE)
    for _ in range(2):
        assert lazy.findall(text) == eager.findall(text)
    assert lazy.sub("x", text) == eager.sub("x", text)
    assert lazy.groups == eager.groups
    assert lazy.pattern == eager.pattern


def test_it_compiles_at_its_first_use():
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("text")


def test_it_travels_to_another_process():
    assert pickle.loads(pickle.dumps(regex("[a-z]+"))).fullmatch("word")
