"""All mutants of a pack, in the order of its text, each with the clause it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from itertools import product

from engine.analysis.mutate.change import Change, Workshop
from engine.analysis.mutate.found import found
from engine.analysis.mutate.operators import OPERATORS
from engine.analysis.mutate.tree import Tree, Way, replaced, tree_of
from engine.pack.build import build
from engine.pack.document import Fields, Node, Text
from engine.pack.model import Pack
from engine.text.records import dataclass
from engine.text.source import Place


@dataclass(frozen=True)
class Mutant:
    """One change to a pack by one operator."""

    operator: str
    way: Way  # down to what is altered: rules, post_subsidy, limits, 2, claims
    cite: str
    place: Place  # in the file
    change: Change
    record: object = field(compare=False)  # the part of the typed form that is altered

    @property
    def name(self) -> str:
        """`rules.post_subsidy.limits.2.claims: 1 → 2`."""
        return f"{'.'.join(self.way)}: {self.change.before} → {self.change.after}"


@dataclass(frozen=True)
class Mutants:
    """A pack taken apart, and its mutants."""

    tree: Tree
    pack: Pack  # built from the tree
    every: tuple[Mutant, ...]

    def made(self, mutant: Mutant) -> Pack | None:
        """The pack of a mutant; None if it can be no pack, which `check` says of it too."""
        root = (
            mutant.change.new
            if mutant.change.old is self.tree.root
            else replaced(self.tree.root, mutant.change.old, mutant.change.new)
        )
        pack, _ = build(root) if root is not None else (None, [])
        return pack


def mutants(root: Fields) -> Mutants:
    """Every mutant of the pack whose nodes these are, in the order of the file; two that come to the same are one."""
    tree = tree_of(root)
    pack, wrong = build(tree.root)
    assert pack is not None, wrong
    shop = Workshop(pack, tree)
    made: dict[tuple[int, str], Mutant] = {}
    for each, (name, operator) in product(found(pack), OPERATORS.items()):
        for change in operator.find(each, shop):
            made.setdefault((id(change.old), written(change.new)), _mutant(name, change, each.record, tree))
    order = {name: at for at, name in enumerate(OPERATORS)}
    ordered = sorted(made.values(), key=lambda each: (each.place.start, order[each.operator]))
    return Mutants(tree, pack, tuple(ordered))


def _mutant(operator: str, change: Change, record: object, tree: Tree) -> Mutant:
    spot = tree.spot(change.place)
    place = spot.written.at(change.place.start, change.place.end)
    # A key that is not there yet is placed at the first key of its map, and is not that key.
    way = (*spot.way[:-1], change.key) if change.key else spot.way
    return Mutant(operator, way, _cite(spot.parents), place, change, record)


def _cite(parents: tuple[Node, ...]) -> str:
    """The clause that the innermost map around a place rests on."""
    for each in reversed(parents):
        if isinstance(each, Fields) and isinstance(cite := each.get("cite"), Text):
            return cite.text
    return ""


def written(node: Node | None) -> str:
    """What a node says, so that two changes to the same are known."""
    return "" if node is None else "\n".join(_words(node))


def _words(node: Node) -> Iterator[str]:
    match node:
        case Text(text=text):
            yield text
        case Fields(fields=fields):
            for each in fields:
                yield f"{each.key.text}:"
                yield from (f" {line}" for line in _words(each.value))
        case _:
            for item in node.items:
                yield "-"
                yield from (f" {line}" for line in _words(item))
