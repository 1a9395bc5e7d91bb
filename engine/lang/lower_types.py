"""Gives every node of a parsed expression its type, or says precisely why it has none."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from fractions import Fraction

from engine.lang.ir import Apply, Choose, Expr, Literal
from engine.lang.lower_calls import Calls
from engine.lang.lower_make import coerce, constant, is_constant, knows_its_names, make, names_in, unify
from engine.lang.lower_scope import Scope
from engine.lang.lower_text import NUMBER
from engine.lang.operators import CALLED, FOLDS
from engine.lang.types import BOOL, DATE, ID, INT, NAME, NAMES, RATIO, OneOf, Type, in_words
from engine.text.records import dataclass
from engine.text.render import suggest
from engine.text.source import Place

INFIX: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<",
    ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.In: "in", ast.NotIn: "not in",
    ast.And: "and", ast.Or: "or", ast.Not: "not", ast.USub: "neg",
}  # fmt: skip
COMPARED = ("<", "<=", ">", ">=", "min", "max")
CONSTRUCTS: dict[type[ast.AST], tuple[str, str]] = {
    ast.Subscript: ("下标", "a subscript"),
    ast.Starred: ("星号参数", "a starred argument"),
    ast.Dict: ("花括号", "braces"),
    ast.Set: ("花括号", "braces"),
    ast.Tuple: ("逗号分隔的一组值", "several values with commas"),
    ast.List: ("列表", "a list"),
    ast.UnaryOp: ("正号", "a plus sign before a value"),
}


@dataclass
class Typist(Calls):
    """Types the nodes of one expression in one scope; None stands for a node whose mistake has been reported."""

    def type(self, node: ast.expr) -> Expr | None:
        """The typed form of `node`."""
        match node:
            case ast.Constant(value=value):
                return self._constant(node, value)
            case ast.Name(id=word):
                return self._name(node, word)
            case ast.Attribute():
                return self._member(node)
            case ast.BoolOp(op=op, values=values):
                return self._logic(INFIX[type(op)], values, self.parsed.place(node))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self._logic("not", [operand], self.parsed.place(node))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._negative(node, operand)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in INFIX:
                return self.applied(INFIX[type(op)], [left, right], node)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return self._comparison(INFIX[type(op)], left, right, node)
            case ast.Compare():
                return self._chain(node)
            case ast.IfExp():
                return self._choice(node)
            case ast.Call(func=function, args=args):
                return self.call(node, function, args)
            case _:
                zh, en = CONSTRUCTS.get(type(node), ("这种写法", "this construct"))
                return self.wrong("T320", node, what_zh=zh, what_en=en)

    def inside(self, scope: Scope) -> Typist:
        """The same in the scope of a fold."""
        return Typist(self.parsed, scope, self.found)

    def _constant(self, node: ast.Constant, value: object) -> Expr | None:
        place = self.parsed.place(node)
        if isinstance(value, bool):
            return Literal(value, BOOL, place)
        if isinstance(value, str):
            return Literal(value, NAME, place)
        written = self.parsed.text(node)  # an exact fraction is made of the text, never of the parser's float
        if not NUMBER.fullmatch(written):
            return self.wrong("T313", node, text=written)
        return Literal(Fraction(written), RATIO, place) if "." in written else Literal(int(written), INT, place)

    def _name(self, node: ast.Name, word: str) -> Expr | None:
        if word in ("true", "false"):
            return Literal(word == "true", BOOL, self.parsed.place(node))
        if (expr := self.scope.name(word)) is not None:
            return self.at(expr, node)
        if self.scope.broken(word):
            return None
        if (table := self.scope.table(word)) is not None:
            return self.wrong("T334", node, name=word, count=len(table.columns))
        if word in self.scope.carriers() or word in self.scope.collections():
            return self.wrong("T332", node, name=word, carriers="、".join(self.scope.carriers()), did_you_mean="")
        if word in CALLED or word in FOLDS:
            return self.wrong("T335", node, name=word)
        return self.wrong("T330", node, name=word, did_you_mean=suggest(word, list(self.scope.words())))

    def _member(self, node: ast.Attribute) -> Expr | None:
        if not isinstance(node.value, ast.Name):
            return self.wrong("T323", node)
        carrier, word = node.value.id, node.attr
        if (expr := self.scope.member(carrier, word)) is not None:
            return self.at(expr, node)
        if self.scope.broken(word):
            return None
        carriers = list(self.scope.carriers())
        if carrier not in carriers:
            return self.wrong(
                "T332", node.value, name=carrier, carriers="、".join(carriers), did_you_mean=suggest(carrier, carriers)
            )
        known = [each.partition(".")[2] for each in self.scope.words() if each.startswith(f"{carrier}.")]
        return self.wrong("T331", node, carrier=carrier, name=word, did_you_mean=suggest(word, known))

    def _logic(self, operator: str, nodes: Sequence[ast.expr], place: Place) -> Expr | None:
        args = [self.truth(node, operator) for node in nodes]
        known = [arg for arg in args if arg is not None]
        return Apply(operator, tuple(known), BOOL, place) if len(known) == len(args) else None

    def truth(self, node: ast.expr, where: str) -> Expr | None:
        """`node`, which must be true or false."""
        expr = self.type(node)
        if expr is not None and expr.type != BOOL:
            return self.wrong("T343", node, where=where, **self.said("actual", expr.type))
        return expr

    def _negative(self, node: ast.UnaryOp, operand: ast.expr) -> Expr | None:
        expr = self.applied("neg", [operand], node)
        match expr:
            case Apply(args=(Literal(value=int() | Fraction() as value),)):
                return Literal(-value, expr.type, expr.place)
            case _:
                return expr

    def _comparison(self, operator: str, left: ast.expr, right: ast.expr, node: ast.expr) -> Expr | None:
        if operator not in ("in", "not in"):
            return self.applied(operator, [left, right], node)
        value = self.type(left)
        items = right.elts if isinstance(right, ast.List | ast.Tuple) else []
        words = [item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str)]
        if not items or len(words) < len(items):
            return self.wrong("T348", right)
        if value is None:
            return None
        if isinstance(value.type, OneOf):
            literals = [Literal(word, NAME, self.parsed.place(item)) for word, item in zip(words, items, strict=True)]
            if not self.belong(literals, value.type):
                return None
        elif value.type != ID:
            listed = Literal(tuple(words), NAMES, self.parsed.place(right))
            return self.mismatch(operator, (value, listed), (left, right), node)
        return make(operator, (value, Literal(tuple(words), NAMES, self.parsed.place(right))), self.parsed.place(node))

    def _chain(self, node: ast.Compare) -> Expr | None:
        sides = [self.parsed.text(each) for each in (node.left, *node.comparators)]
        signs = [INFIX.get(type(op), "==") for op in node.ops]
        pairs = [f"{a} {sign} {b}" for a, sign, b in zip(sides, signs, sides[1:], strict=False)]
        return self.wrong("T321", node, instead=" and ".join(pairs))

    def _choice(self, node: ast.IfExp) -> Expr | None:
        condition = self.truth(node.test, "if")
        values = [self.type(node.body), self.type(node.orelse)]
        known = [value for value in values if value is not None]
        if condition is None or len(known) < 2:
            return None
        wanted = unify(value.type for value in known)
        if wanted is None:
            return self.wrong("T344", node, **self.said("left", known[0].type), **self.said("right", known[1].type))
        if not self.belong(known, wanted):
            return None
        then, otherwise = (coerce(value, wanted) for value in known)
        return Choose(((condition, then),), otherwise, wanted, place=self.parsed.place(node))

    def applied(self, operator: str, nodes: Sequence[ast.expr], node: ast.expr) -> Expr | None:
        """An operator on what `nodes` are."""
        typed = [self.type(each) for each in nodes]
        args = [arg for arg in typed if arg is not None]
        if len(args) < len(typed) or not self._names_fit(operator, args, node):
            return None
        if operator == "/" and not self._divides(args[1], nodes[1]):
            return None
        made = make(operator, args, self.parsed.place(node))
        if made is None and operator == "-" and args[0].type == args[1].type == DATE:
            return self.wrong("T357", node, left=self.parsed.text(nodes[0]), right=self.parsed.text(nodes[1]))
        if made is None and len(args) == 2 and operator not in CALLED:
            return self.mismatch(operator, args, nodes, node)
        if made is None:
            zh, en = ("、".join(in_words(arg.type, "zh") for arg in args), ", ".join(in_words(arg.type, "en") for arg in args))
            name = "-" if operator == "neg" else operator
            return self.wrong("T341", node, operator=name, actual_zh=zh, actual_en=en, **self.taken(operator))
        return made

    def _names_fit(self, operator: str, args: Sequence[Expr], node: ast.expr) -> bool:
        """Whether the one-of arguments are of one kind, ordered where that matters, and names in quotes belong to it."""
        one_ofs = [arg.type for arg in args if isinstance(arg.type, OneOf)]
        if not one_ofs:
            if args and all(arg.type == NAME for arg in args):
                self.wrong("T356", node)
                return False
            return True
        if len({each.names for each in one_ofs}) > 1:
            self.wrong("T347", node, left=one_ofs[0], right=next(each for each in one_ofs if each.names != one_ofs[0].names))
            return False
        if not all(each.ordered for each in one_ofs) and operator in COMPARED:
            self.wrong("T346", node, operator=operator, names="、".join(one_ofs[0].names))
            return False
        if operator in COMPARED and not any(map(knows_its_names, args)):
            self.wrong("T356", node)
            return False
        return self.belong(args, one_ofs[0])

    def _divides(self, divisor: Expr, node: ast.expr) -> bool:
        if not is_constant(divisor):
            self.wrong("T349", node, text=self.parsed.text(node))
            return False
        if constant(divisor) == 0:
            self.wrong("T350", node)
            return False
        return True

    def belong(self, exprs: Sequence[Expr], one_of: Type) -> bool:
        """Whether every name in quotes among `exprs` is one of `one_of`'s."""
        if not isinstance(one_of, OneOf):
            return True
        strangers = [name for expr in exprs for name in names_in(expr) if name.value not in one_of.names]
        for name in strangers:
            word = str(name.value)
            self.found.add(
                "T345", name.place, name=word, names="、".join(one_of.names), did_you_mean=suggest(word, list(one_of.names))
            )
        return not strangers
