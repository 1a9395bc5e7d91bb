"""A pack from its file: read → shape → build. After a stage with errors it stops."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from engine.pack.build import build
from engine.pack.document import Node, parse, read
from engine.pack.model import Pack
from engine.pack.shape import check_pack
from engine.pack.stamp import passed, remember
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pack, or None and what is wrong with it; warnings come with a pack."""

    pack: Pack | None
    diagnostics: list[Diagnostic]

    @property
    def readable(self) -> bool:
        """Whether the file could be read at all (else exit 2, not 1)."""
        return not any(each.code.startswith("Y") and CATALOG[each.code].severity is Severity.ERROR for each in self.diagnostics)


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
    text = root.place.source.text.encode("utf-8")
    if not passed(text, "pack"):
        shape = check_pack(root)
        if shape:
            return Loaded(None, found + shape)
        remember(text, "pack")
    pack, built = build(root)
    every = found + built
    return Loaded(replace(pack, warnings=tuple(every)) if pack else None, every)
