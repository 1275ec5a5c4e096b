"""Programs that each read the same WARC file in a process of their own and print one JSON object.

Those of peers run in other environments, so they import nothing of ours. ``seconds`` are those of
the processor after everything is loaded, children included; ``steps`` are shares of them.
"""
