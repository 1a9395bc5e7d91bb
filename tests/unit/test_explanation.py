"""What a clerk reads: the deciding reason, the facts behind it, and nothing that does not belong there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from engine.backends.reference import evaluate
from engine.pack.cases import read_cases
from engine.pack.document import read
from engine.pack.model import Pack
from engine.reports import explanation
from engine.text.render import width
from tests.unit import packs, prose_world

GRANTED = """
case: fits
as_of: 2022-06-01
builder: {id: 甲, state: open, founded_on: 2022-03-10, loan: false, owner: "11010519491231002X", rank: high}
claims: [opening, ranked]
history: []
"""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return prose_world.pack()


def said(pack: Pack, case: str, lang: str = "zh") -> str:
    return explanation.as_text(prose_world.outcome(pack, case), pack, lang)


def test_a_grant_shows_amount_citation_reasons_limits_payer_and_readings(pack: Pack) -> None:
    text = said(pack, GRANTED)
    for line in (
        "一、开工补助  【给付】", "金额      30,000元（3万元）", "依据      第2条", "✓  正在经营（见第1条）", "经营状态：经营",
        "口径B2“满一年前”，即申请日不晚于成立日期之后12个月", "－ 无贷款：不作此项要求（口径B3“不排除”）",
        "每一建造人累计限1次，已用0次，本次前尚余1次", "支付方    桥财政", "2021年5月6日桥局审定", "默认口径，未经审定",
    ):  # fmt: skip
        assert line in text, f"{line}\n{text}"


def test_instalments_and_shares(pack: Pack) -> None:
    text = said(pack, GRANTED)
    assert "第1期：480元，2022年6月1日应付（确定）" in text
    assert "第2期：720元，2023年6月1日应付（确定）" in text
    assert "区财政 600元" in text
    assert "桥财政 600元" in text
    assert "确定给付：31,200元（3.12万元）" in text


FIRST_PAID = GRANTED.replace("history: []", "history: [{rule: ranked, builder: 甲, as_of: 2022-05-01, part: 1, amount: 480元}]")


def test_an_award_in_parts_says_what_was_paid_before_and_what_is_left(pack: Pack) -> None:
    text = "".join(said(pack, FIRST_PAID).split())
    assert "金额1,200元，其中以前已付480元，尚应付720元" in text
    assert "确定给付：31,200元（3.12万元）其中以前已付：480元尚应付：30,720元" in text
    english = " ".join(said(pack, FIRST_PAID, "en").split())
    assert "CNY 1,200, of which CNY 480 was paid before and CNY 720 is still to pay" in english
    assert "Of this paid before: CNY 480 Still to pay: CNY 30,720" in english
    assert "以前已付" not in said(pack, GRANTED)


def test_an_award_of_which_a_part_hangs_on_something_unknown_shows_both_ends(pack: Pack) -> None:
    open_ended = FIRST_PAID.replace(", loan: false", "")
    text = said(pack, open_ended)
    overview = text.partition("  一、开工补助  【给付】")[0]
    assert "480元（最多1,200元）" in overview
    assert "至少480元，最多可达1,200元，其中以前已付480元，尚应付最多720元" in "".join(text.split())
    assert "CNY 480 (at most CNY 1,200)" in said(pack, open_ended, "en")


@pytest.mark.parametrize("render", [explanation.as_text, explanation.as_markdown, explanation.as_html])
def test_facts_of_type_id_are_masked(pack: Pack, render: object) -> None:
    text = render(prose_world.outcome(pack, GRANTED), pack, "zh")  # type: ignore[operator]
    assert "业主" in text
    assert "002X" in text.replace("\\", "")
    assert "19491231" not in text


def test_a_subject_named_by_an_identity_number_is_masked(pack: Pack) -> None:
    text = said(pack, GRANTED.replace("id: 甲", 'id: "11010519491231002X"'))
    assert "19491231" not in text
    assert "002X" in text


def test_a_refusal_shows_what_failed_and_no_ticks(pack: Pack) -> None:
    text = said(pack, GRANTED.replace("state: open", "state: shut").replace("[opening, ranked]", "[opening]"))
    award = text.partition("合计")[0]
    assert "【不予给付】" in award
    assert "✗  正在经营（见第1条）" in award
    assert "须经营状态为经营" in award
    assert "经营状态：歇业" in award
    assert "✓" not in award
    assert "金额" not in award


def test_a_limit_that_leaves_nothing_is_the_reason(pack: Pack) -> None:
    history = "history: [{rule: opening, builder: 甲, as_of: 2022-04-01, amount: 3万元}]"
    text = said(pack, GRANTED.replace("history: []", history))
    assert "✗  限额已用尽：每一建造人累计限1次，已用1次，本次前尚余0次" in text


def test_missing_facts_name_who_certifies_them(pack: Pack) -> None:
    text = said(pack, GRANTED.replace("state: open, ", "").replace("[opening, ranked]", "[opening]"))
    assert "【信息不足】" in text
    assert "尚不能确定，最多可达30,000元（3万元）" in text
    needed = "".join(text.split())
    assert "？经营状态（由工商所出具；材料：执照；此项不符即不予给付）" in needed


BRIDGES = """
case: two builders
as_of: 2022-06-01
period: 2022
builder:
  - {id: 甲, founded_on: 2022-03-10, bridge: [{id: 一号}, {id: 二号, safe: true}]}
  - {id: 乙, state: open, bridge: [{id: 一号}]}
