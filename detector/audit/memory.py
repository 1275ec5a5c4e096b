"""The resident memory of a process, and how what is free of it goes back to the system."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def give_back() -> None:
    """Give free memory back to the system, Arrow's and the C library's (where that is glibc).

    Trees of large pages leave the heap with holes, which glibc keeps: tens of MiB in a worker.
    """
    import ctypes

    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim:
            trim(0)


def memory() -> int:
    """Return the resident memory of this process in bytes, or its peak; 0 if neither is known."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        try:
            import resource
        except ImportError:
            return 0
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return pages * os.sysconf("SC_PAGE_SIZE")
