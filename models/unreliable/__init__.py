"""The topic model (is it health?) and the page model of the axis ``unreliable``."""
