"""Trafilatura alone: ``python extraction.py WARC fast|default``."""

import json
import sys
import time
from collections import Counter

import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType

path, mode = sys.argv[1:]
options = {"fast": True} if mode == "fast" else {}
trafilatura.extract("<p>Knee pain is common after a fall.</p>", **options)
spent: Counter[str] = Counter()
pages = kept = size = 0
before = begun = time.process_time()
with open(path, "rb") as file:  # noqa: PTH123
    for record in ArchiveIterator(file, record_types=WarcRecordType.response):
        content = record.reader.read()
        after = time.process_time()
        spent["read"] += after - before
        text = trafilatura.extract(content, **options)
        before = time.process_time()
        spent["extract"] += before - after
        pages, kept, size = pages + 1, kept + bool(text), size + len(content)
seconds = time.process_time() - begun
print(json.dumps({"pages": pages, "kept": kept, "bytes": size, "seconds": seconds, "steps": spent}))
