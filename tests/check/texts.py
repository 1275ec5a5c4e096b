"""Small texts of our own for the gate: an honest article, and what a spinner makes of a bit of it.

Each paragraph is one line of its own, so that a test can say on which line something must stand.
"""

from __future__ import annotations

TITLE = "Living with gout"
HONEST = (
    "Gout is a kind of arthritis that comes in sudden attacks. A joint, often the big toe, turns "
    "red and hot within hours, and even the weight of a sheet can hurt. The attack usually passes "
    "within one or two weeks.",
    "The cause is too much uric acid in the blood. When it cannot leave the body through the "
    "kidneys, it forms small crystals in and around the joints. Your doctor can measure it with "
    "a blood test.",
    "During an attack, rest the joint and put something cold on it. Anti-inflammatory tablets help "
    "most people, but they do not suit everybody, so ask a pharmacist if you take other medicines. "
    "Drink enough water.",
    "Between attacks, it helps to lose some weight slowly, to drink less beer, and to eat less "
    "meat and seafood. If attacks come back, a daily medicine can lower the uric acid. It is "
    "usually taken for years.",
)
SPUN = (
    "Danger factors consist of excessive blood strain and being overweight, so the medical "
    "physician may't rule out a coronary heart attack with out a test. Your immune gadget is at "
    "its great with a balanced weight-reduction plan."
)
SHORT_SPUN = "Smoking is one of the danger factors for gout."


def markdown(*paragraphs: str, front: str = f"title: {TITLE}") -> str:
    """Return a Markdown page: front matter, a heading on line 5, paragraphs on every other line."""
    return f"---\n{front}\n---\n\n# {TITLE}\n\n" + "\n\n".join(paragraphs) + "\n"


def html(*paragraphs: str) -> str:
    """Return an HTML page with a paragraph on each line from line 5."""
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><title>{TITLE}</title></head>\n<body><article>\n'
        f"<h1>{TITLE}</h1>\n{body}\n</article></body></html>\n"
    )
