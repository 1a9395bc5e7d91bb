"""Operators on the numbers of the law that are tables: rows, bands and their edges, days, what is given otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from engine.analysis.mutate.change import Change, Workshop
from engine.analysis.mutate.found import Found
from engine.analysis.mutate.of_values import quantity_near
from engine.lang.quantities import day, quantity
from engine.lang.tables import Row
from engine.pack.document import Fields, Items, Node, Text
from engine.pack.terms import Parameter

EDGES = {"up_to": "below", "below": "up_to"}


def row(found: Found, shop: Workshop) -> Iterator[Change]:
    """A row is not there, so that what is given otherwise counts."""
    match found.record:
        case Row(match=match, since=since) if match or since:
            spot = shop.tree.spot(found.place)
            yield Change(found.place, spot.node, None, f"{spot.way[-1]}: {spot.node.text}", "—")
        case _:
            return


def band(found: Found, shop: Workshop) -> Iterator[Change]:
    """A band takes its edge in or leaves it out; the edge lies one step lower or higher."""
    match found.record:
        case Parameter() as number:
            yield from _edges(_table(found, shop, number), shop)
        case _:
            return


def _edges(node: Node | None, shop: Workshop) -> Iterator[Change]:
    if isinstance(node, Items):
        for item in node.items:
            yield from _edges(item, shop)
    elif isinstance(node, Fields):
        banded = node.get("value") is not None
        for each in node.fields:
            if banded and each.key.text in EDGES and isinstance(each.value, Text):
                yield Change(
                    each.key.place,
                    each.key,
                    Text(EDGES[each.key.text], each.key.place, True),
                    each.key.text,
                    EDGES[each.key.text],
                )
                read = quantity(each.value.text)
                yield from (shop.rewrite(each.value.place, text) for text in (quantity_near(read[0]) if read else ()))
            else:
                yield from _edges(each.value, shop)


def since(found: Found, shop: Workshop) -> Iterator[Change]:
    """A number counts from a day earlier, or later."""
    match found.record:
        case Row(since=since) if since is not None:
            spot = shop.tree.spot(found.place)
            above = spot.parents[-1]
            assert isinstance(above, Fields)
            key = next(each.key for each in above.fields if each.value is spot.node)
            if (stated := day(key.text)) is not None:
                yield from (shop.rewrite(key.place, (stated + timedelta(step)).isoformat()) for step in (-1, 1))
        case _:
            return


def otherwise(found: Found, shop: Workshop) -> Iterator[Change]:
    """What a table gives where no row counts is one step lower or higher."""
    match found.record:
        case Parameter() as number if number.table.otherwise is not None:
            body = shop.body(found)
            held = body.get("otherwise")
            if isinstance(held, Text) and (read := quantity(held.text)):
                yield from (shop.rewrite(held.place, each) for each in quantity_near(read[0]))
        case _:
            return


def _table(found: Found, shop: Workshop, number: Parameter) -> Node | None:
    body = shop.body(found)
    return body.get("bands") if body.get("bands") is not None else body.get("values") if number.by else None
