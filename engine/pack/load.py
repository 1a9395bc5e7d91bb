"""A pack from its file: read → shape → build. After a stage with errors it stops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from engine.pack.build import build
from engine.pack.document import Fields, Items, Node, parse, read
from engine.pack.model import Pack
from engine.pack.nodes import place_of
from engine.pack.shape import check_pack
from engine.pack.stamp import passed, remember
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass

UNREADABLE = {"Y101", "Y102", "Y103", "Y104", "Y108", "Y109", "Y121"}
MOST_VALUES = 20_000  # of a pack; the largest known has some 2,400


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pack, or None and what is wrong with it; warnings come with a pack."""

    pack: Pack | None
    diagnostics: list[Diagnostic]
    root: Node | None = None  # what the pack was built from

    @property
    def readable(self) -> bool:
        """Whether the file could be looked at (else exit 2, not 1)."""
        return readable(self.diagnostics)


def readable(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether a file could be opened and decoded, and is not too large or too deep to be looked at."""
    return not any(each.code in UNREADABLE for each in diagnostics)


def load(path: Path) -> Loaded:
    """The pack in a file."""
    root, found = read(path)
    return _loaded(root, found)


def loads(data: bytes, name: str) -> Loaded:
    """The pack in a text that is not in a file of its own."""
    root, found = parse(data, name)
    return _loaded(root, found)


def _loaded(root: Node | None, found: list[Diagnostic]) -> Loaded:
    if root is None:
        return Loaded(None, found)
    if (count := values_in(root)) > MOST_VALUES:
        return Loaded(None, [*found, Diagnostic("Y121", place_of(root), {"count": str(count), "most": str(MOST_VALUES)})])
    text = root.place.source.text.encode("utf-8")
    if not passed(text, "pack"):
        shape = check_pack(root)
        if shape:
            return Loaded(None, found + shape)
        remember(text, "pack")
    pack, built = build(root)
    every = found + built
    return Loaded(replace(pack, warnings=tuple(every)) if pack else None, every, root)


def values_in(node: Node) -> int:
    """How many values a node holds, maps and lists included."""
    inner = node.items if isinstance(node, Items) else [each.value for each in node.fields] if isinstance(node, Fields) else ()
    return 1 + sum(map(values_in, inner))
