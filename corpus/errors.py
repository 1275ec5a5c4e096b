"""Errors of the corpus package; each message is a sentence that says what to do."""

from __future__ import annotations


class CorpusError(Exception):
    """Base of everything that the corpus package raises on purpose."""


class MirrorMissingError(CorpusError):
    """The local mirror, or a file in it, is not there."""


class ChecksumMismatchError(CorpusError):
    """A file of the mirror is not the one that the manifest names."""


class ResourceMissingError(CorpusError):
    """A spinner's data is not installed; the message names what to install."""
