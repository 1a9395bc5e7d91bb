"""Asks about the awards of cases in a process of its own, which is given its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec

from engine.analysis.apart import apart
from engine.analysis.what_if.model import WhatIf, asked_about
from engine.backends.outcome import Award, Outcome
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.terms import Label

SECONDS = 60.0  # for one case, and
MORE = 5.0  # for each further one
LATE = Label("未在限定时间内完成", "not finished in time")


def what_if(
    pack: Pack, case: Case, outcome: Outcome, readings: Mapping[str, str], seconds: float = SECONDS
) -> tuple[WhatIf, ...]:
    """What would qualify, for each award of an outcome that is refused, unknown or not in force.

    `readings` are those chosen besides the case's own. Raises ImportError without z3 (the extra `prove`).
    """
    [found] = what_ifs(pack, [(case, outcome)], readings, seconds)
    return found


def what_ifs(
    pack: Pack, answers: Sequence[tuple[Case, Outcome]], readings: Mapping[str, str], seconds: float | None = None
) -> list[tuple[WhatIf, ...]]:
    """The same for each of several cases, one process for all of them."""
    if find_spec("z3") is None:
        raise ImportError("z3")
    asked = [(case, asked_about(outcome)) for case, outcome in answers]
    every = [award for _, awards in asked for award in awards]
    time = SECONDS + MORE * (len(asked) - 1) if seconds is None else seconds
    found = list(apart(_decided, pack, asked, dict(readings), seconds=time)) if every else []
    found += [WhatIf(award, "undecided", reason=LATE) for award in every[len(found) :]]
    given = iter(found)
    return [tuple(next(given) for _ in awards) for _, awards in asked]


def _decided(pack: Pack, asked: Sequence[tuple[Case, Sequence[Award]]], readings: Mapping[str, str]) -> Iterator[WhatIf]:
    from engine.analysis.what_if.decide import decided

    for case, awards in asked:
        if awards:
            yield from decided(pack, case, readings, awards)
