"""What a criterion is: a code, its name, and the items of published instruments that it answers."""

from __future__ import annotations

from dataclasses import dataclass

from detector.assessment import Criterion

MAX_EVIDENCE = 160


@dataclass(frozen=True, slots=True)
class Item:
    """The facts about one criterion. ``instruments`` name items such as "DISCERN 4"."""

    code: str
    name: str
    instruments: tuple[str, ...]
    sources: tuple[str, ...]

    def met(self, evidence: str) -> Criterion:
        """Return the criterion as met, with what shows it."""
        return self._judged(True, evidence)

    def unmet(self) -> Criterion:
        """Return the criterion as not met: the page was searched and has nothing."""
        return self._judged(False, None)

    def unknown(self) -> Criterion:
        """Return the criterion as undecidable from what there is of the page."""
        return self._judged(None, None)

    def seen(self, evidence: str | None, *, searchable: bool = True) -> Criterion:
        """Return met where there is evidence; else not met, or unknown where not ``searchable``."""
        if evidence:
            return self.met(evidence)
        return self.unmet() if searchable else self.unknown()

    def _judged(self, met: bool | None, evidence: str | None) -> Criterion:
        text = " ".join((evidence or "").split())
        if len(text) > MAX_EVIDENCE:
            text = text[:MAX_EVIDENCE].rpartition(" ")[0] + "…"
        return Criterion(self.code, ", ".join(self.instruments), self.name, met, text or None)
