"""Answers from an audit: tables of its pages, findings, hosts, codes and families, by DuckDB.

`opened` gives a connection with the views of `views` over the shards of a folder; everything else
is a query of these: `summary` for a person at a terminal and for programs, `tables` for analysts,
`page` for one page with all of its evidence, `dashboard` for a browser.
"""

from detector.audit.answers.opening import Answers, opened

__all__ = ["Answers", "opened"]
