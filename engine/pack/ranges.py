"""What a name may come to in any case at all, and the proofs that rest on it: 64 bits, whole fen, dates within the calendar."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import reduce

from engine.lang.bounds import Entries, World, bounds, prove
from engine.lang.bounds_sets import Bounds, Days, Range, anything, hull, point, ranged
from engine.lang.ir import Literal, Ref, walk
from engine.lang.quantities import say_money
from engine.lang.tables import Table
from engine.lang.types import DATES, INT, MONEY, RATIO
from engine.lang.values import Member
from engine.pack import build_numbers
from engine.pack.formulas import Builder
from engine.pack.model import Pack
from engine.pack.terms import Fact, Formula, Option, Reading

MOST_FEN = 10**15  # what an amount may come to
MOST_PAID = 10**14  # fen in one line of history, so that a sum over all of them stays within 64 bits
MOST_CHILDREN = 10_000


class PackRanges:
    """The ranges of a pack's names where nothing of a case is known."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._made: dict[tuple[str, str, str], Bounds] = {}

    def env(self, ref: Ref) -> Bounds:
        """What `ref` may be."""
        key = (ref.kind, ref.carrier, ref.name)
        if key not in self._made:
            self._made[key] = self._range(ref)
        return self._made[key]

    def _range(self, ref: Ref) -> Bounds:
        match ref.kind:
            case "fact":
                return fact_range(self.pack.facts[f"{ref.carrier}.{ref.name}"])
            case "definition":
                return self.of(self.pack.definitions[f"{ref.carrier}.{ref.name}"].means)
            case "reading":
                return self.reading(self.pack.readings[ref.name])
            case "parameter":
                return table_range(self.pack.parameters[ref.name].table)
            case _:
                return given_range(ref)

    def of(self, formula: Formula) -> Bounds:
        """What a formula may come to."""
        return bounds(formula.expr, self.env, self.entries)

    def reading(self, reading: Reading) -> Bounds:
        """What a reading may come to under any of its options."""
        return reduce(hull, [self.option(reading, option) for option in reading.options.values()])

    def option(self, reading: Reading, option: Option) -> Bounds:
        if option.open_ended:
            return point(date.max)
        if option.means is None:
            return point(Member(option.name, tuple(reading.options)))
        return self.of(option.means)

    def entries(self, collection: str) -> Entries:
        """What a fold over the children of this kind, or over `past`, may find."""
        return Entries((), World(self.env, self.entries), MOST_CHILDREN)


def fact_range(fact: Fact) -> Bounds:
    """The range that a fact's declaration states."""
    if fact.least is None or fact.most is None:
        return Days(None, fact.entries) if fact.type == DATES else anything(fact.type)
    scale = 10**fact.digits
    return ranged(Fraction(fact.least, scale), Fraction(fact.most, scale), Fraction(1, scale))


def table_range(table: Table) -> Bounds:
    """The values of a table."""
    values = [row.value for row in table.rows] + ([] if table.otherwise is None else [table.otherwise])
    return reduce(hull, [point(value) for value in values])


def given_range(ref: Ref) -> Bounds:
    """The range of what the engine gives."""
    if ref.type == MONEY:
        return ranged(0, MOST_PAID if ref.carrier == "past" else MOST_FEN, Fraction(1))
    if ref.type == INT:
        return ranged(0, 1_000_000, Fraction(1))
    if ref.type == RATIO:
        return ranged(0, 1_000_000)
    return anything(ref.type)


def check_ranges(pack: Pack, b: Builder) -> None:
    """The proofs owed by every formula of a pack."""
    ranges = PackRanges(pack)
    payable = {id(each.formula) for each in b.payable}
    for formula in b.formulas:
        if not isinstance(formula.expr, Literal):
            b.found.found.extend(prove(formula.expr, ranges.env, ranges.entries, payable=id(formula) in payable))
    _check_amounts(pack, b, ranges)
    _check_open_ends(pack, b)
    _check_dated(pack, b, ranges)


def _check_amounts(pack: Pack, b: Builder, ranges: PackRanges) -> None:
    """No amount has a floor that is above its ceiling in every case."""
    for rule in pack.rules.values():
        if rule.amount is None or rule.amount.floor is None or rule.amount.ceiling is None:
            continue
        floor, ceiling = ranges.of(rule.amount.floor), ranges.of(rule.amount.ceiling)
        if isinstance(floor, Range) and isinstance(ceiling, Range) and floor.low > ceiling.high:
            low, high = (say_money(int(edge), "zh") for edge in (floor.low, ceiling.high))
            b.found.add("P512", rule.amount.floor.place, low=low, high=high)


def _check_open_ends(pack: Pack, b: Builder) -> None:
    """A reading that may mean "without end" stands only where a last day does."""
    ends = {id(each.until) for each in (pack.in_force, *(rule.in_force for rule in pack.rules.values())) if each}
    endless = {name for name, reading in pack.readings.items() if any(each.open_ended for each in reading.options.values())}
    for formula in b.formulas:
        for each in walk(formula.expr):
            if isinstance(each, Ref) and each.kind == "reading" and each.name in endless and id(formula) not in ends:
                options = [option.place for option in pack.readings[each.name].options.values() if option.open_ended]
                b.found.add("P548", each.place or formula.place, related=options)


def _check_dated(pack: Pack, b: Builder, ranges: PackRanges) -> None:
    """A dated number has a value on every day the pack is in force."""
    if pack.in_force is None or pack.in_force.since is None:
        return
    earliest = getattr(ranges.of(pack.in_force.since), "low", None)
    for parameter in pack.parameters.values():
        late = build_numbers.first_day(parameter.table)
        if late is not None and isinstance(earliest, Fraction) and late[0].toordinal() > earliest:
            first = date.fromordinal(int(earliest))
            b.found.add("P547", late[1], name=parameter.name, since=late[0], first=first)
