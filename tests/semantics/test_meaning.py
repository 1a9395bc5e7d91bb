"""Does every mini measure of this folder answer as worked out by hand?

A file holds `packs: [{name, pack, cases}]`; a pack is written short (format, version and title are added). In place of cases
`refused: [codes]` says that the pack is none and why; `wrong: [{code, case}]` lists cases that are refused, each for one
reason; `warned: {case: [codes]}` says which cases an officer is warned of, and how often.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis.cases import run_one
from engine.backends.reference import evaluate
from engine.pack.build import build
from engine.pack.cases import read_cases
from engine.pack.document import Field, Fields, Items, Node, Text, parse, read
from engine.pack.model import Pack
from engine.pack.shape import check_pack
from engine.reports.case_results import as_text
from engine.text.diagnostics import Diagnostic

FOLDER = Path(__file__).parent
HEAD = "format: 1\nid: mini\nversion: 1.0.0\ntitle: 小办法\n"
KEYS = {"name", "pack", "cases", "refused", "wrong", "warned"}


def items(node: Node | None) -> tuple[Node, ...]:
    assert isinstance(node, Items)
    return node.items


def text(node: Node | None) -> str:
    assert isinstance(node, Text)
    return node.text


def entries() -> dict[str, Fields]:
    """Every mini measure by its name."""
    found: dict[str, Fields] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        root, diagnostics = read(path)
        assert isinstance(root, Fields) and not diagnostics, (path, diagnostics)
        for entry in items(root.get("packs")):
            assert isinstance(entry, Fields) and set(entry.names) <= KEYS, (path, entry)
            name = f"{path.stem}: {text(entry.get('name'))}"
            assert name not in found and {"cases", "refused", "wrong"} & set(entry.names), name
            found[name] = entry
    return found


MINIS = entries()


def having(key: str) -> list[str]:
    return [name for name, entry in MINIS.items() if entry.get(key)]


def whole(name: str) -> Fields:
    """A pack with what every pack must say."""
    head, _ = parse(HEAD.encode("utf-8"), "head")
    pack = MINIS[name].get("pack")
    assert isinstance(head, Fields) and isinstance(pack, Fields)
    return Fields((*head.fields, *pack.fields), pack.place)


def built(name: str) -> Pack:
    root = whole(name)
    assert not check_pack(root)
    pack, found = build(root)
    assert pack is not None, said(found)
    return pack


def file_of(cases: Node) -> Fields:
    """Cases as the reader wants them."""
    return Fields((Field(Text("cases", cases.place, True), cases),), cases.place)


def said(found: list[Diagnostic]) -> list[tuple[str, int | None, dict[str, str]]]:
    return [(each.code, each.place and each.place.line, dict(each.values)) for each in found]


@pytest.mark.parametrize("name", having("cases"))
def test_the_measure_means_what_was_worked_out(name: str) -> None:
    pack, cases = built(name), MINIS[name].get("cases")
    assert cases is not None
    read, diagnostics = read_cases(file_of(cases), pack)
    assert not diagnostics, said(diagnostics)
    results = [run_one(pack, case) for case in read]
    assert all(result.checked for result in results)
    assert all(result.passed for result in results), as_text(results, pack, "zh")


@pytest.mark.parametrize("name", having("refused"))
def test_the_pack_is_refused(name: str) -> None:
    pack, found = build(whole(name))
    assert pack is None
    assert [each.code for each in found] == [text(code) for code in items(MINIS[name].get("refused"))], said(found)


@pytest.mark.parametrize("name", having("wrong"))
def test_the_case_is_refused(name: str) -> None:
    pack = built(name)
    for entry in items(MINIS[name].get("wrong")):
        assert isinstance(entry, Fields)
        case = entry.get("case")
        assert case is not None
        read, found = read_cases(file_of(Items((case,), case.place)), pack)
        assert [each.code for each in found] == [text(entry.get("code"))] and not read, said(found)


@pytest.mark.parametrize("name", having("warned"))
def test_the_officer_is_warned(name: str) -> None:
    pack, cases, warned = built(name), MINIS[name].get("cases"), MINIS[name].get("warned")
    assert cases is not None and isinstance(warned, Fields)
    read, _ = read_cases(file_of(cases), pack)
    assert {field.key.text for field in warned.fields} <= {case.name for case in read}
    for case in read:
        expected = [text(code) for code in items(codes)] if (codes := warned.get(case.name)) else []
        assert [each.code for each in evaluate(pack, case).diagnostics] == expected, case.name
