"""Truth and whole numbers for the solver, with what is already known worked out on the spot.

A truth is a Python bool or a z3 term, and so is a number: packs are mostly constants, and a term that need not be made is the
fastest one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import z3

from engine.pack.terms import Label

Truth: TypeAlias = bool | z3.BoolRef
Number: TypeAlias = int | z3.ArithRef


class Beyond(Exception):
    """A question that is not put to the solver, since it could not answer it; `label` names what is in the way."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.label = Label(f"求解器不处理{zh}", f"the solver is not asked about {en}")


def both(*truths: Truth) -> Truth:
    """All of them."""
    return all_of(truths)


def all_of(truths: Iterable[Truth]) -> Truth:
    """Whether all of them hold."""
    open: list[z3.BoolRef] = []
    for each in truths:
        if each is False:
            return False
        if each is not True:
            open.append(_bool(each))
    return True if not open else open[0] if len(open) == 1 else z3.And(*open)


def either(*truths: Truth) -> Truth:
    """At least one of them."""
    return any_of(truths)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Whether at least one holds."""
    open: list[z3.BoolRef] = []
    for each in truths:
        if each is True:
            return True
        if each is not False:
            open.append(_bool(each))
    return False if not open else open[0] if len(open) == 1 else z3.Or(*open)


def no(truth: Truth) -> Truth:
    """The opposite."""
    return not truth if isinstance(truth, bool) else z3.Not(truth)


def same_truth(a: Truth, b: Truth) -> Truth:
    """Whether both hold or neither does."""
    if isinstance(a, bool):
        return b if a else no(b)
    if isinstance(b, bool):
        return a if b else no(a)
    return True if a.eq(b) else a == b


def implies(a: Truth, b: Truth) -> Truth:
    """Whether the second holds wherever the first does."""
    return either(no(a), b)


def pick(condition: Truth, yes: Number, otherwise: Number) -> Number:
    """One number or the other."""
    if isinstance(condition, bool):
        return yes if condition else otherwise
    if same(yes, otherwise):
        return yes
    return z3.If(condition, _int(yes), _int(otherwise))


def pick_truth(condition: Truth, yes: Truth, otherwise: Truth) -> Truth:
    """One truth or the other."""
    if isinstance(condition, bool):
        return yes if condition else otherwise
    return both(implies(condition, yes), either(condition, otherwise))


def same(a: Number, b: Number) -> bool:
    """Whether two numbers are written alike, so that no question is needed."""
    if isinstance(a, int) or isinstance(b, int):
        return isinstance(a, int) and isinstance(b, int) and a == b
    return bool(a.eq(b))


def equal(a: Number, b: Number) -> Truth:
    if isinstance(a, int) and isinstance(b, int):
        return a == b
    return True if same(a, b) else _int(a) == _int(b)


def less(a: Number, b: Number) -> Truth:
    if isinstance(a, int) and isinstance(b, int):
        return a < b
    return False if same(a, b) else _int(a) < _int(b)


def at_most(a: Number, b: Number) -> Truth:
    if isinstance(a, int) and isinstance(b, int):
        return a <= b
    return True if same(a, b) else _int(a) <= _int(b)


def plus(*numbers: Number) -> Number:
    """Their sum; what is known is added up first."""
    known = sum(each for each in numbers if isinstance(each, int))
    open = [each for each in numbers if not isinstance(each, int)]
    if not open:
        return known
    return z3.Sum(*open, *([z3.IntVal(known)] if known else [])) if len(open) > 1 or known else open[0]


def minus(a: Number, b: Number) -> Number:
    if isinstance(a, int) and isinstance(b, int):
        return a - b
    return a if isinstance(b, int) and b == 0 else 0 if same(a, b) else _int(a) - _int(b)


def times(a: Number, b: Number) -> Number:
    """Their product; of two that are both open it leaves the linear fragment."""
    if isinstance(a, int) and isinstance(b, int):
        return a * b
    if isinstance(b, int):
        a, b = b, a
    if isinstance(a, int) and a in (0, 1):
        return b if a else 0
    return _int(a) * _int(b)


def over(a: Number, by: int) -> Number:
    """Divided and rounded down; `by` is above nil, where z3 rounds as Python does."""
    if isinstance(a, int):
        return a // by
    return a if by == 1 else a / by


def rest(a: Number, by: int) -> Number:
    """What is left over by `over`."""
    return a % by if isinstance(a, int) else 0 if by == 1 else a % by


def least(*numbers: Number) -> Number:
    """The lowest of them."""
    found = numbers[0]
    for each in numbers[1:]:
        found = pick(at_most(found, each), found, each)
    return found


def most(*numbers: Number) -> Number:
    """The highest of them."""
    found = numbers[0]
    for each in numbers[1:]:
        found = pick(at_most(each, found), found, each)
    return found


def term(value: Truth | Number) -> Any:
    """A truth or a number as z3 takes it."""
    if isinstance(value, bool):
        return z3.BoolVal(value)
    return z3.IntVal(value) if isinstance(value, int) else value


def _bool(value: Truth) -> z3.BoolRef:
    return z3.BoolVal(value) if isinstance(value, bool) else value


def _int(value: Number) -> z3.ArithRef:
    return z3.IntVal(value) if isinstance(value, int) else value
