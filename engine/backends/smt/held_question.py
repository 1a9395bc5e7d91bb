"""A question about one claim of a case that is held to the case: open is only what an applicant can change.

All the rest is written down, so that little is left to the solver: earlier claims, periods, decisions and most facts are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date

from engine.backends.smt.claim import UNDECIDED, Award, Decided, Working
from engine.backends.smt.days import Day, day_of, not_after, open_day
from engine.backends.smt.earlier import Claimed, keys_of
from engine.backends.smt.expression import Speaker
from engine.backends.smt.held import Held, HeldPool, Taken
from engine.backends.smt.lines import Line, Lines
from engine.backends.smt.logic import Truth, any_of, both, implies
from engine.backends.smt.question import Ask, Question
from engine.backends.smt.values import Val
from engine.pack.model import Pack
from engine.pack.rule import Limit, Rule
from engine.pack.terms import Fact
from engine.text.records import dataclass


@dataclass
class HeldLines(Lines):
    """Earlier claims, of which some may have closed a limit."""

    closing: list[tuple[Line, tuple[str, ...]]] = field(default_factory=list)

    def closed(self, speaker: Speaker, rule: Rule, limit: Limit) -> Truth:
        mine = (line for line, marks in self.closing if limit.mark in marks)
        return any_of(self._matches(line, speaker, rule, limit, self.claimed) for line in mine)


@dataclass
class HeldQuestion(Question):
    """A claim of a case under one rule, and the answer to it as the open facts make it."""

    held: Held | None = None
    working: Working = field(init=False)

    def __post_init__(self) -> None:
        ((pack, rule),) = self.sides
        held = self._held
        self.pool = HeldPool(pack=pack, held=held)
        start = held.start if rule.period is not None else None
        self.claimed = Claimed(day_of(held.as_of), None if start is None else day_of(start))
        self.decided = UNDECIDED if held.decided is None else Decided(True, held.decided)
        lines = self._lines(pack, rule)
        self.earlier = lines
        speaker = Speaker(pack, self.pool, not held.supposed, dict(held.readings))
        speaker.past = lines.lines(speaker, rule)
        self.speakers.append(speaker)
        self.working = Working(speaker, rule, self.claimed, lines, self.decided)
        self.answers.append(self.working.award())
        self._bounded(speaker)

    @property
    def _held(self) -> Held:
        assert self.held is not None
        return self.held

    @property
    def facts(self) -> HeldPool:
        assert isinstance(self.pool, HeldPool)
        return self.pool

    @property
    def award(self) -> Award:
        (answer,) = self.answers
        assert isinstance(answer, Award)
        return answer

    def _lines(self, pack: Pack, rule: Rule) -> HeldLines:
        over = tuple(dict.fromkeys([*(name for limit in rule.limits for name in limit.over), rule.name]))
        facts = {fact.key: fact for name in over if name in pack.rules for fact in keys_of(pack, pack.rules[name])}
        lines = HeldLines(self.pool, [pack], rule, self.claimed, 0, over, tuple(facts.values()), len(rule.parts))
        for at, taken in enumerate(each for each in self._held.taken if each.rule in over):
            line = self._line(taken, f"line {at}", tuple(facts.values()))
            lines.every.append(line)
            lines.closing.append((line, taken.closed))
        return lines

    def _line(self, taken: Taken, name: str, facts: Sequence[Fact]) -> Line:
        """A claim made before, written down; what is not known of it is open, and the reference has the last word."""
        day = self._day(taken.day, f"{name}.as_of")
        shared = 0
        for (_, mine), (_, its) in zip(self._held.path, taken.path, strict=False):
            if its is not None and mine != its:
                break
            shared += 1
        keyed = {}
        for fact in facts:
            if fact.key in taken.facts:
                keyed[fact.key] = Val(self.facts.stated_as(taken.facts[fact.key]))
            else:
                keyed[fact.key] = Val(self.pool.anything(fact.type, f"{name}.{fact.key}", 10**fact.digits))
                self.pool.sure.append(self.pool.within(fact, keyed[fact.key]))
        period = day if taken.start is None else day_of(taken.start)
        number = self.pool.names.number(f"rule {taken.rule}")
        return Line(True, number, shared, period, day, taken.amount, taken.times, taken.claims, keyed, taken.part)

    def _day(self, day: date | None, name: str) -> Day:
        if day is not None:
            return day_of(day)
        made, is_day = open_day(name)
        self.pool.sure.append(is_day)
        return made

    def _bounded(self, speaker: Speaker) -> None:
        """Days that a case may not state: those after what bounds them."""
        for (slot, _), (fact, value) in list(self.pool.facts.items()):
            if fact.not_after is None or not isinstance(value.term, Day):
                continue
            speaker.inside = {fact.subject: slot} if slot else {}
            bound = speaker.value(fact.not_after)
            speaker.inside = {}
            if isinstance(bound.term, Day):
                self.pool.sure.append(implies(both(value.known, bound.known), not_after(value.term, bound.term)))


def held_question(pack: Pack, rule: Rule, held: Held) -> HeldQuestion:
    """The question about a claim under a rule, held to its case."""
    return HeldQuestion([(pack, rule)], Ask(), held=held)
