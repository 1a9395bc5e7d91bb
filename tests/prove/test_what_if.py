"""`evaluate --what-if`: what a clerk reads, what a program reads, and what it needs."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from engine.analysis.what_if.model import WhatIf
from engine.analysis.what_if.run import what_if
from engine.backends.reference import evaluate
from engine.commands.program import PROGRAM
from engine.lang.values import Member
from engine.pack.cases import read_cases
from engine.pack.document import parse
from tests.cli.support import ROOT, TAICANG
from tests.properties.packs import SHIPPED

OUTCOME = Draft202012Validator(json.loads((ROOT / "schemas" / "outcome.schema.json").read_text(encoding="utf-8")))
REFUSED = """\
case: 阳光屋
as_of: 2023-06-01
period: 2023
organisation:
  id: 阳光屋
  kind: private_non_enterprise
  registration: filed
  registered_on: 2022-03-10
  registered_in_taicang: true
  in_judicial_field: true
  fulltime_staff_confirmed: true
  resident_in_base: false
  post:
    - {id: P1, approved: true, holder_certified: false}
    - {id: P2, approved: false, holder_certified: false}
purchase: {is_transfer_item: true}
history: []
"""


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.yaml"
    path.write_text(REFUSED, encoding="utf-8")
    return str(path)


def call(*arguments: str, lang: str = "zh") -> Result:
    return CliRunner().invoke(PROGRAM, ["evaluate", *arguments, "--what-if", "--lang", lang])


def section(result: Result, title: str) -> str:
    """What is said of changes, on one line."""
    assert title in result.stdout, result.output
    return " ".join(result.stdout.partition(title)[2].split())


def asked(name: str, text: str, *rules: str) -> list[WhatIf]:
    """What comes of the case of a text under a shipped pack."""
    pack = SHIPPED[name]
    node, _ = parse(text.encode("utf-8"), "case")
    assert node is not None
    [case], found = read_cases(node, pack)
    assert not found
    return list(what_if(pack, case, evaluate(pack, case, rules=rules or None, needs=False), {}))


def moved(found: WhatIf) -> list[dict[str, object]]:
    return [{each.fact: each.after for each in way.changes} for way in found.ways]


def test_a_clerk_reads_it_in_chinese(case: str) -> None:
    said = section(call(TAICANG, case), "怎样改变可以享受")
    assert "一次性开办费补贴（社会组织“阳光屋”） ✓ 改变：登记状态：备案 → 登记 则给付：30,000元（3万元）" in said
    assert "孵化补贴（社会组织“阳光屋”） ✓ 改变：已入驻创客基地：否 → 是 则：不超过30,000元（3万元），待审定" in said
    assert "社工岗位“P1”，2023年） ✓ 改变：在岗人员持证：否 → 是 则给付：60,000元（6万元）" in said
    assert "社工岗位“P2”，2023年） ✗ 申请人能改变的事实，怎样改变都不能享受（四(五)第3句）： ✗ 岗位补贴已获批准" in said


def test_a_clerk_reads_it_in_english(case: str) -> None:
    said = section(call(TAICANG, case, lang="en"), "What would qualify")
    assert "✓ change: registration: filed → registered then granted: CNY 30,000" in said
    assert "✓ change: resident in the makers' base: no → yes then: up to CNY 30,000, to be decided" in said
    assert "✗ whatever the applicant can change, it does not qualify (四(五)第3句): ✗ the post was approved" in said


def test_what_is_chosen_is_no_benefit(case: str) -> None:
    """The procedure of a purchase turns on its price, which can be changed; but it is decided, not awarded."""
    result = call(TAICANG, case, "--rule", "procurement_procedure")
    assert result.exit_code == 3
    assert section(result, "怎样改变可以享受").startswith("没有不予给付或信息不足的事项。")


def test_several_ways_and_what_is_missing_besides(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        "case: 甲\nas_of: 2023-06-01\norganisation: {registration: none, resident_in_base: false}\nclaims: [incubation_subsidy]\n",
        encoding="utf-8",
    )
    said = section(call(TAICANG, str(path)), "怎样改变可以享受")
    assert "改变1：登记状态：未登记未备案 → 登记；已入驻创客基地：否 → 是 ？ 还须查明：既往兑付，如从未兑付" in said
    assert "改变2：登记状态：未登记未备案 → 备案；已入驻创客基地：否 → 是" in said


def test_what_no_change_overcomes() -> None:
    facts = "organisation: {registration: none, resident_in_base: false}\nclaims: [incubation_subsidy]\n"
    used = "history: [{rule: incubation_subsidy, amount: 3万元, as_of: 2023-01-01}]\n"
    [found] = asked("taicang_2021_163", f"case: 甲\nas_of: 2023-06-01\n{facts}{used}")
    assert (found.answer, [each.kind for each in found.obstacles]) == ("nothing", ["limit"])
    assert found.obstacles[0].award is not None and found.obstacles[0].award.reason == "at_most"
    [found] = asked("taicang_2021_163", f"case: 甲\nas_of: 2021-01-01\n{facts}history: []\n")
    assert (found.answer, [each.kind for each in found.obstacles]) == ("nothing", ["not_in_force"])


def test_what_is_missing_but_cannot_be_changed_is_named() -> None:
    text = REFUSED.replace("  in_judicial_field: true\n", "").replace("registration: filed", "registration: registered")
    [found] = asked("taicang_2021_163", text, "startup_subsidy")
    assert found.answer == "missing"
    assert [(each.fact, each.after) for each in found.ways[0].supposed] == [("organisation.in_judicial_field", True)]


def test_a_change_qualifies_whatever_the_missing_facts_are() -> None:
    """Whether the organisation is of the field is not known, and decides nothing of this subsidy: it is not asked for."""
    [found] = asked("taicang_2021_163", REFUSED.replace("  in_judicial_field: true\n", ""), "incubation_subsidy")
    assert found.answer == "changes" and found.ways[0].outright


def test_a_person_who_has_had_it_is_replaced() -> None:
    """The years of a post that are counted by person are free again for anybody else."""
    text = (
        "case: 甲\nas_of: 2023-06-01\nperiod: 2023\nclaims: [post_subsidy]\nreadings: {post_counted: per_person}\n"
        "organisation: {id: 甲, in_judicial_field: true, post: {id: P1, approved: true, holder_certified: true, holder: 张}}\n"
        "history: [{rule: post_subsidy, post: P9, period: 2020, amount: 18万元, times: 3, holder: 张}]\n"
    )
    [found] = asked("taicang_2021_163", text)
    [change] = found.ways[0].changes
    assert (change.fact, change.before, change.another) == ("post.holder", "张", True)


def test_a_line_of_history_that_says_too_little() -> None:
    text = (
        "case: 甲\nas_of: 2023-06-01\norganisation: {registration: filed, resident_in_base: true}\nclaims: [incubation_subsidy]\n"
        "history: [{rule: incubation_subsidy, amount: 1万元}]\n"
    )
    [found] = asked("taicang_2021_163", text)
    assert found.answer == "undecided" and "line of history" in found.reason.en


def test_without_a_period() -> None:
    [first, second] = asked("taicang_2021_163", REFUSED.replace("period: 2023\n", ""), "post_subsidy")
    assert first.answer == "undecided" and "period" in first.reason.en
    assert second.answer == "nothing" and [each.kind for each in second.obstacles] == ["condition"]


def test_other_claims_of_the_case_keep_what_they_take() -> None:
    """Where the highest sum alone is paid, one that was granted before in the same case leaves nothing, changed or not."""
    text = REFUSED.replace("registration: filed", "registration: registered") + "readings: {stacking: highest_only}\n"
    found = {each.award.rule: each for each in asked("taicang_2021_163", text, "incubation_subsidy")}
    assert found["incubation_subsidy"].answer == "nothing"
    assert [each.kind for each in found["incubation_subsidy"].obstacles] == ["limit"]


def test_the_fewest_years_of_work_and_a_registration() -> None:
    text = "case: 甲\nas_of: 2024-03-01\nhistory: []\nclaims: [lanzhou]\n"
    person = "person: {place: lanzhou, years_worked: 0, registered: false, certificate: {level: assistant}}\n"
    [found] = asked("p24_certificates", text + person)
    assert moved(found)[0] == {"person.registered": True, "person.years_worked": 1}


@pytest.mark.parametrize(("grade", "paid", "wanted"), [("below", "0元", "3A"), ("3A", "10万元", "4A"), ("below", "20万元", "5A")])
def test_the_lowest_grade_that_brings_more_than_was_paid(grade: str, paid: str, wanted: str) -> None:
    text = f"case: 甲\nas_of: 2022-08-05\nassociation: {{kind: industry, grade: {grade}, applied_on: 2022-08-05}}\n"
    [found] = asked("p22_baoan", f"{text}history: [{{rule: grade_reward, amount: {paid}, as_of: 2021-08-05}}]\n")
    assert moved(found) == [{"association.grade": Member(wanted, ("below", "3A", "4A", "5A"))}]


def test_the_first_job() -> None:
    firm = "firm: {founder_eligible: true, registered_on: 2022-06-01, student: false, jobs: 0}\n"
    [found] = asked("p13_shenzhen", f"case: 甲\nas_of: 2023-03-01\nhistory: []\nclaims: [jobs_sum]\n{firm}")
    assert moved(found) == [{"firm.jobs": 1}]


def test_a_program_reads_the_outcome_as_ever_and_beside_it_the_changes(case: str) -> None:
    made: dict[str, Any] = json.loads(call(TAICANG, case, "--format", "json").stdout)
    assert list(made) == ["outcome", "what_if"]
    OUTCOME.validate(made["outcome"])
    first = made["what_if"][0]
    assert (first["rule"], first["verdict"], first["answer"]) == ("startup_subsidy", "refused", "changes")
    [change] = first["ways"][0]["changes"]
    assert change == {
        "subject": {"organisation": "阳光屋"},
        "fact": "organisation.registration",
        "from": "filed",
        "to": "registered",
        "any_other": False,
    }
    assert first["ways"][0]["award"]["high"] == "30000.00"
    blocked = made["what_if"][-1]
    assert blocked["answer"] == "nothing" and blocked["obstacles"][0]["conditions"][0]["facts"] == ["post.approved"]


def test_the_exit_code_is_that_of_the_answers(case: str) -> None:
    assert call(TAICANG, case, "--rule", "startup_subsidy").exit_code == 1
    assert call(TAICANG, case, "--rule", "post_subsidy").exit_code == 1


def test_what_it_does_not_go_with(case: str) -> None:
    for more in (["--all-readings"], [case]):
        result = call(TAICANG, case, *more)
        assert result.exit_code == 2 and "U922" in result.stderr and not result.stdout


def test_without_z3_the_extra_is_named(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.analysis.what_if.run.find_spec", lambda name: None)
    result = call(TAICANG, case)
    assert result.exit_code == 2 and "U926" in result.stderr and "tiaokuan[prove]" in result.stderr
    assert importlib.util.find_spec("z3") is not None


def test_when_the_time_is_up_the_rest_is_undecided() -> None:
    pack = SHIPPED["taicang_2021_163"]
    node, _ = parse(REFUSED.encode("utf-8"), "case")
    assert node is not None
    [case], _ = read_cases(node, pack)
    found = what_if(pack, case, evaluate(pack, case, needs=False), {}, seconds=0.0)
    assert {each.answer for each in found} == {"undecided"} and found[0].reason.en == "not finished in time"


CHAIN = """\
cases:
  - case: 两步
    organisation: {id: 甲, kind: social_group, registration: filed, registered_on: 2022-03-10, registered_in_taicang: true,
      in_judicial_field: true, fulltime_staff_confirmed: true}
    history: []
    claims: [startup_subsidy]
    steps: [{as_of: 2022-06-01, organisation: {registration: registered}}, {as_of: 2023-06-01}]
  - case: 一步
    as_of: 2022-06-01
    organisation: {registration: none, resident_in_base: true}
    history: []
    claims: [incubation_subsidy]
"""


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_several_cases_each_with_its_changes(form: str, tmp_path: Path) -> None:
    """Of a chain the last step is asked about, with what the steps before it granted."""
    path = tmp_path / "cases.yaml"
    path.write_text(CHAIN, encoding="utf-8")
    result = call(TAICANG, str(path), "--format", form)
    assert result.exit_code == 0, result.output
    assert result.stdout.count("怎样改变可以享受") >= 2
    assert "限额已用尽" in result.stdout and "登记状态：未登记未备案 → 登记" in result.stdout
