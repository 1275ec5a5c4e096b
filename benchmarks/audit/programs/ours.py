"""An audit of one WARC file by the code of a worker: ``python ours.py WARC FOLDER``.

With ``uncut`` in the place of a folder every page is read precisely, and the verdicts are printed.
Steps are told apart by samples of the stack.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import FrameType

from detector.audit.batch import warm_up
from detector.audit.options import AuditOptions
from detector.audit.shard import Effort, Trouble, assessed, write
from detector.audit.worker import one_thread, without_torch
from detector.sources.slices import SliceOptions, cut, read

EVERY = 0.005  # seconds of the processor between two looks at the stack
STEPS = {
    "detector/rewriting": "rewriting model",
    "detector/skim": "rewriting model",
    "detector/surprise": "n-grams",
    "detector/ngram": "n-grams",
    "detector/originals": "n-grams",
    "detector/candidates": "keyphrases",
    "detector/intrusion": "keyphrases",
    "detector/keyphrase": "keyphrases",
    "detector/named_places": "keyphrases",
    "detector/repeats": "keyphrases",
    "detector/wordcut": "keyphrases",
    "detector/wordstream": "keyphrases",
    "detector/cascade": "glance",
    "detector/glance": "glance",
    "detector/signals/": "signals",
    "detector/criteria/": "criteria",
    "detector/extract/language_id": "language",
    "detector/extract/": "extraction",
    "detector/sources/": "reading",
    "detector/audit/fingerprint": "fingerprint",
    "detector/audit/shard": "writing",
    "detector/audit/schema": "writing",
    "detector/audit/batch": "writing",
    "detector/scoring": "scores",
    "detector/language": "tokens and sentences",
}


class Sampler:
    """CPU seconds by the innermost step on the stack."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._before = time.process_time()

    def __enter__(self) -> Sampler:
        signal.signal(signal.SIGVTALRM, self._look)
        signal.setitimer(signal.ITIMER_VIRTUAL, EVERY, EVERY)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def _look(self, _: int, frame: FrameType | None) -> None:
        now = time.process_time()  # a sample waits for the end of native code, and weighs for it
        self.spent[step(frame)] += now - self._before
        self._before = now


def step(frame: FrameType | None) -> str:
    """Name the innermost step of a stack."""
    while frame:
        _, found, inner = frame.f_code.co_filename.rpartition("detector/")
        for prefix, name in STEPS.items():
            if (found + inner).startswith(prefix):
                return name
        frame = frame.f_back
    return "other"


def audited(path: Path, folder: Path) -> dict[str, object]:
    """Audit as a worker does and return what it took."""
    options = AuditOptions(slices=SliceOptions(slice_bytes=path.stat().st_size + 1))
    warm_up(options)
    (piece,) = cut("warc", path, path.name, options.slices)
    effort, written = Effort(), folder / "000000.parquet"
    begun = time.process_time()
    with Sampler() as sampler:
        write(assessed(piece, options, Trouble(), lambda *_: None, effort), written, effort)
    seconds = time.process_time() - begun
    whole = sum(sampler.spent.values())
    steps = {name: seconds * one / whole for name, one in sampler.spent.most_common()}
    return {
        "pages": effort.pages,
        "kept": effort.pages - effort.flagged,
        "seconds": seconds,
        "steps": steps,
    }


def uncut(path: Path) -> dict[str, object]:
    """Judge every page without the cascade and return all verdicts."""
    from detector import Detector

    detector = Detector(cascade=False)
    detector.assess_text("Knee pain is common after a fall. " * 20)
    (piece,) = cut("warc", path, path.name, SliceOptions(slice_bytes=path.stat().st_size + 1))
    begun = time.process_time()
    found = {
        assessment.target: [assessment.verdict, assessment.reason]
        for assessment in detector.assess(one.page for one in read(piece, SliceOptions()))
    }
    seconds = time.process_time() - begun
    return {"pages": len(found), "seconds": seconds, "steps": {}, "verdicts": found}


if __name__ == "__main__":
    one_thread()
    without_torch()
    source, place = sys.argv[1:]
    print(
        json.dumps(uncut(Path(source)) if place == "uncut" else audited(Path(source), Path(place)))
    )
