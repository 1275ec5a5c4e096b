"""A price or a checkout beside a claim about a disease.

What it finds
    A sentence that a product treats, prevents or relieves a disease, with a retail price or an
    order button in the same or the next block.

Why it matters
    In the United States a food supplement may not claim to treat a disease, and in Europe
    neither; a page that sells on such a claim puts the sale before the reader.

When it is wrong
    News about the price of a drug names a disease and a sum; only retail forms of prices count
    (19.99, "only $", add to cart). Clinics that list their fees may be hit. A sentence that is
    negated, a question, a quotation or somebody's reported claim is passed over by its words
    alone; irony and a refutation in another paragraph are not seen.

Example:
    "These capsules relieve arthritis. Only $39.95, add to cart." has both.

Sources
    U.S. Federal Trade Commission 2022, Health products compliance guidance; Sondhi et al. 2012,
    Reliability prediction of webpages in the medical domain (ECIR).
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.claim_patterns import GROUPS
from detector.claims import asserts, is_health, plain
from detector.finding import Axis, Finding, Severity
from detector.lazy import regex
from detector.reading import Reading
from detector.signals.signal import Code

CODE = Code(
    "MED208",
    "price beside a disease claim",
    Axis.UNRELIABLE,
    Severity.WARNING,
    (
        "U.S. Federal Trade Commission 2022, Health products compliance guidance",
        "Sondhi et al. 2012, Reliability prediction of webpages in the medical domain (ECIR)",
    ),
)

MESSAGE = "A claim about a disease stands beside the price; a seller is no source for what cures."
SELLS = regex(
    r"(?:only|just|for|save|was|now|price:?|from) ?[$£€] ?\d|"
    r"[$£€] ?\d+[.,]\d\d(?!\d| (?:million|billion))|"
    r"\b(?:add to (?:cart|basket|bag)|(?:buy|order|shop) (?:now|today|here|yours)|free shipping|"
    r"per bottle|free (?:trial|bottle)|checkout)\b"
)
CLAIM = regex(
    r"\b(?:treats?|cures?|heals?|relieves?|revers(?:es?|ing)|fights?|prevents?|reduces?|eliminates?|"
    r"combats?|eases?|lowers?|remedy for|relief (?:from|for|of)|effective against|get rid of|"
    r"protects? (?:you )?(?:from|against)|gone|good for)\b (?:\w+ ){0,4}?"
    rf"(?:{GROUPS['disease']})\b"
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every asserted disease claim that has a price or an order phrase beside it."""
    if not is_health(reading):
        return
    texts = [plain(block.text) for block in reading.article.body]
    sells = [SELLS.search(text) is not None for text in texts]
    if not any(sells):
        return
    for place, block in enumerate(reading.article.body):
        if not any(sells[max(0, place - 1) : place + 2]):
            continue
        for match in CLAIM.finditer(texts[place]):
            if asserts(reading, place, match.start(), match.end()):
                start, end = block.start + match.start(), block.start + match.end()
                yield CODE.between(reading.article.text, start, end, MESSAGE, strength=0.8)
