"""Makes formulas: an author's text and the same typed, checked against the type its place needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from fractions import Fraction
from keyword import iskeyword
from unicodedata import normalize

from engine.lang.ir import Choose, Expr, Literal, Ref, parts
from engine.lang.lower import lower
from engine.lang.quantities import quantity
from engine.lang.types import BOOL, DATE, INT, MONEY, NAME, QUANTITY, RATIO, Type
from engine.pack.document import Node, Text
from engine.pack.names import DEEPEST, Names, PackScope
from engine.pack.nodes import Asker, said
from engine.pack.terms import Formula, Parameter
from engine.text.diagnostics import Diagnostics
from engine.text.records import dataclass

A_DAY = re.compile(r"[0-9]{4}([-./])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")


@dataclass
class Payable:
    """A formula that becomes money and must be whole fen."""

    formula: Formula
    cite: str


@dataclass
class Builder:
    """What building a pack carries along: the names, the findings, and the proofs still owed."""

    found: Diagnostics
    names: Names = field(init=False)
    ask: Asker = field(init=False)
    formulas: list[Formula] = field(default_factory=list)
    payable: list[Payable] = field(default_factory=list)
    bare: set[str] = field(default_factory=set)  # parameters said to lack a unit
    levels: dict[int, int] = field(default_factory=dict)  # of each formula, by the id of its expression (all are kept)

    def __post_init__(self) -> None:
        self.names = Names(self.found)
        self.ask = Asker(self.found)

    def identifier(self, key: Text, clashes: Callable[[str], bool]) -> bool:
        """Whether `key` can be a name of its own here."""
        word = key.text
        if not word.isidentifier() or iskeyword(word) or normalize("NFKC", word) != word:
            self.found.add("P507", key.place, name=word)
            return False
        if clashes(word):
            self.found.add("P508", key.place, name=word)
            return False
        return True

    def formula(self, node: Node | None, scope: PackScope, what: str, *wanted: Type) -> Formula | None:
        """The formula in `node`, of one of the `wanted` types (any, if none is given)."""
        if node is None:
            return None
        if not isinstance(node, Text):
            self.found.add("P501", node.place, what=what, expected_zh="一个表达式", expected_en="an expression")
            return None
        if not node.text:
            self.found.add("P501", node.place, what=what, expected_zh="一个表达式", expected_en="an expression")
            return None
        made = self._typed(node, scope, what, wanted)
        if made is None or not self._fits(made, what, wanted):
            return None
        if not self._shallow(made):
            return None
        self.formulas.append(made)
        if MONEY in wanted and RATIO not in wanted and made.type == QUANTITY:  # a share is rounded down to a fen
            self.payable.append(Payable(made, ""))
        return made

    def _typed(self, node: Text, scope: PackScope, what: str, wanted: tuple[Type, ...]) -> Formula | None:
        if (read := quantity(node.text)) is not None:
            value, type = read
            if type == INT and INT not in wanted and RATIO in wanted and isinstance(value, int):
                value, type = Fraction(value), RATIO
            return Formula(None, Literal(value, type, node.place), node.place)
        if node.text in ("true", "false"):
            return Formula(None, Literal(node.text == "true", BOOL, node.place), node.place)
        if DATE in wanted and A_DAY.fullmatch(node.text):
            # 2022-02-30, 2022/3/1: to an expression these would be subtractions and divisions.
            self._no_day(node, what)
            return None
        expr: Expr | None = lower(node, scope, self.found, expect=wanted[0] if len(wanted) == 1 else None)
        return None if expr is None else Formula(node.text, expr, node.place)

    def _no_day(self, node: Text, what: str) -> None:
        zh, en = said("zh", DATE), said("en", DATE)
        self.found.add("P503", node.place, what=what, text=node.text, type_zh=zh, type_en=en, example="2025-12-31")

    def _shallow(self, made: Formula) -> bool:
        """Whether a formula has few enough levels to be worked out by recursion, those of what it rests on included."""
        level: list[Expr] = [made.expr]
        height, deepest = 0, 0
        while level:
            height += 1
            deepest = max([height, deepest, *(height + self._below(each) for each in level if isinstance(each, Ref))])
            level = [inner for each in level for inner in parts(each)]
        if deepest > DEEPEST:
            self.found.add("P549", made.place, most=DEEPEST)
            return False
        self.levels[id(made.expr)] = deepest
        return True

    def _below(self, ref: Ref) -> int:
        """The levels of what a name stands for."""
        means: list[Formula | None] = []
        if ref.kind == "definition" and (definition := self.names.definitions.get(f"{ref.carrier}.{ref.name}")):
            means = [definition.means]
        elif ref.kind == "reading" and (reading := self.names.readings.get(ref.name)):
            means = [option.means for option in reading.options.values()]
        return max((self.levels.get(id(each.expr), 0) for each in means if each), default=0)

    def _fits(self, made: Formula, what: str, wanted: tuple[Type, ...]) -> bool:
        actual = made.type
        if not wanted or actual in wanted or (actual == INT and RATIO in wanted) or (actual == QUANTITY and MONEY in wanted):
            return True
        if NAME in wanted and actual.name == "one_of":
            return True
        number = self._number_of(made.expr)
        if number is not None and MONEY in wanted and actual == INT:
            self._without_unit(number, made, what)
            return False
        self.found.add(
            "P506",
            made.place,
            related=[number.table.rows[0].place] if number and number.table.rows else (),
            what=what,
            expected_zh=said("zh", *wanted),
            expected_en=said("en", *wanted),
            actual_zh=said("zh", actual),
            actual_en=said("en", actual),
        )
        return False

    def _number_of(self, expr: Expr) -> Parameter | None:
        """The parameter that an expression is: named, or called as a table."""
        match expr:
            case Ref(kind="parameter", name=name) | Choose(table=name) if name:
                return self.names.parameters.get(name)
            case _:
                return None

    def _without_unit(self, number: Parameter, used: Formula, what: str) -> None:
        """A number of the law stands bare and is needed as money: said once, where it is written."""
        place = number.table.rows[0].place if number.table.rows else number.place
        if number.name not in self.bare:
            self.bare.add(number.name)
            text = place.text
            written, myriads = f"{text}元", f"{text}万元"
            related = [used.place]
            self.found.add(
                "P551", place, related=related, name=number.name, what=what, text=text, written=written, myriads=myriads
            )
