"""One rule under one pack, or under two at once, about one claim that is left open; and the cases that an answer shows.

The claim stands for every claim: claims served before it in the same case count as history does, so what is true of one claim
after any history is true of every claim of every case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

import z3

from engine.backends.smt import judgement
from engine.backends.smt.claim import UNDECIDED, Award, Decided, Working
from engine.backends.smt.days import Day, not_after, open_day
from engine.backends.smt.earlier import Claimed, Earlier, keys_of
from engine.backends.smt.expression import Speaker
from engine.backends.smt.judgement import Judgement, duty_terms
from engine.backends.smt.lines import Lines
from engine.backends.smt.logic import Truth, all_of, at_most, both, either, equal, implies, less, no, same_truth, term
from engine.backends.smt.pool import CHILDREN, DAYS, Pool
from engine.backends.smt.short import short_lists
from engine.backends.smt.sums import Sums, any_line
from engine.backends.smt.values import Exact, Val, same_value
from engine.lang.ir import Ref, walk
from engine.lang.quantities import FIRST_YEAR, LAST_YEAR
from engine.pack.model import Pack
from engine.pack.rule import Rule
from engine.pack.terms import Formula
from engine.text.records import dataclass

MOST_DECIDED = 10**14  # fen, as a case may state
USUAL = (2021, 2030)  # years a person would expect in an example


@dataclass(frozen=True)
class Ask:
    """How a question is put. `ruled`: readings as the packs adopt them, else as a case may choose.

    `lines`: so many of history, and so many days of a list of days; None: any history at all, and lists of any length.
    """

    lines: int | None = 0
    ruled: bool = True
    hidden: frozenset[str] = frozenset()  # facts that may be unknown
    options: Mapping[str, str] = field(default_factory=dict)
    children: int = CHILDREN  # of a list, so many are tried


@dataclass
class Question:
    """The open claim, and what each pack answers to it."""

    sides: Sequence[tuple[Pack, Rule]]
    ask: Ask
    pool: Pool = field(init=False)
    claimed: Claimed = field(init=False)
    decided: Decided = field(init=False)
    earlier: Earlier = field(init=False)
    speakers: list[Speaker] = field(default_factory=list)
    answers: list[Award | Judgement] = field(default_factory=list)

    def __post_init__(self) -> None:
        pack, rule = self.sides[0]
        # Of a duty, days are dear: as few as lines are asked for.
        days = self.ask.lines if rule.duty is not None and self.ask.lines is not None else DAYS
        self.pool = Pool(
            hidden=self.ask.hidden,
            listed=self.ask.lines is not None,
            days=days,
            most=self.ask.children,
            line=pack.path_of(rule.subject),
            short=short_lists(self.sides),
        )
        self.claimed = self._claimed()
        self.decided = self._decided()
        self.earlier = self._earlier(pack, rule)
        free: dict[tuple[str, ...], Val] = {}
        for pack, rule in self.sides:
            speaker = Speaker(pack, self.pool, self.ask.ruled, dict(self.ask.options), free=free)
            speaker.generic = any_line(self.pool, keys_of(pack, rule)) if self.ask.lines is None else {}
            speaker.past = self.earlier.lines(speaker, rule)
            self.speakers.append(speaker)
            self.answers.append(self._answer(speaker, rule))
            self._days(speaker)

    def _answer(self, speaker: Speaker, rule: Rule) -> Award | Judgement:
        claimed = self.claimed_under(rule)
        if rule.kind == "amount":
            return Working(speaker, rule, claimed, self.earlier, self.decided).award()
        return judgement.judge(speaker, rule, claimed)

    def claimed_under(self, rule: Rule) -> Claimed:
        """The claim as one rule counts it: for the year, for the month, or for no period."""
        period = self.claimed.period
        if rule.period is None or period is None:
            return Claimed(self.claimed.as_of, None)
        return Claimed(self.claimed.as_of, period if rule.period == "month" else Day(period.year, 1, 1))

    def _claimed(self) -> Claimed:
        as_of, is_day = open_day("as_of", FIRST_YEAR, LAST_YEAR)
        self.pool.sure.append(is_day)
        kinds = {rule.period for _, rule in self.sides} - {None}
        if not kinds:
            return Claimed(as_of, None)
        year = z3.Int("period.y")
        month = z3.Int("period.m") if "month" in kinds else 1
        self.pool.sure += [at_most(FIRST_YEAR, year), at_most(year, LAST_YEAR), at_most(1, month), at_most(month, 12)]
        return Claimed(as_of, Day(year, month, 1))

    def _decided(self) -> Decided:
        if not any(rule.amount is not None and rule.amount.kind == "decided" for _, rule in self.sides):
            return UNDECIDED
        amount = z3.Int("decided")
        self.pool.sure += [at_most(-MOST_DECIDED, amount), at_most(amount, MOST_DECIDED)]
        return Decided(z3.Bool("decided?"), amount)

    def _earlier(self, pack: Pack, rule: Rule) -> Earlier:
        if self.ask.lines is None:
            return Sums(self.pool)
        over = {name: None for _, one in self.sides for limit in one.limits for name in limit.over}
        over |= {one.name: None for _, one in self.sides}
        facts = {
            fact.key: fact
            for each, one in self.sides
            for name in over
            if name in each.rules
            for fact in keys_of(each, each.rules[name])
        }
        parts = max(len(one.parts) for _, one in self.sides)
        sides = [each for each, _ in self.sides]
        return Lines(self.pool, sides, rule, self.claimed, self.ask.lines, tuple(over), tuple(facts.values()), parts)

    def _days(self, speaker: Speaker) -> None:
        """Days that a case may not state: those after what bounds them."""
        for (slot, _), (fact, value) in list(self.pool.facts.items()):
            if fact.not_after is not None and not slot and isinstance(value.term, Day):
                bound = speaker.value(fact.not_after)
                if isinstance(bound.term, Day):
                    self.pool.sure.append(implies(both(value.known, bound.known), not_after(value.term, bound.term)))

    @property
    def plain(self) -> Iterator[Truth]:
        """What a person would rather see in an example, the most wanted first."""
        for chosen in self.pool.readings.values():
            yield from (no(each) for each in chosen.values())
        if isinstance(self.earlier, Lines):
            yield from (no(line.there) for line in reversed(self.earlier.every))
        yield no(self.decided.is_there)
        yield both(at_most(USUAL[0], self.claimed.as_of.year), at_most(self.claimed.as_of.year, USUAL[1]))
        if self.claimed.period is not None:
            yield equal(self.claimed.period.year, self.claimed.as_of.year)
            yield both(at_most(USUAL[0], self.claimed.period.year), at_most(self.claimed.period.year, USUAL[1]))
        yield both(equal(self.claimed.as_of.month, 6), equal(self.claimed.as_of.day, 15))
        yield from self._plain_facts()
        for line in self.earlier.every if isinstance(self.earlier, Lines) else ():
            yield equal(line.claims, 1)
            yield equal(line.times, 1)
            yield less(0, line.amount)
            yield equal(line.amount % 1_000_000, 0)
            yield equal(line.amount % 100, 0)
            yield equal(line.as_of.year, self.claimed.as_of.year)
            yield both(equal(line.as_of.month, 3), equal(line.as_of.day, 1))

    @property
    def odd(self) -> Iterator[Truth]:
        """Numbers that no rounding and no share leaves as they are."""
        for _, value in list(self.pool.facts.values()):
            number = value.term.number if isinstance(value.term, Exact) else value.term
            if isinstance(number, z3.ArithRef):
                yield equal(number % 100, 37)
                yield equal(number % 2, 1)

    def _plain_facts(self) -> Iterator[Truth]:
        for _, value in list(self.pool.facts.values()):
            yield value.known
            match value.term:
                case Day(year=year, month=month, day=day):
                    yield both(at_most(USUAL[0] - 1, year), at_most(year, USUAL[1]))
                    yield both(equal(month, 3), equal(day, 1))
                case z3.ArithRef():
                    yield equal(value.term % 1_000_000, 0)
                    yield equal(value.term % 100, 0)
                case _:
                    continue


def duties_alike(one: tuple[Pack, Rule], other: tuple[Pack, Rule], hidden: frozenset[str] = frozenset()) -> bool:
    """Whether two duties turn on the same events, spans and first day in every case, whatever the events are, known or not.

    `hidden`: facts that may be unknown.
    """
    assert one[1].duty is not None and other[1].duty is not None
    if one[1].duty.event.expr != other[1].duty.event.expr or _reads_beyond_facts(one[1].duty.event):
        return False
    pool = Pool(hidden=hidden, listed=False)
    as_of, is_day = open_day("as_of", FIRST_YEAR, LAST_YEAR)
    pool.sure.append(is_day)
    terms = [duty_terms(Speaker(pack, pool, ruled=False), rule, Claimed(as_of, None)) for pack, rule in (one, other)]
    same = all_of(both(same_truth(a.known, b.known), either(no(a.known), same_value(a, b))) for a, b in zip(*terms, strict=True))
    solver = z3.SimpleSolver()
    solver.add(*(term(each) for each in (*pool.sure, no(same))))
    return bool(solver.check() == z3.unsat)


def _reads_beyond_facts(formula: Formula) -> bool:
    """Whether it is more than a fact, so that it may be another thing in each pack though it is written alike."""
    return any(isinstance(each, Ref) and each.kind != "fact" for each in walk(formula.expr))
