"""Running the cases of a pack: what passes, what fails, and what a failure says."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine.analysis.expected import compare
from engine.analysis.properties import PROPERTIES
from engine.backends.outcome import Award, Judgement, LimitUse, Needs, Outcome, PartPaid
from engine.backends.reference import evaluate
from engine.pack.case import Case
from engine.pack.model import Pack
from tests.cli.support import CASES, SMALL, Folder, call

WRONG = CASES.replace("amount: 0元", "amount: 1元")


def test_all_pass(small: str) -> None:
    result = call("test", small)
    assert result.exit_code == 0, result.stdout + result.stderr
    assert "2 cases, 2 passed, 0 failed" in result.stdout


def test_a_failing_case_says_what_was_expected_and_why_it_is_not_so(folder: Folder, small: str) -> None:
    folder.write("small.cases.yaml", WRONG)
    result = call("test", small, lang="zh")
    assert result.exit_code == 1
    assert "二人" in result.stdout and "三人" not in result.stdout
    assert "small.cases.yaml:" in result.stdout
    assert "1元, 得到 0元\n" in result.stdout
    assert "人数" in result.stdout, "the condition that was not met"


def test_json(folder: Folder, small: str) -> None:
    folder.write("small.cases.yaml", WRONG)
    result = json.loads(call("test", small, "--format", "json").stdout)
    assert (result["passed"], result["failed"], result["unchecked"]) == (1, 1, 0)
    passed, failed = result["cases"]
    assert (passed["case"], passed["result"], passed["failures"]) == ("三人", "passed", [])
    assert failed["failures"][0]["differences"] == [{"field": "amount", "expected": "1元", "got": "0元"}]
    assert failed["failures"][0]["line"] == 12


INVARIANT = """
invariants:
  few:
    of: startup
    means: award <= 万元(2) or staff > 5
    label: {zh: 五人以下至多2万元, en: 20000 yuan at most for five people}
    cite: 第二条
"""


def test_an_invariant_that_does_not_hold_is_a_failure(folder: Folder, small: str) -> None:
    folder.write("small.yaml", SMALL + INVARIANT)
    result = call("test", small, lang="zh")
    assert result.exit_code == 1 and "2个个案，1个相符，1个不符" in result.stdout
    said = result.stdout.partition("不变式")[2]
    assert said.startswith("“五人以下至多2万元”不成立 (few, 第二条, ")
    for line in ("startup[甲]", "award <= 万元(2) or staff > 5", "award: 3万元", "staff: 3"):
        assert f"    {line}\n" in said
    english = call("test", small, lang="en").stdout
    assert "the invariant “20000 yuan at most for five people” does not hold" in english and "award: CNY 30,000" in english


def test_an_invariant_in_json_and_junit(folder: Folder, small: str) -> None:
    folder.write("small.yaml", SMALL + INVARIANT)
    result = json.loads(call("test", small, "--format", "json").stdout)
    assert (result["passed"], result["failed"], result["unchecked"]) == (1, 1, 0)
    (case,) = [each for each in result["cases"] if each["invariants"]]
    assert (case["case"], case["result"], case["failures"]) == ("三人", "failed", [])
    (one,) = case["invariants"]
    assert one["values"] == {"award": "30000.00", "staff": 3} and one["claim"] == "startup[甲]"
    report = ET.fromstring(call("test", small, "--format", "junit").stdout)
    messages = [each.get("message") for each in report.iter("failure")]
    assert messages == ["startup[甲]: few: award <= 万元(2) or staff > 5"]


def test_junit(folder: Folder, small: str) -> None:
    folder.write("small.cases.yaml", WRONG)
    report = ET.fromstring(call("test", small, "--format", "junit").stdout)
    suite = report.find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [case.find("failure") is not None for case in suite] == [False, True]


def test_a_filter(folder: Folder, small: str) -> None:
    folder.write("small.cases.yaml", WRONG)
    assert call("test", small, "--filter", "三").exit_code == 0
    assert call("test", small, "--filter", "二").exit_code == 1


def test_other_cases(folder: Folder, small: str) -> None:
    assert call("test", small, "--cases", folder.write("more.yaml", WRONG)).exit_code == 1


def test_no_cases(folder: Folder, small: str) -> None:
    (folder.path / "small.cases.yaml").unlink()
    result = call("test", small)
    assert result.exit_code == 2 and "U918" in result.stderr


def test_a_case_that_expects_nothing_shows_nothing(folder: Folder, small: str) -> None:
    silent = CASES.replace("    expect: {startup: {verdict: refused, amount: 0元}}\n", "")
    folder.write("small.cases.yaml", silent)
    result = call("test", small)
    assert "2 cases, 1 passed, 0 failed, 1 expecting nothing" in result.stdout
    report = ET.fromstring(call("test", small, "--format", "junit").stdout)
    assert len(list(report.iter("skipped"))) == 1


def test_an_award_that_is_not_there(folder: Folder, small: str) -> None:
    folder.write("small.cases.yaml", CASES.replace("expect: {startup: {verdict: refused", "expect: {venture: {verdict: refused"))
    result = call("test", small)
    assert result.exit_code == 1 and "venture" in result.stdout


def test_an_expectation_that_means_two_awards(folder: Folder, small: str) -> None:
    text = CASES.replace(
        "claims: [startup]\n    expect: {startup: {verdict: refused, amount: 0元}}",
        "period: [2022, 2023]\n    expect: {upkeep: {verdict: granted}}",
    )
    folder.write("small.cases.yaml", text)
    assert call("test", small).exit_code == 1
    folder.write(
        "small.cases.yaml",
        text.replace("{verdict: granted}", "[{period: 2022, verdict: granted}, {period: 2023, verdict: granted}]"),
    )
    assert call("test", small).exit_code == 0


def test_a_chain_is_checked_step_by_step(folder: Folder, small: str) -> None:
    chain = """\