claims: [opening, upkeep]
history: []
"""


def test_what_is_missing_says_whose_it_is(pack: Pack) -> None:
    """Two builders have a bridge of one name, and a claim for a bridge may lack a fact of the bridge or of its builder."""
    told = "".join(said(pack, BRIDGES).split())
    first, second = (told.partition(f"对象建造人“甲”的桥“{id}”")[2].partition("支付方")[0] for id in ("一号", "二号"))
    assert "尚缺材料？建造人“甲”的桥“一号”：安全（此项不符即不予给付）" in first
    assert "尚缺材料" not in second
    assert "建造人“乙”的桥“一号”：安全" in told
    both = prose_world.made(prose_world.PACK.replace("when: [safe]", "when: [safe, builder.state == 'open']"))
    english = "".join(said(both, BRIDGES, "en").split())
    assert "builder“甲”:state(certifiedbytheregistrar;evidence:licence;" in english


def test_what_is_missing_can_be_sent_to_each_applicant(pack: Pack) -> None:
    """Each fact once, under its applicant, with what it is for."""
    listed = said(pack, BRIDGES).partition("待补材料（可发给申请人）\n")[2].partition("\n\n")[0]
    first, second = listed.split("  建造人“乙”\n")
    assert first.startswith("  建造人“甲”\n")
    assert "    ？ 经营状态（由工商所出具；材料：执照；用于开工补助）\n" in first
    assert "    ？ 桥“一号”：安全（用于养护补助）" in first and "二号" not in listed
    assert "成立日期（用于开工补助）" in second and "经营状态" not in second
    alone = said(pack, GRANTED.replace("state: open, ", "").replace("[opening, ranked]", "[opening]"))
    assert "尚缺材料" in alone and "待补材料" not in alone, "one answer says it itself"
    assert "待补材料" not in said(pack, GRANTED)


def test_what_is_asked_of_every_child() -> None:
    """A builder's claim may rest on its bridges: on their list, or on a fact of each."""
    pack = prose_world.made(
        prose_world.PACK.replace("      - {is: young,", "      - any(bridge, bridge.safe)\n      - {is: young,")
    )
    case = GRANTED.replace("[opening, ranked]", "[opening]")
    assert "？ 全部桥的清单（没有的，请注明“无”）" in said(pack, case)
    unsafe = case.replace("rank: high", "rank: high, bridge: [{id: 一号}, {id: 二号}]")
    assert "？ 每一桥：安全" in said(pack, unsafe)
    assert "？ every bridge: safe" in said(pack, unsafe, "en")


@pytest.mark.parametrize("render", [explanation.as_text, explanation.as_markdown, explanation.as_html])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_number_of_the_document_stands_at_the_head(pack: Pack, render: Callable[..., str], lang: str) -> None:
    """Citations name clauses only; of which document, the head says once."""
    text = render(prose_world.outcome(pack, GRANTED), pack, lang).replace("\\", "")
    head = text.partition("第2条")[0]
    assert head.count("桥政〔2020〕1号") == 1


def test_unknown_history_is_asked_for(pack: Pack) -> None:
    text = said(pack, GRANTED.replace("history: []\n", ""))
    assert "？ 既往兑付记录（没有兑付过的，请注明“无”）" in text
    assert "已用不详" in text


UPKEEP = """
case: upkeep
as_of: 2022-06-01
period: 2022
builder: {id: 甲, bridge: [{id: 一号, safe: true}]}
claims: [upkeep]
history: []
decisions: [{rule: upkeep, builder: 甲, bridge: 一号, amount: 6万元, by: 桥局}]
"""


def test_a_decision_above_the_ceiling_says_what_is_paid(pack: Pack) -> None:
    text = said(pack, UPKEEP)
    assert "建造人“甲”的桥“一号”" in text
    assert "所属期    2022年" in text
    assert "桥局审定60,000元（6万元），按50,000元（5万元）给付" in text
    assert "审定金额超过规定上限，按上限50,000元（5万元）给付" in text


def test_without_a_decision_the_amount_is_to_be_decided(pack: Pack) -> None:
    text = said(pack, UPKEEP.partition("decisions")[0])
    assert "【待审定】" in text
    assert "不超过50,000元（5万元），待审定" in text
    assert "支付方    未载明" in text


def test_a_remark_calls_a_rule_by_its_label() -> None:
    source = prose_world.PACK.replace(
        "    limits: [once]", "    limits: [once]\n    expected: [{is: loan, label: {zh: 多有贷款, en: has a loan}}]", 1
    )
    held = prose_world.made(source)
    assert "（开工补助）：多有贷款" in said(held, GRANTED)
    assert "opening grant" in said(held, GRANTED, "en").partition("Remarks")[2]


