"""Types calls: operators by name, tables, folds."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from engine.lang.ir import TRUE, Apply, Expr, Fold, Literal, Ref
from engine.lang.lower_make import coerce, constant, is_constant, look_up, unify
from engine.lang.lower_scope import Scope
from engine.lang.lower_text import Parsed
from engine.lang.operators import CALLED, FOLDS, OPERATORS, Folding, cost
from engine.lang.quantities import quantity
from engine.lang.tables import Table
from engine.lang.types import DATE, INT, MONEY, QUANTITY, RATIO, OneOf, Type, in_words
from engine.lang.values import Money
from engine.text.diagnostics import Diagnostic, Diagnostics
from engine.text.records import dataclass
from engine.text.render import suggest

LONGEST_QUOTE = 30  # characters of an operand repeated in a message
SPANS = ("months", "days", "years")
ROUNDINGS = ("round_down", "round_up", "round_half_up")


@dataclass
class Calls(ABC):
    """The part of the typist that reads `name(…)`."""

    parsed: Parsed
    scope: Scope
    found: Diagnostics

    @abstractmethod
    def type(self, node: ast.expr) -> Expr | None: ...

    @abstractmethod
    def inside(self, scope: Scope) -> Calls: ...

    @abstractmethod
    def truth(self, node: ast.expr, where: str) -> Expr | None: ...

    @abstractmethod
    def applied(self, operator: str, nodes: Sequence[ast.expr], node: ast.expr) -> Expr | None: ...

    @abstractmethod
    def belong(self, exprs: Sequence[Expr], one_of: Type) -> bool: ...

    def wrong(self, code: str, node: ast.expr, **values: str | int | OneOf) -> Expr | None:
        """Report a mistake at `node`; returns None, which stands for an expression with a mistake."""
        self.found.found.append(Diagnostic(code, self.parsed.place(node), {key: str(value) for key, value in values.items()}))
        return None

    def at(self, expr: Expr, node: ast.expr) -> Expr:
        """`expr`, standing where `node` stands."""
        return replace(expr, place=self.parsed.place(node))

    @staticmethod
    def said(key: str, type: Type) -> dict[str, str]:
        """A type for both languages of a message."""
        return {f"{key}_zh": in_words(type, "zh"), f"{key}_en": in_words(type, "en")}

    def mismatch(self, operator: str, args: Sequence[Expr], nodes: Sequence[ast.expr], node: ast.expr) -> Expr | None:
        """Report two sides that do not go together; the slips made most are named as such."""
        for one, place, other in zip(args, nodes, reversed(args), strict=True):
            match one:
                case Literal(value=str() as text) if quantity(text) is not None:
                    return self.wrong("T359", place, text=text)
                case Literal(type=type) if type in (INT, RATIO) and other.type in (MONEY, QUANTITY):
                    return self.wrong("T358", place, text=self.parsed.text(place), operator=operator)
                case _:
                    pass
        left, right = (self.parsed.text(each)[:LONGEST_QUOTE] for each in nodes)
        types = {**self.said("left", args[0].type), **self.said("right", args[1].type), **self.taken(operator)}
        return self.wrong("T340", node, operator=operator, left_text=left, right_text=right, **types)

    @staticmethod
    def taken(operator: str) -> dict[str, str]:
        """The types that an operator takes, in words: of several arguments alike, the one type."""
        several = [(each.params[:1] if len(set(each.params)) == 1 else each.params) for each in OPERATORS[operator].overloads]
        zh = "；".join("与".join(in_words(type, "zh") for type in params) for params in several)
        en = "; ".join(" with ".join(in_words(type, "en") for type in params) for params in several)
        return {"wanted_zh": zh, "wanted_en": en}

    def call(self, node: ast.Call, function: ast.expr, args: Sequence[ast.expr]) -> Expr | None:
        """A call of an operator, a fold or a table."""
        if not isinstance(function, ast.Name):
            return self.wrong("T324", function)
        word = function.id
        starred = next((arg for arg in args if isinstance(arg, ast.Starred)), None)
        if starred is not None:
            return self.wrong("T320", starred, what_zh="星号参数", what_en="a starred argument")
        over = args[0].id if args and isinstance(args[0], ast.Name) else ""
        if word in FOLDS and (word not in OPERATORS or self.scope.collection(over) is not None):
            return self._fold(node, FOLDS[word], args, over)
        if word in CALLED:
            return self._operator(node, word, args)
        if (table := self.scope.table(word)) is not None:
            return self._table(node, table, args)
        if self.scope.broken(word):
            return None
        if self.scope.name(word) is not None:
            return self.wrong("T337", function, name=word)
        names = [*CALLED, *FOLDS, *(each for each in self.scope.words() if self.scope.table(each) is not None)]
        return self.wrong("T333", function, name=word, did_you_mean=suggest(word, names))

    def _counted(self, node: ast.expr, word: str, actual: int, least: int, most: int) -> bool:
        if least <= actual <= most:
            return True
        self.wrong("T342", node, name=word, actual=actual, expected=least if least == most else f"{least}–{most}")
        return False

    def _operator(self, node: ast.Call, word: str, args: Sequence[ast.expr]) -> Expr | None:
        if not self._counted(node, word, len(args), *OPERATORS[word].counts):
            return None
        made = self.applied(word, args, node)
        if made is None:
            return None
        inner = made.args if isinstance(made, Apply) else ()
        if word in SPANS and not is_constant(inner[0]):
            return self.wrong("T351", args[0], name=word, text=self.parsed.text(args[0]))
        if word in ROUNDINGS:
            unit = constant(inner[1])
            if not is_constant(inner[1]) or (isinstance(unit, Money) and unit.fen <= 0):
                return self.wrong("T352", args[1], text=self.parsed.text(args[1]))
        return made

    def _table(self, node: ast.Call, table: Table, nodes: Sequence[ast.expr]) -> Expr | None:
        if not self._counted(node, table.name, len(nodes), len(table.columns), len(table.columns)):
            return None
        typed = [self.type(each) for each in nodes]
        args: list[Expr] = []
        for at, (arg, column) in enumerate(zip(typed, table.columns, strict=True)):
            if arg is None or not self.belong([arg], column):
                continue
            kinds_differ = isinstance(column, OneOf) and isinstance(arg.type, OneOf) and column.names != arg.type.names
            if cost(arg.type, column) is None or kinds_differ:
                self.wrong(
                    "T355",
                    nodes[at],
                    name=table.name,
                    number=at + 1,
                    **self.said("expected", column),
                    **self.said("actual", arg.type),
                )
                continue
            args.append(coerce(arg, column))
        if len(args) < len(nodes):
            return None
        return look_up(table, args, self.scope.name("law_at") or Ref("given", "", "law_at", DATE), self.parsed.place(node))

    def _fold(self, node: ast.Call, folding: Folding, nodes: Sequence[ast.expr], over: str) -> Expr | None:
        least, most = {"count": (1, 2), "max": (2, 3), "min": (2, 3)}.get(folding.name, (2, 2))
        inner = self.scope.collection(over)
        if inner is None:
            place = nodes[0] if nodes else node
            kinds = list(self.scope.collections())
            return self.wrong("T353", place, name=folding.name, collections="、".join(kinds), did_you_mean=suggest(over, kinds))
        if not self._counted(node, folding.name, len(nodes), least, most):
            return None
        body = self.inside(inner).type(nodes[1]) if len(nodes) > 1 else TRUE
        empty = self.type(nodes[2]) if len(nodes) > 2 else None
        if body is None or (len(nodes) > 2 and empty is None):
            return None
        type = body.type if empty is None else unify((body.type, empty.type))
        fits = any(body.type == wanted or body.type.name == wanted.name == "one_of" for wanted in folding.bodies)
        if not fits or (isinstance(body.type, OneOf) and not body.type.ordered):
            return self.wrong("T354", nodes[1], name=folding.name, **self.said("actual", body.type))
        if type is None or (empty is not None and not self.belong([empty], type)):
            return self.wrong("T344", node, **self.said("left", body.type), **self.said("right", (empty or body).type))
        body, empty = coerce(body, type), empty and coerce(empty, type)
        return Fold(folding.name, over, body, folding.result or type, empty, self.parsed.place(node))
