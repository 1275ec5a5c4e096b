"""A page that was flagged before fails again for new evidence, and for nothing else."""

from __future__ import annotations

import pytest

from detector.baseline import Entry
from detector.check.checked import Reported, Status
from detector.check.evidence import settled
from detector.check.record import Located
from detector.finding import Axis, Finding, Severity
from tests.check.texts import HONEST, SPUN, markdown

OLD = (SPUN, SPUN.replace("gout", "it"), *HONEST[:2])
WARNING = Severity.WARNING


def failing(result):
    return {item.finding.code for file in result.files for item in file.reported if item.fails}


def test_a_new_spun_paragraph_fails_an_old_flagged_page(repository):
    repository.write("gout.md", markdown(*OLD))
    repository.commit()
    entries = repository.entries()
    assert "PAG101" in {entry.code for entry in entries}
    repository.write("gout.md", markdown(*OLD, "Your immune gadget helps as well."))
    assert "PAG101" in failing(repository.check(entries=entries))
    assert "PAG101" in failing(repository.check(since="HEAD"))


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (3, 0, 1, 2), (2, 1, 0, 3), (0, 2, 3)])
def test_moving_its_text_or_taking_some_out_does_not(repository, order):
    repository.write("gout.md", markdown(*OLD))
    repository.commit()
    entries = repository.entries()
    repository.write("gout.md", markdown(*(OLD[number] for number in order)))
    assert not failing(repository.check(entries=entries))
    assert not failing(repository.check(since="HEAD"))


def page(*items, before=True):
    """Return what becomes of the page verdict beside the items: (code, status, context)."""
    entry = Entry("0", "a.md", "PAG101", "spun: flag") if before else None
    status = Status.KNOWN if before else Status.NEW
    verdict = Finding("PAG101", Axis.SPUN, Severity.ERROR, "Flagged.", "spun: flag")
    reported = [
        Reported(Located(Finding(code, Axis.SPUN, WARNING, "", "x"), context=context), status)
        for code, status, context in items
    ]
    found = settled([Reported(Located(verdict), status, entry=entry), *reported])
    return next(item for item in found if item.finding.code == "PAG101")


def misfits(count, context="a", status=Status.NEW):
    return [("SPN101", status, context)] * count


@pytest.mark.parametrize(
    ("items", "fails"),
    [
        ([], False),
        (misfits(2), False),
        (misfits(3), True),
        (misfits(2) + misfits(2, "b"), False),
        (misfits(3) + misfits(1, status=Status.KNOWN), False),
        (misfits(3) + misfits(1, "b", Status.KNOWN), True),
        (misfits(3, status=Status.SILENCED), False),
        ([("SPN204", Status.NEW, "a")], True),
        ([("SPN204", Status.NEW, "")], False),
        ([("SPN204", Status.OUTSIDE, "a")], False),
    ],
)
def test_what_weighs_on_a_page_that_was_flagged_before(items, fails):
    assert page(*items).fails is fails
    assert (page(*items).status is Status.NEW) is fails


def test_any_new_evidence_weighs_on_a_page_that_was_not():
    assert page(*misfits(1), before=False).fails
    assert page(("SPN204", Status.NEW, ""), before=False).fails
    assert page(*misfits(1, status=Status.KNOWN), before=False).status is Status.OUTSIDE