def test_a_limit_names_once_what_it_counts_together() -> None:
    limit = "    limits: [{at_most: grant, over: [opening, ranked], key: [builder]}]"
    unlabelled = prose_world.PACK.replace("    limits: [once]", limit, 1)
    labelled = unlabelled.replace("key: [builder]}]", "key: [builder], label: {zh: 总额, en: in all}}]")
    for source in (unlabelled, labelled):
        text = said(prose_world.made(source), GRANTED)
        assert "".join(text.split()).count("与等级奖合并计算") == 1
    assert "总额，已用" in text


def test_of_a_reading_nobody_adopted_it_is_not_said_that_the_pack_adopts_another() -> None:
    held = prose_world.made(prose_world.PACK.replace("      - {is: young,", "      - unsettled == 'cut'\n      - {is: young,"))
    case = GRANTED + "readings: {unsettled: cut, last_day: soon}\n"
    assert "B4 扣（本次指定；规则包未定）" in said(held, case)
    assert "B4 yes (chosen for this case; the pack adopts none)" in said(held, case, "en")
    assert "B1 2030年（本次指定，不同于规则包采用的口径）" in said(held, case)


def test_readings_stand_in_the_order_of_the_pack() -> None:
    """Neither by their number nor in the order in which the rules came upon them."""
    renumbered = prose_world.PACK.replace("register: B2", "register: B9").replace(
        "in_force: {from: 2020-01-01, until: last_day}\n", ""
    )
    held = prose_world.made(renumbered)
    text = said(held, GRANTED).rpartition("解释口径")[2]
    assert text.index("B9") < text.index("B3")


def test_out_of_force_says_the_days(pack: Pack) -> None:
    text = said(pack, GRANTED.replace("2022-06-01", "2019-12-31").replace("2022-03-10", "2019-03-10"))
    assert "适用规定之日2019年12月31日不在施行期（自2020年1月1日）内" in text


def test_english(pack: Pack) -> None:
    text = said(pack, GRANTED, "en")
    for line in ("1. Opening grant  【granted】", "CNY 30,000", "✓  is trading (第1条)", "state: trading", "Certain: CNY 31,200"):
        assert line in text, text
    assert "给付" not in text


def test_lines_keep_within_the_page_and_labels_align(pack: Pack) -> None:
    text = said(pack, GRANTED)
    assert max(width(line) for line in text.splitlines()) <= 90
    rows = [line for line in text.splitlines() if line.lstrip().startswith(("金额  ", "支付方  ", "解释口径  "))]
    starts = {width(line) - width(line.lstrip().partition("  ")[2].lstrip()) for line in rows}
    assert len(starts) == 1, rows


RENDERINGS = (explanation.as_text, explanation.as_markdown, explanation.as_html)


def test_data_never_reaches_terminal_html_or_markdown_raw(pack: Pack) -> None:
    held = replace(prose_world.outcome(pack, GRANTED), case="\x1b[31m<script>alert(1)</script>|`*\u202e")
    path = ((held.awards[0].path[0][0], "<b>\x07|"),)
    held = replace(held, awards=(replace(held.awards[0], path=path), *held.awards[1:]))
    text, markdown, html = (
        render(held, pack, "zh") for render in (explanation.as_text, explanation.as_markdown, explanation.as_html)
    )
    for made in (text, markdown, html):
        assert not any(character in made for character in "\x1b\x07\u202e")
        assert "\\u001b" in made.replace("\\\\", "\\")
    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;" in html
    assert "<script>" not in markdown


def test_html_is_one_file_that_asks_for_nothing(pack: Pack) -> None:
    html = explanation.as_html(prose_world.outcome(pack, GRANTED), pack, "zh")
    assert html.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert "default-src &#x27;none&#x27;" in html
    assert "@media print" in html
    assert not any(word in html for word in ("<script", "src=", "href=", "@import", "url(", "<link"))
    for tag in ("section", "dl", "ul", "table", "dd", "span", "main"):
        assert html.count(f"<{tag}>") + html.count(f"<{tag} ") == html.count(f"</{tag}>"), tag


def test_markdown_tables_have_as_many_cells_as_heads(pack: Pack) -> None:
    markdown = explanation.as_markdown(prose_world.outcome(pack, GRANTED), pack, "zh")
    table = [line for line in markdown.splitlines() if line.startswith("|")]
    assert len(table) == 4
    assert len({line.replace("\\|", "").count("|") for line in table}) == 1


IDENTIFIER = re.compile(r"(?<![\w·.:@-])[a-z]+(?:_[a-z]+)+(?![\w-])|\b(?:None|True|False)\b|\{\w*\}")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_case_of_the_taicang_pack_shows_a_name_of_the_program(lang: str) -> None:
    """Names of facts, rules, readings and options are for authors; people read labels."""
    held = packs.taicang()
    node, _ = read(packs.TAICANG.with_suffix(".cases.yaml"))
    assert node is not None
    cases, _ = read_cases(node, held)
    assert len(cases) > 100
    for case in cases[::5]:
        text = explanation.as_text(evaluate(held, case, needs=False), held, lang)
        assert not IDENTIFIER.findall(text), (case.name, IDENTIFIER.findall(text))
