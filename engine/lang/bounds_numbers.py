"""Arithmetic on ranges of numbers."""

from __future__ import annotations

from fractions import Fraction
from math import inf

from engine.lang.bounds_sets import Edge, Range, common, ranged


def plus(a: Edge, b: Edge) -> Edge:
    # An infinity swallows the other side before Python would turn a long fraction into a float.
    return a if isinstance(a, float) else b if isinstance(b, float) else a + b


def times(a: Edge, b: Edge) -> Edge:
    if a == 0 or b == 0:
        return Fraction(0)  # nothing of something unbounded is still nothing
    if isinstance(a, float) or isinstance(b, float):
        return inf if (a > 0) == (b > 0) else -inf
    return a * b


def add(a: Range, b: Range) -> Range:
    """Every sum of a number of each."""
    return ranged(plus(a.low, b.low), plus(a.high, b.high), common(a.grain, b.grain))


def minus(a: Range) -> Range:
    return ranged(-a.high, -a.low, a.grain)


def subtract(a: Range, b: Range) -> Range:
    return add(a, minus(b))


def multiply(a: Range, b: Range) -> Range:
    """Every product of a number of each."""
    corners = [times(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return ranged(min(corners), max(corners), None if a.grain is None or b.grain is None else a.grain * b.grain)
