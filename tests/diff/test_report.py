"""How differences look: layers one after the other, proofs and examples with both answers, case files that run as they stand."""

import json
from fractions import Fraction

from engine.analysis.diff.matching import match
from engine.analysis.diff.model import Behaviour, Difference, Finding, Replacement, RuleChange, TextChange, Texts
from engine.analysis.diff.rules import compare_rules
from engine.backends.reference import evaluate
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.pack.document import parse
from engine.pack.model import Pack
from engine.pack.terms import Label
from engine.reports.difference import difference_text
from engine.reports.difference_json import difference_json
from engine.reports.difference_words import percent_of, told
from tests.diff.support import edited, measure, pack_of

CASE = "case: 例\nas_of: 2022-06-01\nfirm: {id: 甲, local: true, staff: 3, founded: 2022-01-01}\nclaims: [startup]\nhistory: []\n"


def case_of(pack: Pack) -> Case:
    node, _ = parse(CASE.encode(), "case.yaml")
    assert node is not None
    (case,), found = read_cases(node, pack)
    assert not found
    return case


def difference() -> Difference:
    old, new = measure(), pack_of(edited(("local and staff >= least_staff", "local and staff > least_staff")), "new.yaml")
    before, after = (evaluate(pack, case_of(pack)).awards[0] for pack in (old, new))
    finding = Finding("no_longer", case_of(new), CASE, before, after, retroactive=True)
    texts = Texts(
        (TextChange("changed", "第一条", "第一条", runs=(("same", "三人"), ("ins", "以上"), ("del", "起")), rules=("startup",)),),
        (Replacement("某局", "某厅", ("第一条", "第三条")),),
        official=True,
    )
    behaviour = (
        Behaviour(
            "startup",
            "startup",
            "changed",
            (finding,),
            (Label("至多三次既往", "at most three earlier claims"),),
            direction="less",
        ),
        Behaviour("awards", "awards", "equivalent", direction="same"),
        Behaviour("scaled", "scaled", "unknown", reason=Label("时间到", "the time was up")),
    )
    sides = match(old, new)
    return Difference(sides, texts, compare_rules(sides), behaviour)


def test_every_layer_is_told_in_chinese() -> None:
    said = difference_text(difference(), "zh")
    wanted = [
        "全文“某局”改为“某厅”（2处条款）", "修改 第一条", "三人{+以上+}[-起-]", "依据它的规则：开办费",
        "是否含本数变更", "改为不含本数", "涉及规则：", "开办费 (startup)：结果有变，对申请人更不利",
        "例证1 不再符合，溯及新版本施行之前", "旧：给付 30,000元（3万元）", "新：不予给付", "✗  受理",
        "？ 分档补贴 (scaled)：未能断定，时间到", "✓  已证明等价（1条）：奖励", "－ 至多三次既往", "# 例证1 开办费 · 不再符合",
    ]  # fmt: skip
    at = 0
    for each in wanted:
        assert each in said[at:], (each, said)
        at = said.index(each, at)
    assert said.endswith(CASE)


def test_every_layer_is_told_in_english() -> None:
    said = difference_text(difference(), "en")
    for each in (
        "“某局” is “某厅” throughout (2 provisions)",
        "changed 第一条",
        "the edge is now excluded",
        "answers differ, less for the beneficiary",
        "example 1 no longer eligible, for days before the new version is in force",
        "old: granted CNY 30,000",
        "new: refused",
        "proved equivalent",
        "not decided, the time was up",
    ):
        assert each in said, (each, said)


def test_json_says_the_same() -> None:
    made = json.loads(json.dumps(difference_json(difference()), ensure_ascii=False))
    assert made["text"]["replaced"] == [{"old": "某局", "new": "某厅", "cites": ["第一条", "第三条"]}]
    assert made["text"]["changes"][0]["runs"][1] == {"op": "ins", "text": "以上"}
    assert [each["verdict"] for each in made["behaviour"]] == ["changed", "equivalent", "unknown"]
    (finding,) = made["behaviour"][0]["findings"]
    assert (finding["kind"], finding["retroactive"], finding["case"]) == ("no_longer", True, CASE)
    assert (finding["before"], finding["after"]) == (
        {"verdict": "granted", "low": "30000.00", "high": "30000.00"},
        {"verdict": "refused", "low": "0.00", "high": "0.00"},
    )


def test_same_and_undecided() -> None:
    found = difference()
    sides = match(measure(), measure())
    assert (found.same, found.undecided) == (False, True)
    assert Difference(sides, Texts((), (), False), (), (Behaviour("a", "a", "equivalent"),)).same
    assert Difference(sides, behaviour=(Behaviour("a", "a", "unknown"),)).same
    assert not Difference(sides, behaviour=(Behaviour("a", "a", "changed"),)).same


def test_numbers_go_their_own_ways() -> None:
    def change(before: str, after: str, direction: str, percent: Fraction | None) -> RuleChange:
        return RuleChange(
            "number_changed", "rules", "a", "a", "rules.a", Label(before), Label(after), before, after, direction, percent
        )  # type: ignore[arg-type]

    assert told(change("3万元", "4万元", "up", Fraction(1, 3)), "zh") == "3万元 → 4万元，提高33.3%"
    assert told(change("3年", "2年", "down", Fraction(-1, 3)), "zh") == "3年 → 2年，缩短33.3%"
    assert told(change("2025-01-01", "2024-01-01", "down", None), "en") == "2025-01-01 → 2024-01-01, earlier"
    assert [percent_of(Fraction(each, 1000)) for each in (500, -333, 1)] == ["50%", "33.3%", "0.1%"]
