"""Values of the language as the solver sees them: a term, and whether the value is known."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import lcm

import z3

from engine.backends.smt.days import Day, Length, before, day_of, pick_day
from engine.backends.smt.logic import Number, Truth, both, either, equal, no, pick, pick_truth, same_truth, times
from engine.lang.types import QUANTITY, RATIO, Type
from engine.lang.values import Known, Member, Money, Quantity, Span
from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Exact:
    """An exact fraction: a whole number of so many parts. The parts are written down, so that comparing stays linear."""

    number: Number
    parts: int

    def of(self, parts: int) -> Number:
        """Its number in other parts, a multiple of its own."""
        return times(self.number, parts // self.parts)


@dataclass(frozen=True, slots=True)
class Name:
    """One of several names, by the number that the name has; `names` are all of them in their order."""

    number: Number
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Id:
    """An id, by a number that stands for it."""

    number: Number


@dataclass(frozen=True, slots=True)
class List:
    """A list of at most so many days: whether each is there, and which it is."""

    days: tuple[tuple[Truth, Day], ...]


@dataclass(frozen=True, slots=True)
class Val:
    """A value: what it is where it is known, and whether it is. `names` on the right of `in` are a tuple of text."""

    term: object
    known: Truth = True


UNKNOWN = Val(None, False)


class Names:
    """The numbers that names and ids have in one question, the same in both packs that are compared."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers))

    def name(self, number: int) -> str | None:
        """The name that has this number, if it was ever named."""
        return next((name for name, its in self._numbers.items() if its == number), None)

    def rank(self, name: Name) -> Number:
        """The place of a name among its names."""
        numbers = [self.number(each) for each in name.names]
        if numbers == sorted(numbers):
            return name.number  # compares alike
        found: Number = 0
        for rank, number in enumerate(numbers):
            found = pick(_is(name.number, number), rank, found)
        return found


def _is(number: Number, known: int) -> Truth:
    return number == known


def literal(value: Known, names: Names) -> object:
    """A value that is written down."""
    match value:
        case bool() | int():
            return value
        case Fraction():
            return Exact(value.numerator, value.denominator)
        case Money(fen=fen):
            return fen
        case Quantity(fen=exact):
            return Exact(exact.numerator, exact.denominator)
        case Span(months=months, days=days):
            return Length(months, days)
        case Member(name=name, names=several):
            return Name(names.number(name), several)
        case date():
            return day_of(value)
        case str():
            return Id(names.number(f"id {value}"))
        case _:
            return tuple(value)


def promoted(value: Val, wanted: Type) -> Val:
    """A whole number as a ratio, money as an exact amount, where that is `wanted`; else unchanged."""
    if wanted in (RATIO, QUANTITY) and isinstance(value.term, int | z3.ArithRef):
        return Val(Exact(value.term, 1), value.known)
    return value


def alike(a: Exact, b: Exact) -> tuple[Number, Number, int]:
    """Two fractions in the same parts."""
    parts = lcm(a.parts, b.parts)
    return a.of(parts), b.of(parts), parts


def choose(condition: Truth, yes: object, otherwise: object) -> object:
    """One term or the other, of one type. What is known by itself decides, so that an unknown may stand for anything."""
    if isinstance(condition, bool):
        return yes if condition else otherwise
    if yes is None or otherwise is None or yes is otherwise:
        return otherwise if yes is None else yes
    match yes, otherwise:
        case Exact(), Exact():
            one, other, parts = alike(yes, otherwise)
            return Exact(pick(condition, one, other), parts)
        case Day(), Day():
            return pick_day(condition, yes, otherwise)
        case Length(), Length():
            return Length(pick(condition, yes.months, otherwise.months), pick(condition, yes.days, otherwise.days))
        case Name(), Name():
            return Name(pick(condition, yes.number, otherwise.number), yes.names or otherwise.names)
        case Id(), Id():
            return Id(pick(condition, yes.number, otherwise.number))
        case _ if is_truth(yes):
            return pick_truth(condition, yes, otherwise)
        case _:
            return pick(condition, yes, otherwise)


def is_truth(value: object) -> bool:
    """Whether a term is a truth and not a number."""
    return isinstance(value, bool | z3.BoolRef)


def spelt(value: Val) -> str:
    """A value written out, so that the same is known as the same."""
    return f"{_spelt(value.term)} if {_spelt(value.known)}"


def _spelt(term: object) -> str:
    match term:
        case Exact(number=number, parts=parts):
            return f"{_spelt(number)}/{parts}"
        case Day(year=year, month=month, day=day):
            return f"({_spelt(year)} {_spelt(month)} {_spelt(day)})"
        case Length(months=months, days=days):
            return f"[{_spelt(months)} {_spelt(days)}]"
        case Name(number=number) | Id(number=number):
            return f"#{_spelt(number)}"
        case List(days=days):
            return " ".join(f"{_spelt(there)}:{_spelt(day)}" for there, day in days)
        case z3.ExprRef():
            return str(term.sexpr())
        case _:
            return repr(term)


def same_value(a: Val, b: Val) -> Truth:
    """Whether two values of one type are equal."""
    match a.term, b.term:
        case (Exact(), Exact()):
            one, other, _ = alike(a.term, b.term)
            return equal(one, other)
        case (Day(), Day()):
            return both(equal(a.term.year, b.term.year), equal(a.term.month, b.term.month), equal(a.term.day, b.term.day))
        case (Length(), Length()):
            return both(equal(a.term.months, b.term.months), equal(a.term.days, b.term.days))
        case (Name() | Id(), Name() | Id()):
            return equal(a.term.number, b.term.number)
        case (bool() | z3.BoolRef(), bool() | z3.BoolRef()):
            return same_truth(a.term, b.term)
        case (int() | z3.ArithRef(), int() | z3.ArithRef()):
            return equal(a.term, b.term)
        case _:
            return False  # one of them is never known


def furthest(days: List, last: bool) -> Val:
    """The first or last day of a list; of none it is unknown."""
    found = Val(None, False)
    for there, day in days.days:
        further: Truth = True
        if isinstance(found.term, Day):
            further = either(no(found.known), before(found.term, day) if last else before(day, found.term))
        found = Val(choose(both(there, further), day, found.term), either(found.known, there))
    return found
