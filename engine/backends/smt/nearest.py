"""The nearest change of the facts an applicant can change that makes a wish true: fewest facts first, then the least distance.

What is found does not depend on the model the solver happens to show: facts count in the order of the pack, and every value is
searched for from the one that is stated outwards.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import TypeVar

import z3

from engine.backends.smt.days import Day, day_of, not_after, same_day
from engine.backends.smt.held import Free
from engine.backends.smt.held_question import HeldQuestion
from engine.backends.smt.logic import Number, Truth, at_most, both, equal, no, pick, plus, term
from engine.backends.smt.values import Exact, Id, Val
from engine.backends.smt.witness import Shown
from engine.lang.types import BOOL, DATE, DATES, ID, MONEY, RATIO, OneOf
from engine.lang.values import Known, Member, Money
from engine.pack.terms import Fact
from engine.text.records import dataclass

EFFORT = 5_000_000  # of the solver's own units (rlimit) for one question
FRESH = 10**6  # the number of an id that stands nowhere in the case
K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class GaveUp(Exception):
    """The solver's effort was used up."""


@dataclass(frozen=True)
class Settled:
    """A fact with the value it gets. `another`: an id that is any but those in the case."""

    free: Free
    value: Known
    another: bool = False


@dataclass
class Search:
    """One question and a wish, searched from the facts as they are outwards."""

    question: HeldQuestion
    effort: int = EFFORT
    solver: z3.Solver = field(init=False)
    free: list[Free] = field(init=False)

    def __post_init__(self) -> None:
        self.solver = z3.SimpleSolver()
        self.solver.set("rlimit", self.effort)
        self.solver.add(*(term(each) for each in self.question.pool.sure))
        pack, _ = self.question.sides[0]
        order = {key: at for at, key in enumerate(pack.facts)}
        # Facts that are supposed come last: they are what the change needs besides.
        self.free = sorted(self.question.facts.free, key=lambda each: (not each.changes, order[each.fact.key]))

    # -- questions -------------------------------------------------------------------------------------------------------

    def can(self, *wanted: Truth) -> bool:
        """Whether all of it can be so, whatever is changed. Raises GaveUp."""
        if any(each is False for each in wanted):
            return False
        self.solver.push()
        try:
            self.solver.add(*(term(each) for each in wanted))
            return self._holds()
        finally:
            self.solver.pop()

    def _holds(self) -> bool:
        answer = self.solver.check()
        if answer == z3.unknown:
            raise GaveUp
        return bool(answer == z3.sat)

    def clash(self, pieces: Mapping[K, Truth]) -> list[K]:
        """The fewest of several things that cannot be so all at once; none where they can."""
        if self.can(*pieces.values()):
            return []
        left = dict(pieces)
        for key in list(left):
            if not self.can(*(each for other, each in left.items() if other != key)):
                del left[key]
        return list(left)

    # -- changes ---------------------------------------------------------------------------------------------------------

    def ways(self, accept: Callable[[tuple[Settled, ...]], T | None], *wish: Truth) -> Iterator[T]:
        """What `accept` makes of changes that make the wish true, the nearest first, none of which holds another accepted one.

        It gives None for a change that is not one after all, which is passed over. Raises GaveUp.
        """
        if any(each is False for each in wish):
            return
        self.solver.push()
        try:
            self.solver.add(*(term(each) for each in wish))
            if not self._holds():
                return
            changed = [each.changed for each in self.free if each.changes]
            count = plus(0, *(pick(each, 1, 0) for each in changed))
            for size in range(len(changed) + 1):
                while found := self._within(count, size):
                    made, changes = accept(found[0]), [each for each in found[0] if each.free.changes]
                    if made is not None:
                        yield made
                    again = map(self._alike, changes) if made is not None else self._exactly(changes)
                    self.solver.add(term(no(both(*again))))
        finally:
            self.solver.pop()

    def _exactly(self, changes: Sequence[Settled]) -> Iterator[Truth]:
        """These changes and no other."""
        made = {id(each.free): each for each in changes}
        for free in self.free:
            if free.changes:
                mine = made.get(id(free))
                yield no(free.changed) if mine is None else self.question.facts.equals(free.value, mine.value)

    def _within(self, count: Number, size: int) -> list[tuple[Settled, ...]]:
        """The nearest way that changes so many facts at most, if there is one."""
        self.solver.push()
        try:
            self.solver.add(term(at_most(count, size)))
            return [self._settled()] if self._holds() else []
        finally:
            self.solver.pop()

    def _alike(self, settled: Settled) -> Truth:
        """Whether a way makes this change: of names that have no order the same, else any change of the fact."""
        free = settled.free
        if isinstance(free.fact.type, OneOf) and not free.fact.type.ordered:
            return both(free.changed, self.question.facts.equals(free.value, settled.value))
        return free.changed

    def _settled(self) -> tuple[Settled, ...]:
        """Which facts change, the first of the pack rather than later ones; then each value."""
        changing = []
        for each in self.free:
            if not each.changes or self._fix(each.changed):
                changing.append(each)
            else:
                self.solver.add(term(no(each.changed)))
        return tuple(self._nearest(each) for each in changing)

    def _fix(self, wanted: Truth) -> bool:
        """Hold to it if it can be."""
        if not self.can(wanted):
            return False
        self.solver.add(term(wanted))
        return True

    # -- values ----------------------------------------------------------------------------------------------------------

    def _nearest(self, free: Free) -> Settled:
        fact, value = free.fact, free.value
        if fact.type == ID and isinstance(value.term, Id):
            another = self._fix(equal(value.term.number, FRESH))
            return Settled(free, self._shown(free), another)
        if fact.type == DATES:
            shown = self._shown(free)
            self.solver.add(term(self.question.facts.equals(value, shown)))
            return Settled(free, shown)
        if fact.type == BOOL or isinstance(fact.type, OneOf):
            for wanted in named(fact, free.was):
                if wanted != free.was and self._fix(self.question.facts.equals(value, wanted)):
                    return Settled(free, wanted)
            raise GaveUp
        return Settled(free, self._nearest_number(free))

    def _shown(self, free: Free) -> Known:
        if not self._holds():
            raise GaveUp
        return Shown(self.question, self.solver.model()).value(free.fact, free.value)

    def _nearest_number(self, free: Free) -> Known:
        """A number or day: the least distance at which there is one, by halving; of two the lower."""
        origin = self._origin(free)
        low, high = 0, abs(units(free.fact, self._shown(free)) - origin)
        while low < high:
            middle = (low + high) // 2
            if self.can(between(free.value, origin - middle, origin + middle)):
                high = middle
            else:
                low = middle + 1
        for found in (origin - low, origin + low):
            if self._fix(between(free.value, found, found)):
                return of_units(free.fact, found)
        raise GaveUp

    def _origin(self, free: Free) -> int:
        """From where it is looked for: what is stated, else the day of application, else nothing."""
        if free.was is not None:
            return units(free.fact, free.was)
        if free.fact.type == DATE:
            assert self.question.held is not None
            return self.question.held.as_of.toordinal()
        return 0


