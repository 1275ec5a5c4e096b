"""How many threads numeric libraries use."""

from __future__ import annotations

import os

LIBRARIES = ("OMP", "OPENBLAS", "MKL", "VECLIB", "NUMEXPR")
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in LIBRARIES}


def one_thread() -> None:
    """Let every numeric library that this process and its children load use one thread.

    The products that a page needs are too small to share: threads that wait for each other cost
    several times what they save, above all where other programs want the processors too.
    """
    os.environ.update(ONE_THREAD)
