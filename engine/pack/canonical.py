"""The one way to write a text down, and its digest: what two files have in common that say the same.

Comments, layout, quoting, line ends, a byte order mark and the order of keys in records do not matter; an empty field of a
record says nothing and is left out. The order of some maps is the author's and means something: rules are served in it, `needs`
asks in it, payers are worked out in it. The form is one line of YAML (JSON but for the escapes of characters beyond the basic
plane), which `engine.pack.document` reads back to an equal tree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from engine.pack.document import Fields, Items, Node, Text

ANY = "*"
Way = tuple[str, ...]  # the keys from the top down; an item of a list adds none

# Maps of a pack whose keys are names the author chose, where an empty value is an entry all the same; and whether their order
# means something. Values of tables nest below `values` as deep as a table has columns.
NAMED: Mapping[Way, bool] = {
    ("subjects",): True,
    ("facts",): True,
    ("facts", ANY): True,
    ("definitions",): False,
    ("definitions", ANY): False,
    ("parameters",): False,
    ("parameters", ANY, "value"): False,
    ("parameters", ANY, "values"): False,
    ("readings",): True,
    ("readings", ANY, "options"): True,
    ("rules",): True,
    ("rules", ANY, "paid_by"): True,
    ("provisions",): True,
    ("other_benefits",): False,
    ("authorities",): True,
    ("invariants",): False,
    ("notes",): False,
}


def canonical(node: Node, named: Mapping[Way, bool] = NAMED) -> str:
    """`node` in its one way of being written. `named`: the maps whose keys are names (those of a pack, unless said otherwise)."""
    return _written(node, (), named)


def digest(node: Node, named: Mapping[Way, bool] = NAMED) -> str:
    """The identity of a text: `sha256:` and the SHA-256 of its canonical form in UTF-8."""
    return "sha256:" + hashlib.sha256(canonical(node, named).encode()).hexdigest()


def _written(node: Node, way: Way, named: Mapping[Way, bool]) -> str:
    match node:
        case Text(text=text):
            return quoted(text)
        case Items(items=items):
            return "[" + ",".join(_written(item, way, named) for item in items) + "]"
        case Fields(fields=fields):
            ordered = _named(way, named)
            stated = [
                field for field in fields if ordered is not None or not (isinstance(field.value, Text) and not field.value.text)
            ]
            chosen = stated if ordered else sorted(stated, key=lambda field: field.key.text)
            return (
                "{"
                + ",".join(f"{quoted(field.key.text)}:{_written(field.value, (*way, field.key.text), named)}" for field in chosen)
                + "}"
            )


def _named(way: Way, named: Mapping[Way, bool]) -> bool | None:
    """Whether the map there keeps its order; None where it is a record."""
    for each, ordered in named.items():
        if not way or each[0] != way[0]:
            continue
        fits = all(part in (ANY, key) for part, key in zip(each, way, strict=False))
        if fits and (len(way) == len(each) or (each[-1] == "values" and len(way) > len(each))):
            return ordered
    return None


def quoted(text: str) -> str:
    """A double-quoted scalar; everything that cannot be seen is escaped."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return '"' + "".join(_ESCAPED.get(character) or _character(character) for character in text) + '"'


_ESCAPED = {'"': '\\"', "\\": "\\\\"}


def _character(character: str) -> str:
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
