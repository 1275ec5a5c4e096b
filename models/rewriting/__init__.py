"""Training and evaluation of the word-level rewriting model."""
