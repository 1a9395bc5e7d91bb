"""Random well-typed expressions over the corpus's world, as text, and random facts: small numbers, month ends, edges."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from engine.lang.types import BOOL, DATE, DATES, ID, INT, MONEY, QUANTITY, RATIO, OneOf, Type
from engine.lang.values import UNKNOWN, Member, Money, Value
from tests.language.world import CHILD, FACTS, KIND, LEVEL, Facts

ORDERS = ("<", "<=", ">", ">=", "==", "!=")
DAYS = [
    date(2021, 11, 18),
    date(2023, 12, 31),
    date(2024, 1, 31),
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2024, 3, 31),
    date(2025, 2, 28),
]
WRITTEN: dict[Type, tuple[str, ...]] = {
    BOOL: ("真", "假", "true"),
    INT: ("数", "数二", "期限", "0", "1", "3", "-2"),
    RATIO: ("率", "率二", "比例", "0.5", "0.125"),
    MONEY: ("甲", "乙", "上限", "元(100)", "分(1)", "元(数)"),
    DATE: ("日", "日二", "起点", "as_of", "first(会)", "last(会)"),
    LEVEL: ("级别", "级别二"),
    KIND: ("类别",),
    ID: ("持证人", "持证人二"),
}
INSIDE: dict[Type, tuple[str, ...]] = {
    BOOL: ("岗位.已批",), INT: ("岗位.人数",), RATIO: ("岗位.比重",), MONEY: ("岗位.金额",), DATE: ("岗位.到岗",),
    LEVEL: ("岗位.等级",),
    KIND: ("岗位.性质",),
}  # fmt: skip
SPANS = ("months(1)", "months(期限)", "days(30)", "years(1)", "宽限", "(months(1) + days(1))")


@st.composite
def texts(draw: st.DrawFn, type: Type, depth: int = 3, inside: bool = False) -> str:
    """The text of an expression of this type, at most so deep."""

    def of(wanted: Type) -> str:
        return draw(texts(wanted, depth - 1, inside))

    if depth == 0 or draw(st.integers(0, 5)) == 0:
        words = (*WRITTEN.get(type, ()), *(INSIDE.get(type, ()) if inside else ()))
        if words:
            return draw(st.sampled_from(words))
    forms = _forms(type, inside)
    form = draw(st.sampled_from(forms))
    if isinstance(form, tuple):  # a fold: its body may speak of the child
        text, wanted = form
        return text.format(draw(texts(wanted, depth - 1, True)))
    return draw(form(of)) if callable(form) else form


def _forms(type: Type, inside: bool):  # type: ignore[no-untyped-def]
    """Ways to make an expression of a type out of others; `of` makes those."""
    both = lambda text, a, b: lambda of: st.just(text.format(of(a), of(b)))  # noqa: E731
    choice = lambda of: st.just(f"({of(type)} if {of(BOOL)} else {of(type)})")  # noqa: E731
    match type.name:
        case "bool":
            return [
                *(
                    both(f"({{0}} {sign} {{1}})", kind, kind)
                    for sign in ORDERS
                    for kind in (INT, RATIO, MONEY, QUANTITY, DATE, LEVEL)
                ),
                *(both(f"({{0}} {sign} {{1}})", kind, kind) for sign in ("==", "!=") for kind in (BOOL, KIND, ID)),
                both("({0} and {1})", BOOL, BOOL),
                both("({0} or {1})", BOOL, BOOL),
                lambda of: st.just(f"(not {of(BOOL)})"),
                lambda of: st.just(f"({of(KIND)} in ['团体', '企业'])"),
                lambda of: st.just(f"({of(LEVEL)} not in ['低', '高'])"),
                lambda of: st.just(f"({of(LEVEL)} >= '中')"),
                choice,
                *([] if inside else [("any(岗位, {0})", BOOL), ("all(岗位, {0})", BOOL)]),
            ]
        case "int":
            return [
                *(both(f"({{0}} {sign} {{1}})", INT, INT) for sign in "+-*"),
                both("min({0}, {1})", INT, INT),
                both("max({0}, {1}, 2)", INT, INT),
                both("full_months({0}, {1})", DATE, DATE),
                both("full_years({0}, {1})", DATE, DATE),
                both("days_between({0}, {1})", DATE, DATE),
                both("count_between(会, {0}, {1})", DATE, DATE),
                lambda of: st.just(f"year({of(DATE)})"),
                lambda of: st.just(f"(-{of(INT)})"),
                choice,
                *([] if inside else [("count(岗位, {0})", BOOL), ("sum(岗位, {0})", INT), ("max(岗位, {0})", INT)]),
            ]
        case "ratio":
            return [
                *(both(f"({{0}} {sign} {{1}})", RATIO, RATIO) for sign in "+-*"),
                both("({0} + {1})", INT, RATIO),
                both("min({0}, {1})", INT, RATIO),
                lambda of: st.just(f"({of(INT)} / 期限)"),
                lambda of: st.just(f"({of(RATIO)} / 0.3)"),
                choice,
                *([] if inside else [("sum(岗位, {0})", RATIO), ("max(岗位, {0}, 0)", RATIO)]),
            ]
        case "money":
            return [
                *(both(f"({{0}} {sign} {{1}})", MONEY, MONEY) for sign in "+-"),
                both("({0} * {1})", MONEY, INT),
                both("({0} * {1})", INT, MONEY),
                both("min({0}, {1})", MONEY, MONEY),
                both("max({0}, {1})", MONEY, MONEY),
                *(
                    lambda of, name=name, unit=unit: st.just(f"{name}({of(QUANTITY)}, {unit})")
                    for name in ("round_down", "round_up", "round_half_up")
                    for unit in ("分(1)", "元(1)", "一分")
                ),
                lambda of: st.just(f"奖励({of(LEVEL)})"),
                lambda of: st.just(f"分档({of(MONEY)})"),
                lambda of: st.just(f"人数档({of(INT)})"),
                lambda of: st.just(f"标准({of(KIND)})"),
                both("定额({0}, {1})", KIND, BOOL),
                choice,
                *([] if inside else [("sum(岗位, {0})", MONEY), ("max(岗位, {0}, 元(1))", MONEY), ("min(岗位, {0})", MONEY)]),
            ]
        case "quantity":
            return [
                both("({0} * {1})", MONEY, RATIO),
                both("({0} * {1})", RATIO, QUANTITY),
                lambda of: st.just(f"({of(MONEY)} / 3)"),
                *(both(f"({{0}} {sign} {{1}})", MONEY, QUANTITY) for sign in "+-"),
                both("max({0}, {1})", QUANTITY, MONEY),
                lambda of: st.just(f"元({of(RATIO)})"),
            ]
        case "date":
            return [
                *(lambda of, sign=sign, span=span: st.just(f"({of(DATE)} {sign} {span})") for sign in "+-" for span in SPANS),
                both("min({0}, {1})", DATE, DATE),
                both("max({0}, {1})", DATE, DATE),
                choice,
                *([] if inside else [("min(岗位, {0})", DATE)]),
            ]
        case _ if type == LEVEL:
            return [both("min({0}, {1})", LEVEL, LEVEL), both("max({0}, {1})", LEVEL, LEVEL), choice]
        case _:
            return [choice]


def values(type: Type) -> st.SearchStrategy[Value]:
    """Known values of a type, near the edges of the world's tables."""
    if isinstance(type, OneOf):
        return st.sampled_from([Member(name, type.names) for name in type.names])
    made: dict[Type, st.SearchStrategy[Value]] = {
        BOOL: st.booleans(),
        INT: st.sampled_from([0, 1, 2, 3, 49, 50, 51, 300, -1]),
        RATIO: st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(7, 10), Fraction(1), Fraction(-1, 8)]),
        MONEY: st.sampled_from([Money(fen) for fen in (0, 1, 3, 9999, 10000, 10001, 19999, 20000, -5)]),
        DATE: st.sampled_from(DAYS),
        DATES: st.lists(st.sampled_from(DAYS), max_size=3).map(tuple),
        ID: st.sampled_from(["X1", "X2"]),
    }
    return made[type]


@st.composite
def worlds(draw: st.DrawFn) -> Facts:
    """A world where everything is known."""
    facts = {name: draw(values(type)) for name, type in {**FACTS, "as_of": DATE, "law_at": DATE}.items()}
    children = draw(st.lists(st.fixed_dictionaries({name: values(type) for name, type in CHILD.items()}), max_size=3))
    return Facts(facts, tuple(children))


@st.composite
def less_known(draw: st.DrawFn, world: Facts) -> Facts:
    """The same world with some facts, facts of children, or the whole list of children forgotten."""

    def forget(facts: dict[str, Value]) -> dict[str, Value]:
        gone = draw(st.sets(st.sampled_from(sorted(facts))))
        return {name: UNKNOWN if name in gone else value for name, value in facts.items()}

    children = world.children if world.children is None else tuple(forget(dict(child)) for child in world.children)
    return Facts(forget(dict(world.facts)), None if draw(st.booleans()) else children)
