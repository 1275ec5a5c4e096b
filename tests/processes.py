"""The command in a process of its own, as users have it: without the libraries for training.

spaCy and scipy import torch where it is installed, which costs seconds that no user pays.
"""

from __future__ import annotations

import sys

LEAN = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("torch", "pandas", "transformers", "tensorflow"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
"""
MAIN = "from detector.cli import main; main(prog_name='detector')"
DETECTOR = [sys.executable, "-c", LEAN + MAIN]
