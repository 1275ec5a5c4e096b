"""What a code means: the documentation of its signal, as the module wrote it."""

from __future__ import annotations

from difflib import get_close_matches

from detector.errors import UsageError
from detector.signals import Signal, signals


def explain(code: str) -> str:
    """Return the documentation of one code; UsageError names near codes if it is unknown."""
    known = signals()
    signal = known.get(code.upper())
    if signal is None:
        near = get_close_matches(code.upper(), known, n=3, cutoff=0.4) or list(known)[:3]
        raise UsageError(
            f"There is no code {code}; did you mean {', '.join(near)}? "
            "“detector explain --all” lists every code."
        )
    return f"{_head(signal)}\n\n{signal.documentation}\n"


def overview() -> str:
    """Return one line a code: the code, its axis and severity, and its name."""
    return "\n".join(_head(signal) for signal in signals().values()) + "\n"


def _head(signal: Signal) -> str:
    code = signal.code
    return f"{code.code}  {code.axis:<10} {code.severity:<8} {code.name}"
