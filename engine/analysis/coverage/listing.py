"""Every point of a pack: of its rules in their order, then of what several of them share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.analysis.coverage.expressions import Expressions
from engine.analysis.coverage.points import Point, Way
from engine.analysis.coverage.results import result_ways
from engine.lang.tables import Band, Row, Table
from engine.lang.types import BOOL
from engine.lang.values import Unknown
from engine.pack.model import Pack
from engine.pack.reads import formulas, of_limit
from engine.pack.rule import Amount, Expected, Limit, Rule
from engine.pack.terms import Formula, InForce, Label, Parameter, Reading
from engine.text.source import Place

UNPAID = {"elsewhere": "amount_elsewhere", "unstated": "amount_unstated"}  # amounts of which no payment is worked out


def points(pack: Pack) -> list[Point]:
    """All points, each once."""
    return list(Listing(pack).all())


class Listing:
    """Goes through a pack in the order in which a person reads it."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.expressions = Expressions(pack)
        # What a shared limit says belongs to no single rule, so it is listed before the rules are.
        self.shared = [point for limit in pack.limits for point in self._formulas("", limit.cite, limit.place, of_limit(limit))]

    def all(self) -> Iterator[Point]:
        pack = self.pack
        yield from self._in_force("", pack.in_force, "")
        for rule in pack.rules.values():
            yield from self._rule(rule)
        yield from self.shared
        for definition in pack.definitions.values():
            point = Point("definition", "", definition.name, definition.label, definition.cite, definition.place, ())
            yield from self._named(definition.means, point)
        for parameter in pack.parameters.values():
            yield from _rows(parameter)
        for reading in pack.readings.values():
            yield from self._reading(reading)
        for expected in pack.expected:
            yield from self._expected("", expected, expected.cite)

    def _rule(self, rule: Rule) -> Iterator[Point]:
        yield Point("result", rule.name, rule.name, rule.label, rule.cite, rule.place, tuple(result_ways(self.pack, rule)))
        yield from self._in_force(rule.name, rule.in_force, rule.cite)
        for condition in rule.when:
            cite, formula = condition.cite or rule.cite, condition.formula
            yield from self.expressions.whole(
                formula, Point("condition", rule.name, "", condition.label, cite, formula.place, ())
            )
        for arm in rule.choose:
            if arm.when is not None:
                about = Point("arm", rule.name, "", arm.label, arm.cite or rule.cite, arm.place, ())
                yield from self.expressions.whole(arm.when, about)
        for limit in rule.limits:
            yield _limit(rule, limit)
        yield from _instalments(rule)
        yield from _payers(rule)
        for expected in rule.expected:
            yield from self._expected(rule.name, expected, expected.cite or rule.cite)
        yield from self._formulas(rule.name, rule.cite, rule.place, formulas(rule))

    def _expected(self, rule: str, expected: Expected, cite: str) -> Iterator[Point]:
        about = Point("expected", rule, "", expected.label, cite, expected.formula.place, ())
        return self.expressions.whole(expected.formula, about)

    def _formulas(self, rule: str, cite: str, place: Place, some: Iterable[Formula]) -> list[Point]:
        """The parts of formulas that are no conditions."""
        about = Point("part", rule, "", Label(), cite, place, ())
        return [point for each in some for point in self.expressions.inside(each, about)]

    def _named(self, means: Formula, point: Point) -> Iterator[Point]:
        if means.type == BOOL:
            yield from self.expressions.whole(means, point)
        else:
            yield _with(point, means.text or "", (Way("read", ("formula", id(means))),))
            yield from self.expressions.inside(means, point)

    def _in_force(self, rule: str, span: InForce | None, cite: str) -> Iterator[Point]:
        if span is None:
            return
        names = [*(["before"] if span.since else []), "inside", *(["after"] if span.until else [])]
        ways = tuple(Way(name, ("in_force", rule, name)) for name in names)
        yield Point("in_force", rule, "in_force", Label(), cite, span.place, ways)

    def _reading(self, reading: Reading) -> Iterator[Point]:
        ways = [Way(name, ("option", reading.name, name)) for name in reading.options]
        ways += [] if reading.adopted else [Way("open", ("option", reading.name, ""))]
        yield Point("reading", "", reading.name, reading.question, reading.cite, reading.place, tuple(ways))
        for option in reading.options.values():
            if option.means is not None and option.means.type == BOOL:
                about = Point("reading", "", "", option.label, reading.cite, option.place, ())
                yield from self.expressions.whole(option.means, about)
            elif option.means is not None:
                yield from self.expressions.inside(option.means, Point("part", "", "", Label(), reading.cite, option.place, ()))


