"""The dashboard: one self-contained HTML file of a whole audit, which loads nothing.

Totals, hosts, codes and families are of all pages; the table of pages, the evidence of single ones
and the alignments of families are bounded, and what is left out is said. Text of pages reaches the
file as data only, and the script of the file makes it text again, never mark-up.
"""

from detector.audit.answers.dashboard.render import dashboard

__all__ = ["dashboard"]
