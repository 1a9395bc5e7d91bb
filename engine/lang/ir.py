"""The typed form of an expression: five shapes, made only by `engine.lang.lower`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import TypeAlias

from engine.lang.types import BOOL, Type
from engine.lang.values import Known
from engine.text.records import dataclass
from engine.text.source import Place


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written down."""

    value: Known
    type: Type
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Ref:
    """A name that stands for something else.

    kind: fact · definition · reading (its value: the chosen option's, or its name) · parameter (a table called is a Choose;
    there a Ref to it stands for what it was before its first day) · given (`as_of`, `law_at`, `period.start`, `period.end`,
    `amount`, `award`, `result`, and a key or a sum of `past`).
    carrier: the subject type that has it ("organisation"), "past", or "" where it belongs to no subject.
    """

    kind: str
    carrier: str
    name: str
    type: Type
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator applied; `overload` is an id of the operator table, `and`, `or`, `not` included."""

    overload: str
    args: tuple[Expr, ...]
    type: Type
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Choose:
    """The value of the first arm whose condition is true, else `otherwise` (None: some arm always holds).

    `x if c else y` is one; so is a table called, with `table` its parameter's name.
    """

    arms: tuple[tuple[Expr, Expr], ...]
    otherwise: Expr | None
    type: Type
    table: str = ""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Fold:
    """A sum, count, max, min, any or all of `body` over the children of kind `collection`, or over `past`.

    `empty` is the value of a max or min over nothing.
    """

    operator: str
    collection: str
    body: Expr
    type: Type
    empty: Expr | None = None
    place: Place | None = field(default=None, compare=False)


Expr: TypeAlias = Literal | Ref | Apply | Choose | Fold


def parts(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside `expr`."""
    match expr:
        case Apply(args=args):
            return args
        case Choose(arms=arms, otherwise=otherwise):
            return (*(inner for arm in arms for inner in arm), *(() if otherwise is None else (otherwise,)))
        case Fold(body=body, empty=empty):
            return (body,) if empty is None else (body, empty)
        case _:
            return ()


def walk(expr: Expr) -> Iterator[Expr]:
    """`expr` and every expression inside it, outermost first."""
    yield expr
    for inner in parts(expr):
        yield from walk(inner)


def folds(expr: Expr) -> list[Fold]:
    """The folds of an expression in the order of its text; one given to a table stands in every arm but is one fold."""
    found = {(each.place.start, each.place.end): each for each in walk(expr) if isinstance(each, Fold) and each.place}
    return [found[place] for place in sorted(found)]


TRUE = Literal(True, BOOL)
