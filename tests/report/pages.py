"""Assessments for the tests of the HTML report: overlapping, hostile, unscored."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

from detector import Assessment, Axis, Criterion, Detector, Finding, Reason, Severity, Verdict
from detector.article import Extent, Kind
from detector.finding import identify
from detector.report.html import write
from tests.texts import CLEAN, SPUN

# What runs in a page that lets one of these through sets the name ``owned``.
INJECTIONS = (
    "<script>owned=1</script>",
    "<img src=x onerror=owned=1>",
    "\"><svg onload='owned=1'>",
    "' autofocus onfocus='owned=1' x='",
    "</style></title></textarea></script><script>owned=1</script>",
    "javascript:owned=1",
    "{{ 7*7 }}{% raw %}",
    "]]><!--<script>owned=1</script>",
    "<iframe srcdoc='<script>top.owned=1</script>'></iframe>",
    "<base href=//evil.example><link rel=stylesheet href=//evil.example/a.css>",
)
BIDI = "a\u202ekcab\u2066x\u2069 b\x00\x1b[31m\u200b\ufeff"
TEXT = (
    "Danger factors raise the blood strain.\n\nThe knee brace for the knee brace is a knee brace."
)
MARKED = (  # they overlap, cross, touch, and run over the end of a block
    ("SPN201", Axis.SPUN, "Danger factors", ("risk factors",)),
    ("SPN301", Axis.SPUN, "Danger", ("danger",)),
    ("MED201", Axis.UNRELIABLE, "factors raise", ()),
    ("SPN201", Axis.SPUN, "blood strain", ("blood pressure", "<b>")),
    ("STF203", Axis.STUFFED, "strain.\n\nThe knee", ()),
    ("STF201", Axis.STUFFED, "brace for", ()),
)


def overlapping() -> Assessment:
    """Return a page on which marks overlap in every way."""
    findings = [
        Finding(code, axis, Severity.ERROR, f"About {found}.", found, TEXT.index(found),
                TEXT.index(found) + len(found), expected, 0.9)
        for code, axis, found, expected in MARKED
    ]  # fmt: skip
    findings.append(
        Finding("TPL101", Axis.STUFFED, Severity.ERROR, "A generator made the title.", "Knee 101")
    )
    end = TEXT.index("\n\n")
    return Assessment(
        "knee.html", Verdict.FLAG, title="Knee 101", keyphrase="knee brace", words=90,
        scores={Axis.SPUN: 0.99, Axis.STUFFED: 0.5, Axis.UNRELIABLE: None},
        language="en", topic="health", text=TEXT, findings=tuple(identify("knee.html", findings)),
        extents=(Extent(Kind.PARAGRAPH, 0, end), Extent(Kind.QUOTE, end + 2, len(TEXT))),
        criteria=(
            Criterion("MED101", "JAMA", "authorship", False, None),
            Criterion("MED127", "DISCERN 11", "risks", True, "raise the blood"),
            Criterion("MED105", "JAMA", "currency", None, None),
            Criterion("MED111", "HONcode 2", "complementarity", True, "nowhere in the text"),
        ),
    )  # fmt: skip


def hostile(number: int, text: str) -> Assessment:
    """Return a page everything of which is ``text``."""
    body = f"Here stands {text} and again {text} so."
    start = body.index(text)
    finding = Finding(
        "SPN201", Axis.SPUN, Severity.ERROR, f"Is it {text}?", text, start, start + len(text),
        (text,),
    )  # fmt: skip
    target = text if number % 2 else f"https://example.org/{text}"
    return Assessment(
        target, Verdict.FLAG, title=text, keyphrase=text, findings=(finding,), words=100, text=body,
        scores={Axis.SPUN: 1.0, Axis.STUFFED: 1.0, Axis.UNRELIABLE: 0.1}, language=text, topic=text,
        criteria=(Criterion("MED101", text, text, True, text),), models={text: text},
    )  # fmt: skip


def unscored() -> list[Assessment]:
    """Return a page for each reason why there may be no score."""
    return [
        Assessment(f"https://example.org/{reason}", Verdict.UNSCORED, reason=reason,
                   error="The server said <no>." if reason is Reason.UNREADABLE else None)
        for reason in Reason
        if reason is not Reason.NOT_HEALTH
    ]  # fmt: skip


@cache
def examples() -> tuple[Assessment, Assessment]:
    """Return the bundled examples, judged."""
    detector = Detector()
    return tuple(replace(detector.assess_path(path), target=path.name) for path in (SPUN, CLEAN))


@cache
def crowd() -> tuple[Assessment, ...]:
    """Return pages of every kind."""
    enemies = [hostile(n, text) for n, text in enumerate((*INJECTIONS, BIDI))]
    return (*examples(), overlapping(), *enemies, *unscored())


def report(*assessments: Assessment) -> str:
    """Return the HTML report of the pages."""
    stream = io.StringIO()
    write(assessments, stream)
    return stream.getvalue()
