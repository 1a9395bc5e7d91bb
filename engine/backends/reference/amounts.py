"""What is due before limits, and what an officer decided of it."""

from __future__ import annotations

from dataclasses import field

from engine.backends.outcome import LimitUse, Step
from engine.backends.reference.context import Context
from engine.backends.reference.limits import Standing
from engine.backends.reference.ranges import Range, range_of
from engine.lang.values import Money
from engine.pack.case import Decision
from engine.pack.rule import Amount
from engine.text.records import dataclass


@dataclass
class Work:
    """What has been found out about a claim so far."""

    because: list[Step] = field(default_factory=list)
    limits: list[LimitUse] = field(default_factory=list)
    refused: str = ""  # what refused it for certain
    unsure: bool = False  # a condition or the validity is not known
    rejected: bool = False
    undecided: bool = False  # a range, and no officer has decided
    floor: int | None = None
    standing: Standing = field(default_factory=lambda: Standing(0, 0))


def due(context: Context, amount: Amount, work: Work, decision: Decision | None) -> None:
    """What is due before limits."""
    match amount.kind:
        case "computed":
            assert amount.value is not None
            due = range_of(context, amount.value)
            work.because.append(context.step("amount", amount.value))
            work.standing = Standing(max(0, due.low or 0), due.high)
        case "each":
            assert amount.value is not None and amount.times is not None
            each, times = range_of(context, amount.value), range_of(context, amount.times)
            work.because += [
                context.step("amount", amount.value),
                context.step("amount", amount.times, name=amount.unit or "times"),
            ]
            low, high = max(0, each.low or 0), each.high
            units = max(0, times.low or 0), max(0, times.high or 0)
            work.standing = Standing(low * units[0], None if high is None else high * units[1], *units, low, high)
        case "decided":
            _decided(context, amount, work, decision)
        case _:
            work.standing = Standing(0, None)
    if work.standing.high is not None and work.standing.high <= 0:
        work.refused = work.refused or "nothing_due"


def _decided(context: Context, amount: Amount, work: Work, decision: Decision | None) -> None:
    """An amount between a floor and a ceiling, for an officer to decide."""
    assert amount.ceiling is not None
    floor = range_of(context, amount.floor) if amount.floor is not None else Range(0, 0)
    ceiling = range_of(context, amount.ceiling)
    work.because += [
        context.step("amount", each, name=name) for each, name in ((amount.floor, "floor"), (amount.ceiling, "ceiling")) if each
    ]
    fixed = floor == ceiling and floor.low == floor.high
    if floor.low == floor.high:
        work.floor = floor.low or None
    if decision is None:
        work.undecided = not fixed
        work.standing = Standing(max(0, ceiling.low or 0), ceiling.high)
        return
    given = decision.amount
    stated = fixed or (floor.low or 0) > 0
    low_floor, high_ceiling = floor.low or 0, ceiling.high
    outside = stated and (given < low_floor or (high_ceiling is not None and given > high_ceiling))
    work.because.append(Step("decision", str(given), Money(given), decision.place, decision.by))
    if given == 0:
        work.refused = work.refused or "nothing_due"
    elif given < 0 or outside:
        work.rejected = True  # unless limits leave nothing of any amount: then it is refused
        work.standing = Standing(max(0, ceiling.low or 0), ceiling.high)
    else:
        # Above a ceiling it is paid up to the ceiling; below an uncertain floor it may still be rejected.
        # A floor that is not known may be above nil, so that the range is a stated one.
        perhaps_stated = fixed or floor.high is None or floor.high > 0
        perhaps_outside = perhaps_stated and (floor.high is None or given < floor.high or given > (ceiling.low or 0))
        low = 0 if perhaps_outside else min(given, ceiling.low if ceiling.low is not None else given)
        high = given if ceiling.high is None else min(given, ceiling.high)
        if not stated and high < given:
            work.limits.append(_ceiling_use(amount, high))
        work.standing = Standing(low, high)


def _ceiling_use(amount: Amount, ceiling: int) -> LimitUse:
    place = amount.ceiling.place if amount.ceiling else None
    return LimitUse("ceiling", "at_most", 0, 0, ceiling, ceiling, None, True, "cut", (), place)
