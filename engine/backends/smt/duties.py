"""When a duty falls due and whether it was kept, over a few days that are listed.

How many days late is left out: counting days is dear to a solver, and two duties that are late by other numbers of days but
never differ in what falls due, and when, are the same duty (`duties_alike` proves it).
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.backends.smt.days import Day, Length, add, before, length_of_month, not_after, pick_day
from engine.backends.smt.logic import Beyond, Truth, any_of, both, either, implies, minus, no, plus, times
from engine.backends.smt.logic import over as divided

SLOTS = 4  # calendar slots from the start of a duty to the day of the question, at most, in an example
Days = Sequence[tuple[Truth, Day]]  # in their order; whether each counts


def rolling(start: Day, days: Days, every: Length, today: Day, sure: list[Truth]) -> tuple[Day, Truth]:
    """Due so long after the event before; the next day due, and whether one came too late or not at all."""
    due, late = add(start, every, sure), False
    for counts, day in days:
        late = either(late, both(counts, before(due, day)))
        due = pick_day(counts, add(day, every, sure), due)
    return due, either(late, before(due, today))


def by_calendar(start: Day, days: Days, every: Length, today: Day, sure: list[Truth], asked: Truth) -> tuple[Day, Truth]:
    """Once in each calendar slot that begins on or after the start; where that is `asked`, of a few slots only."""
    if not isinstance(every.months, int) or not isinstance(every.days, int):
        raise Beyond("按日历计的义务，时段长短不一", "a duty by the calendar whose slots are not of one length")
    months = max(1, every.months)
    first = _slot_from(start, months, sure)
    late: Truth = False
    due = _last(first, months, sure)
    for _ in range(SLOTS):
        last, following = _last(first, months, sure), add(first, Length(months, 0), sure)
        begun, over = not_after(first, today), before(last, today)
        met = any_of(both(counts, not_after(first, day), not_after(day, last)) for counts, day in days)
        late = either(late, both(begun, over, no(met)))
        due = pick_day(both(begun, no(over)), pick_day(met, _last(following, months, sure), last), due)
        first = following
    sure.append(implies(asked, before(today, first)))
    return due, late


def _slot_from(start: Day, months: int, sure: list[Truth]) -> Day:
    """The first day of the first slot of so many months that begins on or after `start`."""
    first = Day(start.year, plus(times(divided(minus(start.month, 1), months), months), 1), 1)
    return pick_day(before(first, start), add(first, Length(months, 0), sure), first)


def _last(first: Day, months: int, sure: list[Truth]) -> Day:
    """The last day of a slot."""
    final = add(first, Length(months - 1, 0), sure)
    return Day(final.year, final.month, length_of_month(final.year, final.month))
