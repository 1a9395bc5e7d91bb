"""The search for a case to start from: facts that meet the conditions of a rule one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, product
from typing import cast

from engine.analysis.aims import SOME_DAY
from engine.analysis.boundaries.base import RuleAims, Start, blank, blank_world, fewest, stated
from engine.analysis.boundaries.turns import answer, result_of, says_yes
from engine.analysis.expected import Result
from engine.backends.outcome import Step
from engine.backends.reference.claims import asked
from engine.backends.reference.validity import law_at
from engine.backends.reference.world import World
from engine.lang.values import Known, Member, Unknown
from engine.pack.case import Case, with_facts
from engine.pack.model import Pack
from engine.pack.reads import reads, reads_of
from engine.pack.rule import Rule
from engine.pack.terms import Formula

MOST_TRIED = 4_000  # values tried in search of a start
MOST_CHILDREN = 60
FEW = 24  # ways to meet one condition that are followed
PLAIN = 10  # a number to begin with, where nothing speaks against it


def start(pack: Pack, rule: Rule, chosen: Mapping[str, str], seeds: Sequence[Case]) -> Start | None:
    """The fewest facts under which a rule says yes under these readings; None where none are found.

    They are looked for among the values at which the rule turns; failing that, a case that somebody wrote is taken (`seeds`).
    """
    search = Search(pack, rule, chosen)
    found = search.found()
    for seed in seeds if found is None else ():
        seeded = replace(seed, readings={**seed.readings, **chosen})
        if says_yes(result_of(answer(pack, seeded, [rule.name]), rule.name)):
            found = seeded
            break
    if found is None:
        return None
    least = fewest(pack, rule, found)
    return Start(rule, least, answer(pack, least, [rule.name]))


def warned(pack: Pack, first: Start) -> Iterator[Start]:
    """The start with the facts of what the answer does not need: what is only expected, which turns a warning and nothing else,
    and the day on which an instalment is due."""
    asked_besides = [(each.formula, True) for each in first.rule.expected]
    asked_besides += [(part.due, False) for part in first.rule.parts if part.due is not None]
    for formula, holds in asked_besides:
        if (filled := _with(pack, first, formula, holds)) is not None:
            yield Start(first.rule, filled, answer(pack, filled, [first.rule.name]))


def _with(pack: Pack, first: Start, formula: Formula, holds: bool) -> Case | None:
    """The case with the facts of a formula stated so that it holds, or is known; None where they are stated or cannot be."""
    search = Search(pack, first.rule, first.case.readings)
    keys = [key for key in reads_of(pack, formula, first.case.readings).facts if not stated(first.case, key)]
    if not keys:
        return None
    for filled in search.filled(first.case, keys):
        search.left -= 1
        if search.left <= 0:
            break
        value = World(pack, filled, filled.readings).context(asked(pack, filled)[0]).value(formula)
        if (value is True) if holds else not isinstance(value, Unknown):
            return filled
    return None


class Search:
    """Looks for facts that meet the conditions of a rule one after the other."""

    def __init__(self, pack: Pack, rule: Rule, chosen: Mapping[str, str]) -> None:
        self.pack, self.rule, self.chosen = pack, rule, chosen
        self.aims = RuleAims(pack, rule, chosen)
        self.read = reads(pack, rule, chosen)
        self.left = MOST_TRIED

    def found(self) -> Case | None:
        lists = list(self.read.collections)
        counts = sorted({1, *(number + 1 for number in self.aims.numbers if 0 < number < MOST_CHILDREN)})[:4] if lists else [1]
        for day, children in product(self._days(), counts):
            case = blank(self.pack, self.rule, day, self.chosen, lists, children)
            if (met := next(self.meeting(case, 0), None)) is not None:
                return met
        return None

    def _days(self) -> Iterator[date]:
        """Days of application to try: after every day of the rule's own, then some day."""
        late = [day for day in self.aims.days if date(1990, 1, 1) < day < date(2100, 1, 1)]
        first = self._first_day()
        days = [*([first] if first else []), *(day for day in late if not first or day >= first), SOME_DAY]
        yield from islice(dict.fromkeys(_a_while_after(day) for day in days), 6)
        yield from [first] if first else []

    def _first_day(self) -> date | None:
        span = self.pack.in_force
        if span is None or span.since is None:
            return None
        day = blank_world(self.pack, self.chosen).context(None).value(span.since)
        return day if isinstance(day, date) else None

    def meeting(self, case: Case, number: int) -> Iterator[Case]:
        """The case filled in until the conditions from `number` on hold and the answer is yes."""
        if self.left <= 0:
            return
        if number == len(self.rule.when):
            yield from self._answered(case)
            return
        step = self._step(case, number)
        if step.value is True:
            yield from self.meeting(case, number + 1)
        elif isinstance(step.value, Unknown):
            keys = list(dict.fromkeys(_missing(self.pack, step)))
            met = 0
            for filled in self.filled(case, keys):
                self.left -= 1
                if self.left <= 0 or met >= FEW:
                    return
                again = self._step(filled, number)
                if again.value is True:
                    met += 1
                    yield from self.meeting(filled, number + 1)
                elif isinstance(again.value, Unknown) and set(_missing(self.pack, again)) - set(keys):
                    yield from self.meeting(filled, number)

    def _step(self, case: Case, number: int) -> Step:
        world = World(self.pack, case, {**case.readings, **self.chosen})
        claim = asked(self.pack, case)[0]
        context = world.context(claim)
        context.law_at = law_at(context, self.rule)
        return context.step("condition", self.rule.when[number].formula)

    def filled(self, case: Case, keys: Sequence[str]) -> Iterator[Case]:
        """The case with every way to fill in some facts, those that lie in the middle first."""
        options = [_middle_first(self.aims.values(self.pack.facts[key], case.as_of)) for key in keys]
        for values in product(*options):
            yield with_facts(case, dict(zip(keys, values, strict=True)))

    def _answered(self, case: Case) -> Iterator[Case]:
        """What the amount, limits, parts and payers ask for is filled in until the answer is yes."""
        missing = [key for key in self.read.facts if key in self.pack.facts and not stated(case, key)]
        if says_yes(self._result(case)):
            yield case
            return
        for filled in self.filled(case, missing):
            self.left -= 1
            if self.left <= 0:
                return
            if says_yes(self._result(filled)):
                yield filled
                return

    def _result(self, case: Case) -> Result | None:
        return result_of(answer(self.pack, case, [self.rule.name]), self.rule.name)


def _missing(pack: Pack, step: Step) -> Iterator[str]:
    for each in (step, *step.inner):
        yield from (key for key, value in each.facts.items() if isinstance(value, Unknown) and key in pack.facts)
        yield from (key for inner in each.inner for key in _missing(pack, inner))


def _a_while_after(day: date) -> date:
    """The first of June of the year after: no edge of anything, and a year that was whole."""
    return date(min(day.year + 1, 2100), 6, 1)


def _middle_first(values: Sequence[Known]) -> list[Known]:
    """Values from the middle outwards, so that a start does not stand on an edge if it need not; numbers from a small one on."""
    if values and isinstance(values[0], bool):
        return [True, False]
    if values and isinstance(values[0], Member):
        return list(values)  # in the order of the pack, where what is usual comes first
    if values and isinstance(values[0], int) and cast(int, values[-1]) > PLAIN:
        return [PLAIN, *(each for each in values if each != PLAIN)]
    middle = len(values) // 2
    return sorted(values, key=lambda value: abs(values.index(value) - middle))
