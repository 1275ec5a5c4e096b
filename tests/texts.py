"""Texts that the end-to-end tests share, written for them."""

from __future__ import annotations

from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
CLEAN = EXAMPLES / "frozen-shoulder-clean.html"
SPUN = EXAMPLES / "frozen-shoulder-spun.html"

PARAGRAPHS = (
    "A sprained ankle is one of the most common injuries in sport. The foot rolls inwards, the "
    "ligaments on the outside are stretched, and within an hour the joint is swollen and sore.",
    "Most sprains heal by themselves. Rest the ankle for two days, put a cold pack on it for ten "
    "minutes at a time, wrap it in an elastic bandage and keep it above the level of your heart.",
    "After two days start to move it again, because a joint that is never used becomes stiff. Draw "
    "the letters of the alphabet in the air with your big toe, and walk a little more every day.",
    "See a doctor if you cannot take four steps, if the bone itself hurts when you press on it, or "
    "if the swelling has not gone down after a week. An X-ray can tell a sprain from a break.",
)
GERMAN = (
    "Ein verstauchter Knöchel gehört zu den häufigsten Verletzungen im Sport. Der Fuß knickt nach "
    "innen um, die Bänder an der Außenseite werden gedehnt, und das Gelenk schwillt an.",
    "Die meisten Verstauchungen heilen von selbst. Schonen Sie den Knöchel zwei Tage lang, kühlen "
    "Sie ihn immer nur zehn Minuten, und lagern Sie das Bein höher als das Herz.",
    "Danach sollten Sie das Gelenk wieder bewegen, weil es sonst steif wird. Gehen Sie jeden Tag "
    "ein wenig weiter, und gehen Sie zum Arzt, wenn Sie keine vier Schritte schaffen.",
)


def page(*paragraphs: str, title: str = "Sprained ankle", head: str = "") -> str:
    """Return an HTML page of the paragraphs."""
    body = "".join(f"<p>{text}</p>\n" for text in paragraphs or PARAGRAPHS)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"</head><body><article><h1>{title}</h1>\n{body}</article></body></html>"
    )
