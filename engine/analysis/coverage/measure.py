"""The points of a pack laid against its cases: which case reached which way of which point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from engine.analysis.coverage.listing import points
from engine.analysis.coverage.points import KINDS, Key, Point, Way
from engine.analysis.coverage.seen import seen_by
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Reached:
    """A way and the cases that reached it, in the order of their file."""

    way: Way
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """A point and what was reached of it."""

    point: Point
    ways: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many ways were reached of how many; `never` cannot be reached and count nowhere."""

    reached: int = 0
    of: int = 0
    never: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.reached + other.reached, self.of + other.of, self.never + other.never)

    @property
    def share(self) -> Fraction:
        """The share that was reached; of nothing all."""
        return Fraction(self.reached, self.of) if self.of else Fraction(1)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the cases of a pack reach of it."""

    pack: Pack
    cases: tuple[Case, ...]
    points: tuple[Covered, ...]

    @property
    def tally(self) -> Tally:
        return tally(self.points)

    def of_kind(self, kind: str) -> list[Covered]:
        return [each for each in self.points if each.point.kind == kind]

    def of_rule(self, rule: str) -> list[Covered]:
        """What belongs to one rule alone; "" is what rules share."""
        return [each for each in self.points if each.point.rule == rule]

    @property
    def kinds(self) -> list[tuple[str, Tally]]:
        """The kinds of points there are, each with its tally."""
        return [(kind, tally(found)) for kind in KINDS if (found := self.of_kind(kind))]


def tally(points: Iterable[Covered]) -> Tally:
    """What was reached of some points."""
    ways = [each for point in points for each in point.ways]
    # A way that was reached although it is said to be out of reach counts as reached: the cases are right.
    never = [each for each in ways if each.way.never and not each.cases]
    return Tally(sum(bool(each.cases) for each in ways), len(ways) - len(never), len(never))


def coverage(pack: Pack, cases: Sequence[Case]) -> Coverage:
    """Run every case and note what it reaches."""
    by_key: dict[Key, list[str]] = defaultdict(list)
    for case in cases:
        for key in seen_by(pack, case):
            by_key[key].append(case.name)
    found = [Covered(point, tuple(Reached(way, tuple(by_key.get(way.key, ()))) for way in point.ways)) for point in points(pack)]
    return Coverage(pack, tuple(cases), tuple(found))
