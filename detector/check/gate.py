"""What a Record means under the settings: which findings are new, and which of them fail.

A finding fails if it is new, of severity error, and at least as strong as ``fail-strength``; a page
fails if its verdict reaches ``fail-on`` and new findings stand behind it. Warnings never fail.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from detector.accepted import accepts
from detector.artefacts import artefact
from detector.assessment import Assessment, Verdict
from detector.baseline import Entry, recognise
from detector.check.checked import Change, Checked, Reported, Status
from detector.check.codes import matching, rule
from detector.check.evidence import PAGE, UNUSED, USELESS, settled
from detector.check.record import Located, Record, Silence
from detector.config import Config
from detector.finding import Axis, Finding, Severity, identify

ORDER = (Verdict.PASS, Verdict.REVIEW, Verdict.FLAG)
FAMILIES = {"STF": Axis.STUFFED, "TPL": Axis.STUFFED, "MED": Axis.UNRELIABLE}


def apply(
    record: Record, config: Config, entries: Iterable[Entry] = (), change: Change | None = None
) -> Checked:
    """Return one file as the settings for its path, its silences and the baseline see it."""
    assessment = _judged(record.assessment, config)
    found = [*record.located, *_verdicts(assessment, config)]
    items = list(_counted(found, config))
    silenced, complaints = _silenced(items, record, config)
    items += complaints
    open_items = [item for index, item in enumerate(items) if index not in silenced]
    known, leftover = recognise(entries, open_items)
    if change is not None:
        known = {**recognise(change.before, open_items)[0], **known}
    reported = [Reported(items[i], Status.SILENCED, reason=why) for i, why in silenced.items()]
    for index, item in enumerate(open_items):
        if index in known:
            entry = known[index]
            reported.append(Reported(item, Status.KNOWN, reason=entry.reason, entry=entry))
        elif change is not None and not change.touches(item):
            reported.append(Reported(item, Status.OUTSIDE))
        else:
            reported.append(Reported(item, Status.NEW, fails=_fails(item.finding, config)))
    thresholds = {axis: _limits(axis, config) for axis in assessment.scores}
    return Checked(assessment, record.kind, settled(reported), tuple(leftover), thresholds)


def _judged(assessment: Assessment, config: Config) -> Assessment:
    """Return the assessment with the verdict that the configured thresholds give."""
    if assessment.verdict is Verdict.UNSCORED or not config.below("thresholds"):
        return assessment
    verdicts = [_verdict(axis, score, config) for axis, score in assessment.scores.items()]
    return replace(assessment, verdict=max(verdicts, key=ORDER.index))


def _verdict(axis: Axis, score: float | None, config: Config) -> Verdict:
    if score is None:
        return Verdict.PASS
    least = _limits(axis, config)
    if score >= least["flag"]:
        return Verdict.FLAG
    return Verdict.REVIEW if score >= least["review"] else Verdict.PASS


def _limits(axis: Axis, config: Config) -> dict[str, float]:
    return {**limits(axis), **config.below(f"thresholds.{axis}")}


@cache
def limits(axis: Axis) -> dict[str, float]:
    """Return the thresholds ``review`` and ``flag`` of an axis as its model's card states them."""
    card = json.loads(artefact(f"page-{axis}.json").read_text("utf-8"))
    return {level: card["thresholds"][level] for level in ("review", "flag")}


def _counted(located: Iterable[Located], config: Config) -> Iterable[Located]:
    """Yield the findings with the configured severities; accepted terms are no findings."""
    terms = config["accept"] or ()
    for item in located:
        severity = _severity(item.finding, config)
        if severity != "off" and not accepts(terms, item.finding):
            yield replace(item, finding=replace(item.finding, severity=Severity(severity)))


def _severity(finding: Finding, config: Config) -> str:
    """Return the severity of the longest configured prefix of the code, else its own."""
    said = {c: s for c, s in config.below("severity").items() if finding.code.startswith(c)}
    return str(said[max(said, key=len)]) if said else str(finding.severity)


def _verdicts(assessment: Assessment, config: Config) -> Iterable[Located]:
    """Yield a finding for each axis on which the page reaches the fail level."""
    level = config["fail-on"]
    if level == "never" or assessment.verdict is Verdict.UNSCORED:
        return
    for axis, score in assessment.scores.items():
        verdict = _verdict(axis, score, config)
        if score is None or ORDER.index(verdict) < ORDER.index(Verdict(level)):
            continue
        said = "flagged as" if verdict is Verdict.FLAG else "to be reviewed as perhaps"
        message = f"The page is {said} {axis} (score {score:.2f})."
        finding = Finding(PAGE, axis, Severity.ERROR, message, f"{axis}: {verdict}")
        yield Located(identify(assessment.target, [finding])[0])


def _silenced(
    items: Sequence[Located], record: Record, config: Config
) -> tuple[dict[int, str], list[Located]]:
    """Return the silenced findings with the reasons, and a finding for each idle silence."""
    silenced: dict[int, str] = {}
    complaints = []
    for silence in record.silences:
        hits = [] if silence.problem else [i for i, x in enumerate(items) if _covers(silence, x)]
        silenced |= dict.fromkeys(hits, silence.reason)
        if silence.problem:
            complaints.append(_complaint(USELESS, silence, f"because {silence.problem}"))
        elif not hits:
            complaints.append(_complaint(UNUSED, silence, "here; take it out"))
    named = identify(record.assessment.target, [item.finding for item in complaints])
    located = [replace(x, finding=f) for x, f in zip(complaints, named, strict=True)]
    return silenced, list(_counted(located, config))


def _covers(silence: Silence, item: Located) -> bool:
    codes = {code for prefix in silence.codes for code in matching(prefix)}
    if item.finding.code not in codes:
        return False
    if silence.whole or item.place is None:
        return silence.whole
    return silence.start < item.place.end and item.place.start < silence.end


def _complaint(code: str, silence: Silence, why: str) -> Located:
    axis = FAMILIES.get("".join(silence.codes[:1])[:3], Axis.SPUN)
    message = f"This silences nothing {why}."
    place = silence.place
    finding = Finding(
        code, axis, rule(code).severity, message, silence.written,
        line=place.line, column=place.column,
    )  # fmt: skip
    return Located(finding, place, (place.line, place.end_line))


def _fails(finding: Finding, config: Config) -> bool:
    return finding.severity is Severity.ERROR and finding.strength >= config["fail-strength"]
