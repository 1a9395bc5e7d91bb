"""Asks a node for what it should hold, and says so where it does not.

The closed schema has normally spoken before; these accessors do not rely on it, since a remembered stamp may be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.lang.quantities import quantity
from engine.lang.types import DATE, Type, in_words
from engine.lang.values import Known
from engine.pack.document import Field, Fields, Items, Node, Text
from engine.pack.terms import Label
from engine.text.diagnostics import Diagnostics
from engine.text.render import suggest
from engine.text.source import Place

EMPTY = Label()
EXAMPLES = {
    "bool": "true",
    "int": "3",
    "ratio": "70%",
    "money": "3万元",
    "date": "2025-12-31",
    "span": "12个月",
}


class Asker:
    """Reads nodes and collects what is wrong with them."""

    def __init__(self, found: Diagnostics) -> None:
        self.found = found

    def fields(self, node: Node | None, what: str) -> Fields | None:
        """`node` as a map; None with a finding if it is something else, None in silence if there is no node."""
        if node is None or isinstance(node, Fields):
            return node
        self.found.add("P501", node.place, what=what, expected_zh="映射（键: 值）", expected_en="a map (key: value)")
        return None

    def entries(self, node: Node | None, what: str) -> Iterator[tuple[Text, Node]]:
        """The keys and values of a map."""
        fields = self.fields(node, what)
        for field in fields.fields if fields else ():
            yield field.key, field.value

    def items(self, node: Node | None, what: str) -> tuple[Node, ...]:
        """The items of a list; a single scalar or map counts as a list of one."""
        if node is None:
            return ()
        return node.items if isinstance(node, Items) else (node,)

    def text(self, node: Node | None, what: str) -> str:
        """The characters of a scalar, "" where there is none."""
        if node is None:
            return ""
        if isinstance(node, Text):
            return node.text
        self.found.add("P501", node.place, what=what, expected_zh="一个值", expected_en="a single value")
        return ""

    def word(self, node: Node | None, what: str, allowed: tuple[str, ...], default: str) -> str:
        """One word of a closed list."""
        text = self.text(node, what)
        if not text:
            return default
        if text not in allowed and node is not None:
            near = suggest(text, allowed)
            self.found.add("P502", node.place, what=what, text=text, allowed="、".join(allowed), did_you_mean=near)
            return default
        return text

    def flag(self, node: Node | None, what: str) -> bool:
        return self.word(node, what, ("true", "false"), "false") == "true"

    def label(self, node: Node | None, what: str) -> Label:
        """A label: {zh, en}, or a bare text, which is Chinese."""
        if node is None:
            return EMPTY
        if isinstance(node, Text):
            return Label(zh=node.text)
        fields = self.fields(node, what)
        return Label(self.text(fields.get("zh"), what), self.text(fields.get("en"), what)) if fields else EMPTY

    def quantity(self, node: Node | None, what: str, expected: Type) -> Known | None:
        """A quantity of the expected type (a whole number also serves as a ratio)."""
        if node is None:
            return None
        text = self.text(node, what)
        read = quantity(text)
        if read is not None and (read[1] == expected or (read[1].name, expected.name) == ("int", "ratio")):
            return read[0]
        self.found.add(
            "P503",
            node.place,
            what=what,
            text=text,
            type_zh=said("zh", expected),
            type_en=said("en", expected),
            example=EXAMPLES.get(expected.name, "…"),
        )
        return None

    def day(self, node: Node | None, what: str) -> date | None:
        """A date."""
        value = None if isinstance(node, Text) and not node.text else self.quantity(node, what, DATE)
        return value if isinstance(value, date) else None

    def required(self, fields: Fields, key: str, what: str) -> Node | None:
        """The value of a key that must be there."""
        node = fields.get(key)
        if node is None or (isinstance(node, Text) and not node.text):
            self.found.add("P504", place_of(fields), what=what, key=key)
            return None
        return node


def said(lang: str, *types: Type) -> str:
    """Types in words."""
    return {"zh": "、", "en": " / "}[lang].join(in_words(type, lang) for type in types)


def place_of(node: Node) -> Place:
    """The first line of a node, so that an excerpt shows where it begins and not all of it."""
    if isinstance(node, Fields) and node.fields:
        return node.fields[0].key.place
    return node.place


def key_place(fields: Fields, key: str) -> Place:
    """Where a key stands, or, if there is none, where its map begins."""
    return stated.place if (stated := fields.key(key)) else place_of(fields)


def with_key(fields: Fields, key: str, value: Node | None) -> Fields:
    """A map with another value under a key, which is added if it is not there; None takes the key away."""
    if value is None:
        return Fields(tuple(each for each in fields.fields if each.key.text != key), fields.place)
    if fields.key(key) is None:
        return Fields((*fields.fields, Field(Text(key, place_of(value), True), value)), fields.place)
    kept = tuple(Field(each.key, value) if each.key.text == key else each for each in fields.fields)
    return Fields(kept, fields.place)
