"""TextDescriptives from WARC to its quality check: ``python descriptives.py WARC``.

It takes text, so the bodies are found by trafilatura in its fast mode, and words by spaCy's
tokenizer. Needs textdescriptives, a spaCy that it runs with (3.7), trafilatura and fastwarc.
"""

import json
import sys
import time
from collections import Counter

import spacy
import textdescriptives  # noqa: F401 — registers the component
import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType

LONGEST = 1_000_000  # characters that spaCy takes

nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
nlp.add_pipe("textdescriptives/quality")
nlp("Knee pain is common after a fall. Rest the leg.")
trafilatura.extract("<p>Knee pain is common after a fall.</p>", fast=True)
spent: Counter[str] = Counter()
pages = kept = size = 0
before = begun = time.process_time()
with open(sys.argv[1], "rb") as file:  # noqa: PTH123
    for record in ArchiveIterator(file, record_types=WarcRecordType.response):
        content = record.reader.read()
        first = time.process_time()
        text = trafilatura.extract(content, fast=True)
        second = time.process_time()
        kept += bool(text) and nlp(text[:LONGEST])._.passed_quality_check
        pages, size = pages + 1, size + len(content)
        spent.update(read=first - before, extract=second - first)
        before = time.process_time()
        spent["judge"] += before - second
seconds = time.process_time() - begun
print(json.dumps({"pages": pages, "kept": kept, "bytes": size, "seconds": seconds, "steps": spent}))
