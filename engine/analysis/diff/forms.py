"""What an expression says, freed of how it was written down: two packs are compared by this.

Places, spaces, redundant brackets, units of money, 1年 for 12个月, a promotion and the rows behind a table called take no part.
Of a one-of the name alone counts, so that a value added to a list does not touch what speaks of the others. Names are put as the
new version has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, fields, is_dataclass
from typing import TypeAlias, assert_never

from engine.lang.ir import Apply, Choose, Expr, Fold, Literal, Ref
from engine.lang.operators import OPERATOR_OF
from engine.lang.types import OneOf, Type
from engine.lang.values import Member
from engine.pack.terms import Formula
from engine.text.records import dataclass
from engine.text.source import Place

Form: TypeAlias = object  # tuples, names and values; equal if they say the same
MIRRORED = {">": "<", ">=": "<="}
EITHER_WAY = ("==", "!=", "min", "max", "*")  # their arguments may change places


@dataclass(frozen=True)
class Names:
    """What the old version's names are in the new one; a name that is not in a map is the same in both."""

    maps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by part of a pack

    def of(self, part: str, key: str) -> str:
        """The new name of what the old version calls `key`."""
        return self.maps.get(part, {}).get(key, key)

    def ref(self, ref: Ref) -> tuple[str, str, str]:
        """The kind, carrier and name of what a name stands for."""
        match ref.kind:
            case "fact" | "definition":
                part = f"{ref.kind}s"
                old = f"{ref.carrier}.{ref.name}"
                carrier, _, name = self.of(part, old).rpartition(".")
                return ref.kind, carrier if old in self.maps.get(part, {}) else self.of("subjects", ref.carrier), name
            case "parameter" | "reading":
                return ref.kind, ref.carrier, self.of(f"{ref.kind}s", ref.name)
            case _:
                return ref.kind, ref.carrier, ref.name


SAME = Names()


def form(expr: Expr, names: Names = SAME) -> Form:
    """What `expr` says."""
    match expr:
        case Literal(value=value):
            return "value", _value(value)
        case Ref():
            return names.ref(expr)
        case Apply(overload=overload, args=args):
            operator = OPERATOR_OF[overload].name
            if operator == "exact":
                return form(args[0], names)
            if operator in ("and", "or"):
                return operator, tuple(form(each, names) for each in joined(expr, operator))
            return operator, tuple(form(each, names) for each in args)
        case Choose(table=table) if table:
            return "table", names.of("parameters", table), tuple(form(each, names) for each in arguments(expr))
        case Choose(arms=arms, otherwise=otherwise):
            rest = None if otherwise is None else form(otherwise, names)
            return "if", tuple((form(one, names), form(other, names)) for one, other in arms), rest
        case Fold(operator=operator, collection=collection, body=body, empty=empty):
            inner = None if empty is None else form(empty, names)
            return "fold", operator, names.of("subjects", collection), form(body, names), inner
        case _:
            assert_never(expr)


def sense(what: Form) -> Form:
    """The same for two forms that differ only in the order in which things are said that have no order: a < b is b > a."""
    match what:
        case ("and" | "or" as operator, tuple(args)):
            return operator, tuple(sorted(map(sense, args), key=repr))
        case (">" | ">=" as operator, (first, second)):
            return MIRRORED[operator], (sense(second), sense(first))
        case (str(operator), tuple(args)) if operator in EITHER_WAY:
            return operator, tuple(sorted(map(sense, args), key=repr))
        case tuple():
            return tuple(map(sense, what))
        case _:
            return what


def joined(expr: Apply, operator: str) -> Iterator[Expr]:
    """Everything that `and` or `or` joins, however it was nested."""
    for arg in expr.args:
        if isinstance(arg, Apply) and OPERATOR_OF[arg.overload].name == operator:
            yield from joined(arg, operator)
        else:
            yield arg


def arguments(call: Choose) -> list[Expr]:
    """What a table was called with: the left sides of its tests, in their order; of a plain dated number none.

    A test that the table made stands where the call does; a truth value it was called with is its own test and stands inside.
    """
    found: dict[Form, Expr] = {}
    for condition, _ in call.arms:
        both = isinstance(condition, Apply) and condition.overload == "and" and condition.place == call.place
        for test in condition.args if both and isinstance(condition, Apply) else (condition,):
            made = isinstance(test, Apply) and test.place == call.place
            arg = test.args[0] if made and isinstance(test, Apply) else test
            dated = isinstance(arg, Ref) and arg.kind == "given" and arg.name == "law_at"
            if not dated and (made or not isinstance(arg, Literal)):
                found.setdefault(form(arg), arg)
    return list(found.values())


def formula_form(formula: Formula | None, names: Names = SAME) -> Form:
    """What a formula says, None where there is none."""
    return None if formula is None else form(formula.expr, names)


def type_form(type: Type) -> Form:
    """A type, with the values of a one-of and whether they rank."""
    return (type.name, type.names, type.ordered) if isinstance(type, OneOf) else type.name


def record_form(record: object, names: Names = SAME, without: tuple[str, ...] = ()) -> Form:
    """What a record of a pack says, field by field; places say nothing, and nor do the fields `without`."""
    match record:
        case Formula():
            return form(record.expr, names)
        case Type():
            return type_form(record)
        case Place():
            return None
        case tuple() | list():
            return tuple(record_form(each, names) for each in record)
        case Mapping():
            return tuple(sorted((key, record_form(each, names)) for key, each in record.items()))
        case _ if is_dataclass(record):
            kept = [each.name for each in fields(record) if each.compare and each.name not in without]
            return tuple((name, record_form(getattr(record, name), names)) for name in kept)
        case _:
            return record


def _value(value: object) -> Form:
    match value:
        case Member(name=name):
            return name
        case bool():
            return "yes" if value else "no", value  # True is 1 to Python
        case _:
            return value
