"""The exceptions that detector raises, as a tree.

    DetectorError               everything below; catch this one to catch all
    ├── UsageError              a wrong option, argument or configuration (exit code 2)
    ├── SourceError             a target that could not be read (exit code 3)
    │   ├── NotFoundError       no such file, folder or page
    │   ├── FetchError          network trouble: DNS, connection, HTTP status, time limit
    │   ├── RefusedError        robots.txt forbids it, or the address is in a private network
    │   ├── LimitError          too many bytes, redirects or seconds
    │   └── UnreadableError     bytes that hold no text: an image, an archive, a program
    └── ModelError              a model artefact is missing, damaged or of another version

Every message is a full sentence that says what to do next.
"""

from __future__ import annotations


class DetectorError(Exception):
    """The root of all errors that detector raises on purpose."""


class UsageError(DetectorError):
    """A wrong option, argument or configuration."""


class SourceError(DetectorError):
    """A target that could not be read."""


class NotFoundError(SourceError):
    """No such file, folder or page."""


class FetchError(SourceError):
    """Network trouble: name resolution, connection, HTTP status or time limit."""


class RefusedError(SourceError):
    """A page that we may not fetch: robots.txt forbids it or its address is private."""


class LimitError(SourceError):
    """A page beyond the limits on bytes, redirects or seconds."""


class UnreadableError(SourceError):
    """Bytes that hold no text: an image, an archive, a program, or damage."""


class ModelError(DetectorError):
    """A model artefact that is missing, damaged or of another version."""
