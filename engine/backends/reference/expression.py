"""The definition of meaning: the author's own text, run by simpleeval with nothing of its own left.

simpleeval walks the syntax tree and looks each kind of node up in a table; ours holds only the kinds the language has. What
operators and functions do comes from `engine.lang.operators`, what names stand for from an environment.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, Protocol, cast

from simpleeval import SimpleEval  # type: ignore[import-untyped]

from engine.lang.operators import FOLDS, OPERATORS, apply
from engine.lang.values import UNKNOWN, Unknown, Value

INFIX: dict[type, str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}


class Meaning(Protocol):
    """What an expression's names stand for."""

    def name(self, word: str) -> Value:
        """A plain name's value."""

    def member(self, carrier: str, word: str) -> Value:
        """The value of `carrier.word`."""

    def is_table(self, word: str) -> bool: ...

    def look_up(self, table: str, args: Sequence[Value]) -> Value:
        """The value of a table for these columns."""

    def is_collection(self, word: str) -> bool: ...

    def fold(
        self, number: Callable[[], int], operator: str, collection: str, body: Callable[[], Value], empty: Callable[[], Value]
    ) -> Value:
        """The fold that stands at this number in the expression, over a collection."""


class Runner(SimpleEval):  # type: ignore[misc]
    """Runs expressions over one environment."""

    def __init__(self, meaning: Meaning) -> None:
        super().__init__(operators={}, functions={}, names={})
        self.meaning = meaning
        self.tree: ast.expr | None = None  # the one being run
        self.nodes: dict[type, Callable[[Any], Value]] = {
            ast.Constant: _constant,
            ast.Name: self._name,
            ast.Attribute: self._member,
            ast.BoolOp: self._logic,
            ast.UnaryOp: self._sign,
            ast.BinOp: lambda node: apply(INFIX[type(node.op)], (self._eval(node.left), self._eval(node.right))),
            ast.Compare: lambda node: apply(INFIX[type(node.ops[0])], (self._eval(node.left), self._eval(node.comparators[0]))),
            ast.IfExp: self._choose,
            ast.Call: self._call,
            ast.List: _names,
            ast.Tuple: _names,
        }

    def run(self, text: str) -> Value:
        """The value of an expression; UNKNOWN where a fact it turns on is not stated."""
        outer, self.tree = self.tree, parsed(text)
        try:
            value: Value = self.eval(text, self.tree)
        finally:
            self.tree = outer
        return value

    def _name(self, node: ast.Name) -> Value:
        return node.id == "true" if node.id in ("true", "false") else self.meaning.name(node.id)

    def _member(self, node: ast.Attribute) -> Value:
        assert isinstance(node.value, ast.Name)
        return self.meaning.member(node.value.id, node.attr)

    def _logic(self, node: ast.BoolOp) -> Value:
        """Kleene's tables; what cannot change the answer any more is not looked at."""
        name, decisive = ("and", False) if isinstance(node.op, ast.And) else ("or", True)
        values: list[Value] = []
        for inner in node.values:
            values.append(self._eval(inner))
            if values[-1] is decisive:
                return decisive
        return apply(name, values)

    def _sign(self, node: ast.UnaryOp) -> Value:
        return apply("not" if isinstance(node.op, ast.Not) else "neg", (self._eval(node.operand),))

    def _choose(self, node: ast.IfExp) -> Value:
        test = self._eval(node.test)
        return test if isinstance(test, Unknown) else self._eval(node.body if test else node.orelse)

    def _call(self, node: ast.Call) -> Value:
        assert isinstance(node.func, ast.Name)
        word, first = node.func.id, node.args[0]
        if isinstance(first, ast.Name) and self._is_fold(node):
            body, empty = ([*node.args[1:], None, None])[:2]
            return self.meaning.fold(self._number(node), word, first.id, self._later(body, True), self._later(empty, UNKNOWN))
        args = [self._eval(arg) for arg in node.args]
        return self.meaning.look_up(word, args) if word not in OPERATORS else apply(word, args)

    def _number(self, node: ast.Call) -> Callable[[], int]:
        """Which fold of the expression this is: the typed form's stand in the same order, and know a sum over nothing."""

        def count() -> int:
            assert self.tree is not None
            calls = [each for each in ast.walk(self.tree) if isinstance(each, ast.Call) and self._is_fold(each)]
            return sorted(calls, key=lambda call: call.col_offset).index(node)

        return count

    def _is_fold(self, node: ast.AST) -> bool:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FOLDS):
            return False
        return isinstance(node.args[0], ast.Name) and self.meaning.is_collection(node.args[0].id)

    def _later(self, node: ast.expr | None, otherwise: Value) -> Callable[[], Value]:
        return lambda: otherwise if node is None else self._eval(node)


def _constant(node: ast.Constant) -> Value:
    return cast(Value, node.value)


def _names(node: ast.List | ast.Tuple) -> Value:
    return tuple(str(each.value) for each in node.elts if isinstance(each, ast.Constant))


@lru_cache(maxsize=8192)
def parsed(text: str) -> ast.expr:
    """The syntax tree of an expression that `engine.lang.lower` has accepted, its decimals exact fractions of the text."""
    tree = ast.parse(text.strip(), mode="eval").body
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            # A float is never looked at: the digits are read again from the text.
            written = ast.get_source_segment(text.strip(), node) or ""
            node.value = Fraction(written)  # type: ignore[assignment]
    return tree
