"""Proofs that a mutant means what its pack means; what none of them shows stays a survivor.

Each holds whatever is unknown: an expression is replaced by one that reads the same and comes out the same, or by what no answer
holds. That two expressions agree on all the facts there can be is shown from the bounds of facts alone, not from what else holds
where they stand; more would need a solver.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.analysis.lint.decide import Deciding
from engine.analysis.mutate.found import found, sign_of
from engine.analysis.mutate.mutants import Mutant
from engine.analysis.mutate.reach import Reach
from engine.lang.ir import Apply, Expr, Literal, Ref, parts
from engine.lang.lower_make import constant
from engine.lang.operators import PROMOTED
from engine.lang.quantities import day
from engine.lang.types import BOOL
from engine.lang.values import Unknown
from engine.pack.document import Text
from engine.pack.model import Pack
from engine.pack.ranges import PackRanges
from engine.pack.rule import Limit, Rule
from engine.pack.terms import Formula
from engine.text.source import Place, Source

COMPARED = ("==", "!=", "<", "<=", ">", ">=", "in", "not in")


class Proofs:
    """What can be shown of the mutants of one pack."""

    def __init__(self, pack: Pack, reach: Reach) -> None:
        self.pack = pack
        self.reach = reach
        self.ranges = PackRanges(pack)
        self.formulas = dict(_formulas(pack))

    def shown(self, mutant: Mutant, altered: Pack) -> str:
        """How a mutant is shown to be equivalent; "" if it is not."""
        if self._silent(mutant):
            return "silent"
        if self._same_time(mutant):
            return "time"
        return "decided" if self._agree(mutant, altered) else ""

    def _silent(self, mutant: Mutant) -> bool:
        """Who pays is not said where nothing is worked out: the amount stands elsewhere, or nowhere."""
        match mutant.way:
            case ("rules", name, "paid_by", *_):
                amount = self.pack.rules[name].amount
                return amount is not None and amount.kind in ("elsewhere", "unstated")
            case _:
                return False

    def _same_time(self, mutant: Mutant) -> bool:
        """Claims that are each for a year, or a month, are told apart alike by it and by its first day."""
        record = mutant.record
        if mutant.operator == "per" and isinstance(record, Limit):
            new = mutant.change.after.removeprefix("per: ")
            periods = {
                self.pack.rules[each].period if each in self.pack.rules else None for each in (*record.over, *record.binds)
            }
            plain = record.since is None and record.per != "life" and new != "life"
            return plain and (periods == {"year"} or (periods == {"month"} and {record.per, new} <= {"period", "month"}))
        if mutant.operator == "since" and (before := day(mutant.change.before)) and (after := day(mutant.change.after)):
            rules = [self.pack.rules[each] for each in self.reach.of(mutant.way)]
            return all(not _between(rule, min(before, after), max(before, after)) for rule in rules)
        return False

    def _agree(self, mutant: Mutant, altered: Pack) -> bool:
        """Whether the one expression that is another comes out as before whatever is known."""
        old, new = mutant.change.old, mutant.change.new
        if not isinstance(old, Text) or not isinstance(new, Text):
            return False
        before = self.formulas.get(old.place.source)
        after = dict(_formulas(altered)).get(new.place.source)
        if before is None or after is None:
            return False
        return all(self._alike(one, other) for one, other in differing(before, after))

    def _alike(self, one: Expr, other: Expr) -> bool:
        if one.type != other.type:
            return False
        first, second = constant(one), constant(other)
        if not isinstance(first, Unknown) and first == second:
            return True
        if self._without_one(one) == self._without_one(other):
            return True
        match one, other:
            case Apply(), Apply() if self._pairs(one, other):
                return True
            case Ref(kind="parameter", name=a), Ref(kind="parameter", name=b):
                mine, its = self.pack.parameters[a].table, self.pack.parameters[b].table
                return mine.rows == its.rows and mine.otherwise == its.otherwise
            case Apply(args=mine_args), Apply(args=its_args) if one.type == BOOL and {sign_of(one), sign_of(other)} <= set(
                COMPARED
            ):
                # Both are unknown as soon as a side is; so it is enough that they never differ where both are known.
                literal = isinstance(mine_args[-1], Literal) and isinstance(its_args[-1], Literal)
                read = mine_args == its_args or (mine_args[0] == its_args[0] and literal)
                signs = {sign_of(one), sign_of(other)}
                if signs in ({"==", ">="}, {"!=", "<"}) and mine_args == its_args and self._never_after(*mine_args):
                    return True
                if signs in ({"==", "<="}, {"!=", ">"}) and mine_args == its_args and self._never_after(*reversed(mine_args)):
                    return True
                return read and self._never_differ(one, other)
            case _:
                return False

    def _pairs(self, one: Apply, other: Apply) -> bool:
        """Whether two are the same operator on as many arguments that are alike."""
        if one.overload != other.overload or len(one.args) != len(other.args):
            return False  # `and` and `or` join any number
        return all(a == b or self._alike(a, b) for a, b in zip(one.args, other.args, strict=True))

    def _without_one(self, expr: Expr) -> Expr:
        """An expression without a factor that is one."""
        match expr:
            case Apply(overload=overload, args=(only,)) if overload in PROMOTED.values():
                return self._without_one(only)
            case Apply(args=(left, right)) if sign_of(expr) in ("*", "/") and self._number(right) == 1:
                return self._without_one(left)
            case _:
                return expr

    def _number(self, expr: Expr) -> object:
        """What a number written down, or a plain number of the law, is."""
        match expr:
            case Literal(value=value):
                return value
            case Ref(kind="parameter", name=name) if len(rows := self.pack.parameters[name].table.rows) == 1:
                table = self.pack.parameters[name].table
                return None if table.columns or table.dated else rows[0].value
            case _:
                return None

    def _never_after(self, one: Expr, other: Expr) -> bool:
        """Whether a day, or its year, is never later than the other: what happened, and the day of application."""
        match one, other:
            case Apply(overload="year", args=(first,)), Apply(overload="year", args=(second,)):
                return self._never_after(first, second)
            case Ref(carrier="past", name="as_of"), Ref(kind="given", carrier="", name="as_of"):
                return True  # a line of history from later is refused (C743)
            case Ref(kind="fact", carrier=carrier, name=name), Ref(kind="given", carrier="", name="as_of"):
                bound = self.pack.facts[f"{carrier}.{name}"].not_after
                return bound is not None and bound.expr == other
            case _:
                return False

    def _never_differ(self, one: Expr, other: Expr) -> bool:
        # Each question has the whole budget, or the answer would turn on which mutants a process was asked of before.
        deciding = Deciding(self.ranges)
        ways = ([(one, True), (other, False)], [(one, False), (other, True)])
        return all(deciding.can(way).possible is False for way in ways)


def _between(rule: Rule, first: date, last: date) -> bool:
    """Whether the day of the law of a claim may lie from `first` up to, not including, `last`."""
    if rule.law_at is not None or rule.period is None:
        return True
    days = (date.fromordinal(each) for each in range(first.toordinal(), last.toordinal()))
    return any(each.day == 1 and (rule.period == "month" or each.month == 1) for each in days)


def _formulas(pack: Pack) -> Iterator[tuple[Source, Expr]]:
    for each in found(pack):
        if isinstance(each.record, Formula) and isinstance(each.place, Place):
            yield each.place.source, each.record.expr


def differing(one: Expr, other: Expr) -> Iterator[tuple[Expr, Expr]]:
    """The smallest parts in which two expressions differ."""
    if one == other:
        return
    mine, its = parts(one), parts(other)
    same_head = type(one) is type(other) and len(mine) == len(its) > 0 and _head(one) == _head(other)
    pairs = [pair for a, b in zip(mine, its, strict=True) for pair in differing(a, b)] if same_head else []
    compared = isinstance(one, Apply) and sign_of(one) in COMPARED
    yield from pairs if pairs and not compared else [(one, other)]


def _head(expr: Expr) -> tuple[object, ...]:
    """What an expression is apart from its parts."""
    return expr.type, *(getattr(expr, name, None) for name in ("overload", "operator", "collection", "table"))
