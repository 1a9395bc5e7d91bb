"""What is left out, where, and why; and is everything else still found?"""

from __future__ import annotations

import pytest

from engine.analysis.lint.run import lint
from engine.pack.load import loads
from engine.text.render import as_text
from tests.lint.test_gallery import HERE, TODAY

BASE = (HERE / "base.yaml").read_text(encoding="utf-8")
FLOORS = "    floors: {type: int, label: {zh: 楼层数, en: floors}, cite: 二}"
FOUNDED = next(line for line in BASE.split("\n") if line.startswith("    founded:"))
PACK = BASE.replace(FOUNDED, f"{FOUNDED}\n{FLOORS}")


def codes(text: str) -> list[str]:
    loaded = loads(text.encode(), "pack.yaml")
    assert loaded.pack is not None and loaded.root is not None, as_text(loaded.diagnostics, "en")
    return [each.code for each in lint(loaded.pack, loaded.root, warnings=loaded.diagnostics, today=TODAY).findings]


def test_without_an_ignore_it_is_found() -> None:
    assert codes(PACK) == ["L401"]


@pytest.mark.parametrize(
    "after",
    [
        f"{FLOORS}  # lint: ignore L401 下一版要用",
        f"{FLOORS} # lint: ignore L401: the next version reads it",
        f"    # lint: ignore L401 下一版要用\n{FLOORS}",
        f"    # lint: ignore L401 下一版要用\n\n    # 楼层\n{FLOORS}",
        f"{FLOORS}  # lint:ignore l401 — 下一版要用".replace("l401", "L401"),
    ],
)
def test_a_comment_on_the_line_or_above_it(after: str) -> None:
    assert codes(PACK.replace(FLOORS, after)) == []


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (f"{FLOORS}  # lint: ignore L402 另一个编号", ["L401", "L483"]),
        (f"{FLOORS}\n    # lint: ignore L401 在它下面", ["L401", "L483"]),
        (f"{FLOORS}  # lint: ignore L401", ["L401", "L481"]),
        (f"{FLOORS}  # lint: ignore", ["L401", "L481"]),
        (f"{FLOORS}  # lint: ignore L999 没有这个编号", ["L401", "L482"]),
        (f"{FLOORS}  # lint: ignore P504 错误不能忽略", ["L401", "L482"]),
        (f"{FLOORS}  # lint: ignore L401、L402 两个编号，一个没有用", ["L483"]),
        (FLOORS.replace("楼层数", "'楼层数 # lint: ignore L401 引号里的不是注释'"), ["L401"]),
    ],
)
def test_what_is_no_good_as_an_ignore(after: str, found: list[str]) -> None:
    assert sorted(codes(PACK.replace(FLOORS, after))) == found


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("{code: L401, place: floors, reason: 下一版要用}", []),
        ("{code: L401, place: firm.floors, reason: 下一版要用}", []),
        ("{code: L401, place: facts, reason: 下一版要用}", []),
        ("{code: L401, reason: 下一版要用}", []),
        ("{code: L401, place: staff, reason: 别处}", ["L401", "L483"]),
        ("{code: L401, place: post.floors, reason: 别处}", ["L401", "L483"]),
        ("{code: L401, place: nothing, reason: 没有此处}", ["L401", "L483"]),
        ("{code: L402, reason: 没有这个提示}", ["L401", "L483"]),
        ("{code: T391, reason: 错误不能忽略}", ["L401", "L482"]),
    ],
)
def test_an_entry_of_the_pack(entry: str, found: list[str]) -> None:
    assert sorted(codes(f"{PACK}\nignore:\n  - {entry}\n")) == found


def test_a_warning_of_loading_is_ignored_too() -> None:
    swallowed = BASE.replace("    when: [registered]\n", "    when:\n      - registered == true # and staff > 5\n")
    assert codes(swallowed) == ["Y119"]
    assert codes(f"{swallowed}\nignore:\n  - {{code: Y119, place: rent_subsidy, reason: 确为注释}}\n") == []
