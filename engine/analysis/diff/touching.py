"""Which rules read something of a pack. Others may turn on it too, where a limit counts their claims with those of a reader."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from engine.analysis.diff.limits import limits_of
from engine.analysis.diff.model import Sides
from engine.analysis.mutate.reach import Reach, reach
from engine.pack.model import Pack
from engine.pack.reads import Reads, reads


class Touching:
    """The readers in one version."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    @cached_property
    def _reach(self) -> Reach:
        return reach(self.pack)

    @cached_property
    def _reads(self) -> dict[str, Reads]:
        return {name: reads(self.pack, rule) for name, rule in self.pack.rules.items()}

    def on(self, part: str, key: str) -> frozenset[str]:
        """The rules that read a thing of the pack, by its part and key."""
        match part:
            case "rules":
                return frozenset({key})
            case "parameters" | "readings":
                return self._reach.readers.get((part, key), frozenset())
            case "definitions":
                return self._reach.readers.get((part, *key.split(".", 1)), frozenset())
            case "limits":
                limit = limits_of(self.pack).get(key)
                return frozenset(limit.binds) if limit else frozenset()
            case "about":
                return frozenset(self.pack.rules) if key == "in_force" else frozenset()
            case _:
                return frozenset(self._reading(part, key))

    def _reading(self, part: str, key: str) -> Iterator[str]:
        for name, rule in self.pack.rules.items():
            read = self._reads[name]
            match part:
                case "facts":
                    keyed = any(key == str(each) for limit in rule.limits for each in limit.key)
                    if keyed or key in read.facts:
                        yield name
                case "subjects":
                    if key in self.pack.path_of(rule.subject) or key in read.collections:
                        yield name
                case "other_benefits":
                    if any(key in limit.over for limit in rule.limits):
                        yield name
                case _:
                    pass


class Touched:
    """The same of both versions, said with the new names."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.before, self.after = Touching(sides.old), Touching(sides.new)

    def by(self, part: str, old: str | None, new: str | None) -> tuple[str, ...]:
        """The rules that read a thing in either version, in the order of the new one, then those gone."""
        found = set() if new is None else set(self.after.on(part, new))
        gone = [] if old is None else [self.sides.new_of("rules", name) or name for name in self.before.on(part, old)]
        order = [*self.sides.new.rules, *self.sides.old.rules]
        return tuple(dict.fromkeys(name for name in order if name in found or name in gone))
