"""Where the answers of a pack turn: its own numbers, days and names, and the values beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain

from engine.lang.dates import subtract
from engine.lang.ir import Literal, walk
from engine.lang.tables import Band
from engine.lang.types import OneOf
from engine.lang.values import Known, Member, Money, Span
from engine.pack.model import Pack
from engine.pack.reads import formulas
from engine.pack.terms import Fact, Formula

A_DAY = timedelta(days=1)
SOME_DAY = date(2022, 6, 1)
IDS = ("甲", "乙")  # few, so that keys repeat
MOST_YEARS = 100  # what a whole number of years may be, to count back from the day of application


class Aims:
    """The values worth trying under a pack."""

    def __init__(self, pack: Pack) -> None:
        found = constants(pack)
        self.days = sorted({each for each in found if isinstance(each, date)} | {SOME_DAY})
        self.numbers = sorted({each for each in found if type(each) is int})
        self.ratios = sorted({each for each in found if isinstance(each, Fraction)})
        self.fen = sorted({each.fen for each in found if isinstance(each, Money)})
        self.spans = {each for each in found if isinstance(each, Span)}
        self.spans |= {span for n in self.numbers if 0 < n < MOST_YEARS for span in (Span(n), Span(12 * n))}

    def values(self, fact: Fact, as_of: date) -> list[Known]:
        """What a fact may be, in order, where something turns: each threshold and one unit to both sides of it."""
        least, most = fact.least or 0, 10_000 if fact.most is None else fact.most
        if isinstance(fact.type, OneOf):
            return [Member(name, fact.type.names) for name in fact.type.names]
        match fact.type.name:
            case "bool":
                return [False, True]
            case "int":
                return list(near(self.numbers, least, most))
            case "money":
                return [Money(fen) for fen in near(self.fen, least, most)]
            case "ratio":
                unit = 10**fact.digits
                return [Fraction(each, unit) for each in near([int(each * unit) for each in self.ratios], least, most)]
            case "date":
                return list(self._dates(fact, as_of))
            case "dates":
                days = list(self._dates(fact, as_of))[: fact.entries]
                return [(), (as_of,), tuple(days[-2:]), tuple(days)]
            case _:
                return list(IDS)

    def _dates(self, fact: Fact, as_of: date) -> Iterator[date]:
        """The pack's days, the day of application, and those that its spans count back to; each with both its neighbours."""
        back = {subtract(as_of, span) for span in self.spans if as_of.year - span.months // 12 > 1000}
        found = {day + more * A_DAY for day in chain(self.days, back, [as_of]) for more in (-1, 0, 1)}
        yield from sorted({min(day, as_of) for day in found} if fact.not_after else found)

    def money(self) -> list[int]:
        """Amounts in fen that may have been paid or decided: the pack's, and what lies between two of them."""
        between = {more - less for less in self.fen for more in self.fen if more > less} if len(self.fen) <= 12 else set[int]()
        return near(sorted({*self.fen, *between}), 0, 10**12)


def near(numbers: list[int], least: int, most: int) -> list[int]:
    """Numbers within a range: its ends, those given, and one more and one less."""
    found = {each for number in (*numbers, least, most) for each in (number - 1, number, number + 1)}
    return sorted(each for each in found if least <= each <= most)


def constants(pack: Pack) -> set[Known]:
    """Every value written in a pack: the rows and edges of its tables, and the literals of its formulas."""
    found = {inner.value for formula in _formulas(pack) for inner in walk(formula.expr) if isinstance(inner, Literal)}
    for row in (row for each in pack.parameters.values() for row in each.table.rows):
        bands = [edge for cell in row.match if isinstance(cell, Band) for edge in (cell.low, cell.high) if edge is not None]
        found |= {row.value, *bands, *([row.since] if row.since else [])}
    return {each for each in found if isinstance(each, int | date | Money | Fraction | Span) and not isinstance(each, bool)}


def _formulas(pack: Pack) -> Iterator[Formula]:
    for rule in pack.rules.values():
        yield from formulas(rule)
    yield from (each.means for each in pack.definitions.values())
    yield from (option.means for each in pack.readings.values() for option in each.options.values() if option.means)
    yield from (bound for bound in (pack.in_force and (pack.in_force.since, pack.in_force.until)) or () if bound)
    yield from (fact.not_after for fact in pack.facts.values() if fact.not_after)
    # Numbers that an invariant states anew: where the pack has them wrong, its answers turn beside them.
    yield from (each.means for each in pack.invariants.values())
