"""Where two expressions say different things: the smallest parts that do, and what about them.

A part on one side alone has None on the other. What both sides of `and` or `or` join is compared as a heap, since the order in
which things are joined has no meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal as OneWord
from typing import TypeAlias

from engine.analysis.diff.forms import MIRRORED, Form, Names, arguments, form, joined, sense
from engine.lang.ir import Apply, Choose, Expr, Fold, Literal
from engine.lang.operators import OPERATOR_OF
from engine.lang.types import DATE
from engine.lang.values import Money, Quantity, Span
from engine.pack.terms import Label
from engine.text.records import dataclass

What: TypeAlias = OneWord["number", "operator", "inclusiveness", "added", "removed", "other", "rewritten"]

COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
STRICT = {"<": "<=", ">": ">="}  # the comparison without its edge, and with it
TURNED = {**MIRRORED, "<": ">", "<=": ">=", "==": "==", "!=": "!="}


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of an expression that is not as it was. `operators`: of a comparison, before and after."""

    what: What
    old: Expr | None
    new: Expr | None
    operators: tuple[str, str] | None = None


def spots(old: Expr, new: Expr, names: Names) -> list[Spot]:
    """Every place where `new` says something else than `old`; none if they say the same."""
    before, after = form(old, names), form(new)
    if before == after:
        return []
    if sense(before) == sense(after):
        return [Spot("rewritten", old, new)]
    return list(_spots(old, new, names)) or [Spot("other", old, new)]


def _spots(old: Expr, new: Expr, names: Names) -> Iterator[Spot]:
    if sense(form(old, names)) == sense(form(new)):
        return
    one, other = _plain(old), _plain(new)
    match one, other:
        case Literal(), Literal():
            yield Spot("number" if measure(one.value, other.value) else "other", one, other)
        case Apply(), Apply():
            yield from _applied(one, other, names)
        case Choose(table=a), Choose(table=b) if a and b and names.of("parameters", a) == b:
            yield from _each(arguments(one), arguments(other), one, other, names)
        case Choose(table="", arms=these, otherwise=rest), Choose(table="", arms=those, otherwise=last):
            mine = [inner for arm in these for inner in arm] + ([] if rest is None else [rest])
            theirs = [inner for arm in those for inner in arm] + ([] if last is None else [last])
            yield from _each(mine, theirs, one, other, names)
        case Fold(), Fold() if (one.operator, names.of("subjects", one.collection)) == (other.operator, other.collection):
            mine, theirs = ([each.body] + ([] if each.empty is None else [each.empty]) for each in (one, other))
            yield from _each(mine, theirs, one, other, names)
        case _:
            yield Spot("other", old, new)


def _plain(expr: Expr) -> Expr:
    """`expr` without a promotion around it."""
    while isinstance(expr, Apply) and OPERATOR_OF[expr.overload].name == "exact":
        expr = expr.args[0]
    return expr


def _each(mine: Sequence[Expr], theirs: Sequence[Expr], old: Expr, new: Expr, names: Names) -> Iterator[Spot]:
    """The differences of several parts, one by one; the whole, if they are not as many or nothing of them is the same."""
    if len(mine) != len(theirs):
        yield Spot("other", old, new)
        return
    for one, other in zip(mine, theirs, strict=True):
        yield from _spots(one, other, names)


def _applied(old: Apply, new: Apply, names: Names) -> Iterator[Spot]:
    one, other = OPERATOR_OF[old.overload].name, OPERATOR_OF[new.overload].name
    if one == other and one in ("and", "or"):
        yield from heaps(list(joined(old, one)), list(joined(new, one)), names)
    elif one in COMPARISONS and other in COMPARISONS:
        yield from _compared(old, new, one, other, names)
    elif one == other:
        yield from _each(old.args, new.args, old, new, names)
    else:
        yield Spot("other", old, new)


