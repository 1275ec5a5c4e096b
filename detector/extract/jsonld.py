"""What a page says of itself in JSON-LD, as schema.org describes it, broken JSON tolerated."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator

ARTICLES = frozenset(
    {
        "Article",
        "BlogPosting",
        "HealthTopicContent",
        "MedicalScholarlyArticle",
        "MedicalWebPage",
        "NewsArticle",
        "Report",
        "ReportageNewsArticle",
        "ScholarlyArticle",
        "SocialMediaPosting",
        "TechArticle",
    }
)
PAGES = frozenset({"WebPage", "FAQPage", "ItemPage", "AboutPage", "Recipe", "HowTo", "Product"})
MAX_NODES = 5_000
WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def statements(scripts: Iterable[str]) -> dict[str, object]:
    """Return the properties of the page's article, or else of the page, with references resolved.

    Where several nodes describe the article, the first to state a property is believed; nodes of an
    article type come before nodes of a page type.
    """
    nodes = [node for script in scripts for node in _nodes(_loads(script))]
    known = {str(node["@id"]): node for node in nodes if "@id" in node}
    said: dict[str, object] = {}
    for wanted in (ARTICLES, PAGES):
        for node in nodes:
            if _types(node) & wanted:
                for key, value in node.items():
                    said.setdefault(key, _resolved(value, known))
    return said


def names(value: object) -> list[str]:
    """Return the names in a property that may be a text, an object, or a list of either."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return names(value.get("name"))
    if isinstance(value, list):
        return [name for item in value for name in names(item)]
    return []


def qualifications(value: object) -> list[str]:
    """Return the titles, posts and institutions in a property that names persons."""
    if isinstance(value, list):
        return [text for item in value for text in qualifications(item)]
    if not isinstance(value, dict):
        return []
    keys = ("honorificSuffix", "honorificPrefix", "jobTitle", "hasCredential", "affiliation")
    return [text for key in keys for text in names(value.get(key)) if text.strip()]


def _loads(script: str) -> object:
    text = WRAPPING.sub("", script).strip()
    for attempt in (text, TRAILING_COMMA.sub(r"\1", html.unescape(text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object) -> Iterator[dict[str, object]]:
    """Yield every object, outer before inner, from a stack and not by recursion."""
    stack = [value]
    for _ in range(MAX_NODES):
        if not stack:
            return
        top = stack.pop()
        if isinstance(top, dict):
            yield top
            stack += reversed([item for item in top.values() if isinstance(item, dict | list)])
        elif isinstance(top, list):
            stack += reversed(top)


def _types(node: dict[str, object]) -> set[str]:
    said = node.get("@type")
    types = said if isinstance(said, list) else [said]
    return {item.rsplit("/", 1)[-1] for item in types if isinstance(item, str)}


def _resolved(value: object, known: dict[str, dict[str, object]]) -> object:
    if isinstance(value, list):
        return [_resolved(item, known) for item in value[:100] if not isinstance(item, list)]
    if isinstance(value, dict) and "name" not in value:
        return known.get(str(value.get("@id")), value)
    return value
