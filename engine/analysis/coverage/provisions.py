"""The provisions of a measure, each with the rules and cases that rest on it and what of it is reached."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.coverage.measure import Coverage, Tally, tally
from engine.analysis.source.places import Citation, parse
from engine.analysis.source.rests import Grounds
from engine.pack.model import Provision
from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class OfProvision:
    """A provision with its rules (those that cite it), the cases about it, and the tally of the points that cite it."""

    provision: Provision
    rules: tuple[str, ...]
    cases: tuple[str, ...]
    tally: Tally


def by_provision(found: Coverage) -> Iterator[OfProvision]:
    """Every provision in the order of the measure."""
    grounds = Grounds(found.pack, found.cases)
    places: dict[str, Citation | None] = {}
    for each in found.points:
        places.setdefault(each.point.cite, parse(each.point.cite) if each.point.cite else None)
    for name, provision in found.pack.provisions.items():
        place = parse(name)
        on = [each for each in found.points if each.point.cite == name or _touches(places[each.point.cite], place)]
        rules = tuple(dict.fromkeys(each.point.rule for each in on if each.point.rule))
        cites = grounds.on(place).cases if place is not None else ()
        yield OfProvision(provision, rules, tuple(cites) if rules else _about(grounds, place), tally(on))


def _touches(mine: Citation | None, place: Citation | None) -> bool:
    return mine is not None and place is not None and mine.touches(place)


def _about(grounds: Grounds, place: Citation | None) -> tuple[str, ...]:
    """The cases that cite a provision on which no rule stands."""
    if place is None:
        return ()
    return tuple(name for name, (cites, _) in grounds.cases.items() if any(each.touches(place) for each in cites))
