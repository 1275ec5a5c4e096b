"""The one way by which anything reaches the HTML: templates that escape every value."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import detector
from detector.assessment import Verdict
from detector.check.codes import known, rule
from detector.explain import explain
from detector.finding import Axis
from detector.report.html.view import MOST_TEXT, PageView
from detector.report.html.visible import address, finalize
from detector.report.html.words import lack

GRAVEST_FIRST = (Verdict.FLAG, Verdict.REVIEW, Verdict.PASS, Verdict.UNSCORED)


def render(pages: Sequence[PageView], stream: TextIO, *, note: str = "") -> None:
    """Write the report of the pages piece by piece; ``note`` is said on top."""
    style, script = packaged("report.css"), packaged("report.js")
    codes = sorted({code for page in pages for code in page.codes})
    verdicts = Counter(page.assessment.verdict for page in pages)
    stream.writelines(
        environment().get_template("report.html").generate(
            pages=pages,
            note=note,
            codes=codes,
            verdicts=[(v, verdicts[v]) for v in GRAVEST_FIRST if verdicts[v]],
            style=Markup(style),  # noqa: S704 — a file of this package, not a value of a page
            script=Markup(script),  # noqa: S704 — the same
            policy=policy(style, script),
            version=detector.__version__,
        )
    )  # fmt: skip


@cache
def environment() -> Environment:
    """Return the environment of all templates: every value is escaped and made visible."""
    made = Environment(
        loader=PackageLoader("detector.report.html"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["address"] = address
    made.globals |= {
        "axes": tuple(Axis), "explain": _explained, "lack": lack, "most_text": MOST_TEXT,
        "code_name": _name,
    }  # fmt: skip
    return made


@cache
def packaged(name: str) -> str:
    """Return a style or script of the report."""
    return files("detector.report.html").joinpath("templates", name).read_text("utf-8")


def policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy: this style, this script, nothing from anywhere."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _explained(code: str) -> str:
    return explain(code).partition("\n\n")[2]


def _name(code: str) -> str:
    return rule(code).name if code in known() else code