def _with(point: Point, text: str, ways: tuple[Way, ...]) -> Point:
    return Point(point.kind, point.rule, text, point.label, point.cite, point.place, ways)


def _rows(parameter: Parameter) -> Iterator[Point]:
    """A plain number is read or not; of a table every row counts, and what stands under `otherwise`."""
    table = parameter.table
    if not table.columns and not table.dated:
        yield _row(parameter, parameter.name, parameter.place, (Way("read", row_key(table, table.rows[0])),))
        return
    for row in table.rows:
        yield _row(parameter, f"{parameter.name}({said_row(row)})", row.place, (Way("read", row_key(table, row)),))
    if table.otherwise is not None:
        yield _row(parameter, f"{parameter.name}(otherwise)", parameter.place, (Way("read", row_key(table, None)),))
    if table.columns:
        yield _row(parameter, f"{parameter.name}(?)", parameter.place, (Way("unknown", ("row", table.name, "unknown")),))


def _row(parameter: Parameter, text: str, place: Place, ways: tuple[Way, ...]) -> Point:
    return Point("row", "", text, parameter.label, parameter.cite, place, ways)


def row_key(table: Table, row: Row | Unknown | None) -> tuple[object, ...]:
    """What is seen when a row was the one."""
    if isinstance(row, Unknown):
        return "row", table.name, "unknown"
    return ("row", table.name, "otherwise") if row is None else ("row", table.name, row.match, row.since)


def said_row(row: Row) -> str:
    """A row as a person names it: assistant, 2023-01-01 on."""
    cells = [_band(each) if isinstance(each, Band) else str(each) for each in row.match]
    return ", ".join([*cells, *([f"≥ {row.since}"] if row.since else [])]) or "…"


def _band(band: Band) -> str:
    low = "" if band.low is None else f"{'≥' if band.low_included else '>'} {band.low}"
    high = "" if band.high is None else f"{'≤' if band.high_included else '<'} {band.high}"
    return " ".join(filter(None, [low, high]))


def _limit(rule: Rule, limit: Limit) -> Point:
    """A limit leaves all, a part or nothing of a claim, may be switched off, or cannot be told."""
    amount = _kind(rule.amount)
    divisible = limit.short == "cut" and (limit.kind == "at_most" or (limit.kind == "times" and amount == "each"))
    never = {"cutting": UNPAID[amount]} if amount in UNPAID else {}
    names = [*(["off"] if limit.when else []), "free", *(["cutting"] if divisible else []), "exhausted", "unknown"]
    ways = tuple(Way(name, ("limit", rule.name, limit.name, name), never.get(name, "")) for name in names)
    return Point("limit", rule.name, limit.name, limit.label, limit.cite or rule.cite, limit.place, ways)


def _instalments(rule: Rule) -> Iterator[Point]:
    for number, part in enumerate(rule.parts, 1):
        names = ["certain", *(["lost", "unknown"] if part.when else [])]
        ways = tuple(Way(name, ("instalment", rule.name, number, name)) for name in names)
        yield Point("instalment", rule.name, str(number), part.label, rule.cite, part.place, ways)


def _payers(rule: Rule) -> Iterator[Point]:
    never = UNPAID.get(_kind(rule.amount), "")
    seen: set[str] = set()
    for payer in rule.paid_by.payers:
        if payer.name not in seen:
            seen.add(payer.name)
            way = Way("pays", ("payer", rule.name, payer.name), never)
            yield Point("payer", rule.name, payer.name, Label(), rule.cite, payer.place, (way,))


def _kind(amount: Amount | None) -> str:
    return "" if amount is None else amount.kind
