"""Typed nodes made of typed parts: promotions written out, names turned into the one-of they are compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.lang.ir import Apply, Choose, Expr, Literal, Ref, parts
from engine.lang.operators import ONE_OF, OPERATORS, PROMOTED, choose, promote, run, type_of
from engine.lang.tables import Band, Table
from engine.lang.types import BOOL, DATE, ID, INT, MONEY, NAME, QUANTITY, RATIO, OneOf, Type
from engine.lang.values import UNKNOWN, Member, Value
from engine.text.source import Place


def coerce(expr: Expr, wanted: Type) -> Expr:
    """`expr` as a `wanted`, which it must be promotable to; unchanged if it is one already."""
    if expr.type == wanted or wanted == ONE_OF:
        return expr
    match expr:
        case Literal(value=value, type=type) if type in (INT, MONEY, NAME):
            return replace(expr, value=promote(value, wanted), type=wanted)  # type: ignore[arg-type]
        case Choose(type=type, arms=arms, otherwise=otherwise) if type == NAME:
            return replace(
                expr,
                arms=tuple((condition, coerce(value, wanted)) for condition, value in arms),
                otherwise=otherwise and coerce(otherwise, wanted),
                type=wanted,
            )
        case Ref(kind="parameter", type=type) if type == NAME:
            return replace(expr, type=wanted)
        case _ if (expr.type, wanted) in PROMOTED:
            return Apply(PROMOTED[expr.type, wanted], (expr,), wanted, expr.place)
        case _:
            return expr


def unify(types: Iterable[Type]) -> Type | None:
    """The one type that all of `types` can be, or None."""
    several = set(types)
    if len(several) == 1:
        return several.pop()
    for narrow, wide in ((INT, RATIO), (MONEY, QUANTITY), (NAME, ID)):
        if several == {narrow, wide}:
            return wide
    one_ofs = [type for type in several if isinstance(type, OneOf)]
    if one_ofs and len({type.names for type in one_ofs}) == 1 and several <= {NAME, *one_ofs}:
        return next((type for type in one_ofs if type.ordered), one_ofs[0])
    return None


def make(operator: str, args: Sequence[Expr], place: Place | None = None) -> Apply | None:
    """`operator` applied to typed arguments; None if it does not take them. Names are taken to be among their one-of's."""
    overload = choose(OPERATORS[operator], [arg.type for arg in args])
    params = overload.params_for(len(args)) if overload else None
    if overload is None or params is None:
        return None
    one_of = next((arg.type for arg in args if isinstance(arg.type, OneOf)), ONE_OF)
    made = tuple(coerce(arg, one_of if param == ONE_OF else param) for arg, param in zip(args, params, strict=True))
    return Apply(overload.id, made, one_of if overload.result == ONE_OF else overload.result, place)


def names_in(expr: Expr) -> Iterator[Literal]:
    """The names in quotes that a value of type `NAME` may come to."""
    match expr:
        case Literal(type=type) if type == NAME:
            yield expr
        case Choose(arms=arms, otherwise=otherwise):
            for value in (*(value for _, value in arms), *(() if otherwise is None else (otherwise,))):
                yield from names_in(value)
        case _:
            return


def knows_its_names(expr: Expr) -> bool:
    """Whether a one-of's value says by itself among which names it ranks; a name that was written in quotes does not."""
    match expr:
        case Literal():
            return False
        case Choose(arms=arms, otherwise=otherwise, table=""):
            return all(knows_its_names(value) for _, value in arms) and (otherwise is None or knows_its_names(otherwise))
        case _:
            return True


def is_constant(expr: Expr) -> bool:
    """Whether `expr` is written down in the pack: a literal, a plain parameter, or operators on such."""
    match expr:
        case Literal():
            return True
        case Ref(kind=kind):
            return kind == "parameter"
        case Apply():
            return all(map(is_constant, parts(expr)))
        case _:
            return False


def constant(expr: Expr) -> Value:
    """What an expression made of literals alone comes to; unknown if it holds anything else."""
    match expr:
        case Literal(value=value):
            return value
        case Apply(overload=overload, args=args):
            return run(overload, [constant(arg) for arg in args])
        case _:
            return UNKNOWN


def look_up(table: Table, args: Sequence[Expr], law_at: Expr, place: Place | None = None) -> Choose:
    """A table called: an arm for each row, later days before earlier ones, in the table's own operators.

    Before the first day of a dated number its value is unknown: the table's name stands for it.
    """
    arms: list[tuple[Expr, Expr]] = []
    for row, last in table.in_order:
        tests = [test for arg, key in zip(args, row.match, strict=True) for test in _tests(arg, key, place)]
        dated = [] if row.since is None else [_applied(">=", law_at, Literal(row.since, DATE, row.place), place)]
        arms.append((_all([*tests, *dated], place), Literal(row.value, table.type, row.place)))
        if dated and last and table.otherwise is None:
            arms.append((_all(tests, place), Ref("parameter", "", table.name, table.type, place)))
    otherwise = None if table.otherwise is None else Literal(table.otherwise, table.type, place)
    return Choose(tuple(arms), otherwise, table.type, table.name, place)


def _tests(arg: Expr, key: str | int | bool | Band, place: Place | None) -> Iterator[Expr]:
    """What must hold of an argument for a row to count."""
    match key:
        case Band(low=low, high=high):
            if low is not None:
                yield _applied(">=" if key.low_included else ">", arg, Literal(low, type_of(low), place), place)
            if high is not None:
                yield _applied("<=" if key.high_included else "<", arg, Literal(high, type_of(high), place), place)
        case bool():
            yield arg if key else _applied("not", arg, place=place)
        case str() if isinstance(arg.type, OneOf):
            yield _applied("==", arg, Literal(Member(key, arg.type.names), arg.type, place), place)
        case _:
            yield _applied("==", arg, coerce(Literal(key, NAME if isinstance(key, str) else INT, place), arg.type), place)


def _applied(operator: str, first: Expr, second: Expr | None = None, place: Place | None = None) -> Expr:
    made = make(operator, (first,) if second is None else (first, second), place)
    assert made is not None, f"a table compares {first.type} by {operator}"
    return made


def _all(tests: Sequence[Expr], place: Place | None) -> Expr:
    if not tests:
        return Literal(True, BOOL, place)
    return tests[0] if len(tests) == 1 else Apply("and", tuple(tests), BOOL, place)
