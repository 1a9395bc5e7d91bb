"""A history of a few lines, each of which may be there or not: what it shows can be written down as a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

import z3

from engine.backends.smt import logic
from engine.backends.smt.days import Day, before, not_after, open_day, pick_day
from engine.backends.smt.earlier import Claimed
from engine.backends.smt.expression import Speaker
from engine.backends.smt.logic import Number, Truth, all_of, any_of, at_most, both, either, equal, implies, no, pick
from engine.backends.smt.pool import Pool
from engine.backends.smt.values import Val, same_value
from engine.lang.quantities import FIRST_YEAR, LAST_YEAR
from engine.pack.model import Pack
from engine.pack.ranges import MOST_PAID
from engine.pack.rule import Key, Limit, Rule
from engine.pack.terms import Fact
from engine.text.records import dataclass

MOST_TIMES = 1_000_000


@dataclass
class Line:
    """A line of history that may be there: of which rule, whose, for which period, on which day, how much."""

    there: Truth
    rule: Number  # by the number of its name
    depth: Number  # how many subjects of the claim's path, from the top, are its own too
    period: Day  # the first day of its period
    as_of: Day
    amount: Number
    times: Number
    claims: Number
    facts: Mapping[str, Val]  # key facts
    instalment: Number  # 0: a whole claim; else the part that was paid of the claim in question

    def is_of(self, number: int) -> Truth:
        return both(self.there, equal(self.rule, number))


@dataclass
class Lines:
    """A history of a few lines. `rules`: those that may stand in it, with their subject's path and whether they are periodic."""

    pool: Pool
    packs: Sequence[Pack]
    rule: Rule
    claimed: Claimed
    count: int
    over: tuple[str, ...]
    facts: tuple[Fact, ...]
    parts: int = 0
    every: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        for at in range(self.count):
            self.every.append(self._line(at))

    def _line(self, at: int) -> Line:
        name, sure = f"line {at}", self.pool.sure
        there, rule, depth = z3.Bool(name), z3.Int(f"{name}.rule"), z3.Int(f"{name}.depth")
        amount, times, claims = z3.Int(f"{name}.amount"), z3.Int(f"{name}.times"), z3.Int(f"{name}.claims")
        as_of, is_day = open_day(f"{name}.as_of")
        instalment: Number = z3.Int(f"{name}.part") if self.parts else 0
        facts = {fact.key: self._key_fact(fact, name) for fact in self.facts}
        period = self._period(name, rule)
        line = Line(there, rule, depth, period, as_of, amount, times, claims, facts, instalment)
        sure += [is_day, not_after(as_of, self.claimed.as_of), at_most(0, amount), at_most(amount, MOST_PAID)]
        sure += [at_most(1, claims), at_most(claims, times), at_most(times, MOST_TIMES), at_most(0, depth)]
        sure.append(any_of(both(equal(rule, self._number(each)), at_most(depth, self._shared(each))) for each in self.over))
        if self.every:
            sure.append(implies(there, self.every[-1].there))
        if self.parts:
            own = both(equal(rule, self._number(self.rule.name)), equal(depth, self._shared(self.rule.name)))
            now = True if self.claimed.period is None else _same_month_and_year(period, self.claimed.period)
            sure += [at_most(0, instalment), at_most(instalment, self.parts)]
            sure.append(implies(logic.less(0, instalment), both(own, now, equal(claims, 1))))
        return line

    def _key_fact(self, fact: Fact, name: str) -> Val:
        value = Val(self.pool.anything(fact.type, f"{name}.{fact.key}", 10**fact.digits))
        self.pool.sure.append(self.pool.within(fact, value))
        return value

    def _period(self, name: str, rule: Number) -> Day:
        """The first day of a year or month, as the rule of the line has it."""
        year, month = z3.Int(f"{name}.period.y"), 1
        self.pool.sure += [at_most(FIRST_YEAR, year), at_most(year, LAST_YEAR)]
        if any(self.period_of(each) == "month" for each in self.over):
            month = z3.Int(f"{name}.period.m")
            self.pool.sure += [at_most(1, month), at_most(month, 12), either(self._is_for(rule, "month"), equal(month, 1))]
        return Day(year, month, 1)

    def _is_for(self, rule: Number, *kinds: str | None) -> Truth:
        """Whether claims of a rule, by its number, are for such a period."""
        return any_of(equal(rule, self._number(each)) for each in self.over if self.period_of(each) in kinds)

    def _number(self, rule: str) -> int:
        return self.pool.names.number(f"rule {rule}")

    def path(self, rule: str) -> tuple[str, ...]:
        """The kinds from the top down to the subject of a rule or another benefit."""
        for pack in self.packs:
            named = pack.rules.get(rule) or pack.other_benefits.get(rule)
            if named is not None:
                return pack.path_of(named.subject)
        raise KeyError(rule)

    def _shared(self, rule: str) -> int:
        """How many subjects, from the top, a claim of this rule may share with the one in question."""
        mine, its = self.path(self.rule.name), self.path(rule)
        return next((at for at, pair in enumerate(zip(mine, its, strict=False)) if pair[0] != pair[1]), min(len(mine), len(its)))

    def period_of(self, rule: str) -> str | None:
        """Whether its claims are for years, for months or for no period; of another benefit as of the rule in question."""
        return next((pack.rules[rule] for pack in self.packs if rule in pack.rules), self.rule).period

    def fact(self, key: str) -> Fact:
        """The key fact of this name."""
        return next(fact for fact in self.facts if fact.key == key)

    def counted_on(self, line: Line) -> Day:
        return pick_day(self._is_for(line.rule, "year", "month"), line.period, line.as_of)

    def _matches(self, line: Line, speaker: Speaker, rule: Rule, limit: Limit, claimed: Claimed) -> Truth:
        """Whether a line counts together with the claim."""
        over = any_of(equal(line.rule, self._number(each)) for each in limit.over)
        keys = all_of(self._same_key(line, speaker, rule, key) for key in limit.key)
        return both(line.there, over, keys, self._same_time(line, speaker, rule, limit, claimed), equal(line.instalment, 0))

    def _same_key(self, line: Line, speaker: Speaker, rule: Rule, key: Key) -> Truth:
        if not key.fact:
            return at_most(len(speaker.pack.path_of(key.carrier)), line.depth)
        mine = speaker.pool.fact(speaker.pack.facts[str(key)])
        its = line.facts.get(str(key))
        return False if its is None else same_value(mine, its)

    def _same_time(self, line: Line, speaker: Speaker, rule: Rule, limit: Limit, claimed: Claimed) -> Truth:
        mine, its = claimed.counted_on, self.counted_on(line)
        match limit.per:
            case "period":
                alike = claimed.period is None or _same_month_and_year(claimed.period, line.period)
                return both(alike, self._is_for(line.rule, rule.period))
            case "month":
                return _same_month_and_year(mine, its)
            case "year" if limit.since is None:
                return equal(mine.year, its.year)
            case "year":
                start = speaker.value(limit.since) if limit.since else None
                assert start is not None and isinstance(start.term, Day)
                return equal(year_from(start.term, mine), year_from(start.term, its))
            case _:
                return True

    def used(self, speaker: Speaker, rule: Rule, limit: Limit, claimed: Claimed) -> Number:
        takes = {"at_most": "amount", "times": "times"}.get(limit.kind, "claims")
        return logic.plus(
            *(pick(self._matches(line, speaker, rule, limit, claimed), getattr(line, takes), 0) for line in self.every), 0
        )

    def first(self, speaker: Speaker, rule: Rule, limit: Limit, claimed: Claimed) -> tuple[Truth, Day]:
        some: Truth = False
        day = claimed.counted_on
        for line in self.every:
            matches, its = self._matches(line, speaker, rule, limit, claimed), self.counted_on(line)
            day = pick_day(both(matches, either(no(some), before(its, day))), its, day)
            some = either(some, matches)
        return some, day

    def closed(self, speaker: Speaker, rule: Rule, limit: Limit) -> Truth:
        return False  # what was paid before the case closes nothing

    def instalment(self, rule: Rule, number: int) -> tuple[Truth, Number]:
        mine = [both(line.there, equal(line.instalment, number)) for line in self.every]
        return any_of(mine), logic.plus(*(pick(one, line.amount, 0) for one, line in zip(mine, self.every, strict=True)), 0)

    def lines(self, speaker: Speaker, rule: Rule) -> Sequence[tuple[Truth, dict[str, Val]]] | None:
        own = len(self.path(rule.name))
        found = []
        for line in self.every:
            there = both(line.is_of(self._number(rule.name)), equal(line.depth, own))
            said = {"amount": Val(line.amount), "as_of": Val(line.as_of), "paid_on": Val(line.as_of)}
            said |= {"times": Val(line.times), "claims": Val(line.claims)}
            found.append((there, said | {key.rpartition(".")[2]: value for key, value in line.facts.items()}))
        return found


def year_from(start: Day, day: Day) -> Number:
    """The number of the year, counted from `start`, that a day falls in."""
    begun = either(logic.less(start.month, day.month), both(equal(start.month, day.month), at_most(start.day, day.day)))
    return logic.minus(logic.minus(day.year, start.year), pick(begun, 0, 1))


def _same_month_and_year(a: Day, b: Day) -> Truth:
    return both(equal(a.year, b.year), equal(a.month, b.month))
