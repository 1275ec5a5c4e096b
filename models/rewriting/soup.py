"""Average checkpoints that began at one: ``python -m models.rewriting.soup OUT NAME NAME …``.

Two runs on two cores, from one start on different pages, averaged weight by weight (Wortsman et al.
2022, Model soups), stand in for one run of twice the length.
"""

from __future__ import annotations

import argparse

import torch

from models.rewriting import shards


def average(names: list[str]) -> dict[str, torch.Tensor]:
    """Mean of the weights of checkpoints of the work folder."""
    found = [torch.load(shards.WORK / f"{name}.pt", weights_only=True) for name in names]
    return {
        key: sum(one[key] for one in found) / len(found) if value.is_floating_point() else value
        for key, value in found[0].items()
    }


def main() -> None:
    """Average and store."""
    parser = argparse.ArgumentParser(prog="python -m models.rewriting.soup", description=__doc__)
    parser.add_argument("out")
    parser.add_argument("names", nargs="+")
    arguments = parser.parse_args()
    torch.save(average(arguments.names), shards.WORK / f"{arguments.out}.pt")


if __name__ == "__main__":
    main()
