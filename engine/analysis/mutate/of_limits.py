"""Operators on limits, which bound claims taken together: the limit itself, and each of its fields."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.mutate.change import Change, Workshop
from engine.analysis.mutate.found import Found
from engine.analysis.mutate.tree import scalar
from engine.pack.build_limits import PERS, SHORTS
from engine.pack.document import Field, Fields, Items, Node, Text
from engine.pack.rule import Limit
from engine.text.source import Place


def limit(found: Found, shop: Workshop) -> Iterator[Change]:
    """A limit is not there; once becomes twice."""
    match found.record:
        case Limit(name=name, place=place):
            yield shop.without(place, name)
            if shop.fields(place) is None:
                node = shop.tree.spot(place).node
                yield Change(place, node, _map(place, name=scalar(name), claims=scalar("2")), "once", "claims: 2")
        case _:
            return


def _map(place: Place, **values: Node) -> Fields:
    return Fields(tuple(Field(scalar(key), value) for key, value in values.items()), place)


def per(found: Found, shop: Workshop) -> Iterator[Change]:
    """Claims count together over another time."""
    match found.record:
        case Limit(per=per, place=place) if shop.fields(place) is not None:
            yield from (shop.word(place, "per", each) for each in PERS if each != per)
        case _:
            return


def key(found: Found, shop: Workshop) -> Iterator[Change]:
    """Claims count together that differ in one part of the key, or in all; or only those of one subject."""
    match found.record:
        case Limit(place=place) if (fields := shop.fields(place)) is not None:
            stated = fields.get("key")
            items = stated.items if isinstance(stated, Items) else ()
            yield from (shop.key(place, "key", Items(tuple(each for each in items if each is not gone), place)) for gone in items)
            if len(items) > 1 or stated is None:
                yield shop.key(place, "key", Items((), place), "[]")
            if stated is not None:
                yield shop.key(place, "key", None)
        case _:
            return


def over(found: Found, shop: Workshop) -> Iterator[Change]:
    """One of the rules and benefits whose claims count is left out."""
    match found.record:
        case Limit(place=place) if (fields := shop.fields(place)) is not None and isinstance(stated := fields.get("over"), Items):
            for gone in stated.items:
                left = tuple(each for each in stated.items if each is not gone)
                yield Change(gone.place, stated, Items(left, stated.place) if left else None, _text(gone), "—")
        case _:
            return


def _text(node: Node) -> str:
    return node.text if isinstance(node, Text) else "…"


def when(found: Found, shop: Workshop) -> Iterator[Change]:
    """What switches a limit, where it starts, and in which order claims are served falls away."""
    match found.record:
        case Limit(since=since, order_by=order_by, place=place):
            for name, stated in (("from", since), ("order_by", order_by)):
                if stated is not None:
                    yield shop.key(place, name, None)
        case _:
            return


def last_day(found: Found, shop: Workshop) -> Iterator[Change]:
    """The last day of a span belongs to it, or does not."""
    match found.record:
        case Limit(kind="within", last_day_included=included, place=place):
            yield shop.word(place, "last_day", "excluded" if included else "included")
        case _:
            return


def short(found: Found, shop: Workshop) -> Iterator[Change]:
    """A claim that does not fit is cut, refused, or closes the list."""
    match found.record:
        case Limit(kind=kind, short=short, place=place) if (fields := shop.fields(place)) is not None:
            # Of claims that come one by one, only a list served in order shows what becomes of those behind.
            closes = fields.get("short") is not None or fields.get("order_by") is not None
            cuts = kind == "at_most" or (kind == "times" and any(_in_units(shop, name) for name in found.record.binds))
            allowed = [word for word, able in zip(SHORTS, (cuts, cuts or closes, closes), strict=True) if able]
            yield from (shop.word(place, "short", each) for each in allowed if each != short)
        case _:
            return


def _in_units(shop: Workshop, rule: str) -> bool:
    """Whether a rule pays so much for each of several units, of which some may fit."""
    amount = shop.pack.rules[rule].amount
    return amount is not None and amount.kind == "each"
