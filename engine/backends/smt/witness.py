"""What a model of the solver shows, as a case that a person can read and the reference can replay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Any

import z3

from engine.backends.smt.days import Day
from engine.backends.smt.lines import Line, Lines
from engine.backends.smt.logic import Truth, term
from engine.backends.smt.question import Question
from engine.backends.smt.values import Exact, Id, List, Name, Val
from engine.lang.types import MONEY, OneOf
from engine.lang.values import Known, Member, Money
from engine.pack.case import Case, ClaimAsked, Decision, Entry, Instance, Path, PeriodOf
from engine.pack.periods import month, year
from engine.pack.terms import Fact
from engine.text.records import dataclass

MINE, OTHER = "甲", "乙"


@dataclass
class Shown:
    """Reads a model back."""

    question: Question
    model: Any
    ids: dict[int, str] = field(default_factory=dict)

    def whole(self, number: object) -> int:
        """The number that a term has in the model."""
        return number if isinstance(number, int) else int(self.model.eval(number, model_completion=True).as_long())

    def holds(self, truth: Truth) -> bool:
        """Whether a truth holds in the model."""
        return bool(z3.is_true(self.model.eval(term(truth), model_completion=True)))

    def day(self, day: Day) -> date:
        return date(self.whole(day.year), self.whole(day.month), self.whole(day.day))

    def value(self, fact: Fact, value: Val) -> Known:
        """The value of a fact in the model."""
        match value.term:
            case Exact(number=number, parts=parts):
                return Fraction(self.whole(number), parts)
            case Day():
                return self.day(value.term)
            case Name(number=number):
                assert isinstance(fact.type, OneOf)
                name = self.question.pool.names.name(self.whole(number))
                assert name is not None
                return Member(name, fact.type.names)
            case Id(number=number):
                at = self.whole(number)
                named = self.question.pool.names.name(at) or ""
                if named.startswith("id "):
                    return named.removeprefix("id ")
                return self.ids.setdefault(at, f"{fact.name}-{len(self.ids) + 1}")
            case List(days=days):
                return tuple(self.day(each) for there, each in days if self.holds(there))
            case bool() | z3.BoolRef():
                return self.holds(value.term)
            case _:
                found = self.whole(value.term)
                return Money(found) if fact.type == MONEY else found

    def case(self, name: str) -> Case:
        """The case that the model shows, asking for the one rule."""
        pack, rule = self.question.sides[0]
        line = self._line(pack.path_of(rule.subject))
        claimed = self.question.claimed
        kinds = dict.fromkeys(each.period for _, each in self.question.sides if each.period is not None)
        rules = dict.fromkeys(each.name for _, each in self.question.sides)
        return Case(
            name=name,
            measure=None,
            as_of=self.day(claimed.as_of),
            periods=() if claimed.period is None else tuple(self.period(claimed.period, kind) for kind in kinds),
            roots={line.kind: (line,)},
            claims=tuple(ClaimAsked(each, {}, None) for each in rules),
            history=self._history(),
            decisions=self._decisions(),
            readings=self._readings(),
            expect=None,
            cite="",
            why="",
            steps=(),
            digest="",
        )

    def period(self, start: Day, kind: str) -> PeriodOf:
        """The year or month that begins on a day."""
        return month(self.whole(start.year), self.whole(start.month)) if kind == "month" else year(self.whole(start.year))

    def _line(self, kinds: tuple[str, ...]) -> Instance:
        """The claim's subject with its parents."""
        made: Instance | None = None
        for kind in reversed(kinds):
            children = self._children("", kind)
            if made is not None:
                children[made.kind] = (made, *(children.get(made.kind) or ()))
            made = Instance(kind, self.id_of(kind, MINE), self._facts("", kind), children, None)
        assert made is not None
        return made

    def _children(self, slot: str, kind: str) -> dict[str, tuple[Instance, ...] | None]:
        """The children of a subject, of those kinds that a fold is over."""
        found: dict[str, tuple[Instance, ...] | None] = {}
        pack = self.question.sides[0][0]
        for (parent, child), tried in self.question.pool.slots.items():
            if parent == slot and pack.subjects[child].of == kind:
                if not self.holds(self.question.pool.stated(parent, child)):
                    found[child] = None
                    continue
                there = [its for is_there, its in tried if its and self.holds(is_there)]  # its own stands in its line
                found[child] = tuple(
                    Instance(child, self.id_of(child, str(at)), self._facts(its, child), self._children(its, child), None)
                    for at, its in enumerate(there, 1)
                )
        return found

    def _facts(self, slot: str, kind: str) -> dict[str, Known]:
        stated = {}
        for (at, _), (fact, value) in self.question.pool.facts.items():
            if at == slot and fact.subject == kind and self.holds(value.known):
                stated[fact.name] = self.value(fact, value)
        pack = self.question.sides[0][0]
        order = [fact.name for fact in pack.facts_of(kind)]
        return dict(sorted(stated.items(), key=lambda each: order.index(each[0]) if each[0] in order else len(order)))

    def id_of(self, kind: str, which: str) -> str:
        pack = self.question.sides[0][0]
        return f"{pack.subjects[kind].label.say('zh', kind)}{which}"

    def _history(self) -> tuple[Entry, ...]:
        earlier = self.question.earlier
        if not isinstance(earlier, Lines):
            return ()
        return tuple(self._entry(line, earlier, at) for at, line in enumerate(earlier.every) if self.holds(line.there))

    def _entry(self, line: Line, earlier: Lines, at: int) -> Entry:
        rule = (self.question.pool.names.name(self.whole(line.rule)) or "").removeprefix("rule ")
        depth = self.whole(line.depth)
        kinds = earlier.path(rule)
        path: Path = tuple((kind, self.id_of(kind, MINE if n < depth else f"{OTHER}{at + 1}")) for n, kind in enumerate(kinds))
        part = self.whole(line.instalment)
        facts = {key: self.value(earlier.fact(key), value) for key, value in line.facts.items() if key.partition(".")[0] in kinds}
        kind = earlier.period_of(rule)
        period = None if kind is None else self.period(line.period, kind)
        return Entry(
            rule=rule,
            path=path,
            period=period,
            as_of=self.day(line.as_of),
            amount=self.whole(line.amount),
            paid_on=self.day(line.as_of),
            times=self.whole(line.times),
            claims=self.whole(line.claims),
            part=part or None,
            facts=facts,
        )

    def _decisions(self) -> tuple[Decision, ...]:
        decided = self.question.decided
        if not self.holds(decided.is_there):
            return ()
        pack, rule = self.question.sides[0]
        path: Path = tuple((kind, self.id_of(kind, MINE)) for kind in pack.path_of(rule.subject))
        return (Decision(rule.name, path, None, self.whole(decided.amount), "审定机关"),)

    def _readings(self) -> Mapping[str, str]:
        return {
            reading: option
            for reading, options in self.question.pool.readings.items()
            for option, chosen in options.items()
            if self.holds(chosen)
        }
