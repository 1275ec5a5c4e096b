"""datatrove from WARC to the verdict of its filters: ``python datatrove_filters.py WARC``.

Needs datatrove, trafilatura, warcio, faust-cchardet, python-magic and spacy.
"""

import json
import os
import sys
from pathlib import Path

from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.filters import (
    C4QualityFilter,
    FineWebQualityFilter,
    GopherQualityFilter,
    GopherRepetitionFilter,
)
from datatrove.pipeline.readers import WarcReader
from datatrove.utils.logging import logger
from datatrove.utils.text import split_into_words

PATIENCE = 60  # seconds a page; the default of one second depends on how busy the machine is


def spent() -> float:
    """Return the CPU seconds of this process and of those that it has waited for."""
    return sum(os.times()[:4])


class Counted:
    """A step that counts what comes in."""

    def __init__(self) -> None:
        self.pages = self.bytes = 0

    def run(self, data, rank=0, world_size=1):  # noqa: ANN001, ANN201, ARG002, D102
        for document in data:
            self.pages += 1
            self.bytes += len(document.text.encode("utf-8", "replace"))
            yield document


logger.remove()
path = Path(sys.argv[1])
split_into_words("Knee pain is common after a fall.")
Trafilatura(timeout=PATIENCE).extract("<p>Knee pain is common after a fall.</p>")
reader, counted = WarcReader(str(path.parent), glob_pattern=path.name), Counted()
steps = [
    counted,
    Trafilatura(timeout=PATIENCE),
    GopherRepetitionFilter(),
    GopherQualityFilter(),
    C4QualityFilter(filter_no_terminal_punct=False),  # as FineWeb has it
    FineWebQualityFilter(),
]
begun = spent()
documents = reader.run()
for step in steps:
    documents = step.run(documents)
kept = sum(1 for _ in documents)
times = {type(step).__name__: step.stats.time_stats.total for step in [reader, *steps[1:]]}
whole = sum(times.values())
seconds = spent() - begun
shares = {name: seconds * part / whole for name, part in times.items()}
found = {"pages": counted.pages, "kept": kept, "bytes": counted.bytes}
print(json.dumps(found | {"seconds": seconds, "steps": shares}))
