"""Loaded by every Python that a test starts with this folder on its path: pages that kill.

What is poisoned is a page's text. The process dies, sleeps or turns in circles when it is read, as
a fault in one of the libraries beneath would make it. Libraries for training are hidden, as users
do not have them.
"""

import importlib.abc
import importlib.machinery
import os
import sys
import time

HIDDEN = ("torch", "pandas", "transformers", "tensorflow")
MODULE = "detector.extract"


class Poison(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in HIDDEN:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        if name != MODULE:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        load = spec.loader.exec_module
        spec.loader.exec_module = lambda module: poisoned(module, load)
        return spec


def poisoned(module, load):
    load(module)
    honest = module.draft_of

    def draft_of(page):
        if b"POISON-EXIT" in page.content:
            os._exit(7)
        if b"POISON-SLEEP" in page.content:
            time.sleep(600)
        if b"POISON-RAISE" in page.content:
            raise MemoryError("poison")
        while b"POISON-LOOP" in page.content:
            pass
        while b"POISON-DEAF" in page.content:  # code that swallows every alarm
            try:
                while True:
                    pass
            except BaseException:
                continue
        return honest(page)

    module.draft_of = draft_of


sys.meta_path.insert(0, Poison())
