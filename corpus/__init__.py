"""How training data is made: sources with checksums, splits, spinners and a datasheet."""
