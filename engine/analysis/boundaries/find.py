"""The thresholds of a pack: where, moving a case by one unit, something comes out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from engine.analysis.boundaries.axes import Axis, axes
from engine.analysis.boundaries.base import Start
from engine.analysis.boundaries.starts import completed, missing_facts, near, starts
from engine.analysis.boundaries.turns import Answer, Key, Turn, answer, result_of, same_answer, says_yes
from engine.pack.case import Case, with_facts
from engine.pack.model import Pack
from engine.pack.rule import Rule
from engine.text.records import dataclass

RANK = ("compare", "row", "limit", "in_force", "target", "due", "duty", "result")
# No consequence of what turned before them; and they turn again and again along a line, so that once each way is enough.
ALWAYS = ("round", "share", "part_due")
MOST_LOOKED = 400  # places looked at along one line
MOST_STARTS = 120  # of one rule


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
    more: list[Start] = field(default_factory=list)  # to start from, of the rule that is looked at

    def look(self, rules: Sequence[str]) -> list[Threshold]:
        """The thresholds of these rules, each once."""
        for name in rules:
            self._rule(self.pack.rules[name])
        return self.found

    def _rule(self, rule: Rule) -> None:
        seeds = [case for case in self.seeds if any(each.rule == rule.name for each in case.expect or ())]
        self.more = starts(self.pack, rule, seeds)
        if not self.more:
            self.without.append(rule.name)
        self._from(0)
        done = len(self.more)
        self.more += near(self.pack, rule, seeds, {each.key for each in self.found})
        self._from(done)

    def _from(self, done: int) -> None:
        """Move every start from this one on, those found on the way too."""
        while done < min(len(self.more), MOST_STARTS):
            for axis in axes(self.pack, self.more[done]):
                self._along(self.more[done], axis)
            done += 1

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
            marks: set[tuple[object, ...]] = {(axis.kind == "dated", key, *turns)}
            if key[0] in ALWAYS:
                marks = {(key, frozenset(turn.outcome for turn in turns))}
            if key[0] == "in_force" and key[2] == "" and base.case.readings:
                # Under another reading the days in force of the whole pack are shown by one rule.
                marks.add((False, "in_force", *turns))
            paid = any(says_yes(result_of(each, base.rule.name)) for each in (one, other))
            if marks & self.seen or (key[0] in ALWAYS and not paid):
                continue
            self.seen |= marks
            cases = axis.at(before), axis.at(after)
            assert cases[0] is not None and cases[1] is not None
            sides = Side(cases[0], one, turns[0], before), Side(cases[1], other, turns[1], after)
            if (stated := self._stated(base, axis, key, sides)) is not None:
                self.found.append(Threshold(base.rule, key, axis, self._slim(base.rule.name, key, stated), base))

    def _slim(self, rule: str, key: Key, sides: tuple[Side, Side]) -> tuple[Side, Side]:
        """Both sides without what neither needs: one fact may have been asked for only until another was stated."""
        for name in dict.fromkeys(f"{line[-1].kind}.{name}" for line in sides[0].case.instances() for name in line[-1].facts):
            poorer: list[Side] = []
            for side in sides:
                case = with_facts(side.case, {name: None})
                got = answer(self.pack, case, [rule])
                if got.turns.get(key) != side.turn or not same_answer(result_of(got, rule), result_of(side.answer, rule)):
                    break
                poorer.append(Side(case, got, side.turn, side.at))
            else:
                sides = poorer[0], poorer[1]
        return sides

    def _stated(self, base: Start, axis: Axis, key: Key, sides: tuple[Side, Side]) -> tuple[Side, Side] | None:
        """Two sides, with what more is asked for beyond the threshold stated in both; None where the rule is started anew there.

        It is stated so that the answers differ, which shows the threshold; and once so that the answer is yes, to look further.
        """
        name = base.rule.name
        open_ = [side for side in sides if (got := result_of(side.answer, name)) is not None and got.verdict == "unknown"]
        if axis.kind in ("history", "dated") or not open_ or len(open_) == 2:
            return sides
        further = None if base.filled else completed(self.pack, base, open_[0].case)
        self.more += [further] if further is not None else []
        for facts in missing_facts(self.pack, base, open_[0].case):
            cases = [with_facts(side.case, facts) for side in sides]
            answers = [answer(self.pack, case, [name]) for case in cases]
            one, other = (result_of(each, name) for each in answers)
            known = one is not None and other is not None and "unknown" not in (one.verdict, other.verdict)
            if known and not same_answer(one, other) and all(key in each.turns for each in answers):
                first, second = (
                    Side(case, each, each.turns[key], side.at) for case, each, side in zip(cases, answers, sides, strict=True)
                )
                return first, second
        return sides if further is None else None

    def _telling(self, axis: Axis, keys: list[Key]) -> list[Key]:
        """Of all that turned at one place what it was that turned first: not the verdict that followed from it."""
        if axis.kind in ("history", "dated"):
            # What was paid before is moved for the sake of one limit.
            keys = [key for key in keys if key[0] == "compare" or key[2:] == (axis.about,)]
        first = min((RANK.index(str(key[0])) for key in keys if key[0] not in ALWAYS), default=0)
        return [key for key in keys if key[0] in ALWAYS or RANK.index(str(key[0])) == first]


def differing(one: Answer, other: Answer) -> list[Key]:
    """What came out otherwise in two answers, of that which both looked at."""
    return [key for key, turn in one.turns.items() if key in other.turns and other.turns[key].outcome != turn.outcome]
