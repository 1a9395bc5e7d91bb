"""The packs that properties are tried on: the shipped ones, those of other places, and the mini measures."""

from __future__ import annotations

from pathlib import Path

from engine.pack.build import build
from engine.pack.load import load
from engine.pack.model import Pack
from tests.semantics.test_meaning import minis

ROOT = Path(__file__).parents[2]


def shipped() -> dict[str, Pack]:
    """The packs of the checkout, by file."""
    found = {}
    for path in sorted([*ROOT.glob("policies/*.yaml"), *ROOT.glob("examples/measures/*.yaml")]):
        if not path.name.endswith(".cases.yaml"):
            pack = load(path).pack
            assert pack is not None, path
            found[path.stem] = pack
    return found


def small() -> dict[str, Pack]:
    """The mini measures, by name."""
    found = {}
    for name, root, _ in minis():
        pack, _ = build(root)
        assert pack is not None, name
        found[name] = pack
    return found


EVERY = {**shipped(), **small()}
