"""Whether conditions can come out as wanted together: in no case at all, or in one that is shown, or the solver gave up.

Nothing but the conditions is looked at, not the rule they stand in: the day whose law counts, the amount and the like may be
anything. So that they exclude each other is a proof; that they do not is worth no more than the case that shows it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction
from typing import TypeAlias

import z3

from engine.backends.smt.claim import UNDECIDED
from engine.backends.smt.days import Day, open_day
from engine.backends.smt.expression import PARTS, Speaker
from engine.backends.smt.folds import truth
from engine.backends.smt.lines import Lines
from engine.backends.smt.logic import Beyond, Truth, all_of, at_most, both, no
from engine.backends.smt.pool import Pool
from engine.backends.smt.question import Ask, Question
from engine.backends.smt.solve import Answer, find
from engine.backends.smt.sums import Sums
from engine.backends.smt.validity import end_of
from engine.backends.smt.values import Exact, Val
from engine.backends.smt.witness import Shown
from engine.lang.bounds_sets import Range
from engine.lang.ir import Expr, Fold, Ref, walk
from engine.lang.quantities import FIRST_YEAR, LAST_YEAR
from engine.lang.types import BOOL, DATE, INT, MONEY, RATIO, Type
from engine.lang.values import Known, Money
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.names import PAST
from engine.pack.ranges import given_range
from engine.pack.reads import reads_in
from engine.pack.rule import Payers, Period, Rule
from engine.pack.terms import Label
from engine.text.records import dataclass

NAME = "conditions"  # of the claim that stands for any
EFFORT = 3_000_000  # of z3's own units for one question
OF_CASE = ("as_of", "period.start", "period.end")  # which a case says itself
LINES = 2  # of a past that is shown
STATED = ("fact", "definition", "reading", "parameter")  # by the case or the pack

Wanted: TypeAlias = Sequence[tuple[Expr, bool]]


@dataclass(frozen=True)
class Shows:
    """A case, to be confirmed: of which kind of subject the conditions are, and what was given besides."""

    pack: Pack  # with a rule of which the past is
    case: Case
    subject: str
    given: Mapping[str, Known]  # law_at, amount, payers' shares


@dataclass(frozen=True)
class Possible:
    """Whether it can be. `shows`: a case, where the answer is yes."""

    answer: Answer
    shows: Shows | None = None


def possible(pack: Pack, wanted: Wanted, effort: int = EFFORT) -> Possible:
    """Whether there is a case in which every condition comes out as wanted."""
    found = Possible("no")
    try:
        reading = Reading(pack, wanted)
        for period in reading.periods:
            answer = _excluded(reading, period, effort)
            shown = None if answer == "no" else _shown(reading, period, effort)
            if shown is not None:
                return Possible("yes", shown)
            if answer != "no":
                found = Possible("gave_up")
    except Beyond:
        return Possible("gave_up")
    return found


def _excluded(reading: Reading, period: Period | None, effort: int) -> Answer:
    """No, if it cannot be whatever lists and the past hold."""
    try:
        question = Together(reading.sides(period), Ask(lines=None, ruled=False), reading=reading)
    except Beyond:
        return "gave_up"
    return find(question, question.wish, effort=effort, polish=False).answer


def _shown(reading: Reading, period: Period | None, effort: int) -> Shows | None:
    """A case with short lists that the solver finds."""
    try:
        question = Together(reading.sides(period), Ask(lines=LINES if reading.past else 0, ruled=False), reading=reading)
    except Beyond:
        return None
    found = find(question, question.wish, effort=effort)
    if found.shown is None:
        return None
    given = {name: question.told(found.shown, name) for name in question.speakers[0].given if name not in OF_CASE}
    return Shows(question.sides[0][0], found.shown.case(NAME), reading.subject, given)


class Reading:
    """What conditions read, through definitions and readings."""

    def __init__(self, pack: Pack, wanted: Wanted) -> None:
        self.pack = pack
        self.wanted = wanted
        reads = [reads_in(pack, expr) for expr, _ in wanted]
        exprs = [expr for each in reads for expr in each.exprs]
        self.refs = [each for expr in exprs for each in walk(expr) if isinstance(each, Ref)]
        self.lists = {each.collection for expr in exprs for each in walk(expr) if isinstance(each, Fold)}
        self.past = "past" in self.lists
        self.subject = self._subject({pack.readings[name].subject for each in reads for name in each.readings})

    def _subject(self, of_readings: Collection[str]) -> str:
        """The kind of subject of whose line all conditions are."""
        kinds = {each.carrier for each in self.refs if each.kind in ("fact", "definition")} | set(of_readings)
        kinds |= {self.pack.subjects[each].of or "" for each in self.lists if each != "past"}
        kinds -= {"", *self.lists}
        deepest = max(sorted(kinds or self.pack.subjects), key=lambda each: len(self.pack.path_of(each)))
        if not kinds <= set(self.pack.path_of(deepest)):
            raise Beyond("几类互不隶属的对象的条件", "conditions about subjects of which none belongs to the other")
        return deepest

    @property
    def periods(self) -> tuple[Period | None, ...]:
        """The kinds of period that the claim may be for, as far as it matters."""
        return ("year", "month") if any(each.carrier == "period" for each in self.refs) else (None,)

    def sides(self, period: Period | None) -> list[tuple[Pack, Rule]]:
        """The pack with a rule that stands for any that has these conditions."""
        place = next(iter(self.pack.subjects.values())).place
        rule = Rule(
            name=NAME, kind="choose", subject=self.subject, label=Label(), cite="", period=period, in_force=None, law_at=None,
            when=(), amount=None, choose=(), target=None, duty=None, limits=(), parts=(), paid_by=Payers("unstated"),
            owed=False, expected=(), place=place,
        )  # fmt: skip
        return [(replace(self.pack, rules={**self.pack.rules, NAME: rule}), rule)]

    @property
    def named(self) -> Iterator[Ref]:
        """What is given from outside: days of the claim, its amount, the shares of payers."""
        yield from (each for each in self.refs if each.carrier not in ("past", "period") and each.kind not in STATED)

    @property
    def keys(self) -> dict[str, Type]:
        """What a line of the past is asked for besides what every line has."""
        return {each.name: each.type for each in self.refs if each.carrier == "past" and each.name not in PAST}


@dataclass
class Together(Question):
    """Conditions and a claim that is left open."""

    reading: Reading = field(kw_only=True)
    wish: Truth = True

    def __post_init__(self) -> None:
        pack, rule = self.sides[0]
        self.pool = Pool(listed=self.ask.lines is not None, most=self.ask.children)
        self.claimed = self._claimed()
        self.decided = UNDECIDED
        if self.ask.lines is None:
            self.earlier = Sums(self.pool)
        else:
            self.earlier = Lines(self.pool, [pack], rule, self.claimed, self.ask.lines, (NAME,), ())
        speaker = Speaker(pack, self.pool, self.ask.ruled)
        self.speakers.append(speaker)
        speaker.given = dict(self._given())
        speaker.past = self.earlier.lines(speaker, rule)
        if speaker.past and self.reading.keys:
            raise Beyond("既往兑付的归集事实", "the facts by which lines of history are told apart")
        types = {**PAST, **self.reading.keys}
        speaker.generic = {name: Val(self.pool.anything(type, f"any past.{name}", PARTS)) for name, type in types.items()}
        said = [(speaker.say(expr), want) for expr, want in self.reading.wanted]
        self.wish = all_of(both(value.known, truth(value) if want else no(truth(value))) for value, want in said)
        self._days(speaker)

    def _given(self) -> Iterator[tuple[str, Val]]:
        """The days of the claim, and any value of what else is given."""
        law_at, is_day = open_day("law_at", FIRST_YEAR, LAST_YEAR)
        self.pool.sure.append(is_day)
        yield "as_of", Val(self.claimed.as_of)
        yield "law_at", Val(law_at)
        period = self.sides[0][1].period
        if self.claimed.period is not None and period is not None:
            yield "period.start", Val(self.claimed.period)
            yield "period.end", Val(end_of(self.claimed.period, period))
        for ref in self.reading.named:
            if ref.name not in ("as_of", "law_at"):
                yield ref.name, self._anything(ref)

    def _anything(self, ref: Ref) -> Val:
        if ref.type not in (BOOL, INT, MONEY, RATIO, DATE):
            raise Beyond(f"给定的{ref.name}", f"the given name {ref.name}")
        term, stretch = self.pool.anything(ref.type, f"given {ref.name}", PARTS), given_range(ref)
        if ref.type in (INT, MONEY) and isinstance(stretch, Range):
            self.pool.sure += [at_most(int(stretch.low), term), at_most(term, int(stretch.high))]
        return Val(term)

    def told(self, shown: Shown, name: str) -> Known:
        """The value that something given has in a model."""
        match self.speakers[0].given[name].term:
            case Day() as day:
                return shown.day(day)
            case Exact(number=number, parts=parts):
                return Fraction(shown.whole(number), parts)
            case bool() | z3.BoolRef() as holds:
                return shown.holds(holds)
            case term:
                money = any(each.name == name and each.type == MONEY for each in self.reading.named)
                return Money(shown.whole(term)) if money else shown.whole(term)
