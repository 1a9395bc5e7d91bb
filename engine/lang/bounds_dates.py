"""The calendar on ranges of days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from math import isinf

from engine.lang import dates, operators
from engine.lang.bounds_numbers import minus
from engine.lang.bounds_sets import CALENDAR, Bounds, Days, Edge, Range, Spans, ranged
from engine.lang.values import Span

ONE = Fraction(1)
BEFORE, AFTER = 0, date.max.toordinal() + 1  # ordinals outside the calendar, where a date may not lead


def day_of(edge: Edge) -> date:
    """The day of an ordinal; outside the calendar, its nearest day."""
    return date.fromordinal(int(min(max(edge, Fraction(1)), Fraction(AFTER - 1))))


def _shift(day: Edge, months: Edge, days: Edge) -> int:
    if isinf(months) or isinf(days):
        return BEFORE if min(months, days) < 0 else AFTER
    if not BEFORE < day < AFTER:
        return int(day)
    try:
        return dates.add(day_of(day), Span(int(months), int(days))).toordinal()
    except OverflowError:
        return BEFORE if 12 * days + 365 * months < 0 else AFTER


def later(day: Range, span: Spans) -> Range:
    low, high = (
        _shift(day.low, span.months.low, span.days.low),
        _shift(day.high, span.months.high, span.days.high),
    )
    return ranged(low, high, ONE)


def earlier(day: Range, span: Spans) -> Range:
    return later(day, Spans(minus(span.months), minus(span.days)))


def counted(count: Callable[[date, date], int]) -> Callable[..., Bounds]:
    """A count of time between two days: more the earlier the first and the later the second."""
    return lambda a, b: ranged(count(day_of(a.high), day_of(b.low)), count(day_of(a.low), day_of(b.high)), ONE)


def picked(pick: Callable[[Sequence[date]], date]) -> Callable[..., Bounds]:
    def run(days: Days) -> Range:
        if not days.known:
            return CALENDAR
        day = pick(days.known).toordinal()
        return ranged(day, day)

    return run


def count_between(days: Days, start: Range, end: Range) -> Range:
    if days.known is None:
        return ranged(0, days.most, ONE)
    least, most = (
        operators.count_between(days.known, day_of(a), day_of(b)) for a, b in ((start.high, end.low), (start.low, end.high))
    )
    return ranged(least, most, ONE)
