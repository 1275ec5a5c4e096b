"""Little words: thesaurus spinners leave them alone, they have no entry or are protected."""

from __future__ import annotations

_WORDS = """
a about above after again against all also am an and any are aren't as at be because been before
being below between both but by can can't cannot could couldn't did didn't do does doesn't doing
don't down during each either else ever few for from further had has have having he her here
hers herself him himself his how i if in into is isn't it it's its itself just me might more
most must my myself neither no nor not now of off on once one only or other our ours ourselves
out over own per same shall she should so some such than that the their theirs them themselves
then there these they this those through to too two under until up upon us very via was wasn't
we were what when where whether which while who whom whose why will with within without won't
would yes yet you your yours yourself
"""
STOP = frozenset(_WORDS.split())
