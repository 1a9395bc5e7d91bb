"""Whether conditions can hold, or fail, together: by the sets of their values, and by trying those at which an answer turns.

A proof that they cannot is a proof, since whatever is not tried one by one stands for all it may be. That they can is shown by
values. What neither settles is put to a solver where there is one, and else stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from itertools import product
from math import prod
from typing import TypeAlias, cast

from engine.analysis.lint.valued import Key, Names
from engine.analysis.lint.variables import Variable, Variables, finite
from engine.lang.bounds_sets import Bounds, Range, Truth
from engine.lang.ir import Expr, Fold, Ref, walk
from engine.pack.ranges import PackRanges
from engine.text.records import dataclass

Wanted: TypeAlias = Sequence[tuple[Expr, bool]]

# What one pack may cost, in parts of expressions worked out: ten times what the costliest known needs, less than a second.
MOST_STEPS = 200_000
QUESTION = 20  # what a question costs by itself
MOST_WORLDS = 1_000  # tried for one question
FEW_WORLDS = 40  # tried before a proof is looked for
STEPS = (1, 3, 7, 11, 13, 17, 19, 23, 29, 31)  # with which values are picked where not all can be tried


@dataclass(frozen=True)
class Decided:
    """Whether it can be; None: not settled. With the values that show it, by name."""

    possible: bool | None
    values: Mapping[Ref, Bounds] = field(default_factory=dict)


class Deciding:
    """Answers questions about the conditions of one pack."""

    def __init__(self, ranges: PackRanges, solver: Callable[[Wanted], Decided] | None = None) -> None:
        self.ranges = ranges
        self.solver = solver
        self.variables = Variables(ranges)
        self.steps = MOST_STEPS
        self._answers: dict[tuple[tuple[int, bool], ...], Decided] = {}

    def can(self, wanted: Wanted) -> Decided:
        """Whether there is a case in which every condition comes out as wanted."""
        key = tuple((id(expr), truth) for expr, truth in wanted)
        if key not in self._answers:
            found = self._can(wanted)
            self._answers[key] = self.solver(wanted) if found.possible is None and self.solver else found
        return self._answers[key]

    def _can(self, wanted: Wanted) -> Decided:
        size = sum(self.variables.size(expr) for expr, _ in wanted)
        self.steps -= size + QUESTION
        if self.steps < 0:
            return Decided(None)
        if not self._may(wanted, {}):
            return Decided(False)
        variables = self.variables.of(expr for expr, _ in wanted)
        folds = sum(isinstance(each, Fold) for expr, _ in wanted for each in walk(expr))
        if folds == 1 and all(each.times == 1 for each in variables):
            # Entries of a list are not tried; where nothing is read twice, one list may be anything, whatever the rest is.
            return Decided(True)
        for world in self._within(size, _picked(variables, FEW_WORLDS)):
            if self._is(wanted, world):
                return Decided(True, {each.ref: world[each.key] for each in variables if each.key in world})
        if not any(self._may(wanted, world) for world in self._within(size, _all(_tried(variables)))) and self.steps >= 0:
            return Decided(False)
        for world in self._within(size, _picked(variables, MOST_WORLDS)):
            if self._is(wanted, world):
                return Decided(True, {each.ref: world[each.key] for each in variables if each.key in world})
        return Decided(None)

    def _within(self, size: int, worlds: Iterable[dict[Key, Bounds]]) -> Iterator[dict[Key, Bounds]]:
        """The worlds, as many as there are steps left for."""
        for world in worlds:
            self.steps -= size
            if self.steps < 0:
                return
            yield world

    def is_finite(self, ref: Ref) -> bool:
        """Whether a name takes one of a few values that the pack writes down."""
        if ref.kind == "parameter":
            return True
        if ref.kind in ("definition", "reading"):
            return all(map(finite, (each.ref for each in self.variables.of([ref]))))
        return finite(ref)

    def all_finite(self, expr: Expr) -> bool:
        """Whether an expression turns only on names that take one of a few values, and on no lists."""
        return not any(isinstance(each, Fold) for each in walk(expr)) and all(
            finite(each.ref) for each in self.variables.of([expr])
        )

    def fixed(self, expr: Expr) -> Fraction | None:
        """The one number an expression always is; None if it is none, or may be several."""
        found = None if self.variables.names(expr) else Names(self.ranges, {}).value(expr)
        return found.low if isinstance(found, Range) and found.is_point and isinstance(found.low, Fraction) else None

    def _may(self, wanted: Wanted, world: Mapping[Key, Bounds]) -> bool:
        """Whether nothing excludes that all come out as wanted in this world."""
        return all(truth.true if want else truth.false for want, truth in self._truths(wanted, world))

    def _is(self, wanted: Wanted, world: Mapping[Key, Bounds]) -> bool:
        """Whether all certainly come out as wanted in this world."""
        return all(not (truth.false if want else truth.true) for want, truth in self._truths(wanted, world))

    def _truths(self, wanted: Wanted, world: Mapping[Key, Bounds]) -> Iterator[tuple[bool, Truth]]:
        names = Names(self.ranges, world)
        for expr, want in wanted:
            yield want, cast(Truth, names.value(expr))


def _tried(variables: Sequence[Variable]) -> list[Variable]:
    """The variables of which all values are tried, as many as there is room for; the others stand for all they may be."""
    found: list[Variable] = []
    for each in sorted(variables, key=lambda each: (each.times == 1, len(each.values))):
        if each.complete and len(each.values) * prod(len(other.values) for other in found) <= MOST_WORLDS:
            found.append(each)
    return found


def _all(variables: Sequence[Variable]) -> Iterator[dict[Key, Bounds]]:
    for values in product(*(each.values for each in variables)):
        yield {each.key: value for each, value in zip(variables, values, strict=True)}


def _picked(variables: Iterable[Variable], most: int) -> Iterator[dict[Key, Bounds]]:
    """Worlds with every variable known: all of them, or a spread of them."""
    known = [each for each in variables if each.values]
    if prod(len(each.values) for each in known) <= most:
        yield from _all(known)
        return
    for number in range(most):
        yield {
            each.key: each.values[(number * STEPS[place % len(STEPS)] + number // (place + 2)) % len(each.values)]
            for place, each in enumerate(known)
        }
