"""What an expression may come to: proved of every case when a pack is loaded, and of one case while facts are unknown.

Sound: no value that some filling of the unknowns gives is left out. Exact on points: where every fact is known, the one value of
the strict evaluator. Monotone: knowing less never narrows. Facts are taken one by one, so `x - x` may be more than nil.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from math import isinf
from typing import TypeAlias, assert_never, cast

from engine.lang.bounds_numbers import add, multiply
from engine.lang.bounds_sets import Bounds, Edge, Range, Truth, anything, common, hull, point, ranged
from engine.lang.bounds_table import ABSTRACT
from engine.lang.ir import Apply, Choose, Expr, Fold, Literal, Ref
from engine.lang.types import BOOL, DATE, INT, MONEY, QUANTITY, RATIO
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass

Env: TypeAlias = Callable[[Ref], Bounds]
Watch: TypeAlias = Callable[[Expr, Bounds], None]

GREATEST = 2**63 - 1
COMPARED = ("eq", "ne", "lt", "le", "gt", "ge", "min", "max")


@dataclass(frozen=True, slots=True)
class World:
    """What names may be in one place, and what a fold finds there."""

    env: Env
    entries: Callable[[str], Entries]


@dataclass(frozen=True, slots=True)
class Entries:
    """What a fold runs over: the known entries, and up to `most` more, each like `more` (None: the list is complete)."""

    known: tuple[World, ...]
    more: World | None = None
    most: int = 0


def nothing_below(collection: str) -> Entries:
    """For expressions without folds."""
    raise LookupError(f"nothing says what {collection} holds")


def bounds(
    expr: Expr, env: Env, entries: Callable[[str], Entries] = nothing_below, watch: Watch = lambda expr, result: None
) -> Bounds:
    """The values `expr` may take where names may be what `env` says; `watch` is told of every expression inside."""
    world = World(env, entries)
    match expr:
        case Literal(value=value):
            result = point(value)
        case Ref():
            result = env(expr)
        case Apply(overload=overload, args=args):
            result = ABSTRACT[overload](*(bounds(arg, env, entries, watch) for arg in args))
        case Choose():
            result = _choose(expr, world, watch)
        case Fold():
            result = _fold(expr, world, watch)
        case _:
            assert_never(expr)
    watch(expr, result)
    return result


def _choose(expr: Choose, world: World, watch: Watch) -> Bounds:
    """All that an arm which may count may give; arms after a certain one do not count."""
    possible: list[Bounds] = []
    settled = False
    for condition, value in expr.arms:
        holds = cast(Truth, bounds(condition, world.env, world.entries, watch))
        result = bounds(value, world.env, world.entries, watch)
        if holds.true and not settled:
            possible.append(result)
        settled = settled or not holds.false
    if expr.otherwise is not None:
        result = bounds(expr.otherwise, world.env, world.entries, watch)
        if not settled:
            possible.append(result)
    return reduce(hull, possible) if possible else anything(expr.type)


def _fold(expr: Fold, world: World, watch: Watch) -> Bounds:
    found = world.entries(expr.collection)
    known = [bounds(expr.body, each.env, each.entries, watch) for each in found.known]
    more = bounds(expr.body, found.more.env, found.more.entries, watch) if found.more and found.most else None
    match expr.operator:
        case "any" | "all":
            return _quantified(expr.operator, [cast(Truth, each) for each in known], cast("Truth | None", more))
        case "count":
            truths = [cast(Truth, each) for each in known]
            beyond = found.most if more is not None and cast(Truth, more).true else 0
            return ranged(sum(not each.false for each in truths), sum(each.true for each in truths) + beyond, Fraction(1))
        case "sum":
            total = reduce(add, [cast(Range, each) for each in known], ranged(0, 0))
            return total if more is None else add(total, multiply(cast(Range, more), ranged(0, found.most, Fraction(1))))
        case _:
            empty = bounds(expr.empty, world.env, world.entries, watch) if expr.empty is not None else anything(expr.type)
            return _extreme(ABSTRACT[f"{expr.operator}_{expr.type.name}"], known, more, empty)


def _quantified(operator: str, known: list[Truth], more: Truth | None) -> Truth:
    """Any or all: an entry that may be there can decide, but need not be there."""
    if operator == "any":
        return Truth(any(each.true for each in known) or (more is not None and more.true), all(each.false for each in known))
    return Truth(all(each.true for each in known), any(each.false for each in known) or (more is not None and more.false))


def _extreme(pick: Callable[..., Bounds], known: list[Bounds], more: Bounds | None, empty: Bounds) -> Bounds:
    """A max or min: entries that may be there may move it, or give it where there is none."""
    settled = reduce(pick, known) if known else empty
    if more is None:
        return settled
    return hull(settled, pick(settled, more) if known else more)


# --- Proofs made when a pack is loaded ---------------------------------------------------------------------------------


def prove(
    expr: Expr, env: Env, entries: Callable[[str], Entries] = nothing_below, *, payable: bool = False
) -> Iterator[Diagnostic]:
    """What cannot be proved of `expr`: 64 bits, the calendar, no divisor nil, and money that is `payable` whole fen."""
    findings: list[Diagnostic] = []
    seen: dict[int, Bounds] = {}

    def watch(part: Expr, result: Bounds) -> None:
        seen[id(part)] = result
        # Only the innermost place is reported: whatever is built on it leaves the range too.
        if not findings:
            findings.extend(_beyond(part, result, seen))

    whole = bounds(expr, env, entries, watch)
    yield from findings
    if payable and not findings and isinstance(whole, Range) and (whole.grain is None or whole.grain.denominator != 1):
        yield Diagnostic("T392", expr.place, {"grain": "?" if whole.grain is None else str(whole.grain)})


def _beyond(part: Expr, result: Bounds, seen: Mapping[int, Bounds]) -> Iterator[Diagnostic]:
    args = [seen[id(arg)] for arg in part.args] if isinstance(part, Apply) else []
    if isinstance(part, Apply) and part.overload.startswith("div_"):
        divisor = args[1]
        if isinstance(divisor, Range) and divisor.holds(0):
            yield Diagnostic("T393", part.args[1].place)
            return
    together = [result]
    if isinstance(part, Apply) and part.overload.partition("_")[0] in COMPARED:
        together = args  # fractions are compared as whole numbers of one grain
    ranges = [each for each in together if isinstance(each, Range)]
    if part.type == DATE and any(each.low < 1 or each.high > date.max.toordinal() for each in ranges):
        yield Diagnostic("T394", part.place)
    elif part.type in (INT, MONEY, RATIO, QUANTITY, BOOL) and not _within_64_bits(ranges):
        low, high = min(each.low for each in ranges), max(each.high for each in ranges)
        yield Diagnostic("T391", part.place, {"low": _said(low), "high": _said(high)})


def _within_64_bits(ranges: Sequence[Range]) -> bool:
    """Whether all can be held as 64-bit counts of their common grain, as backends in columns hold fractions."""
    grain = common(*(each.grain for each in ranges))
    scale = 1 / grain if grain and grain < 1 else Fraction(1)
    if scale > GREATEST:
        return False
    return all(not isinf(edge) and abs(Fraction(edge)) * scale <= GREATEST for each in ranges for edge in (each.low, each.high))


def _said(edge: Edge) -> str:
    return ("-∞" if edge < 0 else "∞") if isinstance(edge, float) else str(edge)
