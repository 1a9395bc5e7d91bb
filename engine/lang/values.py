"""The values of the language. Each says by its Python class what it is, so that 3 fen are never taken for 3 years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, TypeAlias, final


@final
class Unknown:
    """The value of a fact that was not stated. There is one: `UNKNOWN`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        raise TypeError("an unknown is neither true nor false")


UNKNOWN: Final = Unknown()


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """A whole number of fen."""

    fen: int


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """An exact amount of fen that need not be whole; it becomes money only through a rounding."""

    fen: Fraction


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: calendar months and days (Civil Code arts. 200-204). Years are twelve months."""

    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """One of the values a one-of fact may take; `names` are all of them, in their order."""

    name: str
    names: tuple[str, ...]

    @property
    def rank(self) -> int:
        return self.names.index(self.name)


# bool, int, Fraction (ratio and number(n)), date, str (an id, or a name written in an expression),
# tuple[date, ...] (dates), tuple[str, ...] (a list of names to the right of `in`).
Known: TypeAlias = bool | int | Fraction | Money | Quantity | Span | Member | str | date | Sequence[date] | Sequence[str]
Value: TypeAlias = Known | Unknown
