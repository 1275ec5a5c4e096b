"""The cheap stage: which pages the rewriting model need not read."""
