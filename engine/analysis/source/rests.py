"""What of a pack rests on a provision: rules, numbers and readings by their citations, cases by theirs and by their rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.analysis.source.places import Citation, parse
from engine.lang.ir import Choose, Ref, walk
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.reads import reads
from engine.pack.rule import Rule


@dataclass(frozen=True)
class Rests:
    """Names, in the order of the pack and of its cases."""

    rules: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


class Grounds:
    """Which citations everything in a pack has."""

    def __init__(self, pack: Pack, cases: Sequence[Case]) -> None:
        self.rules = {name: _parsed(cites_of(pack, rule)) for name, rule in pack.rules.items()}
        self.parameters = {name: _parsed([each.cite]) for name, each in pack.parameters.items()}
        self.readings = {name: _parsed([each.cite]) for name, each in pack.readings.items()}
        self.cases = {case.name: (_parsed([case.cite]), _rules_of(case)) for case in cases}

    def on(self, place: Citation) -> Rests:
        """What rests on a place of the measure."""
        rules = _touching(self.rules, place)
        cases = [
            name
            for name, (cites, named) in self.cases.items()
            if named & set(rules) or any(each.touches(place) for each in cites)
        ]
        return Rests(rules, _touching(self.parameters, place), _touching(self.readings, place), tuple(cases))


def cites_of(pack: Pack, rule: Rule) -> Iterator[str]:
    """The citations of a rule, of its conditions and limits, and of the facts, numbers and definitions it reads."""
    yield rule.cite
    for each in (rule.when, rule.choose, rule.limits, rule.expected):
        yield from (one.cite for one in each)
    read = reads(pack, rule)
    yield from (pack.facts[key].cite for key in read.facts if key in pack.facts)
    for expr in read.exprs:
        for inner in walk(expr):
            match inner:
                case Ref(kind="parameter", name=name):
                    yield pack.parameters[name].cite
                case Choose(table=name) if name:
                    yield pack.parameters[name].cite
                case Ref(kind="definition", carrier=carrier, name=name):
                    yield pack.definitions[f"{carrier}.{name}"].cite
                case _:
                    pass


def _parsed(cites: Iterable[str]) -> tuple[Citation, ...]:
    return tuple(found for cite in dict.fromkeys(cites) if cite and (found := parse(cite)) is not None)


def _touching(grounds: Mapping[str, tuple[Citation, ...]], place: Citation) -> tuple[str, ...]:
    return tuple(name for name, cites in grounds.items() if any(each.touches(place) for each in cites))


def _rules_of(case: Case) -> frozenset[str]:
    """The rules whose awards a case expects."""
    expected = {each.rule for one in (case, *case.steps) for each in one.expect or ()}
    return frozenset(expected)
