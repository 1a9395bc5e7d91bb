"""A case told otherwise: in another order, with something forgotten, or with something that was missing filled in."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from engine.analysis.aims import Aims
from engine.lang.values import Known
from engine.pack.case import Case, Instance
from engine.pack.model import Pack
from engine.pack.periods import period_of


def turned(case: Case) -> Case:
    """The same with its facts, kinds of subjects, history and decisions stated in the opposite order."""
    roots = {kind: tuple(map(_turned, some)) for kind, some in [*case.roots.items()][::-1]}
    history = None if case.history is None else case.history[::-1]
    readings = dict([*case.readings.items()][::-1])
    return replace(case, roots=roots, history=history, decisions=case.decisions[::-1], readings=readings)


def _turned(instance: Instance) -> Instance:
    children: dict[str, tuple[Instance, ...] | None] = {}
    for kind in [*instance.children][::-1]:
        some = instance.children[kind]
        children[kind] = None if some is None else tuple(map(_turned, some))
    return replace(instance, facts={name: instance.facts[name] for name in [*instance.facts][::-1]}, children=children)


def reversed_subjects(case: Case) -> Case:
    """The same with the subjects of each kind, and their children, in the opposite order."""
    return replace(case, roots={kind: _reversed(some) for kind, some in case.roots.items()})


def _reversed(some: Sequence[Instance]) -> tuple[Instance, ...]:
    return tuple(
        replace(each, children={kind: None if below is None else _reversed(below) for kind, below in each.children.items()})
        for each in reversed(some)
    )


def stands_alone(pack: Pack, name: str) -> bool:
    """Whether what one subject claims under the rule cannot move another's claim."""
    rule = pack.rules[name]
    return all(
        any(key.carrier == rule.subject and not key.fact for key in limit.key)
        and all(pack.rules[each].subject == rule.subject for each in limit.over if each in pack.rules)
        and (each == name or _own_limits_only(pack, each) for each in limit.over)
        for limit in rule.limits
    )


def _own_limits_only(pack: Pack, name: str) -> bool:
    return name not in pack.rules or all(any(not key.fact for key in limit.key) for limit in pack.rules[name].limits)


def forgotten(case: Case) -> Iterator[tuple[str, Case]]:
    """The case with one fact, one whole list of children, or the history made unknown."""
    for kind, some in case.roots.items():
        for at, root in enumerate(some):
            for what, poorer in _poorer(root):
                yield what, replace(case, roots={**case.roots, kind: (*some[:at], poorer, *some[at + 1 :])})
    if case.history is not None:
        yield "history", replace(case, history=None)


def _poorer(instance: Instance) -> Iterator[tuple[str, Instance]]:
    """The subject with one thing less known, of itself or of those below it."""
    for name in instance.facts:
        kept = {key: value for key, value in instance.facts.items() if key != name}
        yield f"{instance.kind}.{name}", replace(instance, facts=kept)
    for kind, some in instance.children.items():
        if some is None:
            continue
        yield kind, replace(instance, children={**instance.children, kind: None})
        for at, child in enumerate(some):
            for what, poorer in _poorer(child):
                yield what, replace(instance, children={**instance.children, kind: (*some[:at], poorer, *some[at + 1 :])})


class Filling:
    """Fills in what an answer needs with values picked at random, each time others."""

    def __init__(self, pack: Pack, case: Case, seed: str) -> None:
        self.pack, self.case, self.aims = pack, case, Aims(pack)
        self.dice = random.Random(seed)

    def filled(self, facts: Sequence[str], readings: Sequence[str], period: str | None) -> Case | None:
        """The case with these known; `period`: the kind of period its rule counts in. None where a decision is missing."""
        if any(name.startswith("decisions.") for name in facts):
            return None
        case = self.case
        if "history" in facts:
            case = replace(case, history=())
        if "period" in facts and period is not None:
            found = period_of(case.as_of.isoformat()[: 4 if period == "year" else 7])
            case = replace(case, periods=(*case.periods, *([found] if found else [])))
        chosen = {name: self.dice.choice([*self.pack.readings[name].options]) for name in readings}
        roots = {kind: tuple(self._whole(each, facts, case.as_of) for each in some) for kind, some in case.roots.items()}
        return replace(case, roots=roots, readings={**case.readings, **chosen})

    def _whole(self, instance: Instance, names: Sequence[str], as_of: date) -> Instance:
        own = {fact.name for fact in self.pack.facts_of(instance.kind) if fact.key in names}
        missing = {name: self._value(instance.kind, name, as_of) for name in sorted(own - set(instance.facts))}
        children: dict[str, tuple[Instance, ...] | None] = {}
        for kind in self.pack.children_of(instance.kind):
            some = instance.children.get(kind)
            if some is None and kind in names:
                some = tuple(self._new(kind, f"new{number}", as_of) for number in range(self.dice.randint(0, 2)))
            children[kind] = None if some is None else tuple(self._whole(each, names, as_of) for each in some)
        return replace(instance, facts={**instance.facts, **missing}, children=children)

    def _new(self, kind: str, id: str, as_of: date) -> Instance:
        facts: Mapping[str, Known] = {fact.name: self._value(kind, fact.name, as_of) for fact in self.pack.facts_of(kind)}
        return Instance(kind, id, facts, {child: () for child in self.pack.children_of(kind)}, None)

    def _value(self, kind: str, name: str, as_of: date) -> Known:
        return self.dice.choice(self.aims.values(self.pack.facts[f"{kind}.{name}"], as_of))
