"""What a formula may come to in one case while some of its facts are unknown: the ends of `low` and `high`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from itertools import product
from math import ceil, floor, isinf, prod

from engine.backends.reference.context import Context
from engine.lang.bounds import Entries, World
from engine.lang.bounds_sets import Bounds, anything, hull, point, ranged
from engine.lang.bounds_sets import Range as Stretch
from engine.lang.ir import Ref
from engine.lang.types import BOOL, OneOf
from engine.lang.values import UNKNOWN, Known, Member, Money, Quantity, Unknown, Value
from engine.pack.build_numbers import first_day
from engine.pack.ranges import PackRanges
from engine.pack.reads import reads_of
from engine.pack.terms import Formula, Reading
from engine.text.records import dataclass

MOST_SPLIT = 256  # ways to fill in unknown one-ofs and bools one by one; beyond, they are taken together


@dataclass(frozen=True, slots=True)
class Range:
    """Whole numbers (fen, units) from `low` to `high`; None is without end."""

    low: int | None
    high: int | None


def range_of(context: Context, formula: Formula) -> Range:
    """The least and most that a formula of money or whole numbers may come to; one number where all is known."""
    value = context.value(formula)
    if not isinstance(value, Unknown):
        number = value.fen if isinstance(value, Money | Quantity) else value
        assert isinstance(number, int | Fraction)
        return Range(floor(number), floor(number))
    stretch = reduce(hull, [CaseRanges(each).of(formula) for each in _cases(context, formula)])
    assert isinstance(stretch, Stretch)
    low = None if isinstance(stretch.low, float) and isinf(stretch.low) else floor(stretch.low)
    return Range(low, None if isinstance(stretch.high, float) and isinf(stretch.high) else ceil(stretch.high))


def _cases(context: Context, formula: Formula) -> Iterator[Context]:
    """The context once for every value that its unknown one-ofs and bools may take, since they are often asked more than once."""
    unknown = []
    for key in reads_of(context.pack, formula, context.chosen).facts:
        carrier, _, name = key.partition(".")
        fact = context.pack.facts[key]
        if context.instance(carrier) is not None and isinstance(context.member(carrier, name), Unknown):
            options: list[Known] = [True, False] if fact.type == BOOL else []
            if isinstance(fact.type, OneOf):
                options = [Member(each, fact.type.names) for each in fact.type.names]
            unknown += [((context.path_to(carrier), name), options)] if options else []
    if not unknown or prod(len(options) for _, options in unknown) > MOST_SPLIT:
        yield context
        return
    for values in product(*(options for _, options in unknown)):
        facts = dict(zip((key for key, _ in unknown), values, strict=True))
        yield replace(context, overlay=replace(context.overlay, facts={**context.overlay.facts, **facts}))


class CaseRanges(PackRanges):
    """The ranges of a pack's names where some of a case is known."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.pack)
        self.context = context

    def _range(self, ref: Ref) -> Bounds:
        value = self._known(ref)
        if not isinstance(value, Unknown):
            return point(value)
        if ref.kind == "parameter" and self._perhaps_too_early(ref.name):
            return anything(ref.type)
        return super()._range(ref)

    def _perhaps_too_early(self, parameter: str) -> bool:
        """Whether the day whose law counts may lie before the first day of a dated number; loading sees to the days in force."""
        late, day, force = (
            first_day(self.context.pack.parameters[parameter].table),
            self.context.law_at,
            self.context.pack.in_force,
        )
        if late is None:
            return False
        return day < late[0] if day is not None else force is None or force.since is None

    def _known(self, ref: Ref) -> Value:
        """The value of a name that is known by itself; of a definition or reading what it rests on is looked at instead."""
        context = self.context
        if ref.kind in ("definition", "reading"):
            return UNKNOWN
        if ref.kind == "parameter":
            return UNKNOWN if context.pack.parameters[ref.name].table.columns else context.look_up(ref.name, ())
        return context.member(ref.carrier, ref.name) if ref.carrier else context.name(ref.name)

    def env(self, ref: Ref) -> Bounds:
        if ref.kind == "given" and ref.name == "amount" and not ref.carrier:
            low, high = self.context.amount_range
            return ranged(low, float("inf") if high is None else high, Fraction(1))
        return super().env(ref)

    def reading(self, reading: Reading) -> Bounds:
        option = self.context.option_of(reading)
        return super().reading(reading) if option is None else self.option(reading, reading.options[option])

    def entries(self, collection: str) -> Entries:
        items = self.context.past if collection == "past" else self.context.children(collection)
        if items is None:
            unknown = replace(self.context, inside={key: item for key, item in self.context.inside.items() if key != collection})
            return Entries((), World(_Unseen(unknown, collection).env, super().entries), 10_000)
        worlds = []
        for item in items:
            inner = CaseRanges(replace(self.context, inside={**self.context.inside, collection: item}))
            worlds.append(World(inner.env, inner.entries))
        if collection == "past" and self.context.perhaps_past:
            return Entries(tuple(worlds), World(self._perhaps_past, super().entries), len(self.context.perhaps_past))
        return Entries(tuple(worlds))

    def _perhaps_past(self, ref: Ref) -> Bounds:
        """What `ref` may be for any line that does not say whose it is."""
        lines = [replace(self.context, inside={**self.context.inside, "past": item}) for item in self.context.perhaps_past]
        return reduce(hull, [CaseRanges(each).env(ref) for each in lines])


class _Unseen(CaseRanges):
    """Inside a fold over entries of which nothing is known."""

    def __init__(self, context: Context, collection: str) -> None:
        super().__init__(context)
        self.collection = collection

    def _range(self, ref: Ref) -> Bounds:
        return PackRanges._range(self, ref) if ref.carrier == self.collection else super()._range(ref)
