"""The thresholds are raised for those whom they would wrong, and never lowered."""

from __future__ import annotations

import numpy as np
import pytest

from models.page.guard import raised

CALM = np.linspace(0, 0.9, 1000)


def test_a_threshold_that_few_reach_stays():
    assert raised(0.95, {"forum": CALM, "learner": CALM}, rate=0.01) == 0.95


def test_learners_raise_it_though_they_are_few_in_the_pool():
    odd = np.linspace(0.5, 0.99, 100)
    found = raised(0.95, {"forum": np.tile(CALM, 20), "learner": odd}, rate=0.01)
    assert found > 0.95
    assert (odd >= found).mean() <= 0.01


@pytest.mark.parametrize("register", ["ocr", "pre-2000"])
def test_a_register_that_is_not_protected_counts_in_the_pool_alone(register):
    odd = np.linspace(0.5, 0.99, 100)
    found = {"forum": np.tile(CALM, 20), register: odd}
    assert raised(0.95, found, rate=0.01) == 0.95
