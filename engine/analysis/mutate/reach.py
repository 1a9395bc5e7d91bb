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
    counted: Mapping[str, frozenset[str]]  # of each rule: itself and those whose claims its answer may turn on
    everywhere: frozenset[str]

    def of(self, way: Way) -> frozenset[str]:
        """The rules whose answers may change when what stands at `way` does."""
        if way[0] == "in_force":
            return self.everywhere
        readers = self.readers.get(way[: 3 if way[0] == "definitions" else 2], frozenset())
        return frozenset(name for name, counted in self.counted.items() if counted & readers)


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
    return Reach({way: frozenset(each) for way, each in readers.items()}, _counted(pack), frozenset(pack.rules))


def _counted(pack: Pack) -> dict[str, frozenset[str]]:
    """Of each rule, itself, those whose claims its limits count, those whose claims the limits of these count, and so on."""
    over = {
        name: {each for limit in rule.limits for each in limit.over if each in pack.rules} for name, rule in pack.rules.items()
    }
    made: dict[str, frozenset[str]] = {}
    for name in pack.rules:
        found, more = {name}, over[name]
        while not more <= found:
            found |= more
            more = {each for other in found for each in over[other]}
        made[name] = frozenset(found)
    return made
