"""Is what a revision moves on an office's list counted to the fen, what is open never taken for nil, and nobody's number shown?"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from engine.analysis.diff.affected import measure_impact
from engine.analysis.diff.impact import Impact
from engine.analysis.diff.matching import match
from engine.analysis.diff.model import Difference, Sides
from engine.analysis.population.reading import read_population
from engine.reports.impact import svg
from engine.reports.impact_words import answered
from engine.text.render import as_text
from tests.cli.support import TAICANG, call
from tests.diff.support import edited, measure, pack_of, sides
from tests.diff.taicang_applicants import CSV, HYPOTHETICAL, OTHER, PERSON, workbook

CASE = """\
as_of: 2023-05-06
history: []
firm: [{id: 甲厂, size: small, staff: 5, local: true, founded: 2023-03-01, turnover: 8万元}]
claims: [CLAIM]
"""


def measured(between: Sides, path: Path) -> Impact:
    found, wrong = read_population(path, between)
    assert found is not None, as_text(wrong, "en")
    return measure_impact(between, found)


def of_case(tmp_path: Path, claim: str, *edits: tuple[str, str], case: str = CASE) -> Impact:
    """What the edits of the measure do to one applicant."""
    (tmp_path / "case.yaml").write_text(case.replace("CLAIM", claim), encoding="utf-8")
    return measured(sides(*edits), tmp_path / "case.yaml")


def taicang() -> Sides:
    new = pack_of(HYPOTHETICAL.read_text(encoding="utf-8"), "new.yaml")
    return match(pack_of(Path(TAICANG).read_text(encoding="utf-8")), new)


def diff(path: Path, *more: str, new: Path = HYPOTHETICAL, lang: str = "zh") -> tuple[int, str, str]:
    done = call("diff", TAICANG, str(new), "--layer", "impact", "--population", str(path), *more, lang=lang)
    return done.exit_code, done.stdout, done.stderr


# --- sums ---

# rule, year: certain under the old and the new version in yuan, and who is moved, worked out by hand from the list
BY_HAND = {
    ("startup_subsidy", 2024): (30_000, 60_000, {"newly_eligible": 1}),
    ("post_subsidy", 2024): (120_000, 144_000, {"more": 2}),
    ("certificate_reward", 2024): (3_000, 5_700, {"newly_eligible": 1, "more": 1}),
    ("base_award", 2024): (20_000, 30_000, {"newly_eligible": 1, "less": 1}),
}


def test_the_example_list_gives_the_sums_worked_out_by_hand() -> None:
    impact = measured(taicang(), CSV)
    assert {
        (each.rule, each.year): (each.before.low // 100, each.after.low // 100, dict(each.counts)) for each in impact.totals
    } == BY_HAND
    assert all((each.before.low, each.after.low) == (each.before.high, each.after.high) for each in impact.totals)
    assert impact.counts == {"newly_eligible": 3, "more": 3, "less": 1, "other": 1} and impact.changed
    assert (impact.rows, impact.counted, impact.claims, len(impact.bad)) == (12, 12, 12, 0)
    procedure = next(each for each in impact.moved if each.kind == "other")
    assert (procedure.rule, procedure.where) == ("procurement_procedure", "taicang_applicants.csv[12]")


def test_the_same_list_as_a_workbook_gives_the_same(tmp_path: Path) -> None:
    between = taicang()
    impact, plain = measured(between, workbook(tmp_path / "list.xlsx")), measured(between, CSV)
    assert impact.totals == plain.totals and impact.counts == plain.counts


def test_totals_are_the_sums_of_those_moved() -> None:
    impact = measured(taicang(), CSV)
    before, after = impact.sums()
    assert after.low - before.low == sum(each.certain for each in impact.moved) == 6_670_000
    assert after.high - before.high == sum(each.possible for each in impact.moved)


def test_nothing_moves_between_a_version_and_itself() -> None:
    pack = pack_of(Path(TAICANG).read_text(encoding="utf-8"))
    impact = measured(match(pack, pack), CSV)
    assert not impact.changed and not impact.moved and not impact.counts
    assert Difference(match(pack, pack), impact=impact).same


# --- ways to be moved ---


@pytest.mark.parametrize(
    "edit, way, certain",
    [
        (("grant: {value: 3万元", "grant: {value: 4万元"), "more", 1_000_000),
        (("grant: {value: 3万元", "grant: {value: 2.5万元"), "less", -500_000),
        (("least_staff: {value: 3", "least_staff: {value: 6"), "no_longer", -3_000_000),
        (("paid_by: 市财政", "paid_by: 区财政"), "other", 0),
    ],
)
def test_one_claim_is_moved_one_way(tmp_path: Path, edit: tuple[str, str], way: str, certain: int) -> None:
    impact = of_case(tmp_path, "startup", edit)
    assert [(each.kind, each.certain) for each in impact.moved] == [(way, certain)]
    if way == "other":
        assert answered(impact.moved[0].before, "zh", payers=True) == "给付 30,000元（市财政 30,000元）"


def test_newly_paid(tmp_path: Path) -> None:
    impact = of_case(
        tmp_path,
        "startup",
        ("least_staff: {value: 3", "least_staff: {value: 1"),
        ("staff >= 3", "staff >= 1"),
        case=CASE.replace("staff: 5", "staff: 2"),
    )
    assert [(each.kind, each.certain) for each in impact.moved] == [("newly_eligible", 3_000_000)]


def test_a_rule_that_is_gone_and_one_that_has_come(tmp_path: Path) -> None:
    gone = ("  awards: {label: {zh: 奖励, en: awards}, cite: 第四条, subject: firm, when: [admitted], amount: award(size)}\n", "")
    between = sides(gone, ("over: [startup, awards]", "over: [startup, scaled]"))
    (tmp_path / "case.yaml").write_text(CASE.replace("claims: [CLAIM]\n", ""), encoding="utf-8")
    moved = measured(between, tmp_path / "case.yaml").moved
    assert [
        (each.rule_old, each.rule_new, each.kind, each.certain) for each in moved if None in (each.rule_old, each.rule_new)
    ] == [("awards", None, "no_longer", -1_000_000)]
    back = measured(Sides(between.new, between.old, match(between.new, between.old).pairs), tmp_path / "case.yaml").moved
    assert [(each.rule_new, each.kind) for each in back if None in (each.rule_old, each.rule_new)] == [
        ("awards", "newly_eligible")
    ]


def test_a_rule_that_paid_and_now_chooses(tmp_path: Path) -> None:
    edit = (
        "subject: firm, amount: scale(staff)}",
        "subject: firm, choose: [{when: staff > 9, result: big}, {otherwise: little}]}",
    )
    impact = of_case(tmp_path, "scaled", edit)
    assert [(each.kind, each.certain) for each in impact.moved] == [("no_longer", -1_000_000)]
    assert [(each.before.low, each.after.low) for each in impact.totals] == [(1_000_000, 0)]


def test_new_names_alone_move_nobody(tmp_path: Path) -> None:
    text = edited(text=re.sub(r"\bstartup\b", "opening", re.sub(r"\bfirm\b", "enterprise", edited())))
    between = match(measure(), pack_of(text, "new.yaml"))
    assert between.new_of("subjects", "firm") == "enterprise" and between.new_of("rules", "startup") == "opening"
    (tmp_path / "old.yaml").write_text(CASE.replace("CLAIM", "startup"), encoding="utf-8")
    (tmp_path / "new.yaml").write_text(CASE.replace("CLAIM", "opening").replace("firm:", "enterprise:"), encoding="utf-8")
    for name in ("old.yaml", "new.yaml"):
        impact = measured(between, tmp_path / name)
        assert not impact.moved and [(each.rule_old, each.rule_new, each.before.low) for each in impact.totals] == [
            ("startup", "opening", 3_000_000)
        ]


def test_history_and_decisions_are_read_by_either_version(tmp_path: Path) -> None:
    case = CASE.replace(
        "history: []",
        "history: [{rule: startup, firm: 甲厂, as_of: 2023-01-05, amount: 1万元}]\ndecisions: [{rule: decided, firm: 甲厂, amount: 1.5万元, by: 某局}]",
    )
    impact = of_case(tmp_path, "decided", ("amount: {from: 1万元, up_to: 2万元}", "amount: grant"), case=case)
    assert [(each.kind, each.before and each.before.verdict, each.certain) for each in impact.moved] == [
        ("more", "granted", 1_500_000)
    ]


# --- on which days ---


def test_a_new_version_that_begins_later_is_put_to_the_list_all_the_same(tmp_path: Path) -> None:
    later = ("in_force: {from: 2022-01-01,", "in_force: {from: 2024-01-01,")
    impact = of_case(tmp_path, "startup", later)
    assert not impact.moved and len(impact.assumptions) == 1 and "2024-01-01" in impact.assumptions[0].zh
    impact = of_case(tmp_path, "startup", later, ("grant: {value: 3万元", "grant: {value: 4万元"))
    assert [(each.kind, each.certain) for each in impact.moved] == [("more", 1_000_000)]


def test_an_old_version_that_ended_goes_on_for_the_list(tmp_path: Path) -> None:
    old = pack_of(edited(("until: last_day", "until: 2022-12-31")))
    new = pack_of(edited(("from: 2022-01-01,", "from: 2023-01-01,")), "new.yaml")
    (tmp_path / "case.yaml").write_text(CASE.replace("CLAIM", "startup"), encoding="utf-8")
    impact = measured(match(old, new), tmp_path / "case.yaml")
    assert not impact.moved and impact.totals[0].before.low == 3_000_000 and "继续有效" in impact.assumptions[0].zh


def test_another_last_day_is_a_change(tmp_path: Path) -> None:
    impact = of_case(tmp_path, "startup", ("until: last_day", "until: 2022-12-31"))
    assert [each.kind for each in impact.moved] == ["no_longer"] and not impact.assumptions


# --- what is not certain ---


def test_an_unknown_is_never_nil(tmp_path: Path) -> None:
    impact = of_case(
        tmp_path, "startup", ("grant: {value: 3万元", "grant: {value: 4万元"), case=CASE.replace("local: true, ", "")
    )
    total = impact.totals[0]
    assert (total.before.low, total.before.high, total.before.unknown) == (0, 3_000_000, 1)
    assert (total.after.low, total.after.high, total.after.unknown) == (0, 4_000_000, 1)
    assert [(each.kind, each.certain, each.possible) for each in impact.moved] == [("unknown", 0, 1_000_000)]


def test_known_before_and_unknown_now(tmp_path: Path) -> None:
    impact = of_case(
        tmp_path,
        "scaled",
        ("subject: firm, amount: scale(staff)", "subject: firm, when: [turnover > 万元(1)], amount: scale(staff)"),
        case=CASE.replace(", turnover: 8万元", ""),
    )
    assert impact.counts == {"unknown": 1}
    before, after = impact.sums()
    assert (before.low, after.low, after.high) == (1_000_000, 0, 1_000_000)


def test_a_list_without_history_says_that_limits_leave_all_open(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "社会组织,登记状态,登记日期,在本市登记或备案,属司法行政领域,专职人员经认定,申请日期,规则\n甲,登记,2023.5.4,是,是,是,2024.2.1,一次性开办费补贴\n",
        encoding="utf-8",
    )
    code, out, err = diff(tmp_path / "a.csv", lang="en")
    assert "D229" in err and "no benefit with a limit is certain" in out
    assert re.search(r"paid, for certain +CNY 0, unchanged\n", out) and re.search(r"paid, at most +CNY 30,000, unchanged\n", out)
    assert code == 0, "open under both alike"


# --- the command ---


def test_the_command_counts_good_rows_and_names_bad_ones(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", spoil={"B3": "2024.13.20", "L4": "=1+1"})
    code, out, err = diff(path)
    assert code == 2
    assert "共 12 行，计入 10 行" in out and "2 行没有计入" in out
    assert "list.xlsx[申请汇总!B3]:3:2: 错误[C711]" in err and "list.xlsx[申请汇总!L4]:4:12: 错误[D220]" in err
    assert "Traceback" not in err


def test_exit_codes(tmp_path: Path) -> None:
    assert diff(CSV)[0] == 1
    assert diff(CSV, new=Path(TAICANG))[0] == 0
    assert diff(tmp_path / "none.csv")[0] == 2
    (tmp_path / "a.csv").write_text("姓名\n某人\n", encoding="utf-8")
    code, out, err = diff(tmp_path / "a.csv")
    assert (code, out) == (2, "") and "D206" in err


def test_no_number_of_a_person_is_shown_anywhere(tmp_path: Path) -> None:
    # In its own column, in a wrong one, and in a row that is left out.
    path = workbook(tmp_path / "list.xlsx", spoil={"B3": PERSON, "T10": f"{OTHER}证书", "Y5": PERSON, "Z2": f"{PERSON}备注"})
    for form in ("text", "json"):
        for lang in ("zh", "en"):
            code, out, err = diff(path, "--format", form, lang=lang)
            assert code == 2
            for text in (out, err):
                assert PERSON not in text and OTHER not in text and PERSON[:17] not in text
    assert "002X" in out


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_on_paper_nobody_is_told_by_number_and_what_is_open_is_said(tmp_path: Path, form: str) -> None:
    path = workbook(tmp_path / "list.xlsx", spoil={"S10": None})
    code, out, _ = diff(path, "--format", form)
    assert code == 1 and PERSON not in out and OTHER not in out and "002X" in out
    assert "信息不足" in out and "不作零计" in out


def test_json_tells_rows_and_columns_and_money(tmp_path: Path) -> None:
    _, out, _ = diff(workbook(tmp_path / "list.xlsx", spoil={"B3": "昨天"}), "--format", "json")
    impact = json.loads(out)["impact"]
    assert impact["counted"] == {"of": "rows", "all": 12, "counted": 11, "left_out": 1, "cases": 8, "claims": 11}
    wrong = impact["left_out"][0]
    assert (wrong["code"], wrong["where"], wrong["row"], wrong["column"]) == ("C712", "list.xlsx[申请汇总!B3]", 3, 2)
    assert impact["paid"]["difference"] == {"certain": "66700.00", "possible": "66700.00"}
    assert impact["totals"][0]["old"] == {"low": "0.00", "high": "0.00", "unknown": 0, "open": 0}
    assert json.loads(diff(CSV, "--format", "json")[1])["impact"]["paid"]["old"]["low"] == "173000.00"


def test_a_list_is_needed_for_the_layer() -> None:
    done = call("diff", TAICANG, str(HYPOTHETICAL), "--layer", "impact")
    assert done.exit_code == 2 and "D107" in done.stderr


def test_the_chart_is_a_picture_within_the_page() -> None:
    between = taicang()
    drawn = svg(measured(between, CSV), between, "zh")
    assert drawn.startswith("<figure>") and drawn.count("<rect") >= 8 and "http" not in drawn and "<script" not in drawn
    assert "社工岗位补贴" in drawn and "144,000元" in drawn


def test_what_a_list_holds_is_inert_in_the_chart_and_at_the_terminal(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", spoil={"C3": "<b>\u202e晨光=1+1"})
    code, out, err = diff(path)
    assert "\u202e" not in out + err and code in (1, 2)
