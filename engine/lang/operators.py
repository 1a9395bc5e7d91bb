"""The table of operators: what each takes and gives, how it is worked out, how it is said, and examples.

The checker, the reference evaluator, every backend, the handbook and the tests read it. To add an operator, add an entry here and
a line to each backend's dictionary; a test names the dictionaries that lack it.
"""

from __future__ import annotations

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache, reduce
from math import floor

from engine.lang import dates
from engine.lang.types import BOOL, DATE, DATES, ID, INT, MONEY, NAME, NAMES, QUANTITY, RATIO, SPAN, OneOf, Type, one_of
from engine.lang.values import UNKNOWN, Known, Member, Money, Quantity, Span, Unknown, Value
from engine.text.records import dataclass

ONE_OF = Type("one_of")  # in a parameter: any one-of, the same for all arguments
MOST_ARGUMENTS = 16


@dataclass(frozen=True, slots=True)
class Overload:
    """An operator for certain types. `run` works it out on values of exactly these types (promote them before)."""

    id: str
    params: tuple[Type, ...]
    result: Type
    run: Callable[..., Value]
    zh: str = ""  # how to say it where the types change the words; "" as the operator says
    en: str = ""
    variadic: bool = False  # two or more arguments, each like the last parameter

    def params_for(self, count: int) -> tuple[Type, ...] | None:
        """The parameter types for so many arguments, None if it does not take that many."""
        if self.variadic and 2 <= count <= MOST_ARGUMENTS:
            return (self.params[0],) * count
        return self.params if count == len(self.params) else None


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator under the name an author writes.

    `zh` and `en` say it to a reader: {0}, {1} are the arguments; of more than two, {0} is all but the last, listed.
    Each example is `arguments = result`, written as quantities; 未知 is unknown, 中∈低中高 a one-of, [a b] a list.
    """

    name: str
    overloads: tuple[Overload, ...]
    zh: str
    en: str
    examples: tuple[str, ...] = ()

    @property
    def counts(self) -> tuple[int, int]:
        """The fewest and the most arguments it takes."""
        sizes = [len(each.params) for each in self.overloads]
        return min(sizes), MOST_ARGUMENTS if any(each.variadic for each in self.overloads) else max(sizes)


@dataclass(frozen=True, slots=True)
class Folding:
    """A fold: what bodies it takes, what it gives, and how it is said: {0} is the collection, {1} the body."""

    name: str
    bodies: tuple[Type, ...]
    result: Type | None  # None: the type of the body
    zh: str
    en: str


# --- and, or, not: Kleene's tables; an unknown matters only where it decides -----------------------------------------


def kleene_and(*args: Value) -> Value:
    """False if anything is false, else unknown if anything is unknown, else true."""
    if any(arg is False for arg in args):
        return False
    return UNKNOWN if any(arg is UNKNOWN for arg in args) else True


def kleene_or(*args: Value) -> Value:
    """True if anything is true, else unknown if anything is unknown, else false."""
    if any(arg is True for arg in args):
        return True
    return UNKNOWN if any(arg is UNKNOWN for arg in args) else False


def kleene_not(arg: Value) -> Value:
    """The opposite; of an unknown it is unknown."""
    return UNKNOWN if isinstance(arg, Unknown) else not arg


# --- How operators work out, where Python's own functions do not serve -----------------------------------------------


def rounded(mode: str) -> Callable[[Quantity, Money], Money]:
    """Rounding to whole multiples of a unit: down is towards less, up towards more, a half goes up."""
    shift = {"down": Fraction(0), "half_up": Fraction(1, 2)}

    def run(amount: Quantity, unit: Money) -> Money:
        units = amount.fen / unit.fen
        return Money((-floor(-units) if mode == "up" else floor(units + shift[mode])) * unit.fen)

    return run


def count_between(days: Sequence[date], start: date, end: date) -> int:
    """How many of the days lie from `start` to `end`, both included."""
    ordered = sorted(days)
    return max(0, bisect_right(ordered, end) - bisect_left(ordered, start))


def earliest(days: Sequence[date]) -> Value:
    """The first of the days; of none it is unknown."""
    return min(days, default=UNKNOWN)


def latest(days: Sequence[date]) -> Value:
    """The last of the days; of none it is unknown."""
    return max(days, default=UNKNOWN)


def _ranked(compare: Callable[[int, int], bool]) -> Callable[[Member, Member], bool]:
    return lambda a, b: compare(a.rank, b.rank)


def _lowest(*members: Member) -> Member:
    return min(members, key=lambda each: each.rank)


def _highest(*members: Member) -> Member:
    return max(members, key=lambda each: each.rank)


def _on_fen(kind: type[Money] | type[Quantity], run: Callable[..., int | Fraction]) -> Callable[..., Value]:
    """`run` on the fen of amounts and on bare numbers, its result an amount again."""
    return lambda *args: kind(run(*(arg.fen if isinstance(arg, Money | Quantity) else arg for arg in args)))  # type: ignore[arg-type]


def _money(run: Callable[..., int | Fraction]) -> Callable[..., Value]:
    return _on_fen(Money, run)


def _exact(run: Callable[..., int | Fraction]) -> Callable[..., Value]:
    return _on_fen(Quantity, run)


def _ratio(run: Callable[..., int | Fraction]) -> Callable[..., Value]:
    return lambda *args: Fraction(run(*args))


def _divide(a: int | Fraction, b: int | Fraction) -> Fraction:
    return Fraction(a) / b


# --- The table -------------------------------------------------------------------------------------------------------


def _order(
    name: str, id: str, run: Callable[..., bool], zh: str, en: str, date_zh: str, date_en: str, *examples: str
) -> Operator:
    """An order comparison of amounts, numbers, dates and ordered one-ofs."""
    types = (("int", INT), ("ratio", RATIO), ("money", MONEY), ("quantity", QUANTITY))
    overloads = [Overload(f"{id}_{word}", (type, type), BOOL, run) for word, type in types]
    overloads.append(Overload(f"{id}_date", (DATE, DATE), BOOL, run, date_zh, date_en))
    overloads.append(Overload(f"{id}_one_of", (ONE_OF, ONE_OF), BOOL, _ranked(run)))
    return Operator(name, tuple(overloads), zh, en, examples)


def _equality(name: str, id: str, run: Callable[..., bool], zh: str, en: str, *examples: str) -> Operator:
    words = (BOOL, INT, RATIO, MONEY, QUANTITY, DATE, ONE_OF, ID)
    return Operator(name, tuple(Overload(f"{id}_{type.name}", (type, type), BOOL, run) for type in words), zh, en, examples)


def _extreme(name: str, run: Callable[..., Value], members: Callable[..., Value], zh: str, en: str, *examples: str) -> Operator:
    types = (INT, RATIO, MONEY, QUANTITY, DATE)
    overloads = [Overload(f"{name}_{type.name}", (type, type), type, run, variadic=True) for type in types]
    overloads[-1] = Overload(f"{name}_date", (DATE, DATE), DATE, run, *_EXTREME_DATES[name], variadic=True)
    overloads.append(Overload(f"{name}_one_of", (ONE_OF, ONE_OF), ONE_OF, members, variadic=True))
    return Operator(name, tuple(overloads), zh, en, examples)


_EXTREME_DATES = {
    "min": ("{0}与{1}中较早者", "the earlier of {0} and {1}"),
    "max": ("{0}与{1}中较晚者", "the later of {0} and {1}"),
}


def _rounding(name: str, mode: str, zh: str, en: str, *examples: str) -> Operator:
    return Operator(name, (Overload(name, (QUANTITY, MONEY), MONEY, rounded(mode)),), zh, en, examples)


def _amount(name: str, id: str, fen: int, en: str, *examples: str) -> Operator:
    """A unit of money; a fraction of it is exact and need not be whole fen."""
    overloads = (
        Overload(f"{id}_int", (INT,), MONEY, lambda n: Money(n * fen)),
        Overload(f"{id}_ratio", (RATIO,), QUANTITY, lambda n: Quantity(n * fen)),
    )
    return Operator(name, overloads, "{0}" + name, en, examples)


def _table() -> Iterable[Operator]:
    yield Operator(
        "and",
        (Overload("and", (BOOL, BOOL), BOOL, kleene_and, variadic=True),),
        "{0}且{1}",
        "{0} and {1}",
        (
            "true, true = true",
            "true, false = false",
            "false, 未知 = false",
            "true, 未知 = 未知",
            "true, true, 未知, false = false",
        ),
    )
    yield Operator(
        "or",
        (Overload("or", (BOOL, BOOL), BOOL, kleene_or, variadic=True),),
        "{0}或者{1}",
        "{0} or {1}",
        ("false, false = false", "true, 未知 = true", "false, 未知 = 未知", "false, 未知, true = true"),
    )
    yield Operator(
        "not",
        (Overload("not", (BOOL,), BOOL, kleene_not),),
        "并非{0}",
        "not {0}",
        ("true = false", "false = true", "未知 = 未知"),
    )
    yield _equality(
        "==",
        "eq",
        operator.eq,
        "{0}为{1}",
        "{0} is {1}",
        "1元, 100分 = true",
        "2/4, 1/2 = true",
        "true, false = false",
        "2024-02-29, 2024-02-29 = true",
        "低∈低中高, 高∈低中高 = false",
        "1, 未知 = 未知",
    )
    yield _equality(
        "!=",
        "ne",
        operator.ne,
        "{0}不是{1}",
        "{0} is not {1}",
        "1元, 100分 = false",
        "1, 2 = true",
        "低∈低中高, 高∈低中高 = true",
        "未知, 未知 = 未知",
    )
    yield _order(
        "<",
        "lt",
        operator.lt,
        "{0}低于{1}（不含本数）",
        "{0} is below {1} (not included)",
        "{0}早于{1}",
        "{0} is before {1}",
        "99.99元, 100元 = true",
        "100元, 100元 = false",
        "2024-02-28, 2024-02-29 = true",
        "低∈低中高, 中∈低中高 = true",
    )
    yield _order(
        "<=",
        "le",
        operator.le,
        "{0}不超过{1}",
        "{0} is at most {1}",
        "{0}不晚于{1}",
        "{0} is not after {1}",
        "100元, 100元 = true",
        "1/3, 0.3 = false",
        "2024-03-01, 2024-02-29 = false",
    )
    yield _order(
        ">",
        "gt",
        operator.gt,
        "{0}超过{1}（不含本数）",
        "{0} is above {1} (not included)",
        "{0}晚于{1}",
        "{0} is after {1}",
        "100元, 100元 = false",
        "3, 2 = true",
        "高∈低中高, 中∈低中高 = true",
    )
    yield _order(
        ">=",
        "ge",
        operator.ge,
        "{0}达到或超过{1}",
        "{0} is {1} or more",
        "{0}不早于{1}",
        "{0} is not before {1}",
        "100元, 100元 = true",
        "1, 3/2 = false",
        "2024-02-29, 2024-02-29 = true",
        "未知, 1 = 未知",
    )
    yield Operator(
        "in",
        (
            Overload("in_one_of", (ONE_OF, NAMES), BOOL, lambda value, names: value.name in names),
            Overload("in_id", (ID, NAMES), BOOL, lambda value, names: value in names),
        ),
        "{0}为{1}之一",
        "{0} is one of {1}",
        ("低∈低中高, ['低' '高'] = true", "中∈低中高, ['低' '高'] = false", "未知, ['低'] = 未知"),
    )
    yield Operator(
        "not in",
        (
            Overload("not_in_one_of", (ONE_OF, NAMES), BOOL, lambda value, names: value.name not in names),
            Overload("not_in_id", (ID, NAMES), BOOL, lambda value, names: value not in names),
        ),
        "{0}不是{1}之一",
        "{0} is none of {1}",
        ("低∈低中高, ['低' '高'] = false", "中∈低中高, ['低'] = true"),
    )
    yield Operator(
        "+",
        (
            Overload("add_int", (INT, INT), INT, operator.add),
            Overload("add_ratio", (RATIO, RATIO), RATIO, operator.add),
            Overload("add_money", (MONEY, MONEY), MONEY, _money(operator.add)),
            Overload("add_quantity", (QUANTITY, QUANTITY), QUANTITY, _exact(operator.add)),
            Overload("add_date", (DATE, SPAN), DATE, dates.add, "{0}之后{1}", "{1} after {0}"),
            Overload("add_span", (SPAN, SPAN), SPAN, lambda a, b: Span(a.months + b.months, a.days + b.days)),
        ),
        "{0}加{1}",
        "{0} plus {1}",
        (
            "1, 2 = 3",
            "1/3, 1/6 = 1/2",
            "1元, 1分 = 1.01元",
            "2024-01-31, 1个月 = 2024-02-29",
            "2024-02-29, 1年 = 2025-02-28",
            "2024-12-31, 1天 = 2025-01-01",
            "1年, 10天 = 12个月10天",
        ),
    )
    yield Operator(
        "-",
        (
            Overload("sub_int", (INT, INT), INT, operator.sub),
            Overload("sub_ratio", (RATIO, RATIO), RATIO, operator.sub),
            Overload("sub_money", (MONEY, MONEY), MONEY, _money(operator.sub)),
            Overload("sub_quantity", (QUANTITY, QUANTITY), QUANTITY, _exact(operator.sub)),
            Overload("sub_date", (DATE, SPAN), DATE, dates.subtract, "{0}之前{1}", "{1} before {0}"),
        ),
        "{0}减{1}",
        "{0} minus {1}",
        ("1, 2 = -1", "1, 1/3 = 2/3", "1元, 3元 = -2元", "2024-03-31, 1个月 = 2024-02-29", "2025-01-01, 1天 = 2024-12-31"),
    )
    yield Operator(
        "*",
        (
            Overload("mul_int", (INT, INT), INT, operator.mul),
            Overload("mul_ratio", (RATIO, RATIO), RATIO, operator.mul),
            Overload("mul_money_int", (MONEY, INT), MONEY, _money(operator.mul)),
            Overload("mul_int_money", (INT, MONEY), MONEY, _money(operator.mul)),
            Overload("mul_quantity_ratio", (QUANTITY, RATIO), QUANTITY, _exact(operator.mul)),
            Overload("mul_ratio_quantity", (RATIO, QUANTITY), QUANTITY, _exact(operator.mul)),
        ),
        "{0}乘以{1}",
        "{0} times {1}",
        ("3, 4 = 12", "1/3, 3 = 3/3", "6万元, 3 = 18万元", "2, 5分 = 10分", "1元, 12.5% = 12.5分", "70%, 10元 = 7.0元"),
    )
    yield Operator(
        "/",
        (
            Overload("div_ratio", (RATIO, RATIO), RATIO, _ratio(_divide)),
            Overload("div_quantity", (QUANTITY, RATIO), QUANTITY, _exact(_divide)),
        ),
        "{0}除以{1}",
        "{0} divided by {1}",
        ("7, 12 = 7/12", "1元, 8 = 12.5分", "1/2, 1/4 = 2.0", "未知, 2 = 未知"),
    )
    yield Operator(
        "neg",
        (
            Overload("neg_int", (INT,), INT, operator.neg),
            Overload("neg_ratio", (RATIO,), RATIO, operator.neg),
            Overload("neg_money", (MONEY,), MONEY, _money(operator.neg)),
            Overload("neg_quantity", (QUANTITY,), QUANTITY, _exact(operator.neg)),
        ),
        "负{0}",
        "minus {0}",
        ("3 = -3", "2元 = -2元", "1/2 = -1/2"),
    )
    yield Operator(
        "exact",
        (
            Overload("ratio_of_int", (INT,), RATIO, Fraction),
            Overload("quantity_of_money", (MONEY,), QUANTITY, _exact(Fraction)),
        ),
        "{0}",
        "{0}",
        ("3 = 6/2", "1元 = 100.0分"),
    )
    yield _extreme(
        "min",
        min,
        _lowest,
        "{0}与{1}中较低者",
        "the lower of {0} and {1}",
        "3元, 2元 = 2元",
        "3元, 未知 = 未知",
        "3, 1, 2 = 1",
        "2024-02-29, 2023-03-01 = 2023-03-01",
        "高∈低中高, 中∈低中高 = 中∈低中高",
        "1, 1/2 = 1/2",
    )
    yield _extreme(
        "max",
        max,
        _highest,
        "{0}与{1}中较高者",
        "the higher of {0} and {1}",
        "3元, 2元 = 3元",
        "3, 1, 2 = 3",
        "2024-02-29, 2023-03-01 = 2024-02-29",
        "高∈低中高, 中∈低中高 = 高∈低中高",
    )
    yield _rounding(
        "round_down",
        "down",
        "{0}（按{1}舍去尾数）",
        "{0}, rounded down to {1}",
        "1.99元, 1元 = 1元",
        "-1.01元, 1元 = -2元",
        "12.5分, 1分 = 12分",
    )
    yield _rounding(
        "round_up",
        "up",
        "{0}（按{1}进位）",
        "{0}, rounded up to {1}",
        "1.01元, 1元 = 2元",
        "-1.99元, 1元 = -1元",
        "12.5分, 1分 = 13分",
    )
    yield _rounding(
        "round_half_up",
        "half_up",
        "{0}（按{1}四舍五入）",
        "{0}, rounded half up to {1}",
        "1.50元, 1元 = 2元",
        "1.49元, 1元 = 1元",
        "12.5分, 1分 = 13分",
        "149元, 100元 = 100元",
    )
    yield Operator(
        "full_years",
        (Overload("full_years", (DATE, DATE), INT, dates.full_years),),
        "{0}至{1}的整年数",
        "the full years from {0} to {1}",
        ("2020-03-01, 2023-03-01 = 3", "2020-03-01, 2023-02-28 = 2", "2024-02-29, 2025-02-28 = 1", "2023-03-01, 2020-03-01 = -3"),
    )
    yield Operator(
        "full_months",
        (Overload("full_months", (DATE, DATE), INT, dates.full_months),),
        "{0}至{1}的整月数",
        "the full months from {0} to {1}",
        ("2024-01-31, 2024-02-29 = 1", "2024-01-31, 2024-02-28 = 0", "2024-02-29, 2024-03-28 = 0", "2024-03-31, 2024-02-28 = -1"),
    )
    yield Operator(
        "days_between",
        (Overload("days_between", (DATE, DATE), INT, dates.days_between),),
        "{0}至{1}的天数",
        "the days from {0} to {1}",
        ("2024-02-28, 2024-03-01 = 2", "2024-03-01, 2024-02-28 = -2"),
    )
    yield Operator(
        "year",
        (Overload("year", (DATE,), INT, lambda day: day.year),),
        "{0}所在年份",
        "the year of {0}",
        ("2024-12-31 = 2024", "未知 = 未知"),
    )
    yield Operator("months", (Overload("months", (INT,), SPAN, lambda n: Span(n, 0)),), "{0}个月", "{0} months", ("12 = 1年",))
    yield Operator("days", (Overload("days", (INT,), SPAN, lambda n: Span(0, n)),), "{0}天", "{0} days", ("10 = 10天",))
    yield Operator("years", (Overload("years", (INT,), SPAN, lambda n: Span(12 * n, 0)),), "{0}年", "{0} years", ("3 = 3年",))
    yield _amount("分", "fen", 1, "{0} fen", "5 = 5分", "1/2 = 0.5分")
    yield _amount("元", "yuan", 100, "CNY {0}", "5 = 5元", "1.50 = 150.0分")
    yield _amount("万元", "wan_yuan", 1_000_000, "CNY {0} × 10,000", "3 = 3万元", "2.5 = 2500000.0分")
    yield Operator(
        "first",
        (Overload("first", (DATES,), DATE, earliest),),
        "{0}中最早的一日",
        "the first day of {0}",
        ("[2024-02-01 2024-01-01] = 2024-01-01", "[] = 未知"),
    )
    yield Operator(
        "last",
        (Overload("last", (DATES,), DATE, latest),),
        "{0}中最晚的一日",
        "the last day of {0}",
        ("[2024-02-01 2024-01-01] = 2024-02-01", "[] = 未知"),
    )
    yield Operator(
        "count_between",
        (Overload("count_between", (DATES, DATE, DATE), INT, count_between),),
        "{0}中自{1}至{2}（均含当日）的次数",
        "how many of {0} lie from {1} to {2}, both included",
        ("[2024-01-01 2024-01-31 2024-02-01], 2024-01-01, 2024-01-31 = 2", "[2024-01-01], 2024-01-02, 2024-01-01 = 0"),
    )


OPERATORS: dict[str, Operator] = {each.name: each for each in _table()}
OVERLOADS: dict[str, Overload] = {overload.id: overload for each in OPERATORS.values() for overload in each.overloads}
OPERATOR_OF: dict[str, Operator] = {overload.id: each for each in OPERATORS.values() for overload in each.overloads}
INFIX = ("and", "or", "not", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "+", "-", "*", "/", "neg", "exact")
CALLED = tuple(name for name in OPERATORS if name not in INFIX)  # what an author calls by name
KLEENE = ("and", "or", "not")

NUMBERS = (INT, RATIO, MONEY, QUANTITY)
FOLDS: dict[str, Folding] = {
    each.name: each
    for each in (
        Folding("sum", NUMBERS, None, "各{0}的{1}之和", "the sum of {1} over every {0}"),
        Folding("count", (BOOL,), INT, "{1}的{0}的个数", "the number of {0} where {1}"),
        Folding("max", (*NUMBERS, DATE, ONE_OF), None, "各{0}的{1}中最高者", "the highest of {1} over every {0}"),
        Folding("min", (*NUMBERS, DATE, ONE_OF), None, "各{0}的{1}中最低者", "the lowest of {1} over every {0}"),
        Folding("any", (BOOL,), BOOL, "至少有一个{0}：{1}", "for at least one {0}: {1}"),
        Folding("all", (BOOL,), BOOL, "每一个{0}：{1}", "for every {0}: {1}"),
    )
}


# --- Choosing an overload, and applying one to values ----------------------------------------------------------------

PROMOTED = {(INT, RATIO): "ratio_of_int", (MONEY, QUANTITY): "quantity_of_money"}  # exactly, and said in the typed form


def cost(actual: Type, wanted: Type) -> int | None:
    """How many promotions make an `actual` a `wanted`; None: it cannot be one."""
    if actual == wanted or actual.name == wanted.name == "one_of":
        return 0
    return 1 if (actual, wanted) in PROMOTED or (actual == NAME and wanted.name in ("one_of", "id")) else None


def choose(operator: Operator, types: Sequence[Type]) -> Overload | None:
    """The overload that takes these types with the fewest promotions."""
    best: tuple[int, Overload] | None = None
    for overload in operator.overloads:
        params = overload.params_for(len(types))
        if ONE_OF in overload.params and not any(isinstance(type, OneOf) for type in types):
            continue  # names in quotes alone say nothing of which one-of they are
        costs = [cost(actual, wanted) for actual, wanted in zip(types, params, strict=True)] if params else [None]
        total = None if None in costs else sum(each or 0 for each in costs)
        if total is not None and (best is None or total < best[0]):
            best = (total, overload)
    return best[1] if best else None


@lru_cache(maxsize=4096)
def _chosen(name: str, types: tuple[Type, ...]) -> Overload | None:
    return choose(OPERATORS[name], types)


def type_of(value: Known) -> Type:
    """The type a value carries by itself; of a text, `NAME`; a one-of counts as ordered."""
    match value:
        case bool():
            return BOOL
        case int():
            return INT
        case Fraction():
            return RATIO
        case Money():
            return MONEY
        case Quantity():
            return QUANTITY
        case Span():
            return SPAN
        case Member():
            return one_of(value.names, ordered=True)
        case date():
            return DATE
        case str():
            return NAME
        case _:
            return NAMES if value and isinstance(value[0], str) else DATES


def promote(value: Value, wanted: Type) -> Value:
    """`value` as a `wanted`: a whole number as a ratio, money as an exact quantity, a name as one of several; else unchanged."""
    match value:
        case bool():
            return value
        case int() if wanted == RATIO:
            return Fraction(value)
        case Money() if wanted == QUANTITY:
            return Quantity(Fraction(value.fen))
        case str() if isinstance(wanted, OneOf):
            return Member(value, wanted.names)
        case _:
            return value


def apply(name: str, args: Sequence[Value]) -> Value:
    """The operator `name` on values, its overload found by what they are; unknown if any is, but for `and`, `or`, `not`.

    Raises TypeError where no overload takes them, which the checker rules out.
    """
    if name in KLEENE:
        return OVERLOADS[name].run(*args)
    known = [arg for arg in args if not isinstance(arg, Unknown)]
    if len(known) < len(args):
        return UNKNOWN
    types = [type_of(arg) for arg in known]
    overload = _chosen(name, tuple(types))
    if overload is None:
        raise TypeError(f"{name} does not take {', '.join(map(str, types))}")
    several = next((type for type in types if isinstance(type, OneOf)), ONE_OF)
    params = overload.params_for(len(known)) or ()
    return overload.run(*(promote(arg, several if param == ONE_OF else param) for arg, param in zip(known, params, strict=True)))


def run(overload: str, args: Sequence[Value]) -> Value:
    """An overload on values of exactly its types; unknown if any is, but for `and`, `or`, `not`."""
    if overload not in KLEENE and any(isinstance(arg, Unknown) for arg in args):
        return UNKNOWN
    return OVERLOADS[overload].run(*args)


ZERO: dict[Type, Value] = {INT: 0, RATIO: Fraction(0), MONEY: Money(0), QUANTITY: Quantity(Fraction(0))}  # nothing of each


def fold(name: str, values: Sequence[Value], type: Type, empty: Value = UNKNOWN) -> Value:
    """A fold over the values of its body, whose common type is `type`; a max or min over nothing is `empty`."""
    if name in ("any", "all"):
        return kleene_or(False, *values) if name == "any" else kleene_and(True, *values)
    if any(isinstance(value, Unknown) for value in values):
        return UNKNOWN
    if name == "count":
        return sum(value is True for value in values)
    if not values:
        return ZERO[type] if name == "sum" else promote(empty, type)
    return reduce(lambda a, b: apply("+" if name == "sum" else name, (a, b)), (promote(value, type) for value in values))
