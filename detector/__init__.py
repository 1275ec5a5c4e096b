"""Finds machine-rewritten, keyword-stuffed and unreliable health pages, with evidence.

    from detector import Detector
    assessment = Detector().assess_path("page.html")
    print(assessment.verdict, assessment.scores)

The names below are the public Python API; everything else may change between versions.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if sys.version_info < (3, 11):  # noqa: UP036 — whoever runs a clone has had no word from pip
    raise SystemExit(
        f"detector needs Python 3.11 or newer, and this is {sys.version.split()[0]}; make a new "
        "environment with a newer one, such as “python3.12 -m venv .venv”."
    )

if TYPE_CHECKING:
    from detector.article import Article, Block, Kind
    from detector.assess import Detector
    from detector.assessment import Assessment, Criterion, Moved, Reason, Verdict, schema
    from detector.errors import (
        DetectorError,
        FetchError,
        LimitError,
        ModelError,
        NotFoundError,
        RefusedError,
        SourceError,
        UnreadableError,
        UsageError,
    )
    from detector.finding import Axis, Finding, Severity
    from detector.page import Page, Unread

__version__ = "0.1.0"

# Loaded at first use: spaCy and scikit-learn alone cost two seconds of start-up.
_HOMES = {
    "Article": "article", "Block": "article", "Kind": "article",
    "Detector": "assess",
    "Assessment": "assessment", "Criterion": "assessment", "Moved": "assessment",
    "Reason": "assessment", "Verdict": "assessment", "schema": "assessment",
    "DetectorError": "errors", "FetchError": "errors", "LimitError": "errors",
    "ModelError": "errors", "NotFoundError": "errors", "RefusedError": "errors",
    "SourceError": "errors", "UnreadableError": "errors", "UsageError": "errors",
    "Axis": "finding", "Finding": "finding", "Severity": "finding",
    "Page": "page", "Unread": "page",
}  # fmt: skip

__all__ = [
    "Article",
    "Assessment",
    "Axis",
    "Block",
    "Criterion",
    "Detector",
    "DetectorError",
    "FetchError",
    "Finding",
    "Kind",
    "LimitError",
    "ModelError",
    "Moved",
    "NotFoundError",
    "Page",
    "Reason",
    "RefusedError",
    "Severity",
    "SourceError",
    "Unread",
    "UnreadableError",
    "UsageError",
    "Verdict",
    "__version__",
    "schema",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 — a module attribute can be anything
    if name in _HOMES:
        return getattr(import_module(f"detector.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'detector' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
