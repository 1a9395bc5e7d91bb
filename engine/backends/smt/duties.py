"""When a duty falls due and how late it was kept, over a few days that are listed."""

from __future__ import annotations

from collections.abc import Sequence

from engine.backends.smt import logic
from engine.backends.smt.days import Day, Length, add, before, length_of_month, not_after, number_of, pick_day
from engine.backends.smt.logic import Beyond, Number, Truth, any_of, both, implies, no, pick

SLOTS = 4  # calendar slots from the start of a duty to the day of the question, at most, in an example
Days = Sequence[tuple[Truth, Day]]  # in their order; whether each counts


def rolling(start: Day, days: Days, every: Length, today: Day, sure: list[Truth]) -> tuple[Day, Number]:
    """Due so long after the event before; the next day due, and the longest delay in days (not above nil: none)."""
    due, late = add(start, every, sure), -1
    for counts, day in days:
        late = pick(counts, logic.most(late, _later(day, due)), late)
        due = pick_day(counts, add(day, every, sure), due)
    return due, logic.most(late, _later(today, due))


def by_calendar(start: Day, days: Days, every: Length, today: Day, sure: list[Truth], asked: Truth) -> tuple[Day, Number]:
    """Once in each calendar slot that begins on or after the start; where that is `asked`, of a few slots only."""
    if not isinstance(every.months, int) or not isinstance(every.days, int):
        raise Beyond("a duty by the calendar whose slots are not of one length")
    months = max(1, every.months)
    first = _slot_from(start, months, sure)
    late: Number = 0
    due = _last(first, months, sure)
    for _ in range(SLOTS):
        last, following = _last(first, months, sure), add(first, Length(months, 0), sure)
        begun, over = not_after(first, today), before(last, today)
        met = any_of(both(counts, not_after(first, day), not_after(day, last)) for counts, day in days)
        missed = both(begun, over, no(met))
        late = pick(missed, logic.most(late, _later(_caught_up(days, last, today), last)), late)
        running = both(begun, no(over))
        due = pick_day(running, pick_day(met, _last(following, months, sure), last), due)
        first = following
    sure.append(implies(asked, before(today, first)))
    return due, late


def _slot_from(start: Day, months: int, sure: list[Truth]) -> Day:
    """The first day of the first slot of so many months that begins on or after `start`."""
    first = Day(start.year, logic.plus(logic.times(logic.over(logic.minus(start.month, 1), months), months), 1), 1)
    return pick_day(before(first, start), add(first, Length(months, 0), sure), first)


def _last(first: Day, months: int, sure: list[Truth]) -> Day:
    """The last day of a slot."""
    final = add(first, Length(months - 1, 0), sure)
    return Day(final.year, final.month, length_of_month(final.year, final.month))


def _caught_up(days: Days, last: Day, today: Day) -> Day:
    """The first event after a slot, else today."""
    found = today
    for counts, day in reversed(days):
        found = pick_day(both(counts, before(last, day)), day, found)
    return found


def _later(day: Day, due: Day) -> Number:
    """How many days after."""
    return logic.minus(number_of(day), number_of(due))
