"""The provisions of a measure, each with the rules that stand on it, the cases that reach it, and how much of it is reached."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.coverage.measure import Coverage, Tally, tally
from engine.analysis.source.places import Citation, parse
from engine.pack.model import Provision
from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class OfProvision:
    """A provision with the rules of which something cites it, the cases that reach any of that, and its tally."""

    provision: Provision
    rules: tuple[str, ...]
    cases: tuple[str, ...]
    tally: Tally


def by_provision(found: Coverage) -> Iterator[OfProvision]:
    """Every provision in the order of the measure."""
    places: dict[str, Citation | None] = {}
    for each in found.points:
        places.setdefault(each.point.cite, parse(each.point.cite) if each.point.cite else None)
    for name, provision in found.pack.provisions.items():
        place = parse(name)
        on = [each for each in found.points if each.point.cite == name or _touches(places[each.point.cite], place)]
        rules = tuple(dict.fromkeys(each.point.rule for each in on if each.point.rule))
        reached = {case for each in on for way in each.ways for case in way.cases}
        cases = tuple(case.name for case in found.cases if case.name in reached)
        yield OfProvision(provision, rules, cases, tally(on))


def _touches(mine: Citation | None, place: Citation | None) -> bool:
    return mine is not None and place is not None and mine.touches(place)
