"""数字与条款概述不符。 A number that the summary of its provision does not state.

为何重要：数字少写、多写一个零，或概述与参数只改了一处，只有对照才看得出来。金额、时间、比例、个数和日期，概述写了同类的数时都对照。
Why it matters: a nought too many, or a revision of only one of the two, shows only when they are held side by side. Amounts,
spans, ratios, counts and dates are compared wherever the summary states a number of that kind.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from engine.analysis.lint.chinese import DIGITS, Mention, mentions
from engine.analysis.lint.draft import Draft
from engine.lang.quantities import say_money
from engine.lang.tables import Row
from engine.lang.values import Known, Money, Span
from engine.pack.model import Provision
from engine.pack.terms import Parameter
from engine.text.diagnostics import Diagnostic

CODE = "L418"
PERCENT = ("%", "％")
SPANS = ("年", "个月", "天")
COUNTED = (*SPANS, "人", "名", "家", "个", "张", "套", "岁", "级")
FIRST_YEAR = 1_900  # from here on 年 names a year, and counts none
TENTHS = re.compile(rf"([{''.join(DIGITS)}])成")
IN_DATES = (re.compile(r"(\d{4})年"), re.compile(r"(\d{1,2})月"), re.compile(r"(?<=[月至到])(\d{1,2})日"))


def check(draft: Draft) -> Iterator[Diagnostic]:
    for name, parameter in draft.pack.parameters.items():
        provision = draft.pack.provisions.get(parameter.cite)
        if provision is None or parameter.source:
            continue
        for row in parameter.table.rows:
            elsewhere = _elsewhere(draft, parameter, provision, row)
            if elsewhere or not _stated(draft, parameter, provision, row.value):
                said = say_money(row.value.fen, "zh") if isinstance(row.value, Money) else row.place.text.strip()
                places = (provision.place, *((elsewhere.place,) if elsewhere else ()))
                yield Diagnostic(CODE, row.place, {"name": name, "amount": said, "cite": parameter.cite}, places, parameter.cite)


def _stated(draft: Draft, parameter: Parameter, provision: Provision, value: Known) -> bool:
    """Whether a summary states a value, or no number of its kind at all."""
    summary = provision.summary.zh
    if isinstance(value, date):
        return _dated(summary, value)
    stated, ways = list(mentions(summary)), _ways(value)
    if not ways or not any(_alike(each, value) for each in stated):
        return True
    # A table may gather what several provisions state.
    others = draft.pack.provisions.values() if parameter.by else (provision,)
    # A bare number may be one of a row: 2000、3000或4000元, 四到五万元, 一到两年.
    said = {(each.unit, each.value) for other in others for each in mentions(other.summary.zh)}
    if isinstance(value, Fraction):
        said |= {("%", share * 100) for other in others for share in _in_words(other.summary.zh)}
    return any(number in ways.get(unit, ()) for unit, number in said)


def _alike(mention: Mention, value: Known) -> bool:
    """Whether a number of a summary is of the kind of a value."""
    match value:
        case Money():
            return mention.unit == "元"
        case Span():
            return mention.unit in SPANS and mention.value < FIRST_YEAR
        case Fraction():
            return mention.unit in PERCENT
        case _:
            return mention.unit in COUNTED and mention.value < FIRST_YEAR


def _ways(value: Known) -> dict[str, tuple[Fraction, ...]]:
    """By unit the numbers that say a value; {} where there is no telling."""
    match value:
        case Money(fen=fen) if fen:
            yuan, myriads = Fraction(fen, 100), Fraction(fen, 1_000_000)
            return dict.fromkeys(("元", "", *COUNTED, "次"), (yuan, myriads))
        case Span(months=months, days=0) if months:
            years = Fraction(months, 12)
            return {"年": (years,), "个月": (Fraction(months),), "": (Fraction(months), years)}
        case Span(months=0, days=days) if days:
            return dict.fromkeys(("天", "日", ""), (Fraction(days),))
        case Fraction():
            return dict.fromkeys((*PERCENT, ""), (value * 100,))
        case bool():
            return {}
        case int() if value not in (0, 12):  # that a year has twelve months no text says
            return dict.fromkeys(("", *COUNTED, "次", "月", "日"), (Fraction(value),))
        case _:
            return {}


def _in_words(summary: str) -> Iterator[Fraction]:
    """Ratios that are said without a number of their own: 一半, 三成, 全部."""
    yield from (Fraction(DIGITS[each], 10) for each in TENTHS.findall(summary))
    if "半" in summary:
        yield Fraction(1, 2)
    if any(word in summary for word in ("全", "都", "每")):
        yield Fraction(1)


def _dated(summary: str, value: date) -> bool:
    """Whether years, months and days that a summary writes in digits hold those of a date; 7月25日至29日 says the month once."""
    written: Sequence[set[int]] = [set(map(int, each.findall(summary))) for each in IN_DATES]
    return all(not said or part in said for said, part in zip(written, (value.year, value.month, value.day), strict=True))


def _elsewhere(draft: Draft, parameter: Parameter, provision: Provision, row: Row) -> Provision | None:
    """Another provision that states an amount which no parameter takes from there, where the one cited states no amount."""
    value = row.value
    if not isinstance(value, Money) or parameter.by or any(each.unit == "元" for each in mentions(provision.summary.zh)):
        return None
    taken = {one.cite for one in draft.pack.parameters.values() if any(each.value == value for each in one.table.rows)}
    for cite, other in draft.pack.provisions.items():
        amounts = {each.value for each in mentions(other.summary.zh) if each.unit == "元"}
        if cite not in taken and Fraction(value.fen, 100) in amounts:
            return other
    return None
