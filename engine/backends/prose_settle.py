"""An expression as it reads once the readings are chosen: what they exclude is left out.

`kind == 'a' or filed == 'included' and kind == 'b'` becomes `kind == 'a'` where `filed` is read otherwise. Only readings that
are one of their own names are put in; a reading that stands for an expression keeps its name, since people know it by that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from engine.lang.ir import TRUE, Apply, Choose, Expr, Fold, Literal, Ref
from engine.lang.operators import OPERATOR_OF
from engine.lang.types import BOOL
from engine.lang.values import Member
from engine.pack.model import Pack

FALSE = Literal(False, BOOL)
EQUALITY: dict[str, Callable[[str, str], bool]] = {"==": lambda a, b: a == b, "!=": lambda a, b: a != b}


def settle(expr: Expr, pack: Pack, chosen: Mapping[str, str]) -> Expr:
    """`expr` with the names of the `chosen` readings put in and what follows from them done."""
    match expr:
        case Apply():
            return _apply(replace(expr, args=tuple(settle(arg, pack, chosen) for arg in expr.args)), pack, chosen)
        case Choose():
            return _choose(expr, pack, chosen)
        case Fold():
            return replace(expr, body=settle(expr.body, pack, chosen))
        case _:
            return expr


def _apply(expr: Apply, pack: Pack, chosen: Mapping[str, str]) -> Expr:
    name = OPERATOR_OF[expr.overload].name
    args = expr.args
    if name in EQUALITY and len(args) == 2:
        left, right = _name(args[0], pack, chosen), _name(args[1], pack, chosen)
        return expr if left is None or right is None else _truth(EQUALITY[name](left, right))
    if name == "not" and args[0] in (TRUE, FALSE):
        return _truth(args[0] == FALSE)
    if name in ("and", "or"):
        decides, idle = (FALSE, TRUE) if name == "and" else (TRUE, FALSE)
        if decides in args:
            return decides
        left_over = tuple(arg for arg in args if arg != idle)
        return idle if not left_over else left_over[0] if len(left_over) == 1 else replace(expr, args=left_over)
    return expr


def _choose(expr: Choose, pack: Pack, chosen: Mapping[str, str]) -> Expr:
    arms: list[tuple[Expr, Expr]] = []
    otherwise = None if expr.otherwise is None else settle(expr.otherwise, pack, chosen)
    for condition, value in expr.arms:
        settled, result = settle(condition, pack, chosen), settle(value, pack, chosen)
        if settled == TRUE and not arms:
            return result
        if settled == TRUE:
            otherwise = result
            break
        if settled != FALSE:
            arms.append((settled, result))
    if not arms and otherwise is not None:
        return otherwise
    return replace(expr, arms=tuple(arms), otherwise=otherwise)


def _name(expr: Expr, pack: Pack, chosen: Mapping[str, str]) -> str | None:
    """The name an expression stands for: a reading's chosen option, or a name written down."""
    match expr:
        case Ref(kind="reading", name=name) if name in pack.readings and _is_name(pack, name):
            return chosen.get(name) or pack.readings[name].adopted
        case Literal(value=Member(name=name)) | Literal(value=str(name)):
            return name
        case _:
            return None


def _is_name(pack: Pack, reading: str) -> bool:
    return all(option.means is None and not option.open_ended for option in pack.readings[reading].options.values())


def _truth(value: bool) -> Literal:
    return TRUE if value else FALSE
