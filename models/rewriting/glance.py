"""Train the glance: ``python -m models.rewriting.glance --minutes 10``.

The small network of ``detector.glance`` in torch, and its export to ``glance.npz``: tables as
bytes, layers in half precision. Its teacher is the shipped transformer (distillation, Hinton et al.
2015): what that says of the words of ``--batches`` batches of the training stream counts four times
as much as what is true of them, since the glance has to foretell the one and not to find the other.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from corpus.sources import add_mirror_argument
from detector.glance import ARTEFACT, DEPTH, ENDINGS, SHAPES, WIDTH, WORDS, read, rows, sigmoid
from detector.rewriting_judge import Judge
from detector.rewriting_reader import JUDGE
from models.rewriting import shards
from models.rewriting.export import ARTEFACTS
from models.rewriting.feed import Feed, Mix
from models.rewriting.feed import rows as batches
from models.rewriting.lexicon import Lexicon

LENGTH, COUNT = 128, 128
TEACHER = 0.8  # weight of the teacher's opinion, beside the truth
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Lesson:
    """Words by number, and how likely each is a rewriter's: -1 for what is no word; (rows, LENGTH).

    ``targets`` weigh the teacher's opinion against the truth.
    """

    ids: Ints
    targets: Floats


class Network(nn.Module):
    """Logits of shape (batch, length) from table places (batch, length, 3)."""

    def __init__(self, dropout: float = 0.05) -> None:
        super().__init__()
        tables = [nn.Embedding(size, WIDTH) for size in (WORDS, ENDINGS, SHAPES)]
        for table in tables:
            nn.init.uniform_(table.weight, -0.15, 0.15)
        self.tables = nn.ModuleList(tables)
        self.layers = nn.ModuleList(nn.Linear(3 * WIDTH, WIDTH) for _ in range(DEPTH))
        self.line = nn.Linear(WIDTH, 1)
        self.dropout = dropout

    def forward(self, places: torch.Tensor) -> torch.Tensor:
        """See the class."""
        parts = [table(places[..., index]) for index, table in enumerate(self.tables)]
        x = functional.dropout(parts[0] + parts[1] + parts[2], self.dropout, self.training)
        for layer in self.layers:
            wide = functional.pad(x, (0, 0, 1, 1))
            window = torch.cat([wide[:, :-2], wide[:, 1:-1], wide[:, 2:]], dim=-1)
            x = x + functional.relu(layer(window))
        logits: torch.Tensor = self.line(x).squeeze(-1)
        return logits


class Places:
    """Table places of every word of a lexicon, shape (words, 3), looked up once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known = np.zeros((0, 3), dtype=np.int64)

    def __call__(self, ids: Ints) -> torch.Tensor:
        """Return the places of word numbers."""
        new = self._lexicon.words[len(self._known) :]
        if new:
            found = np.array([rows(word) for word in new], dtype=np.int64)
            self._known = np.concatenate([self._known, found])
        return torch.from_numpy(self._known[ids])


def lesson(feed: Feed, teacher: Judge, count: int) -> Lesson:
    """Let the teacher read ``count`` batches of the stream."""
    ids, targets = list[Ints](), list[Floats]()
    for batch, labels in islice(batches(feed.pages(), LENGTH, COUNT), count):
        opinions = np.stack(
            [_opinion(teacher, [feed.lexicon.words[i] for i in row]) for row in batch]
        )
        ids.append(batch)
        mixed = TEACHER * opinions + (1 - TEACHER) * labels
        targets.append(np.where(labels >= 0, mixed, -1).astype(np.float32))
    return Lesson(np.concatenate(ids), np.concatenate(targets))


def _opinion(teacher: Judge, words: list[str]) -> Floats:
    read = teacher.logits(teacher.windows(words))
    return sigmoid(np.concatenate([one.words for one in read]))


def train(given: Lesson, lexicon: Lexicon, minutes: float, *, start: Path | None = None) -> Network:
    """Train for `minutes` on a lesson, again and again, with a linearly falling rate."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    model = restored(start) if start else Network()
    rate, places = 1.5e-3 if start else 3e-3, Places(lexicon)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01, fused=True)
    begun, seen, losses = time.monotonic(), 0, list[float]()
    while (done := (time.monotonic() - begun) / (60 * minutes)) < 1:
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, done * 50 + 0.02, 1.1 * (1 - done) + 0.01)
        chosen = rng.integers(0, len(given.ids), COUNT)
        target = torch.from_numpy(given.targets[chosen])
        kept = target >= 0
        logits = model.train()(places(given.ids[chosen]))
        loss = functional.binary_cross_entropy_with_logits(logits[kept], target[kept])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        losses.append(loss.item())
        seen += int(kept.sum())
        if len(losses) % 500 == 0:
            speed = seen / (time.monotonic() - begun)
            print(f"{done:.0%} loss {np.mean(losses[-500:]):.4f} {speed:,.0f} words/s", flush=True)
    print(f"{seen / 1e6:.1f} M words", flush=True)
    return model


def restored(path: Path) -> Network:
    """Build the network that a stored one was exported from."""
    stored, model = read(path), Network()
    state = {
        f"tables.{place}.weight": table
        for place, table in enumerate((stored.words, stored.endings, stored.shapes))
    }
    for place in range(DEPTH):
        state[f"layers.{place}.weight"] = stored.kernels[place].T
        state[f"layers.{place}.bias"] = stored.biases[place]
    state |= {"line.weight": stored.line[None, :-1], "line.bias": stored.line[-1:]}
    model.load_state_dict({key: torch.from_numpy(value.copy()) for key, value in state.items()})
    return model


def export(model: Network, path: Path) -> None:
    """Write the weights as ``detector.glance.read`` expects them."""
    weights = {name: value.detach().numpy() for name, value in model.state_dict().items()}
    tables = [weights[f"tables.{index}.weight"] for index in range(3)]
    scales = [float(np.abs(table).max()) / 127 for table in tables]
    small = [np.round(t / s).astype(np.int8) for t, s in zip(tables, scales, strict=True)]
    np.savez_compressed(
        path,
        words=small[0], endings=small[1], shapes=small[2], scales=np.array(scales, np.float32),
        kernels=np.stack([weights[f"layers.{i}.weight"].T for i in range(DEPTH)]).astype("f2"),
        biases=np.stack([weights[f"layers.{i}.bias"] for i in range(DEPTH)]),
        line=np.append(weights["line.weight"][0], weights["line.bias"]),
    )  # fmt: skip


def main() -> None:
    """Train and export."""
    parser = argparse.ArgumentParser(prog="python -m models.rewriting.glance", description=__doc__)
    add_mirror_argument(parser)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--batches", type=int, default=140, help="of 16,384 words each")
    parser.add_argument("--teacher", type=Path, default=ARTEFACTS / JUDGE)
    parser.add_argument("--shards", type=Path, default=shards.WORK / "shards")
    parser.add_argument("--start", type=Path, help="a stored glance to continue from")
    parser.add_argument("--out", type=Path, default=ARTEFACTS / ARTEFACT)
    arguments = parser.parse_args()
    feed = Feed(arguments.shards, Mix())
    feed.refresh()
    given = lesson(feed, Judge(arguments.teacher), arguments.batches)
    model = train(given, feed.lexicon, arguments.minutes, start=arguments.start)
    export(model, arguments.out)
    print(f"{arguments.out.name}: {arguments.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
