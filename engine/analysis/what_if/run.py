"""Asks about the awards of a case in a process of its own, which is given its time."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

from engine.analysis.apart import apart
from engine.analysis.what_if.model import WhatIf, asked_about
from engine.backends.outcome import Outcome
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.terms import Label

SECONDS = 60.0
LATE = Label("时间已到", "the time was up")


def what_if(
    pack: Pack, case: Case, outcome: Outcome, readings: Mapping[str, str], seconds: float = SECONDS
) -> tuple[WhatIf, ...]:
    """What would qualify, for each award of an outcome that is refused, unknown or not in force.

    `readings` are those chosen besides the case's own. Raises ImportError without z3 (the extra `prove`).
    """
    if find_spec("z3") is None:
        raise ImportError("z3")
    from engine.analysis.what_if.decide import decided

    awards = asked_about(outcome)
    if not awards:
        return ()
    found = list(apart(decided, pack, case, dict(readings), awards, seconds=seconds))
    return (*found, *(WhatIf(award, "undecided", reason=LATE) for award in awards[len(found) :]))
