"""What conditions turn on: facts, readings and dated numbers, each with the values at which an answer may turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date
from fractions import Fraction
from itertools import product
from math import ceil, floor, prod

from engine.analysis.lint.valued import Key, Names
from engine.lang.bounds_sets import Bounds, Range, Truth, point, ranged
from engine.lang.bounds_sets import Names as SomeNames
from engine.lang.ir import Apply, Expr, Fold, Ref, parts, walk
from engine.lang.types import BOOL, DATE, INT, MONEY, RATIO, OneOf
from engine.lang.values import Member
from engine.pack.ranges import PackRanges
from engine.text.records import dataclass

COMPARED = ("eq_", "ne_", "lt_", "le_", "gt_", "ge_")
WIDENED = ("quantity_of_money", "ratio_of_int")
FEW = 24  # steps of a range of which every value is tried
MOST_EDGES = 200  # values of the other side of a comparison
DAYS = tuple(date(*day).toordinal() for day in ((2022, 1, 1), (2022, 12, 31), (2023, 6, 15), (2024, 6, 15), (2026, 1, 1)))


@dataclass
class Variable:
    """One name that conditions read: how often, the values tried, and whether no other value could make a difference."""

    ref: Ref
    times: int = 0
    edges: set[Fraction] = field(default_factory=set)  # it is compared with
    complete: bool = True
    values: tuple[Bounds, ...] = ()

    @property
    def key(self) -> Key:
        return (self.ref.kind, self.ref.carrier, self.ref.name)


class Variables:
    """Finds the variables of conditions."""

    def __init__(self, ranges: PackRanges) -> None:
        self.ranges = ranges
        self.pack = ranges.pack
        self._sizes: dict[int, tuple[Expr, int]] = {}
        self._known: dict[int, tuple[Expr, dict[Key, Variable]]] = {}  # by the id of an expression, which is kept

    def of(self, exprs: Iterable[Expr]) -> list[Variable]:
        """The variables of all of `exprs` together."""
        found: dict[Key, Variable] = {}
        for expr in exprs:
            for each in self._own(expr).values():
                other = found.setdefault(each.key, Variable(each.ref))
                other.times += each.times
                other.edges |= each.edges
                other.complete = other.complete and each.complete
        for each in found.values():
            each.values, complete = self._values(each)
            each.complete = each.complete and complete
        return list(found.values())

    def _own(self, expr: Expr) -> dict[Key, Variable]:
        """The variables of one expression, worked out once."""
        if id(expr) not in self._known:
            found: dict[Key, Variable] = {}
            self._walk(expr, found, frozenset())
            self._known[id(expr)] = (expr, found)
        return self._known[id(expr)][1]

    def size(self, expr: Expr) -> int:
        """How many parts an expression has."""
        if id(expr) not in self._sizes:
            self._sizes[id(expr)] = (expr, sum(1 for _ in walk(expr)))
        return self._sizes[id(expr)][1]

    def names(self, expr: Expr) -> frozenset[Key]:
        """What an expression reads, by key."""
        return frozenset(self._own(expr))

    def _walk(self, expr: Expr, found: dict[Key, Variable], inside: frozenset[str]) -> None:
        """Note what `expr` reads. What a fold reads of its entries is no variable: each entry may differ."""
        match expr:
            case Ref():
                self._name(expr, found, inside, None)
            case Apply(overload=overload, args=(first, second)) if overload.startswith(COMPARED):
                self._side(first, second, found, inside)
                self._side(second, first, found, inside)
            case Fold(collection=collection):
                for part in parts(expr):
                    self._walk(part, found, inside | {collection})
            case _:
                for part in parts(expr):
                    self._walk(part, found, inside)

    def _side(self, side: Expr, other: Expr, found: dict[Key, Variable], inside: frozenset[str]) -> None:
        """One side of a comparison: a name that stands there alone turns where the other side does, if that is finite."""
        while isinstance(side, Apply) and side.overload in WIDENED:
            side = side.args[0]
        if isinstance(side, Ref):
            self._name(side, found, inside, other)
        else:
            self._walk(side, found, inside)

    def _name(self, ref: Ref, found: dict[Key, Variable], inside: frozenset[str], other: Expr | None) -> None:
        if ref.carrier in inside:
            return
        key = (ref.kind, ref.carrier, ref.name)
        if ref.kind == "parameter" and not self.pack.parameters[ref.name].table.dated:
            return
        if ref.kind == "definition":
            means = self.pack.definitions[f"{ref.carrier}.{ref.name}"].means.expr
            self._through(means, found, inside, other)
            return
        variable = found.setdefault(key, Variable(ref))
        variable.times += 1
        if ref.kind == "reading":
            for option in self.pack.readings[ref.name].options.values():
                if option.means is not None:
                    self._through(option.means.expr, found, inside, other)
        elif ref.kind != "parameter" and not isinstance(ref.type, OneOf) and ref.type != BOOL:
            edges = None if other is None else self._edges(other)
            if edges is None:
                variable.complete = False
            else:
                variable.edges |= edges

    def _through(self, means: Expr, found: dict[Key, Variable], inside: frozenset[str], other: Expr | None) -> None:
        """A name is compared as what it stands for is."""
        if other is not None:
            self._side(means, other, found, inside)
        else:
            self._walk(means, found, inside)

    def _edges(self, other: Expr) -> set[Fraction] | None:
        """All that the other side of a comparison may come to; None if that is not a few numbers."""
        variables = self.of([other])
        if any(not each.complete or not finite(each.ref) for each in variables):
            return None
        if prod(len(each.values) for each in variables) > MOST_EDGES:
            return None
        edges: set[Fraction] = set()
        for values in product(*(each.values for each in variables)):
            world = {each.key: known for each, known in zip(variables, values, strict=True)}
            value = Names(self.ranges, world).value(other)
            if not isinstance(value, Range) or not value.is_point or not isinstance(value.low, Fraction):
                return None
            edges.add(value.low)
        return edges

    def _values(self, variable: Variable) -> tuple[tuple[Bounds, ...], bool]:
        """The values tried, and whether they are all that could make a difference."""
        ref = variable.ref
        if ref.kind == "reading":
            options = tuple(self.pack.readings[ref.name].options)
            return tuple(SomeNames(frozenset((name,)), options) for name in options), True
        if ref.kind == "parameter":
            table = self.pack.parameters[ref.name].table
            return tuple(dict.fromkeys(point(row.value) for row in table.rows)), True
        if ref.type == BOOL:
            return (Truth(True, False), Truth(False, True)), True
        if isinstance(ref.type, OneOf):
            return tuple(point(Member(name, ref.type.names)) for name in ref.type.names), True
        whole = self.ranges.env(ref)
        if isinstance(whole, Range) and ref.type in (INT, MONEY, RATIO, DATE):
            if variable.ref.kind == "fact" and (every := _every(whole)):
                variable.complete = True
                return every, True
            return tuple(_around(variable, whole)), True
        return (), False


def finite(ref: Ref) -> bool:
    """Whether a variable takes one of a few values that the pack names."""
    return ref.kind in ("reading", "parameter") or ref.type == BOOL or isinstance(ref.type, OneOf)


def _every(whole: Range) -> tuple[Bounds, ...]:
    """All values of a range that has only a few."""
    if not whole.grain or not isinstance(whole.low, Fraction) or whole.high - whole.low > FEW * whole.grain:
        return ()
    return tuple(ranged(each, each) for each in (whole.low + step * whole.grain for step in range(FEW + 1)) if each <= whole.high)


def _around(variable: Variable, whole: Range) -> Iterator[Bounds]:
    """Each edge and the values beside it; the ends of the range; and where edges are not all known, some more."""
    grain = whole.grain or Fraction(1)
    found: set[Fraction] = {each for each in (whole.low, whole.high) if isinstance(each, Fraction)}
    for edge in variable.edges:
        low, high = floor(edge / grain) * grain, ceil(edge / grain) * grain
        found |= {low - grain, low, high, high + grain}
    if not variable.complete:
        low = whole.low if isinstance(whole.low, Fraction) else Fraction(0)
        more = DAYS if variable.ref.type == DATE else (low + grain, low + 12 * grain, low + 1000 * grain)
        found |= {Fraction(each) for each in more}
    yield from (ranged(each, each) for each in sorted(found) if whole.low <= each <= whole.high)
