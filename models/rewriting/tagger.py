"""A tok2vec tagger, trained for comparison: what a network over single words can do.

spaCy's layout: hash embeddings, a mixing layer, residual maxout convolutions over a window of three
words (Honnibal 2017, as in `spacy.HashEmbedCNN`), with one logit a word. In torch, whose bfloat16
kernels are quicker on a CPU. Up to version 3 the product blended it with the transformer; it added
nothing that the transformer alone did not find (the card of the model).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from models.rewriting.attributes import ROWS
from models.rewriting.feed import Feed, rows

WIDTH, DEPTH, PIECES = 128, 6, 2
LENGTH, COUNT = 128, 96


class Maxout(nn.Module):
    """Linear to two pieces, their maximum (as a sum: quicker to differentiate), normalisation."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.linear = nn.Linear(size, WIDTH * PIECES)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-8)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Shape (…, size) to (…, WIDTH)."""
        left, right = self.linear(x).split(WIDTH, dim=-1)
        found: torch.Tensor = self.norm(right + functional.relu(left - right))
        return found


class Tagger(nn.Module):
    """Logits of shape (batch, length) from word numbers, by way of the rows of each word."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        tables = [nn.EmbeddingBag(size, WIDTH, mode="sum") for size in ROWS]
        for table in tables:
            nn.init.uniform_(table.weight, -0.1, 0.1)
        self.tables = nn.ModuleList(tables)
        self.mix = Maxout(WIDTH * len(ROWS))
        self.layers = nn.ModuleList(Maxout(WIDTH * 3) for _ in range(DEPTH))
        self.out = nn.Linear(WIDTH, 1)
        self.dropout = dropout

    def forward(self, unique: torch.Tensor, inverse: torch.Tensor) -> torch.Tensor:
        """Take rows of the distinct words (n, 4, 4) and places in them (batch, length)."""
        parts = [table(unique[:, index]) for index, table in enumerate(self.tables)]
        mixed = self.mix(torch.cat(parts, dim=-1))
        x = functional.embedding(inverse, functional.dropout(mixed, self.dropout, self.training))
        for layer in self.layers:
            wide = functional.pad(x.to(torch.bfloat16) if self.training else x, (0, 0, 1, 1))
            window = torch.cat([wide[:, :-2], wide[:, 1:-1], wide[:, 2:]], dim=-1)
            x = x + layer(window)
        logits: torch.Tensor = self.out(x).squeeze(-1)
        return logits


def train(
    feed: Feed, path: Path, minutes: float, *, start: Path | None = None, rate: float = 2e-3
) -> Tagger:
    """Train for `minutes`, with checkpoints at `path`; `start` continues from other weights."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = Tagger()
    if start is not None:
        model.load_state_dict(torch.load(start, weights_only=True))
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01, betas=(0.9, 0.98))
    begun = saved = time.monotonic()
    seen = 0
    losses: list[float] = []
    for ids, labels in rows(feed.pages(), LENGTH, COUNT):
        done = (time.monotonic() - begun) / (60 * minutes)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, done * 50 + 0.02, 1.2 * (1 - done) + 0.01)
        losses.append(_step(model, optimizer, feed, ids, labels))
        seen += int((labels >= 0).sum())
        if len(losses) % 100 == 0:
            speed = seen / (time.monotonic() - begun)
            print(f"{done:.0%} loss {np.mean(losses[-100:]):.4f} {speed:,.0f} words/s", flush=True)
        if time.monotonic() - saved > 120:
            torch.save(model.state_dict(), path)
            saved = time.monotonic()
    torch.save(model.state_dict(), path)
    print(f"{seen / 1e6:.1f} M words", flush=True)
    return model


def _step(
    model: Tagger,
    optimizer: torch.optim.Optimizer,
    feed: Feed,
    ids: NDArray[np.int64],
    labels: NDArray[np.int8],
) -> float:
    model.train()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = model(*inputs(feed.lexicon.rows, ids))
    target = torch.from_numpy(labels)
    mask = target >= 0
    loss = functional.binary_cross_entropy_with_logits(logits.float()[mask], target[mask].float())
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return loss.item()


def inputs(table: NDArray[np.int64], ids: NDArray[np.int64]) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows of the distinct words of a batch, and where each stands."""
    unique, inverse = np.unique(ids, return_inverse=True)
    return torch.from_numpy(table[unique]), torch.from_numpy(inverse.reshape(ids.shape))


def predict(
    model: Tagger, table: NDArray[np.int64], pages: list[NDArray[np.int64]]
) -> Iterator[NDArray[np.float32]]:
    """Probabilities of each page's tokens."""
    model.eval()
    with torch.no_grad():
        for ids in pages:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(*inputs(table, ids[None]))
            yield torch.sigmoid(logits.float())[0].numpy()
