"""Quantities as people write them in packs and cases: `3万元`, `70%`, `2/3`, `3年`, `2025-12-31`, `12`."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from engine.lang.types import DATE, INT, MONEY, RATIO, SPAN, Type
from engine.lang.values import Known, Money, Span

UNITS = {"分": 1, "角": 10, "元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}  # in fen
GREATEST = 2**63 - 1
FIRST_YEAR, LAST_YEAR = 1900, 2999  # years a person may write; a slip like 20231 or 0203 is caught
LONGEST_SPAN = 1_200  # months, and the same in years' days: a hundred years

# [0-9], since \d also means full-width digits.
_MONEY = re.compile(r"(-?)((?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]{1,18})(?:\.[0-9]{1,12})?)(亿元|万元|元|角|分)")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}\.[0-9]{1,12}")
_PERCENT = re.compile(r"(-?[0-9]{1,18}(?:\.[0-9]{1,12})?)%")
_FRACTION = re.compile(r"(-?[0-9]{1,9})/([0-9]{1,9})")
_SPAN = re.compile(r"(?:([0-9]{1,4})年)?(?:([0-9]{1,5})个月)?(?:([0-9]{1,6})[天日])?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def money(text: str) -> int | None:
    """The fen that `text` says (`2.5万元`, `-1,800元`), or None: no unit, or not whole fen, or more than 64 bits."""
    match = _MONEY.fullmatch(text.strip())
    if match is None:
        return None
    sign, number, unit = match.groups()
    fen = Fraction(number.replace(",", "")) * UNITS[unit]
    if fen.denominator != 1 or fen > GREATEST:
        return None
    return -int(fen) if sign else int(fen)


def day(text: str) -> date | None:
    """The day that `text` says in the form 2025-12-31, years 1900 to 2999, or None."""
    match = _DAY.fullmatch(text.strip())
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:  # 2023-02-29
        return None


def span(text: str) -> Span | None:
    """The length of time that `text` says (`3年`, `12个月`, `10天`, `1年6个月`), at most a hundred years, or None."""
    match = _SPAN.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return None
    years, months, days = (int(each or 0) for each in match.groups())
    made = Span(years * 12 + months, days)
    return made if made.months <= LONGEST_SPAN and made.days <= LONGEST_SPAN * 31 else None


def ratio(text: str) -> Fraction | None:
    """The exact fraction that `text` says (`70%`, `2/3`, `0.125`), never through a float, or None."""
    text = text.strip()
    if match := _PERCENT.fullmatch(text):
        return Fraction(match[1]) / 100
    if match := _FRACTION.fullmatch(text):
        return Fraction(int(match[1]), int(match[2])) if int(match[2]) else None
    return Fraction(text) if _DECIMAL.fullmatch(text) else None


def integer(text: str) -> int | None:
    """The whole number of up to 18 digits that `text` says, or None."""
    return int(text) if _INTEGER.fullmatch(text.strip()) else None


def quantity(text: str) -> tuple[Known, Type] | None:
    """The value and type of a scalar that reads as a quantity; None: it is something else, an expression or a word."""
    if (fen := money(text)) is not None:
        return Money(fen), MONEY
    if (number := integer(text)) is not None:
        return number, INT
    if (exact := ratio(text)) is not None:
        return exact, RATIO
    if (length := span(text)) is not None:
        return length, SPAN
    if (when := day(text)) is not None:
        return when, DATE
    return None


def decimal(fen: int) -> str:
    """Yuan with two digits, as outcomes carry them: 6000000 fen are "60000.00"."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan}.{rest:02d}"


def say_money(fen: int, lang: str) -> str:
    """Money as a person reads it: `60,000元`, `CNY 60,000`; fen are shown only where there are some."""
    yuan, rest = divmod(abs(fen), 100)
    sign, number = "-" if fen < 0 else "", f"{yuan:,}" + (f".{rest:02d}" if rest else "")
    return f"{sign}{number}元" if lang == "zh" else f"CNY {sign}{number}"
