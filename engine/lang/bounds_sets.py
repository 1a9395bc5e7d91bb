"""Sets of values: what a fact or an expression may come to while something is unknown.

A known fact is a set of one value (a point). Less known means a larger set, never a smaller one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import gcd, inf
from typing import TypeAlias, cast

from engine.lang.quantities import FIRST_YEAR, LAST_YEAR
from engine.lang.types import OneOf, Type
from engine.lang.values import UNKNOWN, Known, Member, Money, Quantity, Span, Unknown, Value
from engine.text.records import dataclass

Edge: TypeAlias = Fraction | float  # exact; the only floats are plus and minus infinity

FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()  # that a person may write


@dataclass(frozen=True, slots=True)
class Truth:
    """Which truth values are possible."""

    true: bool
    false: bool


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`, each a whole multiple of `grain`.

    Of money and quantities they are fen, of dates ordinals. Zero is a multiple of everything, which the grain 0 says; None: of
    nothing known.
    """

    low: Edge
    high: Edge
    grain: Fraction | None

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    def holds(self, number: int) -> bool:
        return self.low <= number <= self.high


@dataclass(frozen=True, slots=True)
class Spans:
    """Lengths of time."""

    months: Range
    days: Range


@dataclass(frozen=True, slots=True)
class Names:
    """Names or ids, `possible` None: any. `order` are all values of the one-of, smallest first; () of ids."""

    possible: frozenset[str] | None
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Days:
    """A list of days: a known one, or None and at most so many entries."""

    known: tuple[date, ...] | None
    most: int


Bounds: TypeAlias = Truth | Range | Spans | Names | Days

EITHER = Truth(True, True)
CALENDAR = Range(Fraction(FIRST_DAY), Fraction(LAST_DAY), Fraction(1))
ANY_NUMBER = Range(-inf, inf, None)
ANY_WHOLE = Range(-inf, inf, Fraction(1))


def ranged(low: Edge | int, high: Edge | int, grain: Fraction | None = None) -> Range:
    """The numbers from `low` to `high`; one number alone is a multiple of itself."""
    low, high = (edge if isinstance(edge, float) else Fraction(edge) for edge in (low, high))
    if isinstance(low, Fraction) and low == high:
        return Range(low, high, abs(low))
    return Range(low, high, grain)


def common(*grains: Fraction | None) -> Fraction | None:
    """The largest grain of which all are multiples."""
    shared = Fraction(0)
    for grain in grains:
        if grain is None:
            return None
        scale = shared.denominator * grain.denominator
        shared = Fraction(gcd(shared.numerator * grain.denominator, grain.numerator * shared.denominator), scale)
    return shared


def point(value: Known) -> Bounds:
    """The set of this one value."""
    match value:
        case bool():
            return Truth(value, not value)
        case int() | Fraction():
            return ranged(value, value)
        case Money(fen=fen) | Quantity(fen=fen):
            return ranged(fen, fen)
        case Span(months=months, days=days):
            return Spans(ranged(months, months), ranged(days, days))
        case Member(name=name, names=names):
            return Names(frozenset((name,)), names)
        case date():
            return ranged(value.toordinal(), value.toordinal())
        case str():
            return Names(frozenset((value,)))
        case _ if value and isinstance(value[0], str):
            return Names(frozenset(cast(Sequence[str], value)))
        case _:
            return Days(tuple(cast(Sequence[date], value)), len(value))


def anything(type: Type, most: int = 10_000) -> Bounds:
    """Every value of a type (of dates: that a person may write; of lists: with at most so many entries)."""
    if isinstance(type, OneOf):
        return Names(frozenset(type.names), type.names)
    everything: dict[str, Bounds] = {
        "bool": EITHER,
        "int": ANY_WHOLE,
        "money": ANY_WHOLE,
        "date": CALENDAR,
        "span": Spans(ANY_WHOLE, ANY_WHOLE),
        "dates": Days(None, most),
        "id": Names(None),
        "name": Names(None),
        "names": Names(None),
    }
    return everything.get(type.name, ANY_NUMBER)


def hull(a: Bounds, b: Bounds) -> Bounds:
    """The smallest set of our kinds that holds both."""
    match a, b:
        case Truth(), Truth():
            return Truth(a.true or b.true, a.false or b.false)
        case Range(), Range():
            return ranged(min(a.low, b.low), max(a.high, b.high), common(a.grain, b.grain))
        case Spans(), Spans():
            return Spans(cast(Range, hull(a.months, b.months)), cast(Range, hull(a.days, b.days)))
        case Names(), Names():
            both = None if a.possible is None or b.possible is None else a.possible | b.possible
            return Names(both, a.order or b.order)
        case Days(), Days():
            return a if a == b else Days(None, max(a.most, b.most))
        case _:
            raise TypeError(f"no set holds {a} and {b}")


def holds(wide: Bounds, narrow: Bounds) -> bool:
    """Whether every value of `narrow` is in `wide`."""
    if isinstance(wide, Days) and isinstance(narrow, Days):
        return wide == narrow or (wide.known is None and narrow.most <= wide.most)
    if isinstance(wide, Range) and isinstance(narrow, Range) and common(wide.grain, narrow.grain) != wide.grain:
        return False
    joined = hull(wide, narrow)
    if isinstance(joined, Range) and isinstance(wide, Range):
        return (joined.low, joined.high) == (wide.low, wide.high)
    return joined == wide


def value(bounds: Bounds, type: Type) -> Value:
    """The one value of a point as a `type`; unknown if there are several."""
    match bounds:
        case Truth(true=true, false=false):
            return UNKNOWN if true and false else true
        case Range(low=Fraction() as low) if bounds.is_point:
            return number(low, type)
        case Spans(months=months, days=days) if months.is_point and days.is_point:
            return Span(int(months.low), int(days.low))
        case Names(possible=frozenset() as possible, order=order) if len(possible) == 1:
            (name,) = possible
            return Member(name, order) if order else name
        case Days(known=tuple() as known):
            return known
        case _:
            return UNKNOWN


def number(edge: Fraction, type: Type) -> Value:
    """A number of a range as a value of its type."""
    made: dict[str, Value | Unknown] = {"ratio": edge, "quantity": Quantity(edge)}
    if type.name in made:
        return made[type.name]
    whole = int(edge)
    if whole != edge:
        return UNKNOWN
    return Money(whole) if type.name == "money" else date.fromordinal(whole) if type.name == "date" else whole
