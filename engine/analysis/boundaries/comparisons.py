"""Every comparison and every rounding written in a pack, with its words, its place and the citation it stands under."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

from engine.analysis.coverage.expressions import place_of
from engine.backends.reference.expression import parsed
from engine.backends.reference.watched import Span, span
from engine.lang.ir import Apply, Expr, walk
from engine.pack.model import Pack
from engine.pack.reads import formulas, of_limit
from engine.pack.terms import Formula
from engine.text.records import dataclass
from engine.text.source import Place

ROUNDINGS = ("round_down", "round_up", "round_half_up")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison or a rounding in a formula (by its id), which lives as long as its pack."""

    formula: int
    span: Span
    text: str
    place: Place | None
    cite: str
    expr: Expr | None  # its typed form, where it was found at that place


def comparisons(pack: Pack) -> Iterator[Comparison]:
    """All of them."""
    for formula, cite in cited(pack):
        if formula.text is None:
            continue
        text = formula.text.strip()
        for node in ast.walk(parsed(formula.text)):
            if isinstance(node, ast.Compare) or is_rounding(node):
                words = ast.get_source_segment(text, node) or text
                place = place_of(formula, node)
                yield Comparison(id(formula), span(node), words, place, cite, _typed(formula, place))


def _typed(formula: Formula, place: Place | None) -> Expr | None:
    at = [each for each in walk(formula.expr) if isinstance(each, Apply) and each.place and place]
    return next(
        (each for each in at if place and each.place and (each.place.start, each.place.end) == (place.start, place.end)), None
    )


def is_rounding(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether a part of an expression rounds a sum."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ROUNDINGS


def cited(pack: Pack) -> Iterator[tuple[Formula, str]]:
    """Every formula with the citation nearest to it."""
    for rule in pack.rules.values():
        yield from ((each.formula, each.cite or rule.cite) for each in rule.when)
        yield from ((each.formula, each.cite or rule.cite) for each in rule.expected)
        yield from ((each.when, each.cite or rule.cite) for each in rule.choose if each.when)
        for limit in rule.limits:
            yield from ((each, limit.cite or rule.cite) for each in of_limit(limit))
        yield from ((each, rule.cite) for each in formulas(rule))
    yield from ((each.means, each.cite) for each in pack.definitions.values())
    for reading in pack.readings.values():
        yield from ((option.means, reading.cite) for option in reading.options.values() if option.means)
    yield from ((each.formula, each.cite) for each in pack.expected)
