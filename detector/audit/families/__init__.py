"""Families: pages of a crawl that were spun from one seed, filled into one template, or copied.

`find` searches the folder of an audit, `write` keeps what was found beside its shards, `read`
gives it back, and `side_by_side` shows two pages as they align.
"""

from detector.audit.families.find import find
from detector.audit.families.show import Piece, side_by_side
from detector.audit.families.store import FAMILIES, FILE, read, write

__all__ = ["FAMILIES", "FILE", "Piece", "find", "read", "side_by_side", "write"]
