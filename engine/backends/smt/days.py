"""Calendar days for the solver: year, month and day, and a day number only where days are counted.

Day numbers alone leave a solver searching where triples decide at once; the arithmetic is that of `engine.lang.dates`.
"""

from __future__ import annotations

from datetime import date
from itertools import count

import z3

from engine.backends.smt.logic import (
    Number,
    Truth,
    at_most,
    both,
    either,
    equal,
    least,
    less,
    minus,
    no,
    over,
    pick,
    plus,
    rest,
    times,
)
from engine.lang.quantities import FIRST_YEAR, LAST_YEAR
from engine.text.records import dataclass

STEP, STEPS = 28, 4  # days that go from one month at most into the next, and how often they are taken
_numbers = count()


@dataclass(frozen=True, slots=True)
class Day:
    """A day by its three numbers."""

    year: Number
    month: Number
    day: Number


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in months and days, as `engine.lang.values.Span`."""

    months: Number
    days: Number


def day_of(value: date) -> Day:
    """A day that is written down."""
    return Day(value.year, value.month, value.day)


def open_day(name: str, first: int = FIRST_YEAR, last: int = LAST_YEAR) -> tuple[Day, Truth]:
    """Any day of these years, and what makes it one."""
    day = Day(z3.Int(f"{name}.y"), z3.Int(f"{name}.m"), z3.Int(f"{name}.d"))
    return day, valid(day, first, last)


def valid(day: Day, first: int, last: int) -> Truth:
    """Whether three numbers are a day of the calendar."""
    inside = both(at_most(first, day.year), at_most(day.year, last), at_most(1, day.month), at_most(day.month, 12))
    return both(inside, at_most(1, day.day), at_most(day.day, length_of_month(day.year, day.month)))


def length_of_month(year: Number, month: Number) -> Number:
    """How many days a month has."""
    if isinstance(month, int) and month != 2:
        return 30 if month in (4, 6, 9, 11) else 31
    leap = both(equal(rest(year, 4), 0), either(no(equal(rest(year, 100), 0)), equal(rest(year, 400), 0)))
    short = either(*(equal(month, each) for each in (4, 6, 9, 11)))
    return pick(equal(month, 2), pick(leap, 29, 28), pick(short, 30, 31))


def same_day(a: Day, b: Day) -> Truth:
    return both(equal(a.year, b.year), equal(a.month, b.month), equal(a.day, b.day))


def before(a: Day, b: Day) -> Truth:
    """Whether the first is earlier."""
    within = either(less(a.month, b.month), both(equal(a.month, b.month), less(a.day, b.day)))
    return either(less(a.year, b.year), both(equal(a.year, b.year), within))


def not_after(a: Day, b: Day) -> Truth:
    return no(before(b, a))


def pick_day(condition: Truth, yes: Day, otherwise: Day) -> Day:
    return Day(
        pick(condition, yes.year, otherwise.year),
        pick(condition, yes.month, otherwise.month),
        pick(condition, yes.day, otherwise.day),
    )


def number_of(day: Day) -> Number:
    """The day's number, counted so that the next day's is one more (the proleptic calendar, March as the first month)."""
    early = at_most(day.month, 2)
    year = pick(early, minus(day.year, 1), day.year)
    month = pick(early, plus(day.month, 9), minus(day.month, 3))
    months = over(plus(times(month, 153), 2), 5)
    return plus(times(year, 365), over(year, 4), times(over(year, 100), -1), over(year, 400), months, day.day)


def add(day: Day, length: Length, sure: list[Truth]) -> Day:
    """The corresponding day after a length of time; what makes a day that had to be searched one goes to `sure`."""
    total = plus(times(day.year, 12), day.month, -1, length.months)
    year, month = over(total, 12), plus(rest(total, 12), 1)
    moved = day
    if not (isinstance(length.months, int) and length.months == 0):
        moved = Day(year, month, least(day.day, length_of_month(year, month)))
    if isinstance(length.days, int) and abs(length.days) <= STEPS * STEP:
        return _some_days_on(moved, length.days)
    found, is_day = open_day(f"day!{next(_numbers)}", 1, 9999)
    sure += [is_day, equal(number_of(found), plus(number_of(moved), length.days))]
    return found


def _some_days_on(day: Day, days: int) -> Day:
    """A few days later or earlier, month by month: to search for the day by its number takes a hundred times as long."""
    while days:
        step = max(-STEP, min(STEP, days))
        days -= step
        wanted = plus(day.day, step)
        if step > 0:
            length = length_of_month(day.year, day.month)
            over_end = less(length, wanted)
            day = Day(*_month_on(day, over_end, 1), pick(over_end, minus(wanted, length), wanted))
        else:
            year, month = _month_on(day, at_most(wanted, 0), -1)
            day = Day(year, month, pick(at_most(wanted, 0), plus(wanted, length_of_month(year, month)), wanted))
    return day


def _month_on(day: Day, moves: Truth, by: int) -> tuple[Number, Number]:
    """The year and month of the next or the last month, if it `moves` there."""
    turns = both(moves, equal(day.month, 12 if by > 0 else 1))
    month = pick(turns, 1 if by > 0 else 12, plus(day.month, by))
    return pick(turns, plus(day.year, by), day.year), pick(moves, month, day.month)


def negative(length: Length) -> Length:
    return Length(times(length.months, -1), times(length.days, -1))


def full_months(start: Day, end: Day) -> Number:
    """How many whole months lie between; negative if the second is earlier."""
    return pick(before(end, start), times(_months(end, start), -1), _months(start, end))


def full_years(start: Day, end: Day) -> Number:
    """How many whole years lie between; negative if the second is earlier."""
    backwards = times(over(_months(end, start), 12), -1)
    return pick(before(end, start), backwards, over(_months(start, end), 12))


def _months(start: Day, end: Day) -> Number:
    apart = plus(times(minus(end.year, start.year), 12), minus(end.month, start.month))
    complete = either(at_most(start.day, end.day), equal(end.day, length_of_month(end.year, end.month)))
    return pick(complete, apart, minus(apart, 1))
