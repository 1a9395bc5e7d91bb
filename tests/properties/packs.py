"""The packs that properties are tried on: the shipped ones, those of other places, and small ones that use every kind of clause."""

from __future__ import annotations

from pathlib import Path

from engine.pack.build import build
from engine.pack.document import Fields, Items, Text, parse, read
from engine.pack.load import load
from engine.pack.model import Pack

ROOT = Path(__file__).parents[2]
OWN = Path(__file__).with_name("packs")
HEAD = "format: 1\nid: mini\nversion: 1.0.0\ntitle: 小办法\n"


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
    """The mini measures of `tests/semantics`."""
    found = {}
    for path in sorted(ROOT.glob("tests/semantics/*.yaml")):
        root, _ = read(path)
        packs = root.get("packs") if isinstance(root, Fields) else None
        for each in packs.items if isinstance(packs, Items) else ():
            assert isinstance(each, Fields)
            name, body = each.get("name"), each.get("pack")
            if isinstance(name, Text) and isinstance(body, Fields) and (pack := built(body)):
                found[f"{path.stem}: {name.text}"] = pack
    return found


def built(body: Fields) -> Pack | None:
    """A pack written short; None where it is one that is to be refused."""
    head, _ = parse(HEAD.encode("utf-8"), "head")
    assert isinstance(head, Fields)
    return build(Fields((*head.fields, *body.fields), body.place))[0]


SHIPPED = whole(("policies/*.yaml", "examples/measures/*.yaml"))
EVERY_KIND = whole(("tests/properties/packs/*.yaml",))
LARGE = {**SHIPPED, **EVERY_KIND}
EVERY = {**LARGE, **small()}
