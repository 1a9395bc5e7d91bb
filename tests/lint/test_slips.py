"""Would the slips that officers make when they revise a real measure be noticed? Each is made in the Taicang pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis.lint.run import lint
from engine.pack.load import loads
from engine.text.render import as_text
from tests.lint.test_gallery import ROOT, TODAY

PACK = ROOT / "policies" / "taicang_2021_163.yaml"
CASES = PACK.with_name("taicang_2021_163.cases.yaml")

SLIPS = [
    ("a nought too many", "startup_grant: {value: 3万元,", "startup_grant: {value: 30万元,", "L418"),
    ("a unit too small", "base_cap: {value: 5万元,", "base_cap: {value: 5元,", "L418"),
    ("yuan for ten thousands in a table", "intermediate: 1800元", "intermediate: 18万元", "L418"),
    ("the threshold itself on the wrong side", "threshold_amount < tender_from", "threshold_amount <= tender_from", "L417"),
    ("a citation of another numbering", "label: {zh: 开办费补贴, en: start-up grant}, cite: 四(一)第5句", "label: {zh: 开办费补贴, en: start-up grant}, cite: 四（一）第5句", "L412"),
    ("a citation lost", "label: {zh: 每岗每年补贴, en: subsidy per post and year}, cite: 四(五)第3句", "label: {zh: 每岗每年补贴, en: subsidy per post and year}", "L411"),
    ("a condition deleted", "      - {is: annual_plan_approved, label: {zh: 有年度培训计划, en: the year's training plan was approved}, cite: 四(五)第12句}\n", "", "L401"),
    ("another parameter named", "amount: base_grant", "amount: startup_grant", "L402"),
    ("a condition with a reading deleted", "      - {is: newly_registered, label: {zh: 属新注册登记, en: is newly registered}, cite: 四(一)第5句}\n", "", "L404"),
    ("an option mistyped away", "post_year == 'full_year'", "post_year in ['full_year', 'pro_rata']", "L434"),
    ("a condition of another rule copied in", "      - {is: title == 'leading', label: {zh: 是领军人才, en: is a leading talent}, cite: 四(五)第5句(下)}\n      - {is: title_issuer", "      - {is: title == 'leading', label: {zh: 是领军人才, en: is a leading talent}, cite: 四(五)第5句(下)}\n      - {is: title == 'key', label: {zh: 是重点人才, en: is a key talent}, cite: 四(五)第5句(上)}\n      - {is: title_issuer", "L423"),
    ("or for and", "registration == 'registered' or (registration == 'filed' and filed_organisations == 'included')", "registration == 'registered' or registration != 'registered' or filed_organisations == 'included'", "L421"),
    ("nothing but a comment", "      up_to: 12\n", "      up_to: 12\n      # 当年\n", None),
    ("the wrong otherwise", "      - {otherwise: open_tender, label", "      - {when: threshold_amount > tender_from, result: open_tender, label", "L433"),
    ("English forgotten", "label: {zh: 登记日期, en: day of registration}", "label: {zh: 登记日期}", "L415"),
    ("a limit loosened until it is idle", "      - {at_most: incubation_cap, label:", "      - {at_most: incubation_cap, per: year, label: {zh: 每年上限, en: yearly cap}, cite: 四(一)第6句(上), name: yearly}\n      - {at_most: incubation_cap, label:", "L441"),
    ("the ceiling above the limit", "amount: {from: base_cap if ceiling == 'paid' else 元(0), up_to: base_cap}", "amount: {from: base_cap if ceiling == 'paid' else 元(0), up_to: base_cap + base_cap}", "L442"),
    ("a provision lost its reason", "    not_computed: {zh: 没有最低等级，不得因无等级排除, en: no lowest grade is stated; ungraded bidders are not barred}\n", "", "L413"),
    ("a year too many", "post_most_years: {value: 3,", "post_most_years: {value: 4,", "L418"),
    ("a span twice as long", "incubation_length: {value: 12个月", "incubation_length: {value: 24个月", "L418"),
    ("an interval too long", "meeting_every: {value: 2个月", "meeting_every: {value: 3个月", "L418"),
    ("a count too many", "compound_most: {value: 2,", "compound_most: {value: 3,", "L418"),
    ("a day of another year", "goals_due: {value: 2025-12-31", "goals_due: {value: 2026-12-31", "L418"),
    ("a citation of the sentence before", "label: {zh: 开办费补贴, en: start-up grant}, cite: 四(一)第5句", "label: {zh: 开办费补贴, en: start-up grant}, cite: 四(一)第4句", "L418"),
    ("a day compared with itself", "titled_on <= home_bought_on", "titled_on <= titled_on", "L421"),
    ("a day that must lie before itself", "titled_on <= home_bought_on", "titled_on < titled_on", "L422"),
    ("the floor named as the ceiling too", "up_to: venture_most}", "up_to: venture_least}", "L402"),
    ("the option of the other limit", "when: base_unit == 'per_base'", "when: base_unit == 'per_organisation'", "L441"),
    ("a rule renamed, its cases not", "  base_award:\n", "  base_prize:\n", "L461"),
]  # fmt: skip


def found(text: str) -> set[str]:
    loaded = loads(text.encode(), "taicang.yaml")
    assert loaded.pack is not None and loaded.root is not None, as_text(loaded.diagnostics, "en")
    cases = CASES.read_text(encoding="utf-8")
    return {each.code for each in lint(loaded.pack, loaded.root, today=TODAY, cases=cases).findings}


@pytest.mark.parametrize(("was", "slip", "code"), [each[1:] for each in SLIPS], ids=[each[0] for each in SLIPS])
def test_a_slip_is_noticed(was: str, slip: str, code: str | None) -> None:
    text = Path(PACK).read_text(encoding="utf-8")
    assert was in text
    made = text.replace(was, slip, 1)
    if code == "L461":  # what else names the rule
        made = made.replace("base_award,", "base_prize,").replace("of: base_award\n", "of: base_prize\n")
    assert (code in found(made)) if code else not found(made)