def named(fact: Fact, was: Known | None) -> Sequence[Known]:
    """The values of a truth or one-of, the nearest first."""
    if not isinstance(fact.type, OneOf):
        return (True, False)
    names = fact.type.names
    if fact.type.ordered:
        rank = was.rank if isinstance(was, Member) else 0
        return [Member(names[at], names) for at in sorted(range(len(names)), key=lambda at: (abs(at - rank), at))]
    return [Member(each, names) for each in names]


def units(fact: Fact, value: Known) -> int:
    """A number in units of its last digit, money in fen, a day by its number."""
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, Money):
        return value.fen
    return int(value * 10**fact.digits)


def of_units(fact: Fact, value: int) -> Known:
    """The value of a fact that has so many units."""
    if fact.type == DATE:
        return date.fromordinal(value)
    if fact.type == MONEY:
        return Money(value)
    return Fraction(value, 10**fact.digits) if fact.type == RATIO else value


def between(value: Val, low: int, high: int) -> Truth:
    """Whether a number or day lies between two, both included, in its units."""
    match value.term:
        case Day():
            first, last = (date.fromordinal(min(max(each, 1), date.max.toordinal())) for each in (low, high))
            if first == last:
                return same_day(value.term, day_of(first))
            return both(not_after(day_of(first), value.term), not_after(value.term, day_of(last)))
        case Exact(number=number):
            return both(at_most(low, number), at_most(number, high))
        case _:
            number = value.term
            return both(at_most(low, number), at_most(number, high))
