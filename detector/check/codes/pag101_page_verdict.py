"""Page verdict: the page as a whole reaches the level from which the gate fails.

What it finds
    A file whose score on an axis reaches the fail level ("flag", or "review" with fail-on =
    "review"), and in which at least one new finding of that axis stands: one that is neither in the
    baseline nor silenced nor, with --diff, outside of the change. It is shown where the strongest
    of these findings stands. A page that reached the level before needs one at a place in its text,
    or three misfits (SPN1xx) in a paragraph in which nothing was known.

Why it matters
    Single findings can be chance; the calibrated score says that together they are not. "flag" is
    set so that at most one honest page in a hundred gets it.

When it is wrong
    About one honest page in a hundred. Pages that quote spun text, lists of names, and very short
    pages are the likeliest. Silence it for the file, with the reason.

Example:
    "The page is flagged as spun (score 0.98)." at the paragraph with the strongest evidence.

Sources
    The model cards of the page models, which state the thresholds and how they were measured.
"""

from detector.check.codes import GateCode
from detector.finding import Severity

CODE = GateCode("PAG101", "page verdict", Severity.ERROR)
