"""The points within an expression: what it and its parts can come out as."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from engine.analysis.coverage.points import THREE, Point, Way
from engine.backends.reference.expression import parsed
from engine.backends.reference.watched import Span, span
from engine.lang.ir import Expr, Ref, walk
from engine.lang.operators import FOLDS
from engine.lang.types import BOOL
from engine.pack.model import Pack
from engine.pack.reads import reads_in
from engine.pack.terms import Formula, Label
from engine.text.source import Place


class Expressions:
    """Finds the points of expressions, each formula's once."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.done: set[int] = set()

    def whole(self, formula: Formula, point: Point) -> Iterator[Point]:
        """A formula that is true, false or unknown, as `point`; then its parts."""
        if formula.text is None or id(formula) in self.done:
            return
        known = self.known(formula.expr)
        yield replace(point, ways=_three(formula, span(parsed(formula.text)), known), text=formula.text)
        yield from self.inside(formula, point)

    def inside(self, formula: Formula, point: Point) -> Iterator[Point]:
        """The parts of `and`, `or` and of folds, the tests of `if`, and the names of lists."""
        if formula.text is None or id(formula) in self.done:
            return
        self.done.add(id(formula))
        text = formula.text.strip()
        for node in ast.walk(parsed(formula.text)):
            for kind, part in self._parts(node):
                words = ast.get_source_segment(text, part) or ""
                about = replace(point, kind=kind, text=words, label=Label(), place=place_of(formula, part))
                if kind == "name":
                    ways = tuple(Way(name, ("name", id(formula), span(part), name)) for name in _names(part))
                else:
                    ways = _three(formula, span(part), self._known_part(formula, part))
                yield replace(about, ways=ways)

    def _parts(self, node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
        match node:
            case ast.BoolOp(values=values):
                yield from (("part", each) for each in values if not isinstance(each, ast.BoolOp))
            case ast.IfExp(test=test):
                yield "arm", test
            case ast.Compare(ops=[ast.In() | ast.NotIn()], comparators=[ast.List() | ast.Tuple()]):
                yield "name", node
            case ast.Call(func=ast.Name(id=word), args=[ast.Name(id=kind), body, *_]) if word in ("any", "all", "count"):
                if word in FOLDS and (kind == "past" or kind in self.pack.subjects) and not isinstance(body, ast.BoolOp):
                    yield "part", body
            case _:
                pass

    def known(self, expr: Expr) -> bool:
        """Whether a value can never be unknown: it turns on readings that somebody adopted and on the day alone."""
        read = reads_in(self.pack, expr)
        if read.facts or read.collections or read.past:
            return False
        if any(self.pack.readings[name].adopted is None for name in read.readings):
            return False
        refs = [inner for each in read.exprs for inner in walk(each) if isinstance(inner, Ref)]
        return all(ref.kind != "given" or (ref.name == "as_of" and not ref.carrier) for ref in refs) and not any(
            map(self._dated, refs)
        )

    def _dated(self, ref: Ref) -> bool:
        return ref.kind == "parameter" and self.pack.parameters[ref.name].table.dated

    def _known_part(self, formula: Formula, part: ast.expr) -> bool:
        """Whether a part can never be unknown, by the typed form that stands at its place."""
        place = place_of(formula, part)
        found = [each for each in walk(formula.expr) if each.place is not None and place is not None and _same(each.place, place)]
        return any(each.type == BOOL and self.known(each) for each in found)


def _same(one: Place, other: Place) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _three(formula: Formula, at: Span, known: bool) -> tuple[Way, ...]:
    never = {"unknown": "always_known"} if known else {}
    return tuple(Way(name, ("part", id(formula), at, name), never.get(name, "")) for name in THREE)


def _names(node: ast.expr) -> list[str]:
    assert isinstance(node, ast.Compare)
    listed = node.comparators[0]
    assert isinstance(listed, ast.List | ast.Tuple)
    return [str(each.value) for each in listed.elts if isinstance(each, ast.Constant)]


def place_of(formula: Formula, part: ast.expr) -> Place | None:
    """Where a part stands in its file; of a text that is written otherwise there, the whole formula."""
    assert formula.text is not None
    text = formula.text.strip()
    start, end = (len(text.encode()[:offset].decode()) for offset in span(part))
    at = formula.place.text.find(text)
    return formula.place.part(at + start, at + end) if at >= 0 else formula.place
