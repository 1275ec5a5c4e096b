"""The views that questions are asked of; ``docs/answers.md`` shows their columns.

``assessments`` holds the rows of the shards and ``members`` those of ``families.parquet``, both as
they are written; the views below are made of these two.
"""

from __future__ import annotations

from typing import Final

# Wilson's score interval at 95 %: of few pages it says little, where a plain share says 0 or 1.
_Z: Final = 1.959964
_SPREAD: Final = f"{_Z} * sqrt(k * (n - k) / n + {_Z**2} / 4)"
MACROS: Final = (
    f"CREATE MACRO wilson_low(k, n) AS CASE WHEN n > 0 THEN "
    f"round(greatest(0, (k + {_Z**2} / 2 - {_SPREAD}) / (n + {_Z**2})), 4) END",
    f"CREATE MACRO wilson_high(k, n) AS CASE WHEN n > 0 THEN "
    f"round(least(1, (k + {_Z**2} / 2 + {_SPREAD}) / (n + {_Z**2})), 4) END",
    "CREATE MACRO share(k, n) AS CASE WHEN n > 0 THEN round(k / n, 4) END",
    # Spreadsheets read text that begins like this as a formula.
    r"CREATE MACRO inert(x) AS CASE WHEN regexp_matches(x, '^[=+\-@\t\r]') THEN '''' || x "
    "ELSE x END",
)

PAGES: Final = """
SELECT a.target, a.host, a.source, a.position, a.title, a.verdict, a.reason, a.error, a.language,
    a.topic, a.words, a.spun, a.stuffed, a.unreliable, a.keyphrase, len(a.findings) AS findings,
    array_to_string(list_sort(list_distinct([f.code FOR f IN a.findings])), ' ') AS codes,
    m.family, m.relation, m.alignment, a.fetched
FROM assessments a LEFT JOIN members m ON m.target = a.target AND m.source = a.source
    AND m.position = a.position AND NOT m.is_reference
"""
FINDINGS: Final = """
SELECT target, host, source, position, verdict, f.code, f.severity, f.axis, f.strength, f.found,
    array_to_string(f.expected, ' | ') AS expected, f.message, f."start", f."end", f.identity
FROM (SELECT target, host, source, position, verdict, unnest(findings) AS f FROM assessments)
"""
HOSTS: Final = """
SELECT host, count(*) AS pages, count(*) FILTER (verdict <> 'unscored') AS judged,
    count(*) FILTER (verdict = 'flag') AS flagged, count(*) FILTER (verdict = 'review') AS reviewed,
    share(flagged, judged) AS share, wilson_low(flagged, judged) AS low,
    wilson_high(flagged, judged) AS high, round(avg(spun), 4) AS spun,
    round(avg(stuffed), 4) AS stuffed, round(avg(unreliable), 4) AS unreliable,
    count(DISTINCT family) AS families,
    count(family) AS in_families
FROM pages GROUP BY host
"""
CODES: Final = """
SELECT f.code, f.axis, count(DISTINCT page) AS pages, count(*) AS findings,
    count(DISTINCT host) AS hosts
FROM (SELECT (source, position, target) AS page, host, unnest(findings) AS f FROM assessments)
GROUP BY f.code, f.axis
"""
FAMILIES: Final = """
WITH counted AS (
    SELECT family, s.seed, s.member, max(s."count") AS times
    FROM (SELECT family, unnest(substitutions) AS s FROM members) GROUP BY ALL
), said AS (
    SELECT family, string_agg(seed || ' → ' || member || ' (' || times || ')', '; '
        ORDER BY times DESC, seed, member) AS substitutions
    FROM (SELECT *, row_number() OVER (PARTITION BY family ORDER BY times DESC, seed, member) AS nth
        FROM counted) WHERE nth <= 10 GROUP BY family
)
SELECT family, any_value(target) FILTER (is_seed) AS seed, bool_or(is_reference) AS reference,
    count(*) FILTER (NOT is_reference) AS pages, count(DISTINCT host) AS hosts,
    count(*) FILTER (relation = 'spun') AS spun,
    count(*) FILTER (relation = 'template') AS template,
    count(*) FILTER (relation = 'near-duplicate') AS near_duplicate,
    count(*) FILTER (relation = 'copy') AS "copy",
    round(avg(alignment) FILTER (NOT is_seed), 4) AS alignment,
    any_value(said.substitutions) AS substitutions
FROM members LEFT JOIN said USING (family) GROUP BY family
"""
VIEWS: Final = {
    "pages": PAGES,
    "findings": FINDINGS,
    "hosts": HOSTS,
    "codes": CODES,
    "families": FAMILIES,
}

# The orders in which people want to see them: as in the sources; worst, or most, first.
ORDER: Final = {
    "pages": "source, position, target",
    "findings": 'source, position, target, "start", code, identity',
    "hosts": "low DESC NULLS LAST, flagged DESC, host",
    "codes": "pages DESC, code",
    "families": "pages DESC, family",
}
