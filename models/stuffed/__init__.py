"""Stuffed pages: what the STF signals and the page model find on styles they have not seen."""
