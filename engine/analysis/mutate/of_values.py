"""Operators on what is written down: a number one step away, another day, another name, the other truth value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from engine.analysis.mutate.change import Change, Workshop
from engine.analysis.mutate.found import Found, sign_of
from engine.lang.ir import Apply, Literal
from engine.lang.quantities import integer, money, ratio, span
from engine.lang.tables import Row
from engine.lang.types import OneOf
from engine.lang.values import Known, Member, Money, Span
from engine.pack.terms import Parameter


def number(found: Found, shop: Workshop) -> Iterator[Change]:
    """A number, amount, ratio or length of time becomes the next one down, and the next one up; if scaled, also the double."""
    match found.record:
        case Literal(value=value) | Row(value=value) if not isinstance(value, bool | date):
            yield from (shop.rewrite(found.place, each) for each in near(found.place.text, value))
        case _:
            return
    # The neighbours of what is multiplied by a ratio or divided, or divides, may leave no whole fen, and are refused.
    match found.record:
        case Row(value=Money(fen=fen)) if any(isinstance(each, Parameter) and each.name in shop.scaled for each in found.above):
            yield shop.rewrite(found.place, f"{2 * fen}分")
        case Literal() if (
            isinstance(found.owner, Apply) and sign_of(found.owner) == "/" and (divisor := integer(found.place.text))
        ):
            yield shop.rewrite(found.place, str(divisor // 2 if divisor > 2 and divisor % 2 == 0 else 2 * divisor))
        case _:
            return


def day(found: Found, shop: Workshop) -> Iterator[Change]:
    """A day becomes the day before, and the day after."""
    match found.record:
        case Literal(value=date() as value) | Row(value=date() as value):
            yield from (shop.rewrite(found.place, (value + timedelta(step)).isoformat()) for step in (-1, 1))
        case _:
            return


def near(text: str, value: Known) -> Iterator[str]:
    """The quantities next to the one that `text` says, in words that mean the same kind of thing."""
    if isinstance(value, Money) and (fen := money(text)) is not None:
        yield from (f"{fen + step}分" for step in (-1, 1) if fen + step >= 0)
    elif isinstance(value, Span) and (length := span(text)) is not None:
        yield from _near_span(length)
    elif isinstance(value, int | Fraction) and (whole := integer(text)) is not None:
        yield from (str(whole + step) for step in (-1, 1) if whole + step >= 0 or whole < 0)
    elif isinstance(value, int | Fraction) and ratio(text) is not None:
        yield from _near_ratio(text)


def _near_span(length: Span) -> Iterator[str]:
    if length.days:
        lengths = [Span(length.months, length.days + step) for step in (-1, 1)]
        yield from (written_span(each) for each in lengths if each != Span(0, 0))
    else:
        if length.months > 1:
            yield f"{length.months - 1}个月"
        yield from (f"{length.months + 1}个月", f"{length.months}个月1天")


def written_span(length: Span) -> str:
    """A length of time as a pack says it."""
    months = f"{length.months}个月" if length.months else ""
    return months + (f"{length.days}天" if length.days or not months else "")


def _near_ratio(text: str) -> Iterator[str]:
    """One unit of the last digit less and more; of a fraction, of its numerator."""
    digits, percent = text.removesuffix("%"), "%" if text.endswith("%") else ""
    above, slash, below = digits.partition("/")
    places = len(above.partition(".")[2])
    whole = int(above.replace(".", ""))
    for step in (-1, 1):
        if whole + step >= 0:
            moved = str(whole + step).rjust(places + 1, "0")
            yield (f"{moved[:-places]}.{moved[-places:]}" if places else moved) + slash + below + percent


def name(found: Found, shop: Workshop) -> Iterator[Change]:
    """A name in quotes becomes each other name of its kind; one of which nothing more is known becomes one that nobody has."""
    match found.record:
        case Literal(value=Member(name=value, names=names)):
            others = [each for each in names if each != value]
        case Literal(value=str() as value, type=OneOf(names=names)):
            others = [each for each in names if each != value]
        case Literal(value=str() as value):
            others = ["calendar" if value == "rolling" else "rolling"] if value in ("rolling", "calendar") else [value + "_"]
        case _:
            return
    quote = found.place.text[:1] if found.place.text[:1] in "'\"" else ""
    yield from (shop.rewrite(found.place, f"{quote}{each}{quote}") for each in others)


def truth(found: Found, shop: Workshop) -> Iterator[Change]:
    """true and false change places."""
    match found.record:
        case Literal(value=bool() as value) if found.place.text in ("true", "false", "True", "False"):
            yield shop.rewrite(found.place, "false" if value else "true")
        case _:
            return


def quantity_near(value: Known) -> Iterator[str]:
    """The quantities next to a value, as a scalar says them; nothing for what is no quantity."""
    match value:
        case bool():
            return
        case Money(fen=fen):
            yield from near(f"{fen}分", value)
        case date():
            yield from ((value + timedelta(step)).isoformat() for step in (-1, 1))
        case Span():
            yield from near(written_span(value), value)
        case int():
            yield from near(str(value), value)
        case Fraction():
            percent = value * 100
            written = f"{percent}%" if percent.denominator == 1 else f"{value.numerator}/{value.denominator}"
            yield from near(written, value)
        case _:
            return
