"""One module per output format; each renders Assessments and judges nothing."""
