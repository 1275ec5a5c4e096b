"""The batch engine of ``detector audit``: sources in shards, workers, a store that can be resumed.

Needs the extra ``audit`` (pyarrow); nothing of it is imported before an audit is asked for.
"""
