"""`mutate`: does it say which slips in a pack its cases would miss, and do options and exit codes mean what they say?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.analysis.mutate.tally import Tally
from engine.reports.mutants import _row
from tests.cli.support import CASES, SMALL, call, spawn

MORE = """\
  - case: 年度
    period: 2022
    organisation: {id: 甲, registered: true, staff: 3}
    claims: [upkeep]
    expect: {upkeep: {verdict: granted, amount: 1万元}}
    cite: 第三条
    why: 首年
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    path.with_suffix(".cases.yaml").write_text(CASES + MORE, encoding="utf-8")
    return path


def report(*arguments: str) -> dict[str, object]:
    found = json.loads(call("mutate", *arguments, "--format", "json").stdout)
    assert isinstance(found, dict)
    return found


def test_survivors_are_named_with_line_clause_and_change(pack: Path) -> None:
    found = call("mutate", str(pack))
    assert found.exit_code == 1
    line = next(at for at, text in enumerate(SMALL.splitlines(), 1) if "{times: 2}" in text)
    assert f"line {line} 第三条 rules.upkeep.limits.2.times number" in " ".join(found.stdout.split())
    assert "2 → 3" in found.stdout
    assert "without --prove" in found.stdout, "survivors are not said to be gaps for certain"


def test_the_numbers_that_cases_lie_beside_are_killed(pack: Path) -> None:
    found = report(str(pack), "--operator", "number")
    fates = {(each["at"], each["after"]): each["fate"] for each in [*found["survivors"], *found["others"]]}
    assert fates["parameters.least_staff.value", "2"] == fates["parameters.least_staff.value", "4"] == "killed"
    assert fates["parameters.grant.value", "2999999分"] == "killed"
    assert fates["rules.upkeep.limits.2.times", "3"] == "survived"
    assert set(found["operators"]) == {"number"}
    assert found["killed"] + found["survived"] + found["refused"] + found["equivalent"] == found["mutants"] == found["drawn_from"]


def test_fail_under_decides_the_exit_code(pack: Path) -> None:
    score = 100 * report(str(pack))["score"]
    assert 0 < score < 100
    assert call("mutate", str(pack), "--fail-under", f"{score - 1:.1f}").exit_code == 0
    failed = call("mutate", str(pack), "--fail-under", f"{score + 1:.1f}")
    assert failed.exit_code == 1 and "M102" in failed.stderr


def test_a_sample_is_drawn_alike_every_time(pack: Path) -> None:
    first, second = (report(str(pack), "--sample", "12") for _ in range(2))
    assert first["mutants"] == 12 < first["drawn_from"]
    assert {**first, "seconds": 0} == {**second, "seconds": 0}


def test_processes_change_nothing_but_the_time(pack: Path) -> None:
    one, two = (report(str(pack), "--processes", each) for each in ("1", "2"))
    assert {**one, "seconds": 0} == {**two, "seconds": 0}


def test_it_runs_from_a_checkout(pack: Path) -> None:
    """Processes that are started import the script that started the program; it must not run again in them."""
    done = spawn("mutate", str(pack), "--processes", "2", "--format", "json", "--lang", "en")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert {**found, "seconds": 0} == {**report(str(pack)), "seconds": 0}
    assert b"Traceback" not in done.stderr


def test_cases_that_fail_already_end_it(pack: Path) -> None:
    cases = pack.with_suffix(".cases.yaml")
    cases.write_text(CASES.replace("amount: 3万元", "amount: 2万元"), encoding="utf-8")
    found = call("mutate", str(pack))
    assert (found.exit_code, found.stdout) == (2, "") and "M103" in found.stderr


def test_an_operator_that_is_none_gets_a_hint(pack: Path) -> None:
    found = call("mutate", str(pack), "--operator", "edges")
    assert found.exit_code == 2 and "edge" in found.stderr and "U905" in found.stderr


def test_a_pack_without_cases_is_said(tmp_path: Path) -> None:
    path = tmp_path / "alone.yaml"
    path.write_text(SMALL, encoding="utf-8")
    found = call("mutate", str(path))
    assert found.exit_code == 2 and "U918" in found.stderr


def test_a_reason_in_the_pack_is_reported(pack: Path) -> None:
    pack.write_text(SMALL.replace("- {times: 2}", "- {times: 2}  # lint: ignore M101 暂无第三年的个案"), encoding="utf-8")
    found = report(str(pack))
    left = [each for each in found["others"] if each["fate"] == "ignored"]
    assert left and {each["by"] for each in left} == {"暂无第三年的个案"} and found["left_alone"] == len(left)
    assert "暂无第三年的个案" in call("mutate", str(pack)).stdout


def test_a_reason_that_is_not_needed_is_named(pack: Path) -> None:
    said = SMALL.replace("least_staff: {value: 3,", "# lint: ignore M101 number: 已有个案\n  least_staff: {value: 3,")
    assert said != SMALL
    pack.write_text(said, encoding="utf-8")
    for arguments in ((), ("--operator", "number")):
        found = call("mutate", str(pack), *arguments)
        assert "M106" in found.stderr and "lint: ignore" in found.stderr
    for arguments in (("--operator", "edge"), ("--sample", "3")):
        assert "M106" not in call("mutate", str(pack), *arguments).stderr


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ("识破，及发现它的个案", "加载时即被拒绝")), ("en", ("killed, and the case", "refused when"))]
)
def test_all_lists_killed_mutants_with_the_case_and_those_refused(pack: Path, lang: str, words: tuple[str, str]) -> None:
    found = call("mutate", str(pack), "--all", "--lang", lang).stdout
    assert all(each in found for each in words)
    killed = next(each for each in report(str(pack))["others"] if each["fate"] == "killed" and each["by"] == "年度")
    assert f"{killed['line']}" in found and killed["at"] in found and "年度" in found
    assert words[0] not in call("mutate", str(pack), "--lang", lang).stdout


def test_no_share_is_said_of_mutants_that_are_all_refused() -> None:
    assert _row("choose", Tally(killed=0, survived=0, refused=3, equivalent=0, ignored=0))[-1] == "—"
    assert _row("choose", Tally(killed=1, survived=0, refused=3, equivalent=0, ignored=0))[-1] == "100%"


def test_a_case_that_can_no_longer_be_read_is_said_in_words(pack: Path) -> None:
    found = call("mutate", str(pack), "--operator", "period", "--all", "--lang", "en").stdout
    assert "the cases no longer fit the pack (C733)" in found
