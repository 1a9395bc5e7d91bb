"""A pack's nodes, every scalar in a source of its own, so that a typed form built of them says exactly which scalar it came from.

A mutant is the tree with one node in place of another: what stands in quotes or over several lines is altered as easily as what
stands bare, and nothing is written out or parsed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import is_

from engine.pack.document import Field, Fields, Items, Node, Text
from engine.text.records import dataclass
from engine.text.source import Place, Source

Way = tuple[str, ...]  # the keys, and numbers of items from 1, down to a node
SAID = ("provisions", "notes", "authorities", "ignore")  # no answer turns on these sections


@dataclass(frozen=True)
class Spot:
    """Where a scalar of the tree stands in the file: the way down to it, and the scalar as it was read."""

    way: Way
    written: Text
    node: Text  # the same, in a source of its own
    parents: tuple[Node, ...]  # outermost first


@dataclass(frozen=True)
class Tree:
    """The nodes of a pack, and by source where each scalar (keys included) stands."""

    root: Fields
    spots: Mapping[Source, Spot]

    def spot(self, place: Place) -> Spot:
        """The scalar that holds `place`."""
        return self.spots[place.source]

    def map_at(self, place: Place) -> Fields | None:
        """The map whose first key stands at `place`, as the typed form places a limit, a part, an arm; None: it is no map."""
        spot = self.spot(place)
        above = spot.parents[-1] if spot.parents else None
        return above if isinstance(above, Fields) and above.fields[0].key is spot.node else None


def tree_of(root: Fields) -> Tree:
    """The tree of a pack's nodes, without the sections that no answer turns on."""
    spots: dict[Source, Spot] = {}
    kept = Fields(tuple(each for each in root.fields if each.key.text not in SAID), root.place)
    own = _own(kept)
    assert isinstance(own, Fields)
    for written, node, way, parents in _pairs(kept, own, (), ()):
        spots[node.place.source] = Spot(way, written, node, parents)
    return Tree(own, spots)


def scalar(text: str) -> Text:
    """A scalar in a source of its own."""
    return Text(text, Place(Source("", text), 0, len(text)), True)


def _own(node: Node) -> Node:
    match node:
        case Text(text=text):
            return scalar(text)
        case Items(items=items, place=place):
            return Items(tuple(map(_own, items)), place)
        case Fields(fields=fields, place=place):
            return Fields(tuple(Field(scalar(each.key.text), _own(each.value)) for each in fields), place)


def _pairs(written: Node, own: Node, way: Way, parents: tuple[Node, ...]) -> Iterator[tuple[Text, Text, Way, tuple[Node, ...]]]:
    """Each scalar as it was read and in its own source, keys first."""
    if isinstance(written, Text) and isinstance(own, Text):
        yield written, own, way, parents
    elif isinstance(written, Items) and isinstance(own, Items):
        for number, (a, b) in enumerate(zip(written.items, own.items, strict=True), 1):
            yield from _pairs(a, b, (*way, str(number)), (*parents, own))
    elif isinstance(written, Fields) and isinstance(own, Fields):
        for one, other in zip(written.fields, own.fields, strict=True):
            below = (*way, one.key.text)
            yield one.key, other.key, below, (*parents, own)
            yield from _pairs(one.value, other.value, below, (*parents, own))


def replaced(node: Node, old: Node, new: Node | None) -> Node:
    """`node` with `new` in place of `old` (one of the nodes in it, not merely alike); None takes it away, with its key."""
    match node:
        case Items(items=items, place=place):
            made = [new if each is old else replaced(each, old, new) for each in items]
            kept = tuple(each for each in made if each is not None)
            return node if len(kept) == len(items) and all(map(is_, kept, items)) else Items(kept, place)
        case Fields(fields=fields, place=place):
            changed = tuple(each for one in fields if (each := _field(one, old, new)) is not None)
            return node if len(changed) == len(fields) and all(map(is_, changed, fields)) else Fields(changed, place)
        case _:
            return node


def _field(field: Field, old: Node, new: Node | None) -> Field | None:
    if field.key is old:
        return Field(new, field.value) if isinstance(new, Text) else None
    value = new if field.value is old else replaced(field.value, old, new)
    return None if value is None else field if value is field.value else Field(field.key, value)
