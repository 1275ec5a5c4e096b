"""Which pages DISCERN asks: those that speak of treatments, and those that sell cures."""

from __future__ import annotations

from detector.article import assemble
from detector.criteria.view import View
from detector.extract.plain import parts_of_plain

FILLER = " The knee bends and stretches all day long, on the stairs and in the garden." * 8


def asked(text: str) -> bool:
    return View(assemble(parts_of_plain(text + FILLER))).about_treatment


def test_a_page_that_sells_a_cure_is_asked() -> None:
    assert asked(
        "The herbal drops heal the knee. Our detox cures gout, and 3 bottles last a month."
    )


def test_a_page_on_treatments_is_asked() -> None:
    assert asked("Treatment starts with exercises. Some people need an operation.")


def test_a_page_that_names_pills_or_healing_in_passing_is_not_asked() -> None:
    assert not asked("The skin heals by itself, drops of rain fall, and herbs grow in the garden.")


def test_feeding_bottles_and_formula_are_no_treatment() -> None:
    assert not asked("Wash the bottles. Formula is warmed in bottles, and bottles keep formula.")


def test_a_page_that_names_medicines_is_asked() -> None:
    assert asked("Omeprazole comes first. Add amoxicillin; who cannot have it gets doxycycline.")
    assert not asked("In April the enterprises of the capital export sultanas and fine cocoa.")
