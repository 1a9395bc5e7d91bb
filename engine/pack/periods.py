"""Calendar years and months that claims are for: `2023`, `2023-05`."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date

from engine.pack.case import PeriodOf
from engine.pack.rule import Period

EARLIEST, LATEST = 1900, 2999  # a year outside is a slip of the pen
_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
_MEANT = re.compile(r"([0-9]{4})(?:年|年度)?(?:[-./年]?([0-9]{1,2})月?份?)?")


def period_of(text: str) -> PeriodOf | None:
    """The year or month that `text` names; None if it names none."""
    match = _WRITTEN.fullmatch(text)
    return _period(match) if match else None


def meant_period(text: str) -> PeriodOf | None:
    """The period that `text` most likely means in another notation (2023年, 2023年5月, 2023.5), to be suggested, never taken."""
    match = _MEANT.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    return _period(match) if match else None


def kind_of(period: PeriodOf) -> Period:
    """Whether it is a year or a month."""
    return "month" if "-" in period.label else "year"


def year(number: int) -> PeriodOf:
    return PeriodOf(f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def month(of_year: int, number: int) -> PeriodOf:
    return PeriodOf(f"{of_year:04}-{number:02}", date(of_year, number, 1), date(of_year, number, monthrange(of_year, number)[1]))


def _period(match: re.Match[str]) -> PeriodOf | None:
    of_year, number = int(match[1]), int(match[2] or 1)
    if not (EARLIEST <= of_year <= LATEST and 1 <= number <= 12):
        return None
    return month(of_year, number) if match[2] else year(of_year)
