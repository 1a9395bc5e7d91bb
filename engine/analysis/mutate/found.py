"""What of a pack can be altered: every record of its typed form that an answer turns on, with what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, fields, is_dataclass

from engine.lang.ir import Apply, Choose, Expr, Fold, Literal, Ref, parts
from engine.lang.operators import OPERATOR_OF, PROMOTED
from engine.lang.tables import Row, Table
from engine.pack.model import Pack
from engine.pack.rule import Expected
from engine.pack.terms import Decided, Fact, Label
from engine.text.records import dataclass
from engine.text.source import Place

COMPUTED = ("in_force", "definitions", "parameters", "readings", "rules", "limits")  # what answers are worked out of
SHAPES = (Literal, Ref, Apply, Choose, Fold)
# Names, certificates and warnings; a fact's own bounds belong to reading a case, not to the answer.
NO_ANSWER = (Label, Decided, Expected, Fact, Place)


@dataclass(frozen=True, slots=True)
class Found:
    """A record of the typed form: what holds it, under which name, and where it stands.

    `place` is that of an expression, a formula, a row; of a map it is the place of its first key.
    """

    record: object
    owner: object
    role: str  # the field of `owner` that holds it
    place: Place
    above: tuple[object, ...] = field(default=(), compare=False)  # the records that hold it, outermost first


def sign_of(record: object) -> str:
    """The operator that an `Apply` is, as an author writes it; "" for anything else."""
    return OPERATOR_OF[record.overload].name if isinstance(record, Apply) and record.overload in OPERATOR_OF else ""


def found(pack: Pack) -> Iterator[Found]:
    """Every record that an answer turns on, once, in the order of the pack."""
    seen: set[int] = set()
    for section in COMPUTED:
        yield from _in(getattr(pack, section), pack, section, (), seen)


def _in(thing: object, owner: object, role: str, above: tuple[object, ...], seen: set[int]) -> Iterator[Found]:
    if isinstance(thing, Mapping):
        for each in thing.values():
            yield from _in(each, owner, role, above, seen)
    elif isinstance(thing, tuple):
        for each in thing:
            yield from _in(each, owner, role, above, seen)
    elif isinstance(thing, SHAPES):
        yield from _expressions(thing, owner, role, above)
    elif is_dataclass(thing) and not isinstance(thing, NO_ANSWER) and id(thing) not in seen:
        seen.add(id(thing))  # a shared limit stands in every rule that it binds
        place = getattr(thing, "place", None)
        if isinstance(place, Place):
            yield Found(thing, owner, role, place, above)
        for each in fields(thing):
            yield from _in(getattr(thing, each.name), thing, each.name, (*above, thing), seen)


def _expressions(expr: Expr, owner: object, role: str, above: tuple[object, ...]) -> Iterator[Found]:
    """An expression and those inside it, as they are written: a table called is one thing, with its arguments."""
    if isinstance(owner, Row | Table):
        return
    if isinstance(expr, Apply) and expr.overload in PROMOTED.values():
        yield from _expressions(expr.args[0], owner, role, above)
        return
    if expr.place is not None:
        yield Found(expr, owner, role, expr.place, above)
    for each in inner(expr):
        yield from _expressions(each, expr, role, (*above, expr))


def inner(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside `expr` as it is written."""
    if not (isinstance(expr, Choose) and expr.table):
        return parts(expr)
    assert expr.place is not None
    arguments: dict[tuple[int, int], Expr] = {}
    for condition, _ in expr.arms:
        for each in _within(condition, expr.place):
            assert each.place is not None
            arguments.setdefault((each.place.start, each.place.end), each)
    return tuple(arguments.values())


def _within(expr: Expr, call: Place) -> Iterator[Expr]:
    """The outermost expressions that stand inside the call of a table and are not the whole of it."""
    place = expr.place
    inside = place is not None and place.source is call.source and (place.start, place.end) != (call.start, call.end)
    if inside:
        yield expr
        return
    for each in parts(expr):
        yield from _within(each, call)
