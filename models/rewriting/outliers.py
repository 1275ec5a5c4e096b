"""Part the outlier features of a transformer from the rest, before it is stored in eight bits.

A few features of the hidden states are ten times as large as the rest, always the same ones. Bytes
that are scaled to them have no room for the others, and in this model the log-odds of a window were
off by .56 for it. So they are multiplied by themselves and get a scale of their own (after Dettmers
et al. 2022, LLM.int8(), arXiv 2208.07339), which costs a thirtieth of the time.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import nn

from corpus.seeds import seeds
from models.rewriting import tokens
from models.rewriting.feed import Sample
from models.rewriting.lexicon import Lexicon
from models.rewriting.transformer import Pieces, WordJudge, padded, windows

SPLIT = ("intermediate.dense", "output.dense")  # the feed-forward layers: what comes in and between
COLUMNS = 8
TEXTS = 40


class Split(nn.Module):
    """A linear layer in two: the columns of the outliers, and all others."""

    kept: torch.Tensor
    outliers: torch.Tensor
    columns: torch.Tensor

    def __init__(self, linear: nn.Linear, outliers: torch.Tensor) -> None:
        super().__init__()
        kept = torch.ones(linear.in_features)
        kept[outliers] = 0
        self.register_buffer("kept", kept)
        self.register_buffer("outliers", outliers)
        self.register_buffer("columns", linear.weight.detach()[:, outliers].T.clone())
        self.linear = linear

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """As the linear layer."""
        found: torch.Tensor = self.linear(x * self.kept) + x[..., self.outliers] @ self.columns
        return found


def split(model: WordJudge) -> WordJudge:
    """Split the feed-forward layers of a model in place, by the largest states on our own texts."""
    layers = {
        name: module
        for name, module in model.bert.encoder.named_modules()
        if isinstance(module, nn.Linear) and name.endswith(SPLIT) and "attention" not in name
    }
    largest = _largest(model, layers)
    for name, linear in layers.items():
        above, _, own = name.rpartition(".")
        outliers = largest[name].argsort(descending=True)[:COLUMNS].clone()
        setattr(model.bert.encoder.get_submodule(above), own, Split(linear, outliers))
    return model


def _largest(model: WordJudge, layers: dict[str, nn.Linear]) -> dict[str, torch.Tensor]:
    """Return the largest input of each feature of each layer."""
    found = {name: torch.zeros(linear.in_features) for name, linear in layers.items()}

    def noted(name: str, given: torch.Tensor) -> None:
        size = given.detach().abs().reshape(-1, given.shape[-1]).max(0).values
        found[name] = torch.maximum(found[name], size)

    hooks = [
        linear.register_forward_pre_hook(lambda _, given, name=name: noted(name, given[0]))
        for name, linear in layers.items()
    ]
    with torch.no_grad():
        for pieces, mask in _texts():
            model(pieces, mask)
    for hook in hooks:
        hook.remove()
    return found


def _texts() -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Yield the texts that the repository holds, as batches of pieces and masks."""
    lexicon = Lexicon()
    for seed in list(seeds())[:TEXTS]:
        words, labels = tokens.clean(seed.text)
        sample = Sample(lexicon.add(words), labels)
        pieces, mask, _ = padded(list(windows(iter([sample]), Pieces(lexicon), least=0)))
        yield pieces, mask
