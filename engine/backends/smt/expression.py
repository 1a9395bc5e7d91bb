"""Expressions of the typed form as terms of the solver: the five shapes, unknowns included."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from math import isinf
from typing import assert_never

import z3

from engine.backends.smt.days import Day, not_after
from engine.backends.smt.folds import LOOK_PAST, folded, truth
from engine.backends.smt.logic import Beyond, Truth, all_of, at_most, both, no, pick_truth
from engine.backends.smt.operators import SAYINGS, Saying
from engine.backends.smt.pool import Pool
from engine.backends.smt.values import UNKNOWN, Name, Val, choose, literal, promoted, spelt
from engine.lang.bounds_sets import Range
from engine.lang.ir import Apply, Choose, Expr, Fold, Literal, Ref
from engine.lang.types import INT, MONEY, QUANTITY
from engine.pack.model import Pack
from engine.pack.ranges import PackRanges
from engine.pack.terms import Formula, Reading
from engine.text.records import dataclass

PARTS = 1_000_000  # of a ratio that a fold may come to


@dataclass
class Speaker:
    """Says the expressions of one pack about one claim. Both packs of a comparison speak of the same pool."""

    pack: Pack
    pool: Pool
    ruled: bool = True  # whether readings are as the pack adopts them; else a case may choose
    options: dict[str, str] = field(default_factory=dict)  # readings set beforehand
    given: dict[str, Val] = field(default_factory=dict)  # as_of, law_at, period.start, amount, …
    past: Sequence[tuple[Truth, dict[str, Val]]] | None = ()  # lines of history of this very claim's subject; None: any number
    generic: dict[str, Val] = field(default_factory=dict)  # a line of history of which nothing is known
    inside: dict[str, str] = field(default_factory=dict)  # the slot of each kind that a fold is at
    line: dict[str, Val] = field(default_factory=dict)  # what a line of history says, inside a fold over `past`
    said: dict[tuple[object, ...], Val] = field(default_factory=dict)
    free: dict[tuple[str, ...], Val] = field(default_factory=dict)  # folds over lists of any length, shared by both packs
    read: dict[str, None] = field(default_factory=dict)  # readings met

    def __post_init__(self) -> None:
        self.saying = Saying(self.pool.names, self.pool.sure)
        self.ranges = PackRanges(self.pack)

    def value(self, formula: Formula) -> Val:
        """The value of a formula here."""
        return self.say(formula.expr)

    def say(self, expr: Expr) -> Val:
        """An expression as a term."""
        match expr:
            case Literal(value=value):
                return Val(literal(value, self.pool.names))
            case Ref():
                return self._ref(expr)
            case Apply(overload=overload, args=args):
                return self._apply(overload, [self.say(arg) for arg in args])
            case Choose(arms=arms, otherwise=otherwise):
                return self._choose([(self.say(condition), value) for condition, value in arms], otherwise)
            case Fold():
                return self._fold(expr)
            case _:
                assert_never(expr)

    def _apply(self, overload: str, args: Sequence[Val]) -> Val:
        if overload in LOOK_PAST:
            return LOOK_PAST[overload](args)
        known = all_of(arg.known for arg in args)
        if known is False or any(arg.term is None for arg in args):  # what has no term is never known
            return UNKNOWN
        made = SAYINGS[overload](self.saying, *(arg.term for arg in args))
        if isinstance(made, Val):  # unknown by itself: the first of no days
            return Val(made.term, both(known, made.known))
        return Val(made, known)

    def _choose(self, arms: Sequence[tuple[Val, Expr]], otherwise: Expr | None) -> Val:
        """The first arm that holds; behind an unknown condition nothing is known."""
        found = UNKNOWN if otherwise is None else self.say(otherwise)
        for condition, value in reversed(arms):
            if condition.known is True and condition.term is False:
                continue
            mine, holds = self.say(value), truth(condition)
            known = both(condition.known, pick_truth(holds, mine.known, found.known))
            found = Val(choose(holds, mine.term, found.term), known)
        return found

    # -- names -----------------------------------------------------------------------------------------------------------

    def _ref(self, ref: Ref) -> Val:
        match ref.kind:
            case "fact":
                return self.pool.fact(self.pack.facts[f"{ref.carrier}.{ref.name}"], self.slot(ref.carrier))
            case "definition":
                means = self.pack.definitions[f"{ref.carrier}.{ref.name}"].means
                return self._once((ref.kind, ref.carrier, ref.name), lambda: self.say(means.expr))
            case "reading":
                return self._once((ref.kind, ref.carrier, ref.name), lambda: self.reading(self.pack.readings[ref.name]))
            case "parameter":
                return self._once((ref.kind, "", ref.name), lambda: self._number(ref.name))
            case _ if ref.carrier == "past":
                return self.line[ref.name]
            case _:
                name = f"{ref.carrier}.{ref.name}" if ref.carrier else ref.name
                return self.given.get(name, UNKNOWN)

    def slot(self, kind: str) -> str:
        """Whose facts of this kind are meant: those of the entry a fold is at, else the claim's own."""
        return self.inside.get(kind, "")

    def _once(self, key: tuple[str, ...], say: Callable[[], Val]) -> Val:
        at = (*key, tuple(self.inside.items()), id(self.line) if self.line else 0)
        if at not in self.said:
            self.said[at] = say()
        return self.said[at]

    def _number(self, name: str) -> Val:
        """A plain number of the law on the day that counts; before its first day it is unknown."""
        table = self.pack.parameters[name].table
        if table.columns:
            return UNKNOWN  # what stands for a table in its own arms: it was not yet in force
        day = self.given.get("law_at", UNKNOWN)
        found = UNKNOWN if table.otherwise is None else Val(literal(table.otherwise, self.pool.names))
        for row, _ in reversed(list(table.in_order)):
            value = literal(row.value, self.pool.names)
            if row.since is None:
                found = Val(value)
            elif isinstance(day.term, Day):
                holds = not_after(Day(row.since.year, row.since.month, row.since.day), day.term)
                found = Val(choose(holds, value, found.term), both(day.known, pick_truth(holds, True, found.known)))
            else:
                return UNKNOWN
        return found

    def reading(self, reading: Reading) -> Val:
        """The value of a reading: under the option set beforehand, else the one a case chooses, else the adopted one."""
        self.read[reading.name] = None
        fixed = self.options.get(reading.name, reading.adopted)
        found = UNKNOWN if fixed is None else self._option(reading, fixed)
        if self.ruled or reading.name in self.options:
            return found
        for option, chosen in self.pool.chooses(reading.name, reading.options).items():
            if option not in reading.options:
                self.pool.sure.append(no(chosen))  # no case of this pack could choose it
                continue
            mine = self._option(reading, option)
            found = Val(choose(chosen, mine.term, found.term), pick_truth(chosen, mine.known, found.known))
        return found

    def _option(self, reading: Reading, name: str) -> Val:
        option = reading.options[name]
        if option.open_ended:
            return Val(Day(9999, 12, 31))
        if option.means is None:
            return Val(Name(self.pool.names.number(name), tuple(reading.options)))
        return promoted(self.value(option.means), reading.type)

    # -- folds -----------------------------------------------------------------------------------------------------------

    def _fold(self, fold: Fold) -> Val:
        if fold.collection == "past":
            return self._over(fold, self.past)
        found = self._over(fold, self._children(fold.collection))
        stated = self.stated(fold.collection)
        return found if stated is True else Val(found.term, both(stated, found.known))

    def _over(self, fold: Fold, items: Sequence[tuple[Truth, str | dict[str, Val]]] | None) -> Val:
        """A fold over these entries; None: any number of them."""
        if items is None:
            return self._any_list(fold)
        bodies: list[tuple[Truth, Val]] = []
        for there, where in items:
            bodies.append((there, self._at(fold.collection, where, fold.body)))
        empty = None if fold.empty is None else self.say(fold.empty)
        return folded(fold.operator, fold.type, bodies, empty, self.saying)

    def stated(self, kind: str) -> Truth:
        """Whether a list of children is known."""
        return self.pool.stated(self.slot(self.pack.subjects[kind].of or ""), kind)

    def _children(self, kind: str) -> Sequence[tuple[Truth, str]] | None:
        parent = self.pack.subjects[kind].of or ""
        listed = self.pool.listed or kind in self.pool.short
        return self.pool.children(self.slot(parent), kind) if listed else None

    def _at(self, collection: str, where: str | dict[str, Val], body: Expr) -> Val:
        """The body of a fold at one entry."""
        if isinstance(where, dict):
            before, self.line = self.line, where
            found = self.say(body)
            self.line = before
            return found
        outer = self.inside.get(collection)
        self.inside[collection] = where
        found = self.say(body)
        if outer is None:
            del self.inside[collection]
        else:
            self.inside[collection] = outer
        return found

    def _any_list(self, fold: Fold) -> Val:
        """A fold over a list of any length: one free value within its bounds, the same for the same fold.

        Whether there are any entries is one thing for all folds over a list: of none, the furthest is what stands for it.
        """
        generic: str | dict[str, Val] = f"any {fold.collection}/"
        if fold.collection == "past":
            generic = self.generic
        body = self._at(fold.collection, generic, fold.body)
        where = (fold.collection, self.slot(fold.collection))
        key = (fold.operator, *where, spelt(body), str(fold.type.name))
        if key not in self.free:
            made, known = self._free(fold, f"fold {len(self.free)}"), body.known is True
            self.free[key] = made if known else Val(made.term, z3.Bool(f"fold {len(self.free)}?"))
        found = self.free[key]
        if fold.operator not in ("max", "min"):
            return found
        some = self.free.setdefault(("some", *where), Val(z3.Bool(f"some {' '.join(where)}"))).term
        if fold.empty is None:
            return Val(found.term, both(some, found.known))
        empty = self.say(fold.empty)
        return Val(choose(some, found.term, empty.term), pick_truth(some, found.known, empty.known))

    def _free(self, fold: Fold, name: str) -> Val:
        if fold.type == QUANTITY:
            raise Beyond("列表中未取整金额之和", "an exact amount summed over a list")
        term = self.pool.anything(fold.type, name, PARTS)
        stretch = self.ranges.of(Formula(None, fold, fold.place)) if fold.place else None
        if isinstance(stretch, Range) and isinstance(term, int | z3.ArithRef) and fold.type in (INT, MONEY):
            low, high = stretch.low, stretch.high
            if not (isinstance(low, float) and isinf(low)):
                self.pool.sure.append(at_most(int(low), term))
            if not (isinstance(high, float) and isinf(high)):
                self.pool.sure.append(at_most(term, int(high)))
        return Val(term)
