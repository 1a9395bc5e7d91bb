"""The fourth judge: an expression put to a solver, its facts written down or left open and then fixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, Literal

import z3

from engine.backends.smt.days import Day, day_of
from engine.backends.smt.expression import Speaker
from engine.backends.smt.logic import Truth, at_most, same_truth, term
from engine.backends.smt.pool import Pool
from engine.backends.smt.values import UNKNOWN as NEVER
from engine.backends.smt.values import Exact, Id, List, Name, Val, literal, same_value
from engine.lang.ir import Expr, Ref
from engine.lang.types import INT, MONEY, QUANTITY, Type
from engine.lang.values import UNKNOWN, Known, Member, Money, Quantity, Unknown, Value
from tests.language.world import Facts, Values

Manner = Literal["written", "open"]
WIDE = 50
NOWHERE: Any = SimpleNamespace(facts={}, definitions={}, readings={}, parameters={}, subjects={})


@dataclass
class Judge(Speaker):
    """Speaks of the corpus's world."""

    world: Facts = field(default_factory=lambda: Facts({}, None))
    manner: Manner = "written"
    children: Sequence[Values] = ()
    opened: dict[tuple[str, str], Val] = field(default_factory=dict)

    def _ref(self, ref: Ref) -> Val:
        inside = int(self.inside["岗位"]) if "岗位" in self.inside else None
        value = self.world.of(ref, {} if inside is None else self.children[inside])
        if self.manner == "written" or ref.kind != "fact":
            return NEVER if isinstance(value, Unknown) else Val(self.told(value, ref.type))
        at = (self.inside.get("岗位", "") if ref.carrier == "岗位" else "", ref.name)
        if at not in self.opened:
            self.opened[at] = self.fixed(value, ref.type, f"{at[0]}{at[1]}")
        return self.opened[at]

    def _children(self, kind: str) -> Sequence[tuple[Truth, str]] | None:
        if self.manner == "written":
            return [(True, str(at)) for at in range(len(self.children))]
        there: list[tuple[Truth, str]] = [(z3.Bool(f"there {at}"), str(at)) for at in range(len(self.children))]
        self.pool.sure += [one for one, _ in there]
        return there

    def stated(self, kind: str) -> Truth:
        if self.manner == "written":
            return self.world.children is not None
        self.pool.sure.append(same_truth(stated := z3.Bool(f"{kind}?"), self.world.children is not None))
        return stated

    def told(self, value: Known, type: Type) -> object:
        if isinstance(value, tuple):
            return List(tuple((True, day_of(day)) for day in sorted(value)))
        return literal(value, self.pool.names)

    def fixed(self, value: Value, type: Type, name: str) -> Val:
        """An open value, then held to the one it has; one that is not known may be anything."""
        known = z3.Bool(f"{name}?")
        self.pool.sure.append(same_truth(known, not isinstance(value, Unknown)))
        parts = 10_000 * value.denominator if isinstance(value, Fraction) else 10_000
        opened = Val(self.pool.anything(type, name, parts), known)
        if isinstance(value, tuple):
            wanted = sorted(value)
            assert isinstance(opened.term, List)
            assert len(wanted) <= len(opened.term.days), "a longer list than the solver tries"
            for number, (there, day) in enumerate(opened.term.days):
                self.pool.sure.append(same_truth(there, number < len(wanted)))
                if number < len(wanted):
                    self.pool.sure.append(same_value(Val(day), Val(day_of(wanted[number]))))
        elif not isinstance(value, Unknown):
            self.pool.sure.append(same_value(opened, Val(literal(value, self.pool.names))))
        elif type in (INT, MONEY):
            self.pool.sure += [at_most(-WIDE, opened.term), at_most(opened.term, WIDE)]  # facts have a range
        return opened


def solve(expr: Expr, world: Facts, manner: Manner) -> Value:
    """The value of an expression in the solver's only model of it."""
    pool = Pool()
    judge = Judge(NOWHERE, pool, world=world, manner=manner, children=world.children or ())
    said = judge.say(expr)
    solver = z3.SimpleSolver()
    solver.set("rlimit", 30_000_000)
    solver.add(*(term(each) for each in pool.sure))
    assert solver.check() == z3.sat, solver.reason_unknown()
    model = solver.model()
    return decoded(said, expr.type, pool, model)


def decoded(said: Val, type: Type, pool: Pool, model: Any) -> Value:
    """A value of the solver as one of the language."""

    def whole(number: object) -> int:
        return number if isinstance(number, int) else int(model.eval(number, model_completion=True).as_long())

    def holds(truth: Truth) -> bool:
        return bool(z3.is_true(model.eval(term(truth), model_completion=True)))

    if not holds(said.known):
        return UNKNOWN
    match said.term:
        case Exact(number=number, parts=parts):
            found = Fraction(whole(number), parts)
            return Quantity(found) if type == QUANTITY else found
        case Day(year=year, month=month, day=day):
            return date(whole(year), whole(month), whole(day))
        case Name(number=number):
            names = getattr(type, "names", ())
            return Member(pool.names.name(whole(number)) or "", names)
        case Id(number=number):
            return (pool.names.name(whole(number)) or "").removeprefix("id ")
        case List(days=days):
            return tuple(date(whole(day.year), whole(day.month), whole(day.day)) for there, day in days if holds(there))
        case bool() | z3.BoolRef():
            return holds(said.term)
        case _:
            assert type in (INT, MONEY), type
            return Money(whole(said.term)) if type == MONEY else whole(said.term)
