"""The types of the language (DESIGN 4)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Type:
    """A type, known by its name; `OneOf` carries its values besides."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class OneOf(Type):
    """One of several names; compared by `<` only if they are ordered (smallest first)."""

    names: tuple[str, ...] = ()
    ordered: bool = False

    def __str__(self) -> str:
        return f"[{', '.join(self.names)}]"


BOOL = Type("bool")
INT = Type("int")
RATIO = Type("ratio")  # an exact fraction: 70%, 2/3, 0.125, and every number(n)
MONEY = Type("money")  # whole fen
QUANTITY = Type("quantity")  # exact fen, not yet rounded
DATE = Type("date")
DATES = Type("dates")
SPAN = Type("span")  # 12个月, 3年
ID = Type("id")  # compared only
NAME = Type("name")  # a name written in quotes; takes the one-of type it is compared with
NAMES = Type("names")  # ['a', 'b'] to the right of `in`


def one_of(names: tuple[str, ...], ordered: bool = False) -> OneOf:
    """The type of a fact, parameter or reading that is one of `names`."""
    return OneOf("one_of", names, ordered)
