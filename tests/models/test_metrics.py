"""Metrics against values worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from models.metrics import auc, calibration_error, interval, recall_at


def test_recall_at_a_false_positive_rate() -> None:
    negative = np.arange(100) / 100
    positive = np.array([0.5, 0.985, 0.995, 1.0])
    assert recall_at(positive, negative, 0.01) == 0.75
    assert recall_at(positive, negative, 0.5) == 1.0
    assert math.isnan(recall_at(np.array([]), negative, 0.01))


def test_auc_counts_pairs() -> None:
    assert auc(np.array([0.9, 0.4]), np.array([0.1, 0.5])) == 0.75


def test_calibration_error_weighs_classes_alike() -> None:
    scores = np.array([0.95, 0.95, 0.05, 0.05])
    right = np.array([True, True, False, False])
    assert calibration_error(scores, right) == pytest.approx(0.05)
    assert calibration_error(scores, ~right) == pytest.approx(0.95)


def test_interval_holds_the_mean_and_narrows_with_more_pages() -> None:
    few = np.array([0.0, 1.0] * 5)
    many = np.array([0.0, 1.0] * 500)
    low, high = interval(lambda s: float(s.mean()), few)
    tight_low, tight_high = interval(lambda s: float(s.mean()), many)
    assert low < 0.5 < high
    assert high - low > tight_high - tight_low > 0
