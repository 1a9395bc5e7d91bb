"""How each operator of the language is said to the solver, on terms of exactly its types.

`and`, `or` and `not` stand in `engine.backends.smt.expression`, since they alone look past an unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from engine.backends.smt import logic
from engine.backends.smt.days import (
    Day,
    Length,
    add,
    before,
    full_months,
    full_years,
    negative,
    not_after,
    number_of,
    pick_day,
    same_day,
)
from engine.backends.smt.logic import Beyond, Number, Truth, any_of, no
from engine.backends.smt.values import Exact, Id, List, Name, Names, alike, furthest
from engine.text.records import dataclass


@dataclass
class Saying:
    """What an operator may need besides its arguments: the numbers of names, and where to put what must hold of a new day."""

    names: Names
    sure: list[Truth]


Said = Callable[..., object]  # (saying, *terms) -> term


def _plain(run: Callable[..., object]) -> Said:
    return lambda _, *args: run(*args)


def _exact(run: Callable[[Number, Number], Number]) -> Said:
    """An operator on the numbers of two fractions in the same parts."""

    def said(_: Saying, a: Exact, b: Exact) -> Exact:
        one, other, parts = alike(a, b)
        return Exact(run(one, other), parts)

    return said


def _exact_truth(run: Callable[[Number, Number], Truth]) -> Said:
    def said(_: Saying, a: Exact, b: Exact) -> Truth:
        one, other, _parts = alike(a, b)
        return run(one, other)

    return said


def _ranked(run: Callable[[Number, Number], Truth]) -> Said:
    return lambda saying, a, b: run(saying.names.rank(a), saying.names.rank(b))


def _numbered(run: Callable[[Number, Number], Truth]) -> Said:
    return lambda _, a, b: run(a.number, b.number)


def _above(a: Number, b: Number) -> Truth:
    return logic.less(b, a)


def _at_least(a: Number, b: Number) -> Truth:
    return logic.at_most(b, a)


def _differ(a: Number, b: Number) -> Truth:
    return no(logic.equal(a, b))


def _order(id: str, run: Callable[[Number, Number], Truth], of_days: Callable[[Day, Day], Truth]) -> dict[str, Said]:
    return {
        f"{id}_int": _plain(run),
        f"{id}_ratio": _exact_truth(run),
        f"{id}_money": _plain(run),
        f"{id}_quantity": _exact_truth(run),
        f"{id}_date": _plain(of_days),
        f"{id}_one_of": _ranked(run),
    }


def _equality(
    id: str,
    of_truths: Callable[[Truth, Truth], Truth],
    run: Callable[[Number, Number], Truth],
    of_days: Callable[[Day, Day], Truth],
) -> dict[str, Said]:
    return {
        f"{id}_bool": _plain(of_truths),
        f"{id}_int": _plain(run),
        f"{id}_ratio": _exact_truth(run),
        f"{id}_money": _plain(run),
        f"{id}_quantity": _exact_truth(run),
        f"{id}_date": _plain(of_days),
        f"{id}_one_of": _numbered(run),
        f"{id}_id": _numbered(run),
    }


def _extreme(id: str, run: Callable[..., Number], wins: Callable[[Number, Number], Truth]) -> dict[str, Said]:
    """The lowest or highest of several; `wins` tells of two ranks whether the first is the one."""

    def of_exact(saying: Saying, *args: Exact) -> Exact:
        return reduce(lambda a, b: _exact(run)(saying, a, b), args)  # type: ignore[arg-type, return-value]

    def of_days(_: Saying, *days: Day) -> object:
        sooner = wins(0, 1) is True
        return reduce(lambda a, b: pick_day(not_after(a, b) if sooner else not_after(b, a), a, b), days)

    def of_names(saying: Saying, *several: Name) -> object:
        rank = saying.names.rank
        return reduce(lambda a, b: Name(logic.pick(wins(rank(a), rank(b)), a.number, b.number), a.names or b.names), several)

    return {
        f"{id}_int": _plain(run),
        f"{id}_ratio": of_exact,
        f"{id}_money": _plain(run),
        f"{id}_quantity": of_exact,
        f"{id}_date": of_days,
        f"{id}_one_of": of_names,
    }


def _among(saying: Saying, value: Name | Id, several: tuple[str, ...]) -> Truth:
    written = "id " if isinstance(value, Id) else ""
    return any_of(logic.equal(value.number, saying.names.number(written + each)) for each in several)


def _unit(fen: int) -> dict[str, Said]:
    return {"int": lambda _, n: logic.times(n, fen), "ratio": lambda _, n: Exact(logic.times(n.number, fen), n.parts)}


def _rounded(mode: str) -> Said:
    """Rounding to whole multiples of a unit, which is written down in the pack."""

    def said(_: Saying, amount: Exact, unit: Number) -> Number:
        if not isinstance(unit, int):
            raise Beyond("取整单位不是一个定数", "a rounding whose unit is not one number")
        step = amount.parts * unit
        number = amount.number
        if mode == "up":
            return logic.times(logic.over(logic.times(number, -1), step), -unit)
        if mode == "half_up":
            # floor(n / step + 1/2), on twice the number.
            return logic.times(logic.over(logic.plus(logic.times(number, 2), step), 2 * step), unit)
        return logic.times(logic.over(number, step), unit)

    return said


def _divided(_: Saying, a: Exact, b: Exact) -> Exact:
    """Division by a number that is written down."""
    if not isinstance(b.number, int):
        raise Beyond("除数不是一个定数", "a division by what is not one number")
    sign = -1 if b.number < 0 else 1
    return Exact(logic.times(a.number, sign * b.parts), a.parts * abs(b.number))


def _multiplied(_: Saying, a: Exact, b: Exact) -> Exact:
    return Exact(logic.times(a.number, b.number), a.parts * b.parts)


def _length(months: int, days: int) -> Said:
    return lambda _, n: Length(logic.times(n, months), logic.times(n, days))


def _counted(_: Saying, days: List, start: Day, end: Day) -> Number:
    return logic.plus(
        *(logic.pick(logic.both(there, not_after(start, day), not_after(day, end)), 1, 0) for there, day in days.days)
    )


SAYINGS: dict[str, Said] = {
    **_equality("eq", logic.same_truth, logic.equal, same_day),
    **_equality("ne", lambda a, b: no(logic.same_truth(a, b)), _differ, lambda a, b: no(same_day(a, b))),
    **_order("lt", logic.less, before),
    **_order("le", logic.at_most, not_after),
    **_order("gt", _above, lambda a, b: before(b, a)),
    **_order("ge", _at_least, lambda a, b: not_after(b, a)),
    "in_one_of": _among,
    "in_id": _among,
    "not_in_one_of": lambda saying, value, several: no(_among(saying, value, several)),
    "not_in_id": lambda saying, value, several: no(_among(saying, value, several)),
    "add_int": _plain(logic.plus),
    "add_ratio": _exact(logic.plus),
    "add_money": _plain(logic.plus),
    "add_quantity": _exact(logic.plus),
    "add_date": lambda saying, day, length: add(day, length, saying.sure),
    "add_span": lambda _, a, b: Length(logic.plus(a.months, b.months), logic.plus(a.days, b.days)),
    "sub_int": _plain(logic.minus),
    "sub_ratio": _exact(logic.minus),
    "sub_money": _plain(logic.minus),
    "sub_quantity": _exact(logic.minus),
    "sub_date": lambda saying, day, length: add(day, negative(length), saying.sure),
    "mul_int": _plain(logic.times),
    "mul_ratio": _multiplied,
    "mul_money_int": _plain(logic.times),
    "mul_int_money": _plain(logic.times),
    "mul_quantity_ratio": _multiplied,
    "mul_ratio_quantity": _multiplied,
    "div_ratio": _divided,
    "div_quantity": _divided,
    "neg_int": lambda _, n: logic.times(n, -1),
    "neg_ratio": lambda _, n: Exact(logic.times(n.number, -1), n.parts),
    "neg_money": lambda _, n: logic.times(n, -1),
    "neg_quantity": lambda _, n: Exact(logic.times(n.number, -1), n.parts),
    "ratio_of_int": lambda _, n: Exact(n, 1),
    "quantity_of_money": lambda _, n: Exact(n, 1),
    **_extreme("min", logic.least, logic.at_most),
    **_extreme("max", logic.most, lambda a, b: logic.at_most(b, a)),
    "round_down": _rounded("down"),
    "round_up": _rounded("up"),
    "round_half_up": _rounded("half_up"),
    "full_years": lambda _, start, end: full_years(start, end),
    "full_months": lambda _, start, end: full_months(start, end),
    "days_between": lambda _, start, end: logic.minus(number_of(end), number_of(start)),
    "year": lambda _, day: day.year,
    "months": _length(1, 0),
    "days": _length(0, 1),
    "years": _length(12, 0),
    **{f"fen_{kind}": said for kind, said in _unit(1).items()},
    **{f"yuan_{kind}": said for kind, said in _unit(100).items()},
    **{f"wan_yuan_{kind}": said for kind, said in _unit(1_000_000).items()},
    "first": lambda _, days: furthest(days, last=False),
    "last": lambda _, days: furthest(days, last=True),
    "count_between": _counted,
}
