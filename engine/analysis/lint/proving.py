"""Asks a solver what lint could not settle: a "no" is a proof, a "yes" counts once the reference evaluator has confirmed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from engine.analysis.lint.decide import Decided, Wanted
from engine.analysis.replaying import read_again
from engine.analysis.written import written
from engine.backends.reference.context import Context
from engine.backends.smt.conditions import Shows, possible
from engine.lang.bounds_sets import Bounds, point
from engine.lang.ir import Apply, Expr, Ref, walk
from engine.lang.operators import OPERATOR_OF, PROMOTED
from engine.lang.values import UNKNOWN, Unknown, Value
from engine.pack.model import Pack
from engine.pack.terms import Formula
from engine.text.records import dataclass

MOST_ASKED = 500  # questions about one pack
MOST_GIVEN_UP = 20  # of them, each of which takes a second or two


@dataclass
class Prover:
    """A solver for the questions about one pack, until it has been asked, or has given up, too often."""

    pack: Pack
    asked: int = 0
    given_up: int = 0

    def decided(self, wanted: Wanted) -> Decided:
        """Whether there is a case in which every condition comes out as wanted."""
        self.asked += 1
        if self.asked > MOST_ASKED or self.given_up >= MOST_GIVEN_UP:
            return Decided(None)
        found = possible(self.pack, wanted)
        if found.answer == "no":
            return Decided(False)
        context = None if found.shows is None else surroundings(found.shows)
        if context is None or not all(_comes_out(context, expr, want) for expr, want in wanted):
            self.given_up += 1
            return Decided(None)
        return Decided(True, dict(_values(context, wanted)))


def surroundings(shows: Shows) -> Context | None:
    """What expressions mean of the line of subjects of a case; None if the case cannot be read."""
    pack, case = shows.pack, replace(shows.case, claims=())
    read = read_again(pack, written(case))
    line = next((each for each in read.instances() if each[-1].kind == shows.subject), None) if read else None
    if read is None or line is None:
        return None
    given: dict[str, Value] = dict(shows.given)
    law_at = given.pop("law_at")
    assert isinstance(law_at, date)
    period = read.periods[0] if read.periods else None
    amount = given.pop("amount", UNKNOWN)
    return Context(pack, read, read.readings, line, period, law_at, read.history, amount=amount, answer=given)


def _comes_out(context: Context, expr: Expr, want: bool) -> bool:
    """Whether an expression comes out as wanted when it is run as its author wrote it."""
    text = _written(expr)
    place = next((each.place for each in walk(expr) if each.place is not None), None)
    if text is None or place is None:
        return False
    with context.about_subject(_about(expr) or context.about):
        return context.value(Formula(text, expr, place)) is want


def _written(expr: Expr) -> str | None:
    """What its author wrote; of two that lint itself compares, the comparison."""
    match expr:
        case _ if expr.place is not None:
            return f"({expr.place.text})"
        case Apply(overload=overload, args=(only,)) if overload in PROMOTED.values():
            return _written(only)
        case Apply(overload=overload, args=(one, other)) if overload in OPERATOR_OF and OPERATOR_OF[overload].name == "==":
            left, right = _written(one), _written(other)
            return None if left is None or right is None else f"{left} == {right}"
        case _:
            return None


def _about(expr: Expr) -> str:
    """The subject whose names stand plain in an expression."""
    named = (each for each in walk(expr) if isinstance(each, Ref) and each.kind in ("fact", "definition"))
    return next((each.carrier for each in named if each.place is not None and "." not in each.place.text), "")


def _values(context: Context, wanted: Wanted) -> Iterator[tuple[Ref, Bounds]]:
    """The facts that show it."""
    for ref in dict.fromkeys(each for expr, _ in wanted for each in walk(expr) if isinstance(each, Ref) and each.kind == "fact"):
        instance = context.instance(ref.carrier)
        value = UNKNOWN if instance is None else instance.facts.get(ref.name, UNKNOWN)
        if not isinstance(value, Unknown):
            yield ref, point(value)
