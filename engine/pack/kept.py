"""Files that are looked at again and again: each is read, and its pack built, only when its bytes have changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import TypeAlias

from engine.pack.document import Node, contents, parse
from engine.pack.load import Loaded, loads
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass

Reading: TypeAlias = tuple[Node | None, list[Diagnostic]]
Reader: TypeAlias = Callable[[Path], Reading]  # as `document.read`
Loader: TypeAlias = Callable[[Path], Loaded]  # as `load.load`


@dataclass
class Kept:
    """What was last read of each file. `read` and `load` answer as those of `document` and `load` do."""

    nodes: dict[Path, tuple[bytes, Reading]] = field(default_factory=dict)
    packs: dict[Path, tuple[bytes, Loaded]] = field(default_factory=dict)

    def read(self, path: Path) -> Reading:
        """The nodes of a file, or None and why there are none."""
        data, found = contents(path)
        if data is None:
            return None, found
        if path not in self.nodes or self.nodes[path][0] != data:
            self.nodes[path] = data, parse(data, str(path))
        root, said = self.nodes[path][1]
        return root, list(said)

    def load(self, path: Path) -> Loaded:
        """The pack in a file."""
        data, found = contents(path)
        if data is None:
            return Loaded(None, found)
        if path not in self.packs or self.packs[path][0] != data:
            self.packs[path] = data, loads(data, str(path))
        return self.packs[path][1]
