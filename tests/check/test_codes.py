"""The gate's own codes are documented like those of the signals, and are no signals."""

from __future__ import annotations

import pytest

from detector.check.codes import gate_codes, known, matching, rule
from detector.signals import signals
from tests.signals.test_documentation import SECTIONS, sections


@pytest.mark.parametrize("code", gate_codes())
def test_documentation_has_every_section_filled(code):
    found = sections(rule(code).documentation)
    assert tuple(found) == SECTIONS
    assert all(len(text.split()) >= 5 for text in found.values())


def test_every_code_is_known_without_loading_one_and_none_is_a_feature():
    assert set(known()) == set(signals()) | set(gate_codes())
    assert not set(gate_codes()) & set(signals())


def test_a_prefix_names_a_family():
    assert set(matching("SPN2")) == {code for code in known() if code.startswith("SPN2")}
    assert not matching("SP")
    assert not matching("XYZ")
