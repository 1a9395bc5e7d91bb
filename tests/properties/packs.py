"""The packs that properties are tried on: the shipped ones, those of other places, and small ones that use every kind of clause."""

from __future__ import annotations

from pathlib import Path

from engine.pack.build import build
from engine.pack.load import load
from engine.pack.model import Pack
from tests.semantics.test_meaning import having
from tests.semantics.test_meaning import whole as whole_mini

ROOT = Path(__file__).parents[2]
OWN = Path(__file__).with_name("packs")


def whole(patterns: tuple[str, ...]) -> dict[str, Pack]:
    """The packs of the checkout that are files of their own."""
    found = {}
    for path in sorted(each for pattern in patterns for each in ROOT.glob(pattern)):
        if not path.name.endswith(".cases.yaml"):
            loaded = load(path)
            assert loaded.pack is not None, [
                (each.code, each.place and each.place.line, dict(each.values)) for each in loaded.diagnostics
            ]
            found[path.stem] = loaded.pack
    return found


def small() -> dict[str, Pack]:
    """The mini measures of `tests/semantics`, without those that are to be refused."""
    found = {name: build(whole_mini(name))[0] for name in having("pack")}
    return {name: pack for name, pack in found.items() if pack is not None}


SHIPPED = whole(("policies/*.yaml", "examples/measures/*.yaml"))
EVERY_KIND = whole(("tests/properties/packs/*.yaml",))
LARGE = {**SHIPPED, **EVERY_KIND}
EVERY = {**LARGE, **small()}