def heaps(old: Sequence[Expr], new: Sequence[Expr], names: Names) -> Iterator[Spot]:
    """The differences of two heaps of conditions: of what is not in both, what is alike is compared, the rest came or went."""
    left, right = list(old), list(new)
    for each in old:
        twin = next((other for other in right if sense(form(each, names)) == sense(form(other))), None)
        if twin is not None:
            left.remove(each)
            right.remove(twin)
    for each in list(left):
        near = [other for other in right if akin(each, other, names)]
        rivals = [other for other in left if near and akin(other, near[0], names)]
        if len(near) == 1 and len(rivals) == 1:
            left.remove(each)
            right.remove(near[0])
            yield from _spots(each, near[0], names)
    if len(left) == len(right) == 1:
        yield from _spots(left[0], right[0], names)
        return
    yield from (Spot("removed", each, None) for each in left)
    yield from (Spot("added", None, each) for each in right)


def akin(old: Expr, new: Expr, names: Names) -> bool:
    """Whether two conditions are about the same: what they name is the same, or most of it."""
    mine, theirs = named(form(old, names)), named(form(new))
    return bool(mine & theirs) and 2 * len(mine & theirs) >= len(mine | theirs)


def named(what: Form) -> frozenset[Form]:
    """The facts, definitions, parameters and readings in a form."""
    match what:
        case ("fact" | "definition" | "parameter" | "reading", str(), str()):
            return frozenset({what})
        case ("table", str(name), inner):
            return frozenset({("parameter", "", name)}) | named(inner)
        case tuple():
            return frozenset(each for inner in what for each in named(inner))
        case _:
            return frozenset()


def _compared(old: Apply, new: Apply, one: str, other: str, names: Names) -> Iterator[Spot]:
    """Two comparisons; one of them is turned round if that makes its sides those of the other."""
    first, second = (form(arg, names) for arg in old.args)
    right = [form(arg) for arg in new.args]
    args = new.args
    if (first == right[1]) + (second == right[0]) > (first == right[0]) + (second == right[1]):
        other, args = TURNED[other], (new.args[1], new.args[0])
    if one != other:
        edge = STRICT.get(one) == other or STRICT.get(other) == one
        yield Spot("inclusiveness" if edge else "operator", old, new, (one, other))
    for mine, theirs in zip(old.args, args, strict=True):
        yield from _spots(mine, theirs, names)


def measure(old: object, new: object) -> tuple[Fraction, Fraction] | None:
    """Two values as numbers that can be held against each other; None: they are none, or of different kinds."""
    match old, new:
        case (bool(), _) | (_, bool()):
            return None
        case (int() | Fraction() as a, int() | Fraction() as b):
            return Fraction(a), Fraction(b)
        case (Money() | Quantity() as a, Money() | Quantity() as b):
            return Fraction(a.fen), Fraction(b.fen)
        case (Span() as a, Span() as b):
            if a.days == b.days:
                return Fraction(a.months), Fraction(b.months)
            return (Fraction(a.days), Fraction(b.days)) if a.months == b.months else None
        case (date() as a, date() as b):
            return Fraction(a.toordinal()), Fraction(b.toordinal())
        case _:
            return None


def change(old: object, new: object) -> tuple[OneWord["up", "down", "none"], Fraction | None]:
    """Which way a number went and by how much of what it was; None for days, from nil, and where it cannot be said."""
    numbers = measure(old, new)
    if numbers is None or numbers[0] == numbers[1]:
        return "none", None
    before, after = numbers
    share = None if isinstance(old, date) or before <= 0 or _mixed(old, new) else (after - before) / before
    return ("up" if after > before else "down"), share


def _mixed(old: object, new: object) -> bool:
    """Whether a length of time has months and days, of which no share can be taken."""
    return any(isinstance(each, Span) and each.months and each.days for each in (old, new))


def edge_note(spot: Spot) -> Label:
    """What becomes of the edge of a comparison: `<` became `<=`: 含本数."""
    if spot.what != "inclusiveness" or spot.operators is None:
        return Label()
    day = any(isinstance(each, Apply) and any(arg.type == DATE for arg in each.args) for each in (spot.old, spot.new))
    number = "当日" if day else "本数"
    before, after = spot.operators
    included = after in ("<=", ">=")
    zh = f"{before} → {after}：改为{'含' if included else '不含'}{number}"
    return Label(zh, f"{before} → {after}: the edge is now {'included' if included else 'excluded'}")
