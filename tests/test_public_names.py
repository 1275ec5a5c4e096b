"""The public API: names, documentation and types that other programs rely on."""

from __future__ import annotations

import inspect
import re
from importlib.resources import files

import pytest

import detector
from detector import errors

PUBLIC = [
    "Article",
    "Assessment",
    "Axis",
    "Block",
    "Criterion",
    "Detector",
    "DetectorError",
    "FetchError",
    "Finding",
    "Kind",
    "LimitError",
    "ModelError",
    "Moved",
    "NotFoundError",
    "Page",
    "Reason",
    "RefusedError",
    "Severity",
    "SourceError",
    "Unread",
    "UnreadableError",
    "UsageError",
    "Verdict",
    "__version__",
    "schema",
]


def test_the_names_are_pinned():
    assert detector.__all__ == PUBLIC
    assert set(PUBLIC) <= set(dir(detector))


@pytest.mark.parametrize("name", [name for name in PUBLIC if name != "__version__"])
def test_every_name_can_be_had_and_is_documented(name):
    thing = getattr(detector, name)
    assert thing.__module__.startswith("detector.")
    assert thing.__doc__
    # a dataclass without its own documentation gets its signature as one
    assert not thing.__doc__.startswith(f"{name}("), "no documentation of its own"


def methods() -> list[object]:
    found = []
    for name in PUBLIC:
        thing = getattr(detector, name)
        if inspect.isclass(thing):
            members = vars(thing).items()
            found += [m for key, m in members if inspect.isfunction(m) and key[0] != "_"]
    return found


@pytest.mark.parametrize("method", methods(), ids=lambda m: m.__qualname__)
def test_every_public_method_is_documented(method):
    assert method.__doc__


def test_an_unknown_name_says_so():
    with pytest.raises(AttributeError, match="module 'detector' has no attribute 'Detektor'"):
        detector.Detektor  # noqa: B018


def test_types_are_shipped():
    assert (files("detector") / "py.typed").is_file()


def test_the_version_is_that_of_the_distribution():
    from importlib.metadata import version

    assert detector.__version__ == version("detector")


def tree() -> dict[str, int]:
    """The classes that the docstring of ``errors`` draws, with their depth."""
    lines = re.findall(r"^( {4}[│├└─ ]*)(\w+Error)\b", errors.__doc__ or "", re.MULTILINE)
    return {name: (len(indent) - 4) // 4 for indent, name in lines}


def test_the_tree_of_errors_is_the_tree_in_the_docstring():
    classes = {
        name: thing
        for name, thing in vars(errors).items()
        if inspect.isclass(thing) and issubclass(thing, Exception)
    }
    depths = {name: thing.__mro__.index(Exception) - 1 for name, thing in classes.items()}
    assert tree() == depths


def test_every_error_is_public():
    assert {name for name in tree() if name not in PUBLIC} == set()
