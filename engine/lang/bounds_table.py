"""What each overload makes of sets of values: sound (nothing possible is left out), exact on points, larger on larger sets."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from math import isinf

from engine.lang import dates
from engine.lang.bounds_dates import count_between, counted, day_of, earlier, later, picked
from engine.lang.bounds_numbers import add, minus, multiply, plus, subtract, times
from engine.lang.bounds_sets import ANY_NUMBER, ANY_WHOLE, EITHER, Bounds, Edge, Names, Range, Spans, Truth, common, ranged
from engine.lang.operators import rounded
from engine.lang.values import Money, Quantity

ONE = Fraction(1)


# --- Truth ------------------------------------------------------------------------------------------------------------


def _and(*args: Truth) -> Truth:
    return Truth(all(arg.true for arg in args), any(arg.false for arg in args))


def _or(*args: Truth) -> Truth:
    return Truth(any(arg.true for arg in args), all(arg.false for arg in args))


def _not(arg: Truth) -> Truth:
    return Truth(arg.false, arg.true)


def _negated(test: Callable[..., Truth]) -> Callable[..., Truth]:
    return lambda a, b: _not(test(a, b))


def _same_truth(a: Truth, b: Truth) -> Truth:
    return Truth((a.true and b.true) or (a.false and b.false), (a.true and b.false) or (a.false and b.true))


# --- Comparison -------------------------------------------------------------------------------------------------------


def _below(a: Range, b: Range) -> Truth:
    return Truth(a.low < b.high, a.high >= b.low)


def _above(a: Range, b: Range) -> Truth:
    return _below(b, a)


def _same(a: Range, b: Range) -> Truth:
    return Truth(a.low <= b.high and b.low <= a.high, not (a.is_point and b.is_point and a.low == b.low))


def _same_name(a: Names, b: Names) -> Truth:
    if a.possible is None or b.possible is None:
        return EITHER
    return Truth(bool(a.possible & b.possible), len(a.possible | b.possible) > 1)


def _among(a: Names, listed: Names) -> Truth:
    if a.possible is None or listed.possible is None:
        return EITHER
    return Truth(bool(a.possible & listed.possible), bool(a.possible - listed.possible))


def _ranks(names: Names) -> Range:
    ranks = [names.order.index(name) for name in names.possible or ()]
    return ranged(min(ranks), max(ranks), ONE)


def _ranked(test: Callable[[Range, Range], Truth]) -> Callable[..., Truth]:
    return lambda a, b: test(_ranks(a), _ranks(b))


# --- Arithmetic -------------------------------------------------------------------------------------------------------


def _divide(a: Range, b: Range) -> Range:
    if b.holds(0):
        return ANY_NUMBER
    inverse = [Fraction(0) if isinf(edge) else 1 / Fraction(edge) for edge in (b.high, b.low)]
    return multiply(a, ranged(inverse[0], inverse[1]))


def _by(factor: int) -> Callable[..., Bounds]:
    return lambda a: multiply(a, ranged(factor, factor))


def _unchanged(a: Range) -> Range:
    return a


def _extreme(pick: Callable[..., Edge]) -> Callable[..., Bounds]:
    def run(*args: Range) -> Range:
        return ranged(pick(arg.low for arg in args), pick(arg.high for arg in args), common(*(arg.grain for arg in args)))

    return run


def _extreme_name(pick: Callable[..., int]) -> Callable[..., Bounds]:
    def pair(a: Names, b: Names) -> Names:
        order = a.order or b.order
        ranks = {pick((order.index(x), order.index(y))) for x in a.possible or order for y in b.possible or order}
        return Names(frozenset(order[rank] for rank in ranks), order)

    return lambda *args: reduce(pair, args)


def _round(mode: str, below: Fraction, above: Fraction) -> Callable[..., Bounds]:
    """Rounding moves by less than `below` units down and `above` units up; by a known unit, the edges say how far exactly."""
    exact = rounded(mode)

    def run(amount: Range, unit: Range) -> Range:
        if unit.low <= 0:
            return ANY_WHOLE
        if unit.is_point:
            step = Money(int(unit.low))
            low, high = (
                edge if isinstance(edge, float) else exact(Quantity(edge), step).fen for edge in (amount.low, amount.high)
            )
            return ranged(low, high, Fraction(step.fen))
        return ranged(plus(amount.low, times(-below, unit.high)), plus(amount.high, times(above, unit.high)), unit.grain)

    return run


# --- The dictionary ---------------------------------------------------------------------------------------------------

_NUMBERS = ("int", "ratio", "money", "quantity")
_NONE = ranged(0, 0)

ABSTRACT: dict[str, Callable[..., Bounds]] = {
    "and": _and,
    "or": _or,
    "not": _not,
    "eq_bool": _same_truth,
    "ne_bool": _negated(_same_truth),
    **{f"eq_{word}": _same for word in (*_NUMBERS, "date")},
    **{f"ne_{word}": _negated(_same) for word in (*_NUMBERS, "date")},
    **{f"eq_{word}": _same_name for word in ("one_of", "id")},
    **{f"ne_{word}": _negated(_same_name) for word in ("one_of", "id")},
    **{f"lt_{word}": _below for word in (*_NUMBERS, "date")},
    **{f"gt_{word}": _above for word in (*_NUMBERS, "date")},
    **{f"le_{word}": _negated(_above) for word in (*_NUMBERS, "date")},
    **{f"ge_{word}": _negated(_below) for word in (*_NUMBERS, "date")},
    "lt_one_of": _ranked(_below),
    "gt_one_of": _ranked(_above),
    "le_one_of": _ranked(_negated(_above)),
    "ge_one_of": _ranked(_negated(_below)),
    **{f"in_{word}": _among for word in ("one_of", "id")},
    **{f"not_in_{word}": _negated(_among) for word in ("one_of", "id")},
    **{f"add_{word}": add for word in _NUMBERS},
    **{f"sub_{word}": subtract for word in _NUMBERS},
    **{f"neg_{word}": minus for word in _NUMBERS},
    **{f"mul_{word}": multiply for word in ("int", "ratio", "money_int", "int_money", "quantity_ratio", "ratio_quantity")},
    **{f"div_{word}": _divide for word in ("ratio", "quantity")},
    "ratio_of_int": _unchanged,
    "quantity_of_money": _unchanged,
    **{f"min_{word}": _extreme(min) for word in (*_NUMBERS, "date")},
    **{f"max_{word}": _extreme(max) for word in (*_NUMBERS, "date")},
    "min_one_of": _extreme_name(min),
    "max_one_of": _extreme_name(max),
    "round_down": _round("down", ONE, Fraction(0)),
    "round_up": _round("up", Fraction(0), ONE),
    "round_half_up": _round("half_up", ONE / 2, ONE / 2),
    "add_date": later,
    "sub_date": earlier,
    "add_span": lambda a, b: Spans(add(a.months, b.months), add(a.days, b.days)),
    "full_years": counted(dates.full_years),
    "full_months": counted(dates.full_months),
    "days_between": lambda a, b: subtract(b, a),
    "year": lambda day: ranged(day_of(day.low).year, day_of(day.high).year, ONE),
    "months": lambda n: Spans(n, _NONE),
    "days": lambda n: Spans(_NONE, n),
    "years": lambda n: Spans(multiply(n, ranged(12, 12)), _NONE),
    **{
        f"{word}_{kind}": _by(fen)
        for word, fen in (("fen", 1), ("yuan", 100), ("wan_yuan", 1_000_000))
        for kind in ("int", "ratio")
    },
    "first": picked(min),
    "last": picked(max),
    "count_between": count_between,
}
