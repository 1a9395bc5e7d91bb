"""How a value is said: money in yuan and 万元, days, lengths of time, shares, names of a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from engine.lang.quantities import quantity
from engine.lang.values import Member, Money, Quantity, Span, Unknown, Value
from engine.pack.terms import Label
from engine.text.source import Place

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WAN = 1_000_000  # fen in 1万元
NO_NAMES: Mapping[str, Label] = {}


def say_value(value: Value | None, lang: str, names: Mapping[str, Label] = NO_NAMES) -> str:
    """A value in words; `names` are the labels of a one-of's values."""
    match value:
        case None | Unknown():
            return either(lang, "未知", "unknown")
        case bool():
            return either(lang, "是", "yes") if value else either(lang, "否", "no")
        case int():
            return f"{value:,}"
        case Money(fen):
            return say_money(fen, lang)
        case Quantity(fen):
            return say_quantity(fen, lang)
        case Fraction():
            return say_ratio(value)
        case Span():
            return say_span(value, lang)
        case Member(name=name) | str(name):
            return names[name].say(lang, name) if name in names else name
        case date():
            return say_day(value, lang)
        case _:
            return listed([say_value(each, lang, names) for each in value], lang) or either(lang, "（无）", "(none)")


def either(lang: str, zh: str, en: str) -> str:
    """`en` for English, else `zh`."""
    return en if lang == "en" else zh


def listed(items: list[str], lang: str, last: str = "") -> str:
    """Items in a row; `last` ("or", "and") joins the last one in English, 或 or 和 in Chinese."""
    if not last or len(items) < 2:
        return either(lang, "、", ", ").join(items)
    word = either(lang, {"or": "或", "and": "和"}[last], f" {last} ")
    return either(lang, "、", ", ").join(items[:-1]) + word + items[-1]


def titled(text: str, lang: str) -> str:
    """A label as a heading: in English it begins with a capital."""
    return text[:1].upper() + text[1:] if lang == "en" else text


def yuan(fen: int) -> str:
    """Yuan with thousands separators; fen only where there are any: 60,000 or 1,234.50."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}" + (f".{rest:02d}" if rest else "")


def wan(fen: int) -> str:
    """Tens of thousands of yuan without needless zeros: 6, 2.5; "" where that is not exact, or no shorter than the yuan."""
    if fen % 100 or abs(fen) < WAN:
        return ""
    whole, rest = divmod(abs(fen), WAN)
    tail = f"{rest:06d}"[:4].rstrip("0")
    if tail and len(f"{whole}.{tail}") >= len(str(abs(fen) // 100)):
        return ""
    return f"{'-' if fen < 0 else ''}{whole:,}" + (f".{tail}" if tail else "")


def say_money(fen: int, lang: str) -> str:
    """The shorter way: 6万元 where at most two decimals are needed, else 12,345元; in English CNY 60,000."""
    short = wan(fen)
    if lang == "en":
        return f"CNY {yuan(fen)}"
    return f"{short}万元" if short and len(short.partition(".")[2]) <= 2 else f"{yuan(fen)}元"


def brief_money(fen: int, lang: str) -> str:
    """Yuan alone, for a narrow column: 60,000元; in English CNY 60,000."""
    return f"CNY {yuan(fen)}" if lang == "en" else f"{yuan(fen)}元"


def money_in_full(fen: int, lang: str) -> str:
    """Both ways, as a form asks for: 60,000元（6万元）; in English CNY 60,000."""
    if lang == "en":
        return f"CNY {yuan(fen)}"
    return f"{yuan(fen)}元" + (f"（{short}万元）" if (short := wan(fen)) else "")


def say_quantity(fen: Fraction, lang: str) -> str:
    """An amount not yet rounded; a broken fen is said as a fraction of a yuan."""
    if fen.denominator == 1:
        return say_money(int(fen), lang)
    exact = fen / 100
    said = f"{exact.numerator}/{exact.denominator}"
    return either(lang, f"{said}元（未取整）", f"CNY {said} (not rounded)")


def say_ratio(value: Fraction) -> str:
    """A share: 70%, 12.5%, else 2/3; a whole number above one is a factor and stays a number."""
    if value.denominator == 1 and abs(value) > 1:
        return f"{value.numerator:,}"
    hundredths = value * 100
    if hundredths.denominator == 1:
        return f"{hundredths.numerator}%"
    if 100 % hundredths.denominator == 0:
        return f"{float(hundredths):.2f}".rstrip("0").rstrip(".") + "%"
    return f"{value.numerator}/{value.denominator}"


def say_span(span: Span, lang: str) -> str:
    """A length of time: 12个月, 3年, 10日."""
    said = []
    if span.months:
        years = span.months // 12 if span.months > 12 and span.months % 12 == 0 else 0
        number, zh, en = (years, "年", "year") if years else (span.months, "个月", "month")
        said.append(either(lang, f"{number}{zh}", plural(number, en)))
    if span.days or not said:
        said.append(either(lang, f"{span.days}日", plural(span.days, "day")))
    return either(lang, "", " ").join(said)


def as_written(value: Value, place: Place | None, lang: str, names: Mapping[str, Label] = NO_NAMES) -> str:
    """A value in words; a length of time as its author wrote it, since 1年 and 12个月 are one value and two habits."""
    if lang != "en" and isinstance(value, Span) and place is not None:
        read = quantity(place.text)
        if read is not None and read[0] == value:
            return place.text
    return say_value(value, lang, names)


def plural(number: int, noun: str, many: str = "") -> str:
    """1 month, 2 months."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def say_day(day: date, lang: str) -> str:
    """2021年11月18日; 18 November 2021."""
    return either(lang, f"{day.year}年{day.month}月{day.day}日", f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def say_period(label: str, lang: str) -> str:
    """A claim's period: 2023年, 2023年5月; 2023, May 2023. Whatever is no such period stays as it is."""
    year, _, month = label.partition("-")
    if not (year.isdecimal() and (month.isdecimal() or not month)):
        return label
    if not month:
        return either(lang, f"{year}年", year)
    if not 1 <= int(month) <= 12:
        return label
    return either(lang, f"{year}年{int(month)}月", f"{MONTHS[int(month) - 1]} {year}")
