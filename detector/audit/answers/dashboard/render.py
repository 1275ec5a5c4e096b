"""All parts of the dashboard, put into its template."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

import detector
from detector.audit.answers.dashboard.crowd import crowd
from detector.audit.answers.dashboard.data import embedded
from detector.audit.answers.dashboard.evidence import evidence
from detector.audit.answers.dashboard.kin import kin
from detector.audit.answers.dashboard.plots import plot
from detector.audit.answers.opening import Answers
from detector.audit.answers.summary import summary
from detector.finding import Axis
from detector.report.html.render import environment, packaged, policy

MOST_PAGES: Final = 50_000  # rows of the table; about 10 MB
MOST_EVIDENCE: Final = 500  # pages whose text and findings are in the file; about 5 MB
MOST_HOSTS: Final = 5_000
MOST_FAMILIES: Final = 200


def dashboard(answers: Answers) -> str:
    """Return the dashboard of an audit as HTML."""
    style = packaged("report.css") + _own("dashboard.css")
    script = _own("dashboard.js")
    found = summary(answers, most=MOST_HOSTS)
    proofs, places = evidence(answers, MOST_EVIDENCE)
    families = kin(answers, MOST_FAMILIES)
    pages = crowd(answers, places, MOST_PAGES)
    return _environment().get_template("dashboard.html").render(
        found=found,
        folder=str(answers.folder),
        limits={"pages": MOST_PAGES, "hosts": MOST_HOSTS, "families": MOST_FAMILIES},
        shown={"pages": len(pages["rows"]), "evidence": len(proofs), "families": len(families)},
        data={"pages": pages, "hosts": found["hosts_ranked"], "families": families,
              "levels": {axis: one["thresholds"] for axis, one in found["axes"].items()},
              "codes": {one["code"]: one["name"] for one in found["codes"]}},
        proofs=proofs,
        plots={str(axis): plot(answers, axis) for axis in Axis},
        style=Markup(style),  # noqa: S704 — files of this package, not values of a page
        script=Markup(script),  # noqa: S704 — the same
        policy=policy(style, script),
        version=detector.__version__,
    )  # fmt: skip


@cache
def _environment() -> Environment:
    known = environment()
    loaders = [PackageLoader("detector.audit.answers.dashboard"), known.loader]
    own: Any = known.overlay(loader=ChoiceLoader([loader for loader in loaders if loader]))
    own.filters["embedded"] = embedded
    return own  # type: ignore[no-any-return]


def _own(name: str) -> str:
    return files("detector.audit.answers.dashboard").joinpath("templates", name).read_text("utf-8")
