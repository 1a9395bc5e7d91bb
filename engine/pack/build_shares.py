"""Parts and payers: how an award is divided over time and between purses."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from engine.lang.ir import Literal
from engine.lang.types import BOOL, DATE, MONEY, RATIO
from engine.lang.values import Money
from engine.pack.document import Fields, Items, Node, Text
from engine.pack.formulas import Builder
from engine.pack.names import PackScope
from engine.pack.nodes import place_of
from engine.pack.rule import Part, Payer, Payers
from engine.pack.terms import Formula


def parts(b: Builder, node: Node | None, scope: PackScope) -> tuple[Part, ...]:
    """The instalments in their order; exactly one takes the rest, and it is the last."""
    made: list[Part] = []
    items = b.ask.items(node, "parts")
    for number, item in enumerate(items, 1):
        body = b.ask.fields(item, "parts")
        share_node = b.ask.required(body, "share", "parts") if body else None
        if body is None or share_node is None:
            continue
        rest = _is_rest(share_node)
        if rest != (number == len(items)):
            b.found.add("P530", share_node.place, number=number)
        share = None if rest else b.formula(share_node, scope, "share", RATIO, MONEY)
        unit = b.ask.quantity(unit_node := body.get("round"), "round", MONEY)
        if unit_node is not None and isinstance(unit, Money) and unit.fen <= 0:
            b.found.add("T352", unit_node.place, text=b.ask.text(unit_node, "round"))
        made.append(
            Part(
                share=share,
                due=b.formula(body.get("due"), scope, "due", DATE),
                when=b.formula(body.get("when"), scope, "when", BOOL),
                round_to=unit.fen if isinstance(unit, Money) and unit.fen > 0 else 1,
                label=b.ask.label(body.get("label"), "label"),
                place=place_of(item),
            )
        )
    _whole(b, [part.share for part in made], node)
    return tuple(made)


def payers(b: Builder, node: Node | None, scope: PackScope) -> Payers:
    """Who pays: one name, shares, or one chosen among several."""
    if node is None:
        return Payers("unstated")
    if isinstance(node, Text):
        return Payers("one", (Payer(node.text, None, None, node.place),))
    return _chosen(b, node, scope) if isinstance(node, Items) else _split(b, node, scope)


def _split(b: Builder, node: Fields, scope: PackScope) -> Payers:
    made: list[Payer] = []
    for field in node.fields:
        rest = _is_rest(field.value)
        inside = replace(scope, givens=scope.givens | {"amount"}, payers=tuple(payer.name for payer in made if payer.share))
        share = None if rest else b.formula(field.value, inside, field.key.text, RATIO, MONEY)
        if rest or share is not None:
            made.append(Payer(field.key.text, share, None, field.key.place))
    if sum(payer.share is None for payer in made) != 1:
        b.found.add("P531", place_of(node), count=sum(payer.share is None for payer in made))
    _whole(b, [payer.share for payer in made], node)
    return Payers("split", tuple(made))


def _chosen(b: Builder, node: Items, scope: PackScope) -> Payers:
    made = []
    for number, item in enumerate(node.items, 1):
        body = b.ask.fields(item, "paid_by")
        if body is None:
            continue
        last = body.get("otherwise")
        if (last is not None) != (number == len(node.items)):
            b.found.add("P532", place_of(item), number=number)
            continue
        when = b.formula(b.ask.required(body, "when", "paid_by"), scope, "when", BOOL) if last is None else None
        name = b.ask.text(last if last is not None else b.ask.required(body, "name", "paid_by"), "name")
        made.append(Payer(name, None, when, place_of(item)))
    return Payers("chosen", tuple(made))


def _is_rest(node: Node) -> bool:
    return isinstance(node, Text) and node.text == "rest"


def _whole(b: Builder, shares: list[Formula | None], node: Node | None) -> None:
    """Written shares never exceed the whole."""
    written = [
        share.expr.value
        for share in shares
        if share is not None and isinstance(share.expr, Literal) and isinstance(share.expr.value, (int, Fraction))
    ]
    if node is not None and (sum(written) > 1 or any(share < 0 for share in written)):
        total = f"{Fraction(sum(written) * 100)}%"
        b.found.add("P533", place_of(node), total=total)
