"""Whether calendar arithmetic counts as the Civil Code does, and keeps its order everywhere."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.lang.dates import add, full_months, full_years, subtract
from engine.lang.values import Span

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31)) | st.sampled_from(
    [
        date(2024, 2, 29),
        date(2023, 2, 28),
        date(2024, 1, 31),
        date(2024, 1, 30),
        date(2023, 3, 31),
        date(2000, 2, 29),
        date(1900, 3, 1),
    ]
)
MONTHS = st.integers(-1200, 1200)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2022, 3, 1), 12, date(2023, 3, 1)),
        (date(2021, 12, 31), 2, date(2022, 2, 28)),
        (date(2023, 5, 10), 12, date(2024, 5, 10)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2024, 1, 31), -2, date(2023, 11, 30)),
    ],
)
def test_the_corresponding_day(start: date, months: int, end: date) -> None:
    assert add(start, Span(months)) == end


@given(DAYS, MONTHS, st.integers(-400, 400))
def test_a_day_keeps_its_number_or_is_the_last_of_the_month(day: date, months: int, days: int) -> None:
    moved = add(day, Span(months))
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == min(day.day, monthrange(moved.year, moved.month)[1])
    assert add(day, Span(months, days)) == moved + timedelta(days=days)
    assert subtract(day, Span(months, days)) == add(day, Span(-months, -days))


@given(DAYS, DAYS, MONTHS, MONTHS)
def test_later_stays_later(a: date, b: date, m: int, n: int) -> None:
    """What bounds rest on: the corresponding day never comes earlier for a later day or a longer span."""
    a, b, m, n = min(a, b), max(a, b), min(m, n), max(m, n)
    assert add(a, Span(m)) <= add(b, Span(n))


@given(DAYS, DAYS)
@example(date(2024, 2, 29), date(2025, 2, 28))
@example(date(2024, 1, 31), date(2024, 2, 29))
def test_full_months_are_the_most_that_fit(a: date, b: date) -> None:
    a, b = min(a, b), max(a, b)
    months = full_months(a, b)
    assert add(a, Span(months)) <= b < add(a, Span(months + 1))
    assert full_months(b, a) == -months
    assert add(a, Span(12 * full_years(a, b))) <= b < add(a, Span(12 * full_years(a, b) + 12))


@given(DAYS, DAYS, DAYS)
def test_counts_keep_their_order(a: date, b: date, c: date) -> None:
    b, c = min(b, c), max(b, c)
    assert full_months(a, b) <= full_months(a, c)
    assert full_months(b, a) >= full_months(c, a)
    assert full_years(a, b) <= full_years(a, c)


def test_the_calendar_ends() -> None:
    with pytest.raises(OverflowError):
        add(date(9999, 12, 31), Span(1))
    with pytest.raises(OverflowError):
        add(date(9999, 12, 31), Span(0, 1))
    with pytest.raises(OverflowError):
        subtract(date(1, 1, 1), Span(1))
