"""Calendar arithmetic: corresponding days, whole months and years, as the Civil Code counts them (arts. 200-204)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from engine.lang.values import Span


def add(day: date, span: Span) -> date:
    """The day that corresponds to `day` after `span`: months first, then days.

    Where the month has no such day it is the month's last (31 January and one month: 28 or 29 February).
    Raises OverflowError outside the years 1 to 9999, which `engine.lang.bounds` rules out when a pack is loaded.
    """
    number = day.year * 12 + day.month - 1 + span.months
    year, month = divmod(number, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("the date leaves the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) + timedelta(days=span.days)


def subtract(day: date, span: Span) -> date:
    """The day that corresponds to `day` before `span`; the last of the month where there is none."""
    return add(day, Span(-span.months, -span.days))


def full_months(start: date, end: date) -> int:
    """How many whole months lie between `start` and `end`: the corresponding day completes one; negative if `end` is earlier."""
    if end < start:
        return -full_months(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    # Clamped to the month's end a corresponding day may exist without a calendar that far: compare by days, not by `add`.
    return months if (end.day >= start.day or end.day == monthrange(end.year, end.month)[1]) else months - 1


def full_years(start: date, end: date) -> int:
    """How many whole years lie between `start` and `end` (满N年); 29 February is completed on 28 February of a common year."""
    if end < start:
        return -full_years(end, start)
    return full_months(start, end) // 12


def days_between(start: date, end: date) -> int:
    """How many days `end` is after `start`; the first day is not counted."""
    return (end - start).days
