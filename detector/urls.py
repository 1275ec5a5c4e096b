"""Addresses as strangers wrote them: a malformed one has no parts, and is no error."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

_NOTHING = urlsplit("")


def split(url: str) -> SplitResult:
    """Return the parts of an address; all are empty where it is none ("http://[")."""
    try:
        return urlsplit(url)
    except ValueError:
        return _NOTHING
