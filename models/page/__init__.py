"""The page models: one calibrated probability an axis, from the features of the signals."""
