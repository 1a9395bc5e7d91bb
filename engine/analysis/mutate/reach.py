"""Which rules a change to a part of a pack can alter the answers of."""

from __future__ import annotations

from collections.abc import Mapping

from engine.analysis.mutate.tree import Way
from engine.lang.ir import Choose, Ref, walk
from engine.pack.model import Pack
from engine.pack.reads import reads
from engine.text.records import dataclass


@dataclass(frozen=True)
class Reach:
    """For each part of a pack (`rules.x`, `parameters.x`, …) the rules that read it, and those whose answers may turn on them."""

    readers: Mapping[Way, frozenset[str]]
    turning: Mapping[str, frozenset[str]]  # of each rule: the rules whose answers may turn on its own
    everywhere: frozenset[str]

    def of(self, way: Way) -> frozenset[str]:
        """The rules whose answers may change when what stands at `way` does."""
        if way[0] == "in_force":
            return self.everywhere
        readers = self.readers.get(way[: 3 if way[0] == "definitions" else 2], frozenset())
        return frozenset(each for rule in readers for each in self.turning[rule])


def reach(pack: Pack) -> Reach:
    """What turns on what in a pack."""
    readers: dict[Way, set[str]] = {}
    for name, rule in pack.rules.items():
        read = reads(pack, rule)
        ways: list[Way] = [("rules", name), *(("readings", each) for each in read.readings)]
        for expr in (inner for each in read.exprs for inner in walk(each)):
            match expr:
                case Ref(kind="parameter", name=number) | Choose(table=number) if number:
                    ways.append(("parameters", number))
                case Ref(kind="definition", carrier=carrier, name=definition):
                    ways.append(("definitions", carrier, definition))
                case _:
                    pass
        ways += [("limits", str(at)) for at, limit in enumerate(pack.limits, 1) if name in limit.binds]
        for way in ways:
            readers.setdefault(way, set()).add(name)
    return Reach({way: frozenset(each) for way, each in readers.items()}, _turning(pack), frozenset(pack.rules))


def _turning(pack: Pack) -> dict[str, frozenset[str]]:
    """Of each rule, those whose limits count its claims, and so on."""
    counted = {
        name: {each for limit in rule.limits for each in limit.over if each in pack.rules} for name, rule in pack.rules.items()
    }
    made: dict[str, frozenset[str]] = {}
    for name in pack.rules:
        found, before = {name}, set[str]()
        while found != before:
            before = set(found)
            found |= {other for other, over in counted.items() if over & found}
        made[name] = frozenset(found)
    return made
