"""The answers to a case under every option of the readings they depend on (DESIGN 5).

For one answer the options are tried as a tree: a reading is branched on when the answer is seen to read it, so that every
combination that can make a difference is worked out once, and none that cannot.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import prod

from engine.analysis.expected import Result, results
from engine.backends.outcome import Award, Outcome
from engine.backends.reference import evaluate
from engine.backends.reference.alone import Rivals, alone, rivals
from engine.backends.reference.claims import Claim, asked
from engine.backends.reference.judgements import judge
from engine.backends.reference.world import World
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.text.records import dataclass

MOST_COMBINATIONS = 4096  # for one answer; beyond, one reading is changed at a time


@dataclass(frozen=True, slots=True)
class Reached:
    """One answer that some options give: the fewest departures from the usual ones that give it, and how many ways give it.

    `others`: what gives the same answer without any of those departures to spare, in another way.
    """

    result: Result
    departures: Mapping[str, str]
    ways: int
    others: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """One answer under all options of the readings it depends on.

    `exhaustive`: in every combination, else one reading at a time.
    """

    usual: Result
    readings: tuple[str, ...]
    reached: tuple[Reached, ...]  # the usual one first
    exhaustive: bool

    @property
    def low(self) -> int:
        return min(each.result.low for each in self.reached if isinstance(each.result, Award))

    @property
    def high(self) -> int | None:
        """The most it may come to; None is without end."""
        highs = [each.result.high for each in self.reached if isinstance(each.result, Award)]
        return None if None in highs else max(high for high in highs if high is not None)


@dataclass(frozen=True, slots=True)
class AllReadings:
    """The usual outcome, and each of its answers under every option. Totals are sums of each answer's own least and most."""

    usual: Outcome
    spreads: tuple[Spread, ...]

    @property
    def low(self) -> int:
        return sum(each.low for each in self._money())

    @property
    def high(self) -> int:
        return sum(each.high or 0 for each in self._money())

    def _money(self) -> list[Spread]:
        awards = [each for each in self.spreads if isinstance(each.usual, Award)]
        return [each for each in awards if not getattr(each.usual, "owed", False) and each.high is not None]


class _Answers:
    """One answer under any options, and what it reads there."""

    def __init__(self, world: World, claim: Claim) -> None:
        self.world = world
        self.claim = claim
        self.rivals = rivals(world, claim) if claim.rule.kind == "amount" else Rivals((), ())

    def under(self, options: Mapping[str, str]) -> tuple[Result, list[str]]:
        """The answer, and the readings that it and the claims before it under shared limits rest on."""
        world = World(self.world.pack, self.world.case, {**self.world.chosen, **options})
        if self.claim.rule.kind != "amount":
            judged = judge(world.context(self.claim), self.claim)
            return judged, sorted({*judged.readings, *judged.unruled})
        award, before = alone(world, self.claim, self.rivals)
        read = {*award.readings, *award.unruled}
        counted = {rule for use in award.limits for rule in use.rules}
        for other in before:
            if other.rule in counted:
                read |= {*other.readings, *other.unruled}
        return award, sorted(read)

    def options_of(self, name: str) -> list[str]:
        return list(self.world.pack.readings[name].options)

    def depends_on(self) -> list[str]:
        """The readings read under some option: each new one is tried where it was met."""
        met: dict[str, Mapping[str, str]] = {name: {} for name in self.under({})[1]}
        waiting = list(met)
        while waiting:
            name = waiting.pop()
            for option in self.options_of(name):
                where = {**met[name], name: option}
                for read in self.under(where)[1]:
                    if read not in met:
                        met[read] = where
                        waiting.append(read)
        return sorted(met)

    def every_way(self, options: Mapping[str, str]) -> Iterator[tuple[Mapping[str, str], Result]]:
        """The answer in every combination that can make a difference, from these options on."""
        result, read = self.under(options)
        name = next((each for each in read if each not in options), None)
        if name is None:
            yield options, result
            return
        for option in self.options_of(name):
            yield from self.every_way({**options, name: option})

    def one_at_a_time(self, names: Sequence[str]) -> Iterator[tuple[Mapping[str, str], Result]]:
        """The answer with each option of each reading, the others as they are."""
        yield {}, self.under({})[0]
        for name in names:
            for option in self.options_of(name):
                yield {name: option}, self.under({name: option})[0]


def all_readings(pack: Pack, case: Case, rules: Collection[str] | None = None) -> AllReadings:
    """Every answer of a case (of a chain: of its last step) under every option of the readings it depends on."""
    usual = evaluate(pack, case, rules=rules)
    last = case.steps[-1] if case.steps else case
    world = World(pack, last, dict(last.readings))
    claims = {(each.rule.name, each.path, each.period.label if each.period else None): each for each in asked(pack, last)}
    spreads = [_spread(world, claims[each.rule, each.path, each.period], each) for each in results(usual)]
    return AllReadings(usual, tuple(spreads))


def _spread(world: World, claim: Claim, usual: Result) -> Spread:
    answers = _Answers(world, claim)
    names = answers.depends_on()
    exhaustive = prod(len(answers.options_of(name)) for name in names) <= MOST_COMBINATIONS
    ways = answers.every_way({}) if exhaustive else answers.one_at_a_time(names)
    return Spread(usual, tuple(names), tuple(_reached(world, usual, ways)), exhaustive)


def _reached(world: World, usual: Result, ways: Iterable[tuple[Mapping[str, str], Result]]) -> Iterator[Reached]:
    """The different answers, each with the fewest departures that give it; the usual one first."""
    found: dict[tuple[object, ...], list[tuple[dict[str, str], Result]]] = {answered(usual): []}
    for options, result in ways:
        departures = {name: option for name, option in options.items() if option != _usual_option(world, name)}
        found.setdefault(answered(result), []).append((departures, result))
    for same in found.values():
        if same:
            departures, *others = _barest([each for each, _ in same])
            result = next(result for each, result in same if each == departures)
            yield Reached(result, departures, len(same), tuple(others))


def _barest(ways: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """The ways of which no part would do, the shortest first."""
    kept: list[dict[str, str]] = []
    for way in sorted(ways, key=lambda each: (len(each), sorted(each.items()))):
        if not any(part.items() <= way.items() for part in kept):
            kept.append(way)
    return kept


def _usual_option(world: World, name: str) -> str | None:
    return world.chosen.get(name, world.pack.readings[name].adopted)


def answered(result: Result) -> tuple[object, ...]:
    """What an answer says, without how it was reached."""
    names = ("verdict", "low", "high", "floor", "instrument", "result", "rate", "gap", "by", "next_due", "late_days")
    paid = tuple(sorted(result.paid_by.items())) if isinstance(result, Award) else ()
    return (*(getattr(result, name, None) for name in names), paid)