case: 三年
as_of: 2022-06-01
history: []
organisation: {id: 甲, registered: true}
claims: [upkeep]
steps:
  - {period: 2022, expect: {upkeep: {verdict: granted, amount: 1万元}}}
  - {as_of: 2023-06-01, period: 2023, expect: {upkeep: {verdict: granted}}}
  - {as_of: 2024-06-01, period: 2024, expect: {upkeep: {verdict: refused, reason: times}}}
"""
    folder.write("small.cases.yaml", chain)
    result = call("test", small)
    assert result.exit_code == 0, result.stdout
    for right, wrong in (
        ("1万元", "2万元"),
        ("2023, expect: {upkeep: {verdict: granted", "2023, expect: {upkeep: {verdict: refused"),
    ):
        folder.write("small.cases.yaml", chain.replace(right, wrong))
        assert call("test", small).exit_code == 1, "a mistake in an earlier step is found"


AWARD = Award(
    rule="startup",
    path=(("organisation", "甲"),),
    period=None,
    law_at=date(2022, 6, 1),
    verdict="granted",
    low=3_000_000,
    high=3_000_000,
    floor=None,
    needs=Needs(("organisation.staff", "history"), ("counting",)),
    readings={"counting": "free"},
    parts=(PartPaid(1, 1_000_000, 1_000_000, date(2022, 6, 1), "certain"), PartPaid(2, 0, 2_000_000, None, "unknown")),
    paid_by={"市财政": 1_000_000, "区财政": 2_000_000},
    limits=(LimitUse("once", "claims", 0, 0, 1, 1, None, False, "refuse", ("startup",), None),),
    cite="第二条",
    because=(),
    reason="",
    owed=False,
)
TARGET = Judgement(
    "coverage",
    "target",
    (("city", "市"),),
    None,
    None,
    "met",
    Needs(),
    {},
    "第五条",
    (),
    rate=Fraction(2, 3),
    gap=0,
    by=date(2025, 12, 31),
)
SAME: list[dict[str, object]] = [
    {
        "verdict": "granted",
        "amount": "3万元",
        "low": "30000元",
        "high": "3万元",
        "cite": "第二条",
        "owed": "false",
        "floor": "",
        "reason": "",
    },
    {"law_at": "2022-06-01"},
    {"needs": ["history", "counting", "organisation.staff"]},
    {"needs": {"readings": ["counting"]}},
    {"readings": {"counting": "free"}},
    {"readings": {}},
    {"paid_by": {"市财政": "1万元", "区财政": "2万元"}},
    {"parts": [{"amount": "1万元", "due": "2022-06-01", "state": "certain"}, {"low": "0元", "high": "2万元"}]},
    {"parts": [{"part": "1"}, {"part": "2"}]},
    {"limits": {"once": {"used": "0", "left": "1", "cut": "false"}}},
    {"limits": ["once"]},
    {},
]
OTHER: list[tuple[str, dict[str, object]]] = [
    ("verdict", {"verdict": "refused"}),
    ("amount", {"amount": "3元"}),
    ("amount", {"amount": ""}),
    ("low", {"low": "0元"}),
    ("high", {"high": "unbounded"}),
    ("law_at", {"law_at": "2022-06-02"}),
    ("floor", {"floor": "1元"}),
    ("owed", {"owed": "true"}),
    ("needs", {"needs": ["history"]}),
    ("needs", {"needs": []}),
    ("needs", {"needs": ["history", "counting", "organisation.staff", "more"]}),
    ("needs", {"needs": {"facts": ["history"]}}),
    ("needs", {"needs": {"fact": []}}),
    ("readings.counting", {"readings": {"counting": "required"}}),
    ("readings.counted", {"readings": {"counted": "free"}}),
    ("paid_by", {"paid_by": "市财政"}),
    ("paid_by", {"paid_by": {"市财政": "1万元"}}),
    ("paid_by", {"paid_by": {"市财政": "1万元", "区财政": "2元"}}),
    ("parts", {"parts": ["1万元"]}),
    ("parts", {"parts": []}),
    ("parts", {"parts": [{"amount": "1万元"}, {"amount": "2万元"}]}),
    ("limits", {"limits": ["times"]}),
    ("limits.once", {"limits": {"once": {"left": "0"}}}),
    ("limits.once", {"limits": {"once": {"lefft": "1"}}}),
    ("rate", {"rate": "70%"}),
    ("nonsense", {"nonsense": "1"}),
]


@pytest.mark.parametrize("expected", SAME)
def test_what_is_as_expected(expected: dict[str, object]) -> None:
    assert list(compare(expected, AWARD)) == []


@pytest.mark.parametrize(("field", "expected"), OTHER)
def test_what_is_not_as_expected(field: str, expected: dict[str, object]) -> None:
    (difference,) = compare(expected, AWARD)
    assert difference.field == field
    assert difference.expected != difference.got


def test_what_came_out_can_be_copied_into_a_case() -> None:
    """Money as the explanation writes it; inside braces without a comma, which would cut it in two."""
    assert next(compare({"amount": "3元"}, replace(AWARD, low=4500000, high=4500000))).got == "45,000元"
    assert "市财政: 10000元" in next(compare({"paid_by": "某"}, AWARD)).got
    (parts,) = compare({"parts": []}, AWARD)
    assert "{part: 1, low: 10000元" in parts.got


def test_judgements_are_compared_too() -> None:
    assert list(compare({"verdict": "met", "rate": "2/3", "gap": "0", "by": "2025-12-31"}, TARGET)) == []
    wrong = compare({"rate": "66%", "gap": "1", "by": "2026-12-31", "amount": "1元"}, TARGET)
    assert [difference.field for difference in wrong] == ["rate", "gap", "by", "amount"]


def test_properties_hold_of_the_small_measure(small: str) -> None:
    result = call("test", small, "--properties", "--format", "json")
    assert result.exit_code == 0, result.stdout
    tried = json.loads(result.stdout)["properties"]
    assert [each["property"] for each in tried] == [each.name for each in PROPERTIES]
    assert all(each["cases"] >= 20 and not each["counterexample"] for each in tried)


@pytest.mark.parametrize("form", ["text", "json", "junit"])
def test_a_property_can_fail(small: str, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """An evaluator that pays the less known a fact is, is found out."""
    from engine.analysis import properties

    def generous(pack: Pack, case: Case, *, needs: bool = True) -> Outcome:
        outcome = evaluate(pack, case, needs=needs)
        missing = sum("staff" not in line[-1].facts for line in case.instances())
        return replace(
            outcome, awards=tuple(replace(each, low=missing, high=max(each.high or 0, missing)) for each in outcome.awards)
        )

    monkeypatch.setattr(properties, "evaluate", generous)
    result = call("test", small, "--properties", "--format", form)
    assert result.exit_code == 1
    assert "organisation.staff" in result.stdout
