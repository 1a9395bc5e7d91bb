"""The thresholds of a pack: where, moving a case by one unit, something comes out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from engine.analysis.boundaries.axes import Axis, axes
from engine.analysis.boundaries.base import Start, with_facts
from engine.analysis.boundaries.search import start, warned
from engine.analysis.boundaries.turns import Answer, Key, Turn, answer, result_of, says_yes
from engine.lang.types import BOOL, OneOf
from engine.lang.values import Known, Member
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.reads import reads
from engine.pack.rule import Rule
from engine.text.records import dataclass

RANK = ("compare", "row", "limit", "in_force", "target", "due", "duty", "result")
MOST_LOOKED = 400  # places looked at along one line


@dataclass(frozen=True, slots=True)
class Side:
    """A case just on one side of a threshold, and how what turns there came out."""

    case: Case
    answer: Answer
    turn: Turn
    at: int


@dataclass(frozen=True, slots=True)
class Threshold:
    """A place where a rule turns: what turns there, the line it was found on, the last place before and the first after."""

    rule: Rule
    key: Key
    axis: Axis
    sides: tuple[Side, Side]
    start: Start


@dataclass
class Finder:
    """Looks for the thresholds of one pack."""

    pack: Pack
    seeds: Sequence[Case]
    without: list[str] = field(default_factory=list)  # rules for which no start was found
    found: list[Threshold] = field(default_factory=list)
    seen: set[tuple[object, ...]] = field(default_factory=set)

    def look(self, rules: Sequence[str]) -> list[Threshold]:
        """The thresholds of these rules, each once."""
        for name in rules:
            self._rule(self.pack.rules[name])
        return self.found

    def _rule(self, rule: Rule) -> None:
        seeds = [case for case in self.seeds if any(each.rule == rule.name for each in case.expect or ())]
        first = start(self.pack, rule, {}, seeds)
        starts = [first] if first else []
        if first is not None:
            starts += self._told_otherwise(first)
            starts += warned(self.pack, first)
        for name in reads(self.pack, rule).readings:
            reading = self.pack.readings[name]
            for option in reading.options:
                if option != reading.adopted and (other := start(self.pack, rule, {name: option}, seeds)) is not None:
                    starts.append(other)
        if not starts:
            self.without.append(rule.name)
        for each in starts:
            for axis in axes(self.pack, each):
                self._along(each, axis)

    def _told_otherwise(self, first: Start) -> Iterator[Start]:
        """The start with another name or another truth value, where the answer still is yes."""
        for line in first.case.instances():
            for name, value in line[-1].facts.items():
                key = f"{line[-1].kind}.{name}"
                for other in _others(self.pack, key, value):
                    case = with_facts(first.case, {key: other})
                    got = answer(self.pack, case, [first.rule.name])
                    if says_yes(result_of(got, first.rule.name)):
                        yield Start(first.rule, case, got)

    def _along(self, base: Start, axis: Axis) -> None:
        answers: dict[int, Answer | None] = {}

        def at(place: int) -> Answer | None:
            if place not in answers:
                case = axis.at(place)
                answers[place] = None if case is None or len(answers) > MOST_LOOKED else answer(self.pack, case, [base.rule.name])
            return answers[place]

        def turns(low: int, high: int) -> Iterator[tuple[int, int]]:
            one, other = at(low), at(high)
            if one is None or other is None or not differing(one, other):
                return
            if high - low == 1:
                yield low, high
                return
            middle = (low + high) // 2
            yield from turns(low, middle)
            yield from turns(middle, high)

        for low, high in zip(axis.stops, axis.stops[1:], strict=False):
            for before, after in turns(low, high):
                self._note(base, axis, answers, before, after)

    def _note(self, base: Start, axis: Axis, answers: Mapping[int, Answer | None], before: int, after: int) -> None:
        one, other = answers[before], answers[after]
        assert one is not None and other is not None
        for key in self._telling(axis, differing(one, other)):
            turns = one.turns[key], other.turns[key]
            shared = key[0] == "in_force" and key[2] == "" and base.case.readings
            mark = ("in_force" if shared else key, *turns)
            if mark in self.seen:
                continue
            self.seen.add(mark)
            cases = axis.at(before), axis.at(after)
            assert cases[0] is not None and cases[1] is not None
            sides = Side(cases[0], one, turns[0], before), Side(cases[1], other, turns[1], after)
            self.found.append(Threshold(base.rule, key, axis, sides, base))

    def _telling(self, axis: Axis, keys: list[Key]) -> list[Key]:
        """Of all that turned at one place what it was that turned first: not the verdict that followed from it."""
        if axis.kind == "history":
            # What was paid before is moved for the sake of one limit.
            keys = [key for key in keys if key[0] == "compare" or key[2:] == (axis.about,)]
        ranks = [RANK.index(str(key[0])) for key in keys]
        return [key for key, rank in zip(keys, ranks, strict=True) if rank == min(ranks)]


def differing(one: Answer, other: Answer) -> list[Key]:
    """What came out otherwise in two answers, of that which both looked at."""
    return [key for key, turn in one.turns.items() if key in other.turns and other.turns[key].outcome != turn.outcome]


def _others(pack: Pack, key: str, value: Known) -> list[Known]:
    fact = pack.facts[key]
    if isinstance(fact.type, OneOf):
        return [Member(name, fact.type.names) for name in fact.type.names if not isinstance(value, Member) or name != value.name]
    return [not value] if fact.type == BOOL and isinstance(value, bool) else []
