"""A change to the nodes of a pack, and the ways of making one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import TypeAlias

from engine.analysis.mutate.found import Found, found, sign_of
from engine.analysis.mutate.tree import Tree, scalar
from engine.lang.ir import Apply, Choose, Expr, Literal, Ref
from engine.lang.types import OneOf
from engine.lang.values import Member
from engine.pack.document import Fields, Node, Text
from engine.pack.model import Pack
from engine.pack.nodes import with_key
from engine.text.records import dataclass
from engine.text.source import Place


@dataclass(frozen=True)
class Change:
    """`new` in place of `old` (None: it is taken away); `before` and `after` say it to a person."""

    place: Place  # the part of the typed form that is altered, in the source of its scalar
    old: Node
    new: Node | None
    before: str
    after: str
    key: str = ""  # of a map, where it is not at `place` because it is not there yet, or the map is what is altered


@dataclass(frozen=True)
class Workshop:
    """What makes changes: a pack, and the nodes it was built from."""

    pack: Pack
    tree: Tree
    compared: Mapping[str, dict[Text, list[tuple[Place, str, str]]]] = field(init=False)
    scaled: frozenset[str] = field(init=False)  # numbers of the law that are multiplied or divided

    def __post_init__(self) -> None:
        object.__setattr__(self, "compared", _compared(self.pack, self.tree))
        object.__setattr__(self, "scaled", frozenset(_scaled(self.pack)))

    def rewrite(self, place: Place, text: str) -> Change:
        """Other words in place of a stretch of a scalar."""
        node = self.tree.spot(place).node
        new = node.text[: place.start] + text + node.text[place.end :]
        return Change(place, node, scalar(new), place.text, text)

    def key(self, place: Place, key: str, value: Node | None, shown: str = "") -> Change:
        """Another value under a key of the map that stands at `place`; None takes the key away."""
        fields = self.tree.map_at(place)
        assert fields is not None
        held = fields.get(key)
        before = f"{key}: {_short(held)}" if held is not None else "—"
        after = "—" if value is None else f"{key}: {shown or _short(value)}"
        return Change(_place(fields, key) or place, fields, with_key(fields, key, value), before, after, key)

    def word(self, place: Place, key: str, text: str) -> Change:
        """Another word under a key of the map that stands at `place`."""
        return self.key(place, key, scalar(text))

    def without(self, place: Place, said: str) -> Change:
        """The item of a list that stands at `place` taken away, a map or a scalar."""
        node: Node = self.tree.map_at(place) or self.tree.spot(place).node
        return Change(place, node, None, said, "—")

    def comparisons(self, reading: str) -> dict[Text, list[tuple[Place, str, str]]]:
        """By scalar, where a reading is compared with one of its names: the place, the sign, the name."""
        return self.compared.get(reading, {})

    def body(self, found: Found) -> Fields:
        """The map that stands under the name of what was found: a rule, a reading or a number of the law."""
        parent = self.tree.spot(found.place).parents[-1]
        assert isinstance(parent, Fields)
        body = parent.get(found.place.text)
        assert isinstance(body, Fields)
        return body

    def fields(self, place: Place) -> Fields | None:
        """The map at `place`."""
        return self.tree.map_at(place)


def _scaled(pack: Pack) -> Iterator[str]:
    for each in found(pack):
        if isinstance(each.record, Ref) and each.record.kind == "parameter" and sign_of(each.owner) in ("*", "/"):
            yield each.record.name


def _compared(pack: Pack, tree: Tree) -> dict[str, dict[Text, list[tuple[Place, str, str]]]]:
    """Where readings that are names are read: every `reading == 'option'`, and with no sign where one is read as it is."""
    made: dict[str, dict[Text, list[tuple[Place, str, str]]]] = {}
    for each in found(pack):
        match each.record:
            case Apply(args=(Ref(kind="reading", name=name), Literal(value=Member(name=option)))):
                if (sign := sign_of(each.record)) in ("==", "!="):
                    made.setdefault(name, {}).setdefault(tree.spot(each.place).node, []).append((each.place, sign, option))
            case Ref(kind="reading", name=name, type=OneOf()) if not (
                isinstance(each.owner, Apply) and sign_of(each.owner) in ("==", "!=")
            ):
                made.setdefault(name, {}).setdefault(tree.spot(each.place).node, []).append((each.place, "", ""))
            case _:
                pass
    return made


Finder: TypeAlias = Callable[[Found, Workshop], Iterator[Change]]


def words(expr: Expr) -> str:
    """An expression as its author wrote it, in brackets where that keeps it whole."""
    assert expr.place is not None
    text = expr.place.text
    return f"({text})" if isinstance(expr, Apply | Choose) and not _one_piece(text) else text


def _one_piece(text: str) -> bool:
    """Whether a text is a call or in brackets, and nothing stands outside them."""
    depth = 0
    if not text.endswith((")", "]")) or " " in text.partition("(")[0]:
        return text.replace(".", "").isidentifier()
    for at, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth == 0 and character in ")]":
            return at == len(text) - 1
    return False


def _short(node: Node) -> str:
    match node:
        case Text(text=text):
            return text
        case Fields(fields=fields):
            return "{" + ", ".join(f"{each.key.text}: {_short(each.value)}" for each in fields) + "}"
        case _:
            return "[" + ", ".join(map(_short, node.items)) + "]"


def _place(fields: Fields, key: str) -> Place | None:
    return stated.place if (stated := fields.key(key)) else None
