"""What expressions come to in a world where some names are known, and all others may be anything they ever are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import TypeAlias

from engine.lang.bounds import Entries, World, bounds
from engine.lang.bounds_sets import Bounds, hull
from engine.lang.bounds_sets import Names as SomeNames
from engine.lang.ir import Expr, Ref
from engine.pack.ranges import MOST_CHILDREN, PackRanges
from engine.pack.terms import Option, Reading

Key: TypeAlias = tuple[str, str, str]  # kind, carrier and name of a Ref


class Names:
    """The names of one world; what a definition or a reading stands for is worked out once."""

    def __init__(self, ranges: PackRanges, world: Mapping[Key, Bounds]) -> None:
        self.ranges = ranges
        self.world = world
        self.made: dict[Key, Bounds] = {}

    def value(self, expr: Expr) -> Bounds:
        """What an expression may come to."""
        return bounds(expr, self.env, self.entries)

    def env(self, ref: Ref) -> Bounds:
        key = (ref.kind, ref.carrier, ref.name)
        if key not in self.made:
            self.made[key] = self._made(ref, key)
        return self.made[key]

    def entries(self, collection: str) -> Entries:
        return Entries((), World(self.env, self.entries), MOST_CHILDREN)

    def _made(self, ref: Ref, key: Key) -> Bounds:
        pack = self.ranges.pack
        if ref.kind == "definition":
            return self.value(pack.definitions[f"{ref.carrier}.{ref.name}"].means.expr)
        if ref.kind == "reading":
            reading, chosen = pack.readings[ref.name], self.world.get(key)
            possible = chosen.possible if isinstance(chosen, SomeNames) else None
            options = [each for each in reading.options.values() if possible is None or each.name in possible]
            return reduce(hull, [self._option(reading, each) for each in options])
        return self.world[key] if key in self.world else self.ranges.env(ref)

    def _option(self, reading: Reading, option: Option) -> Bounds:
        return self.ranges.option(reading, option) if option.means is None else self.value(option.means.expr)
