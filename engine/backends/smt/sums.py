"""Any history at all: of each limit any amount may be used, within what holds between limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

import z3

from engine.backends.smt.days import Day, not_after, open_day
from engine.backends.smt.earlier import Claimed
from engine.backends.smt.expression import Speaker
from engine.backends.smt.logic import Number, Truth, at_most, implies, less
from engine.backends.smt.pool import Pool
from engine.backends.smt.values import Val, spelt
from engine.lang.types import Type
from engine.pack.model import Pack
from engine.pack.names import PAST
from engine.pack.ranges import MOST_PAID
from engine.pack.rule import Limit, Rule
from engine.pack.terms import Fact, Formula
from engine.text.records import dataclass

ALL_PAID = 10**18  # fen that all claims together may have taken: ten thousand lines of the most that one may hold


@dataclass(frozen=True)
class Sum:
    """What claims that count together took of a limit: fen, claims or units; whether there are any."""

    kind: str
    limit: Limit
    matcher: str
    used: Number
    some: Truth


@dataclass
class Sums:
    """Any history: of each limit any amount may be used; what is used of a narrower one is used of a wider one too."""

    pool: Pool
    found: dict[tuple[str, str], Sum] = field(default_factory=dict)
    days: dict[str, tuple[Sum, Day]] = field(default_factory=dict)

    def used(self, speaker: Speaker, rule: Rule, limit: Limit, claimed: Claimed) -> Number:
        at = (limit.kind, _matcher(speaker, rule, limit))
        if at not in self.found:
            used = z3.Int(f"used {at[0]} {at[1]}")
            self.pool.sure += [at_most(0, used), at_most(used, ALL_PAID)]
            self.found[at] = self._linked(speaker.pack, Sum(at[0], limit, at[1], used, less(0, used)))
        return self.found[at].used

    def first(self, speaker: Speaker, rule: Rule, limit: Limit, claimed: Claimed) -> tuple[Truth, Day]:
        at = _matcher(speaker, rule, limit)
        if at not in self.days:
            day, is_day = open_day(f"first {at}", 1900, 2999)
            self.pool.sure.append(is_day)
            one = self._linked(speaker.pack, Sum("within", limit, at, 0, z3.Bool(f"any {at}")))
            for other, earliest in self.days.values():
                if _counted_by(speaker.pack, one, other):
                    self.pool.sure.append(implies(one.some, not_after(earliest, day)))
                if _counted_by(speaker.pack, other, one):
                    self.pool.sure.append(implies(other.some, not_after(day, earliest)))
            self.days[at] = (one, day)
        one, day = self.days[at]
        return one.some, day

    def closed(self, speaker: Speaker, rule: Rule, limit: Limit) -> Truth:
        return z3.Bool(f"closed {limit.kind} {_matcher(speaker, rule, limit)}")

    def _linked(self, pack: Pack, one: Sum) -> Sum:
        """A sum with what holds between it and those before, which are of the same claim and told apart alike."""
        for other in (*self.found.values(), *(its for its, _ in self.days.values())):
            if _counted_by(pack, one, other):
                self.pool.sure += _links(one, other)
            if _counted_by(pack, other, one):
                self.pool.sure += _links(other, one)
        return one

    def instalment(self, rule: Rule, number: int) -> tuple[Truth, Number]:
        amount = z3.Int(f"instalment {number}")
        self.pool.sure += [at_most(0, amount), at_most(amount, MOST_PAID)]
        return z3.Bool(f"instalment {number}?"), amount

    def lines(self, speaker: Speaker, rule: Rule) -> Sequence[tuple[Truth, dict[str, Val]]] | None:
        return None


def _links(narrow: Sum, wide: Sum) -> Iterator[Truth]:
    """What holds where every claim of the one counts for the other too: a claim takes at least one unit, perhaps no money."""
    if narrow.kind == wide.kind != "within" or (narrow.kind, wide.kind) == ("claims", "times"):
        yield at_most(narrow.used, wide.used)
    elif wide.kind != "at_most":
        yield implies(narrow.some, wide.some)


def _counted_by(pack: Pack, narrow: Sum, wide: Sum) -> bool:
    if narrow.matcher == wide.matcher:
        return True
    return not any(_starts(each.limit) for each in (narrow, wide)) and _inside(pack, narrow.limit, wide.limit)


def _starts(limit: Limit) -> Formula | None:
    """The day that its years run from; the `from` of a span tells no claims apart."""
    return None if limit.kind == "within" else limit.since


def _matcher(speaker: Speaker, rule: Rule, limit: Limit) -> str:
    """What tells apart the claims that a limit counts: two limits with the same one count the same claims."""
    start = _starts(limit)
    since = "" if start is None else spelt(speaker.value(start))
    keys = " ".join(sorted(map(str, limit.key)))
    return f"over {' '.join(sorted(limit.over))} by {keys} per {_per(speaker.pack, rule, limit)} of {rule.period} from {since}"


def _per(pack: Pack, rule: Rule, limit: Limit) -> str:
    """The stretch of time it counts in.

    Claims that are all for years count on the first day of theirs, so that month, year and period are one; likewise for months.
    """
    periods = {pack.rules[name].period if name in pack.rules else None for name in limit.over}
    alike = ("period", "year", "month") if rule.period == "year" else ("period", "month")
    one = rule.period is not None and periods == {rule.period} and _starts(limit) is None and limit.per in alike
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
