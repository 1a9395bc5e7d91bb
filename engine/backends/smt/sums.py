"""Any history at all: of each limit any amount may be used, within what holds between limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

import z3

from engine.backends.smt.days import Day, not_after, open_day
from engine.backends.smt.earlier import Claimed
from engine.backends.smt.expression import Speaker
from engine.backends.smt.logic import Number, Truth, at_most, implies
from engine.backends.smt.pool import Pool
from engine.backends.smt.values import Val, spelt
from engine.lang.types import Type
from engine.pack.model import Pack
from engine.pack.names import PAST
from engine.pack.ranges import MOST_PAID
from engine.pack.rule import Limit, Rule
from engine.pack.terms import Fact
from engine.text.records import dataclass

ALL_PAID = 10**18  # fen that all claims together may have taken: ten thousand lines of the most that one may hold


@dataclass
class Sums:
    """Any history: of each limit any amount may be used; what is used of a narrower one is used of a wider one too."""

    pool: Pool
    found: dict[tuple[str, str], tuple[Limit, Number]] = field(default_factory=dict)
    days: dict[str, tuple[Limit, Truth, Day]] = field(default_factory=dict)

    def used(self, speaker: Speaker, rule: Rule, limit: Limit, claimed: Claimed) -> Number:
        at = (limit.kind, _matcher(speaker, rule, limit))
        if at not in self.found:
            used = z3.Int(f"used {at[0]} {at[1]}")
            self.pool.sure += [at_most(0, used), at_most(used, ALL_PAID)]
            for (kind, _), (other, its) in self.found.items():  # of the same rule, so that they are told apart alike
                if kind == at[0] and limit.since is None and other.since is None:
                    if _inside(speaker.pack, limit, other):
                        self.pool.sure.append(at_most(used, its))
                    if _inside(speaker.pack, other, limit):
                        self.pool.sure.append(at_most(its, used))
            self.found[at] = (limit, used)
        return self.found[at][1]

    def first(self, speaker: Speaker, rule: Rule, limit: Limit, claimed: Claimed) -> tuple[Truth, Day]:
        at = _matcher(speaker, rule, limit)
        if at not in self.days:
            day, is_day = open_day(f"first {at}", 1900, 2999)
            some = z3.Bool(f"any {at}")
            self.pool.sure.append(is_day)
            for other, its, earliest in self.days.values():
                if limit.since is None and other.since is None:
                    if _inside(speaker.pack, limit, other):
                        self.pool.sure += [implies(some, its), implies(some, not_after(earliest, day))]
                    if _inside(speaker.pack, other, limit):
                        self.pool.sure += [implies(its, some), implies(its, not_after(day, earliest))]
            self.days[at] = (limit, some, day)
        return self.days[at][1:]

    def instalment(self, rule: Rule, number: int) -> tuple[Truth, Number]:
        amount = z3.Int(f"instalment {number}")
        self.pool.sure += [at_most(0, amount), at_most(amount, MOST_PAID)]
        return z3.Bool(f"instalment {number}?"), amount

    def lines(self, speaker: Speaker, rule: Rule) -> Sequence[tuple[Truth, dict[str, Val]]] | None:
        return None


def _matcher(speaker: Speaker, rule: Rule, limit: Limit) -> str:
    """What tells apart the claims that a limit counts: two limits with the same one count the same claims."""
    since = "" if limit.since is None else spelt(speaker.value(limit.since))
    keys = " ".join(sorted(map(str, limit.key)))
    return f"over {' '.join(sorted(limit.over))} by {keys} per {_per(speaker.pack, rule, limit)} of {rule.period} from {since}"


def _per(pack: Pack, rule: Rule, limit: Limit) -> str:
    """The stretch of time it counts in.

    Claims that are all for years count on the first day of theirs, so that month, year and period are one; likewise for months.
    """
    periods = {pack.rules[name].period if name in pack.rules else None for name in limit.over}
    alike = ("period", "year", "month") if rule.period == "year" else ("period", "month")
    one = rule.period is not None and periods == {rule.period} and limit.since is None and limit.per in alike
    return "period" if one else limit.per


def _inside(pack: Pack, narrow: Limit, wide: Limit) -> bool:
    """Whether every claim that the one counts is counted by the other."""
    keys = {str(key) for key in narrow.key}
    for key in narrow.key:
        if not key.fact:
            keys.update(pack.path_of(key.carrier))  # a subject is told apart by its whole path
    return (
        set(narrow.over) <= set(wide.over)
        and {str(key) for key in wide.key} <= keys
        and (wide.per in ("life", narrow.per) or (wide.per == "year" and narrow.per in ("month", "period")))
    )


def any_line(pool: Pool, facts: Sequence[Fact]) -> dict[str, Val]:
    """A line of history of which nothing is known, inside a fold over any number of them."""
    types: dict[str, Type] = {**PAST, **{fact.name: fact.type for fact in facts}}
    return {name: Val(pool.anything(type, f"any past.{name}")) for name, type in types.items()}
