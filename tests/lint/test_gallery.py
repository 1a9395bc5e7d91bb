"""Does each rule of lint find what it should, say it exactly so in both languages, stay silent at the near miss, and mend it if it can?

`CODE.bad.yaml` gets CODE and nothing else, `CODE.good.yaml` nothing at all; cases for either stand in `CODE.cases.yaml`. `CODE.fixed.yaml`
is what --fix makes of the bad pack. With TIAOKUAN_UPDATE=1 the texts and the mended packs are written anew.
"""

from __future__ import annotations

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from engine.analysis.lint.file import lint_file
from engine.analysis.lint.run import Linted, lint, lint_cases, rules
from engine.pack.cases import read_cases
from engine.pack.document import read
from engine.pack.load import load
from engine.pack.registry import kind_of
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic
from engine.text.render import as_text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
UPDATE = os.environ.get("TIAOKUAN_UPDATE") == "1"
TODAY = date(2024, 6, 1)
CODES = sorted({code for code in CATALOG if code.startswith("L")} - {"L484"})  # that a disk is full, no pack brings about
MENDING = sorted({rule.code for rule in rules() if rule.mend} | {"L483"})


def linted(name: str) -> Linted:
    if kind_of(HERE / name) == "case":
        return Linted(of_cases(HERE / name), (), {})
    loaded = load(HERE / name)
    assert loaded.pack is not None and loaded.root is not None, as_text(loaded.diagnostics, "en")
    cases = HERE / f"{name.split('.')[0]}.cases.yaml"
    text = cases.read_text(encoding="utf-8") if cases.exists() else None
    return lint(loaded.pack, loaded.root, warnings=loaded.diagnostics, today=TODAY, cases=text)


def of_cases(path: Path) -> tuple[Diagnostic, ...]:
    """What is found in a file of cases of the base."""
    pack, (node, found) = load(HERE / "base.yaml").pack, read(path)
    assert pack is not None and node is not None
    cases, more = read_cases(node, pack)
    assert cases, as_text(more, "en")
    return lint_cases(pack, node, cases, (*found, *more), TODAY)


def said(name: str, lang: str) -> str:
    # The path of the tests is no part of what is said.
    return as_text(linted(name).findings, lang).replace(f"{HERE}{os.sep}", "") + "\n"


@pytest.mark.parametrize("code", CODES)
def test_a_bad_pack_gets_its_code_and_no_other_said_exactly_so(code: str) -> None:
    found = linted(f"{code}.bad.yaml").findings
    assert {each.code for each in found} == {code}
    assert all(each.place is not None for each in found)
    for lang in ("zh", "en"):
        beside, text = HERE / f"{code}.{lang}.txt", said(f"{code}.bad.yaml", lang)
        if UPDATE:
            beside.write_text(text, encoding="utf-8")
        assert text == beside.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_a_near_miss_stays_silent(code: str) -> None:
    found = linted(f"{code}.good.yaml").findings
    assert not found, as_text(found, "en")
    bad, good = ((HERE / f"{code}.{kind}.yaml").read_text(encoding="utf-8") for kind in ("bad", "good"))
    assert bad != good


def test_the_base_of_them_stays_silent() -> None:
    assert not linted("base.yaml").findings, said("base.yaml", "en")


@pytest.mark.parametrize("code", CODES)
def test_fixing_gives_the_mended_pack_or_leaves_the_file(code: str, tmp_path: Path) -> None:
    if kind_of(HERE / f"{code}.bad.yaml") == "case":
        return  # cases are never rewritten
    pack = tmp_path / "pack.yaml"
    shutil.copy(HERE / f"{code}.bad.yaml", pack)
    if (cases := HERE / f"{code}.cases.yaml").exists():
        shutil.copy(cases, tmp_path / "pack.cases.yaml")
    before = pack.read_text(encoding="utf-8")
    result = lint_file(pack, fix=True, today=TODAY)
    after, fixed = pack.read_text(encoding="utf-8"), HERE / f"{code}.fixed.yaml"
    if code not in MENDING:
        assert after == before and result.mended == 0 and not fixed.exists()
        return
    if UPDATE:
        fixed.write_text(after, encoding="utf-8")
    assert after == fixed.read_text(encoding="utf-8")
    assert result.mended > 0 and len(result.findings) < len(linted(f"{code}.bad.yaml").findings)
    assert comments(before) >= comments(after) >= comments(before) - {each for each in comments(before) if "lint:" in each}


def comments(text: str) -> set[str]:
    return {each.strip() for each in re.findall(r"(?:^|(?<= ))#.*", text, re.M)}


def test_every_rule_has_its_code_and_every_code_its_rule() -> None:
    told_by_ignores = {"L481", "L482", "L483"}
    assert [rule.code for rule in rules()] == [code for code in CODES if code not in told_by_ignores]


def shipped() -> list[Path]:
    folders = (ROOT / "policies", ROOT / "examples", ROOT / "examples" / "measures")
    files = [each for folder in folders for each in sorted(folder.glob("*.yaml"))]
    return [each for each in files if ".cases." not in each.name and "rules:" in each.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
@pytest.mark.parametrize("today", [date(2024, 6, 1), date(2026, 11, 24)], ids=str)
def test_nothing_is_found_in_a_pack_that_is_shipped(path: Path, today: date) -> None:
    found = lint_file(path, today=today).findings
    assert not found, as_text(found, "en")


@pytest.mark.parametrize("path", [each.with_name(f"{each.stem}.cases.yaml") for each in shipped()], ids=lambda path: path.stem)
def test_nothing_is_found_in_the_cases_that_are_shipped(path: Path) -> None:
    pack, (node, found) = load(path.with_name(path.name.replace(".cases", ""))).pack, read(path)
    assert pack is not None and node is not None and not found
    cases, more = read_cases(node, pack)
    left = lint_cases(pack, node, cases, more, TODAY)
    assert not left, as_text(left, "en")


def test_packs_are_shipped() -> None:
    assert len(shipped()) >= 12
