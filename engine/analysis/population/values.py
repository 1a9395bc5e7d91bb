"""What clerks write in a cell, as a case file writes it: 2022.3.1, 20220301, a serial number, 是, 1,800, full-width digits.

What is not plainly one thing stays as it is, and the reader of cases says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

from engine.analysis.population.table import Cell
from engine.lang.quantities import UNITS, day, money
from engine.lang.types import OneOf
from engine.pack.cases_values import NO, SERIAL_ORIGIN, SERIALS, YES, plain
from engine.pack.periods import meant_period
from engine.pack.terms import Fact

NOT_STATED = frozenset({"", "-", "--", "—", "——", "/", "\\", "不详", "未知", "待定", "unknown", "n/a", "?"})
DAY = re.compile(
    r"([0-9]{4})(?:([-./年])([0-9]{1,2})[-./月]([0-9]{1,2})日?号?|([0-9]{2})([0-9]{2}))(?:T?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
)
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]{1,18})(?:\.[0-9]{1,15})?")
AMOUNT = re.compile(rf"({NUMBER.pattern})(分|角|元|万|万元|亿|亿元)?")
BETWEEN_DAYS = re.compile(r"[、;；,，\n]+")
LOST = 10**15  # a number of more digits has lost some of them in a spreadsheet


def stated(cell: Cell) -> bool:
    """Whether a cell says anything; a stroke or 不详 says that it is not known."""
    return plain(cell.text).lower() not in NOT_STATED


def ruined(cell: Cell) -> bool:
    """Whether an id has lost its digits: a spreadsheet keeps fifteen."""
    return cell.kind == "number" and abs(Fraction(cell.text)) >= LOST


def day_text(text: str) -> str:
    """A day as 2022-03-01; what is no day stays as it is."""
    wrote = plain(text)
    if found := DAY.fullmatch(wrote):
        numbers = [int(each) for each in (found[1], found[3] or found[5], found[4] or found[6])]
        written = "{:04}-{:02}-{:02}".format(*numbers)
        return written if day(written) else text
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", wrote) and int(wrote[:5]) in SERIALS:
        return (SERIAL_ORIGIN + timedelta(int(wrote[:5]))).isoformat()
    return text


def days_text(text: str) -> list[str]:
    """The days of a list of them."""
    return [day_text(each) for each in BETWEEN_DAYS.split(text.strip()) if each.strip()]


def yes_or_no(text: str) -> str:
    wrote = plain(text).lower()
    return "true" if wrote in YES else "false" if wrote in NO else text


def whole(text: str) -> str:
    """A whole number without commas and counting words; 3.0 is 3."""
    wrote = re.sub(r"(?<=[0-9])[个人名年月天日次家套件]$", "", plain(text).removeprefix("+"))
    return re.sub(r"\.0+$", "", wrote).replace(",", "") if NUMBER.fullmatch(wrote) else text


def amount(text: str, unit: str) -> str:
    """An amount with its unit: its own, else that of its column; without either it stays without."""
    wrote = re.sub(r"^[¥￥]", "", plain(text)).removesuffix("整").replace("圆", "元").replace("块", "元")
    found = AMOUNT.fullmatch(wrote)
    if found is None or not (own := found[2] or unit):
        return text
    own = own if own in UNITS else own + "元"
    said = f"{found[1].replace(',', '')}{own}"
    return said if money(said) is not None else text


def period_text(text: str) -> str:
    """A year or month as 2023 or 2023-05."""
    period = meant_period(whole(text))
    return period.label if period else text


def text_of(cell: Cell, facts: tuple[Fact, ...], unit: str) -> str:
    """The value of a fact, as both versions know it."""
    kind = facts[0].type
    text = " ".join(cell.text.split())
    return _named(text, facts) if isinstance(kind, OneOf) else WAYS[kind.name](text, unit)


def _named(text: str, facts: tuple[Fact, ...]) -> str:
    """One of the names of a fact, of whichever version, by name or by label."""
    wrote = plain(text).casefold()
    for fact in facts:
        names = fact.type.names if isinstance(fact.type, OneOf) else ()
        for name in names:
            label = fact.names.get(name)
            called = (name, *((label.zh, label.en) if label else ()))
            if wrote in [plain(each).casefold() for each in called if each]:
                return name
    return text


WAYS: dict[str, Callable[[str, str], str]] = {
    "bool": lambda text, _: yes_or_no(text),
    "int": lambda text, _: whole(text),
    "ratio": lambda text, _: plain(text).replace(",", "") if NUMBER.fullmatch(plain(text)) else text,
    "money": amount,
    "date": lambda text, _: day_text(text),
    "dates": lambda text, _: text,
    "id": lambda text, _: text,
}
