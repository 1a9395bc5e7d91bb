"""Whether bounds leave nothing out, are exact on points, and prove what they should."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.lang.bounds import Entries, World, bounds, prove
from engine.lang.bounds_sets import Bounds, Days, Names, Range, Spans, Truth, anything, common, holds, hull, point, ranged, value
from engine.lang.bounds_table import ABSTRACT
from engine.lang.ir import Ref
from engine.lang.operators import OVERLOADS, Overload, run
from engine.lang.types import BOOL, DATE, DATES, ID, INT, MONEY, NAMES, QUANTITY, SPAN, Type
from engine.lang.values import UNKNOWN, Known, Member, Money, Quantity, Span, Unknown
from tests.language.expressions import DAYS
from tests.language.world import LEVEL, PARAMETERS, typed

VALUES: dict[str, st.SearchStrategy[Known]] = {
    "bool": st.booleans(),
    "int": st.integers(-30, 30),
    "ratio": st.fractions(-3, 3, max_denominator=8),
    "money": st.integers(-500, 500).map(Money),
    "quantity": st.fractions(-300, 300, max_denominator=8).map(Quantity),
    "date": st.sampled_from(DAYS) | st.dates(date(2023, 1, 1), date(2024, 12, 31)),
    "span": st.builds(Span, st.integers(-14, 14), st.integers(-40, 40)),
    "dates": st.lists(st.sampled_from(DAYS), max_size=3).map(tuple),
    "one_of": st.sampled_from([Member(name, LEVEL.names) for name in LEVEL.names]),
    "id": st.sampled_from(["X1", "X2", "低"]),
    "names": st.lists(st.sampled_from(["低", "高", "X1"]), min_size=1, max_size=2, unique=True).map(tuple),
}
UNITS = st.sampled_from([Money(1), Money(3), Money(100)])
DIVISORS = st.sampled_from([Fraction(1), Fraction(-2), Fraction(3, 7), Fraction(12)])


def test_the_dictionary_is_whole() -> None:
    assert set(ABSTRACT) == set(OVERLOADS)


def sets_of(overload: Overload, at: int, most: int) -> st.SearchStrategy[list[Known]]:
    """A few values for one argument of an overload."""
    each = VALUES[overload.params[at].name]
    if at == 1 and overload.id.startswith("round"):
        each = UNITS
    if at == 1 and overload.id.startswith("div"):
        each = DIVISORS
    most = 1 if overload.params[at] in (NAMES,) else most  # a list of names is written down, never unknown
    return st.lists(each, min_size=1, max_size=most)


@pytest.mark.parametrize("id", list(OVERLOADS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_nothing_is_left_out(id: str, data: st.DataObject) -> None:
    """Whatever the arguments are of the given sets, the result lies in the bound; fewer values give no wider bound."""
    overload = OVERLOADS[id]
    chosen = [data.draw(sets_of(overload, at, 4)) for at in range(len(overload.params))]
    wide = ABSTRACT[id](*(hulled(values) for values in chosen))
    fewer = [data.draw(st.lists(st.sampled_from(values), min_size=1, max_size=len(values))) for values in chosen]
    assert holds(wide, ABSTRACT[id](*(hulled(values) for values in fewer)))
    args = [data.draw(st.sampled_from(values)) for values in fewer]
    result = run(id, args)
    if not isinstance(result, Unknown):
        assert holds(wide, point(result))
        type = LEVEL if overload.result.name == "one_of" else overload.result
        exact = ABSTRACT[id](*map(point, args))
        assert value(exact, type) == result
        assert holds(point(result), exact)


def hulled(values: Sequence[Known]) -> Bounds:
    return reduce(hull, map(point, values))


@pytest.mark.parametrize("id", list(OVERLOADS))
def test_of_anything_the_bound_holds_everything(id: str) -> None:
    """With nothing known every operator still answers, and its answer holds that of known arguments."""
    overload = OVERLOADS[id]
    types = [LEVEL if type.name == "one_of" else type for type in overload.params]
    wide = ABSTRACT[id](*(anything(type) for type in types))
    assert isinstance(wide, type(anything(LEVEL if overload.result.name == "one_of" else overload.result)))


@given(st.lists(st.fractions(0, 20, max_denominator=12), max_size=4))
def test_the_common_grain(grains: list[Fraction]) -> None:
    shared = common(*grains)
    assert shared is not None
    assert all(grain == 0 if shared == 0 else (grain / shared).denominator == 1 for grain in grains)
    assert common(*grains, None) is None


def test_nothing_of_something_unbounded_is_nothing() -> None:
    nothing = ABSTRACT["mul_money_int"](ranged(0, 0), Range(-inf, inf, Fraction(1)))
    assert nothing == ranged(0, 0)
    huge = ABSTRACT["mul_int"](ranged(10**400, 10**400), Range(Fraction(0), inf, Fraction(1)))
    assert huge == Range(Fraction(0), inf, Fraction(10**400))
    assert ABSTRACT["add_int"](ranged(10**400, 10**400), Range(Fraction(0), inf, Fraction(1))).high == inf


@pytest.mark.parametrize(
    ("bound", "type", "wanted"),
    [
        (Truth(True, True), BOOL, UNKNOWN),
        (Truth(False, True), BOOL, False),
        (ranged(3, 3), INT, 3),
        (ranged(3, 3), MONEY, Money(3)),
        (ranged(3, 4), MONEY, UNKNOWN),
        (ranged(Fraction(1, 2), Fraction(1, 2)), MONEY, UNKNOWN),
        (ranged(Fraction(1, 2), Fraction(1, 2)), QUANTITY, Quantity(Fraction(1, 2))),
        (ranged(738_000, 738_000), DATE, date.fromordinal(738_000)),
        (Spans(ranged(1, 1), ranged(0, 0)), SPAN, Span(1)),
        (Names(frozenset("低"), LEVEL.names), LEVEL, Member("低", LEVEL.names)),
        (Names(frozenset("低高"), LEVEL.names), LEVEL, UNKNOWN),
        (Names(None), ID, UNKNOWN),
        (Days(None, 3), DATES, UNKNOWN),
        (Days((), 0), DATES, ()),
    ],
)
def test_the_value_of_a_set(bound: Bounds, type: Type, wanted: object) -> None:
    assert value(bound, type) == wanted


# --- Proofs -----------------------------------------------------------------------------------------------------------

RANGES: dict[str, Bounds] = {
    "甲": ranged(0, 10_000_000_000, Fraction(1)),
    "乙": ranged(0, 10_000_000_000, Fraction(1)),
    "数": ranged(0, 10_000, Fraction(1)),
    "数二": ranged(0, 10_000, Fraction(1)),
    "率": ranged(0, 1, Fraction(1, 100)),
    "零": ranged(0, 0),
}


def env(ref: Ref) -> Bounds:
    if ref.name in RANGES:
        return RANGES[ref.name]
    return point(PARAMETERS[ref.name]) if ref.name in PARAMETERS else anything(ref.type)


def entries(_: str) -> Entries:
    return Entries((), World(env, entries), 10_000)


@pytest.mark.parametrize(
    ("text", "payable", "code", "place"),
    [
        ("甲 * 数", True, "", ""),
        ("甲 * 数 * 数", True, "", ""),
        ("甲 * 数 * 数 * 数", True, "T391", "甲 * 数 * 数 * 数"),
        ("min(甲 * 数 * 数 * 数, 上限)", True, "T391", "甲 * 数 * 数 * 数"),
        ("数 * 数 * 数 * 数 * 数 > 3", False, "T391", "数 * 数 * 数 * 数 * 数"),
        ("sum(岗位, 甲 * 数) > 上限", False, "", ""),
        ("sum(岗位, 甲 * 数 * 数) > 上限", False, "T391", "sum(岗位, 甲 * 数 * 数)"),
        ("甲 * 0.125", True, "T392", "甲 * 0.125"),
        ("round_down(甲 * 0.125, 分(1))", True, "", ""),
        ("上限 * 比例", True, "", ""),  # 3万元 × 70% is whole fen
        ("上限 * 数 / 12", True, "", ""),  # and so is every twelfth of it
        ("甲 * 数 / 12", True, "T392", "甲 * 数 / 12"),
        ("甲 * 率", True, "T392", "甲 * 率"),
        ("上限 * 率", True, "", ""),
        ("上限 / 7", True, "T392", "上限 / 7"),
        ("上限 / 7 * 7", True, "", ""),
        ("甲 * 0.5", False, "", ""),
        ("元(1.25)", True, "", ""),
        ("元(1.255)", True, "T392", "元(1.255)"),
        ("甲 / 零", True, "T393", "零"),
        ("数 / 期限 > 0.5", False, "", ""),
        ("日 + years(100) > 日二", False, "", ""),
        ("日 + years(7001) > 日二", False, "T394", "日 + years(7001)"),
        ("日 - years(1900) > 日二", False, "T394", "日 - years(1900)"),
        ("日 + days(999999999999999999) > 日二", False, "T394", "日 + days(999999999999999999)"),
        ("日 - days(999999999999999999) > 日二", False, "T394", "日 - days(999999999999999999)"),
        ("last(会) + months(2) >= as_of", False, "", ""),
        ("数 * 0.000000000001 > 率 / 9", False, "", ""),
        ("数 * 1000 > 率 * 0.000000000001", False, "T391", "数 * 1000 > 率 * 0.000000000001"),
        ("率 * 0.000000000001 * 0.000000000001 > 0", False, "T391", "率 * 0.000000000001 * 0.000000000001"),
    ],
)
def test_proofs(text: str, payable: bool, code: str, place: str) -> None:
    expr, _ = typed(text)
    assert expr is not None
    found = list(prove(expr, env, entries, payable=payable))
    assert [(each.code, each.place and each.place.text) for each in found] == ([(code, place)] if code else [])


def test_a_fold_without_collection_is_a_bug() -> None:
    expr, _ = typed("count(岗位)")
    assert expr is not None
    with pytest.raises(LookupError):
        bounds(expr, env)


def test_entries_that_may_be_there() -> None:
    """Known entries count for certain, further ones may or may not be there."""

    def some(_: str) -> Entries:
        known = World(lambda ref: {"金额": point(Money(500)), "已批": point(True)}.get(ref.name, anything(ref.type)), some)
        more = World(lambda ref: ranged(0, 300, Fraction(100)) if ref.type == MONEY else anything(ref.type), some)
        return Entries((known,), more, 2)

    def bound(text: str) -> Bounds:
        expr, _ = typed(text)
        assert expr is not None
        return bounds(expr, env, some)

    assert bound("sum(岗位, 岗位.金额)") == ranged(500, 1100, Fraction(100))
    assert bound("max(岗位, 岗位.金额)") == ranged(500, 500)
    assert bound("min(岗位, 岗位.金额)") == ranged(0, 500, Fraction(100))
    assert bound("count(岗位, 岗位.已批)") == ranged(1, 3, Fraction(1))
    assert bound("any(岗位, 岗位.已批)") == Truth(True, False)
    assert bound("all(岗位, 岗位.已批)") == Truth(True, True)


def test_a_count_between_days_that_are_not_settled() -> None:
    """Of known days those count for certain that lie between the latest start and the earliest end."""
    days = Days(tuple(date(2024, 1, number) for number in (1, 5, 10, 20, 30)), 5)
    start, end = (hull(point(date(2024, 1, low)), point(date(2024, 1, high))) for low, high in ((2, 6), (15, 25)))
    assert ABSTRACT["count_between"](days, start, end) == ranged(1, 3, Fraction(1))
    assert ABSTRACT["count_between"](Days(None, 7), start, end) == ranged(0, 7, Fraction(1))
