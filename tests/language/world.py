"""The small world that the examples of the corpus speak about: names, numbers of the law, tables, children; and three judges.

A judge says what an expression comes to: the reference evaluator on its text, an interpreter of the typed form, and `bounds`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from engine.backends.reference.expression import Runner
from engine.lang import bounds_sets, tables
from engine.lang.bounds import Entries, World, bounds
from engine.lang.bounds_sets import Bounds, point
from engine.lang.ir import Apply, Choose, Expr, Fold, Literal, Ref, folds
from engine.lang.lower import lower
from engine.lang.operators import fold, promote, run, type_of
from engine.lang.quantities import UNITS, day, quantity
from engine.lang.tables import Band, Row, Table
from engine.lang.types import BOOL, DATE, DATES, ID, INT, MONEY, QUANTITY, RATIO, OneOf, Type, one_of
from engine.lang.values import UNKNOWN, Known, Member, Money, Quantity, Span, Unknown, Value
from engine.text.diagnostics import Diagnostic, Diagnostics
from engine.text.source import Place, Source

LEVEL = one_of(("低", "中", "高"), ordered=True)
KIND = one_of(("团体", "基金会", "企业"))
FACTS: dict[str, Type] = {
    "甲": MONEY, "乙": MONEY, "数": INT, "数二": INT, "率": RATIO, "率二": RATIO, "真": BOOL, "假": BOOL, "日": DATE,
    "日二": DATE, "会": DATES, "持证人": ID, "持证人二": ID, "级别": LEVEL, "级别二": LEVEL,
    "类别": KIND, "登记": one_of(("registered", "filed")),
}  # fmt: skip
CHILD: dict[str, Type] = {"金额": MONEY, "人数": INT, "比重": RATIO, "已批": BOOL, "到岗": DATE, "等级": LEVEL, "性质": KIND}
PARAMETERS: dict[str, Known] = {
    "上限": Money(3_000_000), "比例": Fraction(7, 10), "期限": 12, "零": 0, "起点": date(2021, 11, 18), "一分": Money(1),
    "宽限": Span(2, 0),
}  # fmt: skip
NOWHERE = Place(Source("<world>", ""), 0, 0)


def _row(match: Sequence[str | int | bool | Band], fen: int, since: str = "") -> Row:
    return Row(tuple(match), day(since) if since else None, Money(fen), NOWHERE)


def _bands(edges: Sequence[tuple[Known, bool]], values: Sequence[int]) -> tuple[Row, ...]:
    """Rows by bands; each edge says whether it is included in the band below it."""
    lows: list[tuple[Known | None, bool]] = [(None, False), *((edge, not included) for edge, included in edges)]
    highs: list[tuple[Known | None, bool]] = [*edges, (None, False)]
    return tuple(_row([Band(*low, *high)], value) for low, high, value in zip(lows, highs, values, strict=True))


TABLES = {
    "奖励": Table("奖励", (LEVEL,), (_row(["低"], 120_000), _row(["中"], 180_000)), Money(0), MONEY),
    "分档": Table("分档", (MONEY,), _bands([(Money(100_00), True), (Money(200_00), False)], [1, 2, 3]), None, MONEY),
    "人数档": Table("人数档", (INT,), _bands([(50, False), (300, False)], [5000_00, 8000_00, 10000_00]), None, MONEY),
    "比重档": Table("比重档", (RATIO,), _bands([(Fraction(1, 2), True)], [10, 20]), None, MONEY),
    "定额": Table(
        "定额", (KIND, BOOL), (_row(["团体", True], 10), _row(["团体", False], 20), _row(["企业", True], 30)), Money(7), MONEY
    ),
    "标准": Table(
        "标准",
        (KIND,),
        (_row(["团体"], 100, "2020-01-01"), _row(["团体"], 200, "2022-01-01"), _row(["企业"], 300, "2020-01-01")),
        Money(0),
        MONEY,
    ),
    "人次": Table("人次", (INT,), (_row([1], 100), _row([2], 150)), Money(200), MONEY),
}
KEYS = {"as_of": DATE, "law_at": DATE}


class Names:
    """The scope of the corpus; inside a fold `岗位.x` is known too."""

    def __init__(self, inside: tuple[str, ...] = ()) -> None:
        self.inside = inside

    def name(self, word: str) -> Expr | None:
        if word in FACTS:
            return Ref("fact", "机构", word, FACTS[word])
        if word in PARAMETERS:
            return Ref("parameter", "", word, literal(PARAMETERS[word]).type)
        return Ref("given", "", word, DATE) if word in KEYS else None

    def member(self, carrier: str, word: str) -> Expr | None:
        if carrier == "机构" and word in FACTS:
            return Ref("fact", "机构", word, FACTS[word])
        return Ref("fact", carrier, word, CHILD[word]) if carrier in self.inside and word in CHILD else None

    def table(self, word: str) -> Table | None:
        return TABLES.get(word)

    def collection(self, word: str) -> Names | None:
        return Names((*self.inside, word)) if word == "岗位" else None

    def carriers(self) -> Iterable[str]:
        return ("机构", *self.inside)

    def collections(self) -> Iterable[str]:
        return ("岗位",)

    def words(self) -> Iterable[str]:
        return [*FACTS, *PARAMETERS, *TABLES, *KEYS, *(f"{each}.{word}" for each in self.inside for word in CHILD)]

    def broken(self, word: str) -> bool:
        return word == "坏的"


@dataclass(frozen=True)
class Text:
    """An expression as it stands in a file of its own."""

    text: str
    place: Place = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", Place(Source("<example>", self.text), 0, len(self.text)))

    def at(self, start: int, end: int) -> Place:
        return self.place.part(start, end)


def typed(text: str, expect: Type | None = None) -> tuple[Expr | None, list[Diagnostic]]:
    """The typed form of an example and what is wrong with it."""
    found = Diagnostics()
    return lower(Text(text), Names(), found, expect=expect), found.found


# --- Values as the corpus writes them ------------------------------------------------------------------------------------


def literal(value: Known) -> Literal:
    return Literal(value, type_of(value))


def read(written: object, type: Type) -> Value:
    """A value of this type, as written in YAML: `3万元`, `true`, `[2024-01-01]`, `未知`."""
    if written == "未知":
        return UNKNOWN
    if type == DATES:
        assert isinstance(written, list)
        return tuple(date.fromisoformat(str(each)) for each in written)
    text = str(written).lower() if isinstance(written, bool) else str(written)
    if type == BOOL:
        return {"true": True, "false": False}[text]
    if isinstance(type, OneOf):
        assert text in type.names, f"{text} is not one of {type}"
        return Member(text, type.names)
    if type == ID:
        return text
    if type == QUANTITY:
        match = re.fullmatch(r"(-?[0-9./]+)(分|元|万元)", text)
        assert match, text
        return Quantity(Fraction(match[1]) * UNITS[match[2]])
    found = quantity(text)
    assert found is not None, text
    return promote(found[0], type)


Values = Mapping[str, Value]


@dataclass(frozen=True)
class Facts:
    """What is known: facts, and the children, None if unknown."""

    facts: Values
    children: tuple[Values, ...] | None

    def of(self, ref: Ref, child: Values) -> Value:
        if ref.kind == "parameter":
            return PARAMETERS.get(ref.name, UNKNOWN)  # a table's name stands for what it was before its first day
        return child.get(ref.name, UNKNOWN) if ref.carrier == "岗位" else self.facts.get(ref.name, UNKNOWN)


def known(facts: Mapping[str, object]) -> Facts:
    """The facts of an example; what it does not name is unknown."""
    given = {name: read(value, {**FACTS, **KEYS}[name]) for name, value in facts.items() if name != "岗位"}
    listed = facts.get("岗位", "未知")
    children = None
    if listed != "未知":
        assert isinstance(listed, list)
        children = tuple({name: read(value, CHILD[name]) for name, value in child.items()} for child in listed)
    return Facts(given, children)


# --- The judges ------------------------------------------------------------------------------------------------------------


def interpret(expr: Expr, world: Facts, child: Values | None = None) -> Value:
    """The typed form worked out strictly: an unknown condition chooses nothing."""
    child = child or {}
    match expr:
        case Literal(value=value):
            return value
        case Ref():
            return world.of(expr, child)
        case Apply(overload=overload, args=args):
            return run(overload, [interpret(arg, world, child) for arg in args])
        case Choose(arms=arms, otherwise=otherwise):
            for condition, value in arms:
                holds = interpret(condition, world, child)
                if isinstance(holds, Unknown):
                    return UNKNOWN
                if holds:
                    return interpret(value, world, child)
            return UNKNOWN if otherwise is None else interpret(otherwise, world, child)
        case Fold(operator=operator, body=body, empty=empty):
            if world.children is None:
                return UNKNOWN
            values = [interpret(body, world, each) for each in world.children]
            return fold(operator, values, expr.type, UNKNOWN if empty is None else interpret(empty, world, child))


class Meaning:
    """What the names of a text stand for, for the reference evaluator."""

    def __init__(self, expr: Expr, world: Facts) -> None:
        self.expr, self.world, self.child = expr, world, dict[str, Value]()

    def name(self, word: str) -> Value:
        return PARAMETERS[word] if word in PARAMETERS else self.world.facts.get(word, UNKNOWN)

    def member(self, carrier: str, word: str) -> Value:
        return self.child.get(word, UNKNOWN) if carrier == "岗位" else self.name(word)

    def is_table(self, word: str) -> bool:
        return word in TABLES

    def look_up(self, table: str, args: Sequence[Value]) -> Value:
        """Row by row, cell by cell: written apart from the arms that `lower` makes of a table."""
        return tables.look_up(TABLES[table], args, self.world.facts.get("law_at", UNKNOWN))

    def is_collection(self, word: str) -> bool:
        return word == "岗位"

    def fold(
        self, number: Callable[[], int], operator: str, collection: str, body: Callable[[], Value], empty: Callable[[], Value]
    ) -> Value:
        if self.world.children is None:
            return UNKNOWN
        before, values = self.child, []
        for child in self.world.children:
            self.child = dict(child)
            values.append(body())
        self.child = before
        type = folds(self.expr)[number()].type
        return fold(operator, values, type, empty())


def refer(text: str, expr: Expr, world: Facts) -> Value:
    """The reference evaluator's value of the text, as a value of the typed form's type."""
    return promote(Runner(Meaning(expr, world)).run(text), expr.type)


def bound(expr: Expr, world: Facts, most: int = 3) -> Bounds:
    """The bounds of an expression; unknown children are up to three."""

    def env(child: Values) -> Callable[[Ref], Bounds]:
        def of(ref: Ref) -> Bounds:
            value = world.of(ref, child)
            return bounds_sets.anything(ref.type, 4) if isinstance(value, Unknown) else point(value)

        return of

    def entries(_: str) -> Entries:
        if world.children is None:
            return Entries((), World(env({}), entries), most)
        return Entries(tuple(World(env(child), entries) for child in world.children))

    return bounds(expr, env({}), entries)
