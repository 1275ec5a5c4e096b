"""``detector check``: the gate that scores a content repository in CI.

A file becomes a :class:`~detector.check.record.Record` (assessment, exact places, silences), which
is kept in a cache by its content; settings, silences and the baseline are applied to records anew
at each run, so that a warm run loads no model.
"""
