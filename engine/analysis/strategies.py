"""Random cases made from a pack's own facts, aimed at where answers turn.

Its numbers and days ± one unit, unknowns, repeated keys, short histories, decisions at the ends of ranges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeVar

from hypothesis import strategies as st

from engine.lang.ir import Literal, walk
from engine.lang.tables import Band
from engine.lang.types import OneOf
from engine.lang.values import Known, Member, Money
from engine.pack.case import Case, Decision, Entry, Instance, Path, PeriodOf, lines
from engine.pack.model import Pack
from engine.pack.periods import month, year
from engine.pack.rule import Rule
from engine.pack.terms import Fact, Formula

A_DAY = timedelta(days=1)
IDS = ("甲", "乙")  # few, so that keys repeat
SOME_DAY = date(2022, 6, 1)
T = TypeVar("T")


@dataclass(frozen=True)
class Drawer:
    """Draws cases of one pack. `known`: every fact, list and line of history is stated in full."""

    pack: Pack
    known: bool = False

    @property
    def days(self) -> list[date]:
        return sorted({each for each in constants(self.pack) if isinstance(each, date)} | {SOME_DAY})

    def cases(self) -> st.SearchStrategy[Case]:
        """Whole cases: subjects, history, decisions."""
        roots = [kind.name for kind in self.pack.subjects.values() if kind.of is None]
        subjects = st.fixed_dictionaries({kind: self.several(kind) for kind in roots})
        as_of = st.sampled_from(self.days).flatmap(lambda day: st.integers(-1, 400).map(lambda more: day + more * A_DAY))
        return st.tuples(as_of, subjects).flatmap(lambda drawn: self._whole(*drawn))

    def _whole(self, as_of: date, roots: dict[str, tuple[Instance, ...]]) -> st.SearchStrategy[Case]:
        kinds = {rule.period for rule in self.pack.rules.values()}
        years = (year(as_of.year), year(as_of.year - 1)) if "year" in kinds else ()
        months = (month(as_of.year, as_of.month),) if "month" in kinds else ()
        paths = [tuple((each.kind, each.id) for each in line) for line in lines(roots)]
        entries = some(self.entries(paths, as_of), 4).map(tuple)
        history: st.SearchStrategy[tuple[Entry, ...] | None] = entries if self.known else st.none() | entries
        decisions = some(self.decisions(paths), 3).map(once)

        def made(history: tuple[Entry, ...] | None, decisions: tuple[Decision, ...], some: int) -> Case:
            asked = years[:some] + months
            return Case("random", self.pack.id, as_of, asked, roots, None, history, decisions, {}, None, "", "", (), "sha256:0")

        return st.builds(made, history, decisions, st.integers(1, 2))

    def several(self, kind: str, most: int = 2) -> st.SearchStrategy[tuple[Instance, ...]]:
        """One or two subjects of a kind, with ids of their own."""
        some = st.lists(self.instances(kind), min_size=1, max_size=most)
        return some.map(lambda many: tuple(replace(one, id=f"{kind}{at}") for at, one in enumerate(many)))

    def instances(self, kind: str) -> st.SearchStrategy[Instance]:
        """One subject with its children."""
        facts = {
            fact.name: self.values(fact) if self.known else st.none() | self.values(fact) for fact in self.pack.facts_of(kind)
        }
        below = {child: self.several(child) | st.just(()) for child in self.pack.children_of(kind)}
        listed = below if self.known else {child: st.none() | some for child, some in below.items()}

        def whole(facts: dict[str, Known | None], children: dict[str, tuple[Instance, ...] | None]) -> Instance:
            stated = {name: value for name, value in facts.items() if value is not None}
            return Instance(kind, f"{kind}0", stated, children, None)

        return st.builds(whole, st.fixed_dictionaries(facts), st.fixed_dictionaries(listed))

    def values(self, fact: Fact) -> st.SearchStrategy[Known]:
        """Values of a fact within its range, mostly where something turns."""
        least, most = fact.least or 0, 10_000 if fact.most is None else fact.most
        edges = constants(self.pack)
        if isinstance(fact.type, OneOf):
            names = fact.type.names
            return st.sampled_from([Member(name, names) for name in names])
        match fact.type.name:
            case "bool":
                # Conditions are mostly met, or nothing behind them would ever be tried.
                return st.sampled_from([True, True, True, False])
            case "int":
                return around([each for each in edges if type(each) is int], least, most)
            case "money":
                return around([each.fen for each in edges if isinstance(each, Money)], least, most).map(Money)
            case "ratio":
                return st.integers(least, most).map(lambda units: Fraction(units, 10**fact.digits))
            case "date":
                return st.sampled_from([day + more * A_DAY for day in self.days for more in (-366, -1, 0, 1, 365)])
            case "dates":
                return st.lists(st.sampled_from(self.days), max_size=4).map(lambda some: tuple(sorted(some)))
            case _:
                return st.sampled_from(IDS)

    def entries(self, paths: Sequence[Path], as_of: date) -> st.SearchStrategy[Entry]:
        """Lines of history about the subjects of the case."""
        fitting = [
            (rule, path)
            for rule in self.pack.rules.values()
            if rule.kind == "amount"
            for path in paths
            if path[-1][0] == rule.subject
        ]
        if not fitting:
            return st.nothing()
        return st.sampled_from(fitting).flatmap(lambda pair: self._entry(pair[0], pair[1], as_of))

    def _entry(self, rule: Rule, path: Path, as_of: date) -> st.SearchStrategy[Entry]:
        keys = {str(key): key for each in self.pack.rules.values() for limit in each.limits for key in limit.key if key.fact}
        facts = {name: self.values(self.pack.facts[name]) for name, key in keys.items() if key.carrier in dict(path)}
        money = around([each.fen for each in constants(self.pack) if isinstance(each, Money)], 0, 10**9)
        paid = st.integers(0, 1500).map(lambda back: as_of - back * A_DAY)
        unknown: st.SearchStrategy[None] = st.nothing() if self.known else st.none()
        period = paid.map(lambda day: None if rule.period is None else period_of(rule, day))

        def whole(day: date | None, period: PeriodOf | None, fen: int | None, units: int, facts: dict[str, Known]) -> Entry:
            return Entry(rule.name, path, period, day, fen, day, units, 1, None, facts)

        stated = st.fixed_dictionaries(facts)
        return st.builds(whole, unknown | paid, unknown | period, unknown | money, st.integers(1, 3), stated)

    def decisions(self, paths: Sequence[Path]) -> st.SearchStrategy[Decision]:
        """Amounts an officer may put down: at, below and above every number of the pack, nil and less."""
        fitting = [
            (rule, path)
            for rule in self.pack.rules.values()
            if rule.amount is not None and rule.amount.kind == "decided"
            for path in paths
            if path[-1][0] == rule.subject
        ]
        if not fitting:
            return st.nothing()
        money = around([each.fen for each in constants(self.pack) if isinstance(each, Money)], -1, 10**9)
        return st.builds(lambda pair, fen: Decision(pair[0].name, pair[1], None, fen, "officer"), st.sampled_from(fitting), money)


def some(each: st.SearchStrategy[T], most: int) -> st.SearchStrategy[list[T]]:
    """A few of them, none where there are none to draw."""
    return st.just([]) if each.is_empty else st.lists(each, max_size=most)


def once(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """One decision for each claim."""
    return tuple({(each.rule, each.path): each for each in decisions}.values())


def period_of(rule: Rule, day: date) -> PeriodOf:
    """The period of a rule that a day lies in."""
    return year(day.year) if rule.period == "year" else month(day.year, day.month)


def around(numbers: Sequence[int], least: int, most: int) -> st.SearchStrategy[int]:
    """Numbers within a range, mostly beside those that matter."""
    near = {each for number in (*numbers, least, most) for each in (number - 1, number, number + 1) if least <= each <= most}
    return st.sampled_from(sorted(near)) | st.integers(least, most)


def constants(pack: Pack) -> set[Known]:
    """The values written in the pack: its parameters, and the literals of its formulas."""
    formulas: list[Formula] = [each.means for each in pack.definitions.values()]
    formulas += [option.means for each in pack.readings.values() for option in each.options.values() if option.means]
    formulas += [limit.bound for rule in pack.rules.values() for limit in rule.limits]
    found = [inner.value for formula in formulas for inner in walk(formula.expr) if isinstance(inner, Literal)]
    for row in (row for each in pack.parameters.values() for row in each.table.rows):
        bands = [edge for cell in row.match if isinstance(cell, Band) for edge in (cell.low, cell.high) if edge is not None]
        found += [row.value, *bands, *([row.since] if row.since else [])]
    return {each for each in found if isinstance(each, int | date | Money) and not isinstance(each, bool)}
