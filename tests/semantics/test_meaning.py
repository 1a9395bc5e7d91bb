"""Does every mini measure of this folder answer as worked out by hand?

A file holds `packs: [{pack, cases}]`; a pack is written short (format, version and title are added).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis.cases import run_one
from engine.pack.build import build
from engine.pack.cases import read_cases
from engine.pack.document import Field, Fields, Items, Node, Text, parse, read
from engine.pack.shape import check_pack
from engine.reports.case_results import as_text

FOLDER = Path(__file__).parent
HEAD = "format: 1\nid: mini\nversion: 1.0.0\ntitle: 小办法\n"


def minis() -> list[tuple[str, Fields, Node]]:
    """Every mini measure: where it stands, its pack, its cases."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        root, diagnostics = read(path)
        assert isinstance(root, Fields) and not diagnostics, (path, diagnostics)
        packs = root.get("packs")
        assert isinstance(packs, Items)
        for entry in packs.items:
            assert isinstance(entry, Fields)
            name, pack, cases = entry.get("name"), entry.get("pack"), entry.get("cases")
            assert isinstance(name, Text) and isinstance(pack, Fields) and cases is not None
            found.append((f"{path.stem}: {name.text}", whole(pack), cases))
    return found


def whole(pack: Fields) -> Fields:
    """A pack with what every pack must say."""
    head, _ = parse(HEAD.encode("utf-8"), "head")
    assert isinstance(head, Fields)
    return Fields((*head.fields, *pack.fields), pack.place)


@pytest.mark.parametrize(("name", "root", "cases"), minis(), ids=[name for name, _, _ in minis()])
def test_the_measure_means_what_was_worked_out(name: str, root: Fields, cases: Node) -> None:
    assert not check_pack(root)
    pack, found = build(root)
    assert pack is not None, [(each.code, each.place and each.place.line, dict(each.values)) for each in found]
    wrapped = Fields((Field(Text("cases", cases.place, True), cases),), cases.place)
    read, diagnostics = read_cases(wrapped, pack)
    assert not diagnostics, [(each.code, each.place and each.place.line, dict(each.values)) for each in diagnostics]
    results = [run_one(pack, case) for case in read]
    assert all(result.checked for result in results)
    assert all(result.passed for result in results), as_text(results, pack, "zh")
