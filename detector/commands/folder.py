"""A folder as a parameter: a path, or a URL that pyarrow or fsspec reach."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import click


class Folder(click.Path):
    """Turns ``file:`` URLs into paths and leaves others as they are."""

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """Return a Path, or a str that is a URL."""
        if isinstance(value, str) and "://" in value and not Path(value).exists():
            if not value.startswith("file://"):
                return value.rstrip("/")
            value = url2pathname(urlsplit(value).path)
        return super().convert(value, param, ctx)
