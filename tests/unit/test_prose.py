"""Expressions, values, limits and amounts in words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from engine.backends.prose import Speaker, say
from engine.backends.prose_amounts import say_amount, say_in_force, say_part, say_payers
from engine.backends.prose_limits import say_limit
from engine.backends.prose_settle import settle
from engine.backends.prose_values import money_in_full, say_day, say_money, say_period, say_ratio, say_span, say_value
from engine.lang.ir import TRUE
from engine.lang.operators import OVERLOADS
from engine.lang.values import UNKNOWN, Money, Span
from engine.pack.build import build
from engine.pack.document import parse
from engine.pack.model import Pack
from engine.reports import explanation
from tests.unit import prose_world


@pytest.fixture(scope="module")
def pack() -> Pack:
    return prose_world.pack()


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("state == 'open'", "经营状态为经营", "state is trading"),
        ("rank >= 'high'", "等级达到或超过high", "rank is high or more"),
        ("founded_on < as_of", "成立日期早于申请日", "day of founding is before the day of application"),
        ("loan", "有贷款：是", "has a loan: yes"),
        ("not loan", "有贷款：否", "has a loan: no"),
        ("not (loan or solid)", "并非（有贷款：是，或者稳健：是）", "not (has a loan: yes, or solid: yes)"),
        (
            "loan and (solid or state == 'shut')",
            "有贷款：是，且（稳健：是，或者经营状态为歇业）",
            "has a loan: yes, and (solid: yes, or state is closed)",
        ),
        ("grant + cap", "补助（3万元）加上限（5万元）", "grant (CNY 30,000) plus ceiling (CNY 50,000)"),
        ("(grant + cap) * 2", "（补助（3万元）加上限（5万元））乘以2", "(grant (CNY 30,000) plus ceiling (CNY 50,000)) times 2"),
        (
            "by_rank(min(rank, best))",
            "等级标准（按等级与最好等级中较低者：low为100元、high为1,200元）",
            "rate by rank (by the lower of rank and best rank: low CNY 100; high CNY 1,200)",
        ),
        ("by_rank(rank)", "等级标准（按等级：low为100元、high为1,200元）", "rate by rank (by rank: low CNY 100; high CNY 1,200)"),
        ("by_rank('low')", "等级标准（100元）", "rate by rank (CNY 100)"),
        ("grant if loan else cap", "有贷款的，为补助（3万元）；其他情形为上限（5万元）",
         "grant (CNY 30,000) if “has a loan” holds, otherwise ceiling (CNY 50,000)"),
        ("grant if not loan else cap", "不符合“有贷款”的，为补助（3万元）；其他情形为上限（5万元）",
         "grant (CNY 30,000) if “has a loan” does not hold, otherwise ceiling (CNY 50,000)"),
        ("sum(bridge, bridge.cost)", "各桥的造价之和", "the sum of cost over every bridge"),
        ("young", "满一年前（口径B2）", "within a year (reading B2)"),
        ("strict == 'on'", "口径B3取“排除”", "reading B3 is “yes”"),
        ("unsettled == 'cut'", "口径B4取“扣”", "reading B4 is “yes”"),
    ],
)  # fmt: skip
def test_an_expression_reads_as_a_sentence(pack: Pack, text: str, zh: str, en: str) -> None:
    expr = prose_world.expression(text)
    assert say(expr, pack, "zh") == zh
    assert say(expr, pack, "en") == en


NUMBERS = """parameters:
  least: {value: 60, label: {zh: 最短月数（五年）, en: shortest lease (five years)}}
  steps: {value: 50, label: {zh: 第一档, en: first step}}
  trial: {value: 12个月, label: {zh: 试营业, en: trial}}
"""


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("length < least", "长度低于最短月数（五年，60，不含本数）",
         "length is below shortest lease (five years, 60, not included)"),
        ("length < least + steps", "长度低于最短月数（五年，60）加第一档（50）（不含本数）",
         "length is below shortest lease (five years, 60) plus first step (50) (not included)"),
        ("length + steps < least * 2", "长度加第一档（50）低于", "length plus first step (50) is below"),
        ("max(length - steps, 0)", "长度超出第一档（50）的部分", "the excess of length over first step (50)"),
        ("max(0, length - steps) * 2", "（长度超出第一档（50）的部分）乘以2", "(the excess of length over first step (50)) times 2"),
        ("max(length - steps, 1)", "（长度减第一档（50））与1中较高者", "the higher of (length minus first step (50)) and 1"),
        ("round_down(cost / 3, 元(1))", "（造价除以3，按1元舍去尾数）", "(cost divided by 3), rounded down to"),
        ("builder.founded_on + trial", "成立日期之后12个月（试营业）", "12 months (trial) after day of founding"),
    ],
)  # fmt: skip
def test_brackets_do_not_pile_up(text: str, zh: str, en: str) -> None:
    source = prose_world.PACK.replace("parameters:\n", NUMBERS).replace(
        "definitions:\n", f"definitions:\n  bridge:\n    bare: {{means: {text!r}}}\n", 1
    )
    held = prose_world.made(source)
    expr = held.definitions["bridge.bare"].means.expr
    assert say(expr, held, "zh").startswith(zh)
    assert say(expr, held, "en").startswith(en)


def test_readings_chosen_leave_out_what_they_exclude(pack: Pack) -> None:
    expr = pack.rules["opening"].when[2].formula.expr
    assert settle(expr, pack, {}) == TRUE  # read as the pack adopts it
    assert Speaker(pack, "zh", {"strict": "on"}).settled(expr) == "有贷款：否"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_operator_has_words(lang: str) -> None:
    from engine.lang.operators import OPERATOR_OF

    for id, overload in OVERLOADS.items():
        words = getattr(overload, lang) or getattr(OPERATOR_OF[id], lang)
        assert words.format(*["x"] * 3), id


def test_money_in_both_ways() -> None:
    assert [say_money(fen, "zh") for fen in (6_000_000, 2_500_000, 120_000, 1, 3_500_001, 0)] == [
        "6万元", "2.5万元", "1,200元", "0.01元", "35,000.01元", "0元",
    ]  # fmt: skip
    assert money_in_full(6_000_000, "zh") == "60,000元（6万元）"
    assert money_in_full(3_500_001, "zh") == "35,000.01元"
    assert money_in_full(-6_000_000, "zh") == "-60,000元（-6万元）"
    assert money_in_full(6_000_000, "en") == "CNY 60,000"


def test_ten_thousands_stand_only_where_they_are_shorter() -> None:
    assert money_in_full(1_234_500, "zh") == "12,345元"
    assert money_in_full(428_611_111_200, "zh") == "4,286,111,112元"
    assert money_in_full(3_120_000, "zh") == "31,200元（3.12万元）"
    assert money_in_full(12_345_000_000, "zh") == "123,450,000元（12,345万元）"


def test_other_values() -> None:
    assert say_day(date(2021, 11, 18), "zh") == "2021年11月18日"
    assert say_day(date(2021, 11, 18), "en") == "18 November 2021"
    assert [say_span(span, "zh") for span in (Span(12), Span(36), Span(2), Span(0, 10))] == ["12个月", "3年", "2个月", "10日"]
    assert say_span(Span(1), "en") == "1 month"
    assert [say_ratio(each) for each in (Fraction(7, 10), Fraction(1, 8), Fraction(2, 3), Fraction(1), Fraction(12))] == [
        "70%", "12.5%", "2/3", "100%", "12",
    ]  # fmt: skip
    assert say_value(UNKNOWN, "zh") == "未知"
    assert say_value(False, "en") == "no"
    assert say_value(Money(120_000), "zh") == "1,200元"
    assert say_value((date(2022, 1, 2),), "zh") == "2022年1月2日"
    assert say_period("2023-05", "zh") == "2023年5月"
    assert say_period("2023", "en") == "2023"
    assert say_period("whenever", "zh") == "whenever"


def test_limits_say_of_whom_how_much_and_until_when(pack: Pack) -> None:
    speaker, upkeep = Speaker(pack, "zh"), pack.rules["upkeep"]
    assert [say_limit(limit, upkeep, speaker) for limit in upkeep.limits] == [
        "每一桥每一所属年度不超过5万元",
        "每一桥累计最多3年",
        "每一桥自首次申领的所属年度首日起24个月内（含最后一日）",
    ]
    assert say_limit(upkeep.limits[2], upkeep, Speaker(pack, "en")).startswith(
        "within 2 years of the first day of the first year"
    )
    opening = pack.rules["opening"]
    assert say_limit(opening.limits[0], opening, speaker) == "每一建造人累计限1次"
    assert say_limit(opening.limits[0], opening, Speaker(pack, "en")) == "once per builder in all"


@pytest.mark.parametrize(
    ("period", "zh", "until"),
    [("", "自首次申领起24个月内", "2024年6月1日"), ("period: year", "自首次申领的所属年度首日起24个月内", "2024年1月1日")],
)
def test_a_span_is_said_as_it_is_counted(period: str, zh: str, until: str) -> None:
    """Claims of 2022, applied for on 1 June: with a period the span runs from its first day."""
    text = prose_world.PACK.replace("    subject: bridge\n    period: year\n", f"    subject: bridge\n    {period}\n")
    text = text.replace("      - {at_most: cap, per: period}\n", "")
    node, _ = parse(text.encode(), "bridge.yaml")
    assert node is not None
    made, found = build(node)
    assert made is not None, found
    pack = made
    upkeep = pack.rules["upkeep"]
    assert zh in say_limit(upkeep.limits[-1], upkeep, Speaker(pack, "zh"))
    year = "period: 2022" if period else ""
    case = f"case: a\nas_of: 2022-06-01\n{year}\nbuilder: {{id: 甲, bridge: [{{id: 一号, safe: true}}]}}\n"
    said = explanation.as_text(prose_world.outcome(pack, f"{case}claims: [upkeep]\nhistory: []\n"), pack, "zh")
    assert f"截至{until}" in "".join(said.split())


def test_amounts_parts_and_payers(pack: Pack) -> None:
    speaker = Speaker(pack, "zh")
    ranked, upkeep = pack.rules["ranked"], pack.rules["upkeep"]
    assert upkeep.amount is not None
    assert say_amount(upkeep.amount, speaker) == "不超过5万元，具体金额由主管部门审定"
    assert say_payers(ranked.paid_by, speaker) == "桥财政 50%、区财政 其余部分"
    assert say_payers(upkeep.paid_by, speaker) == "未载明"
    assert say_part(ranked.parts[1], 2, speaker) == "第2期：其余部分，申请日之后12个月应付；条件：有贷款：否，不符的只丧失本期"
    assert say_in_force(pack.in_force, speaker) == "自2020年1月1日起，不失效（口径B1）"
    assert (
        say_in_force(pack.in_force, Speaker(pack, "zh", {"last_day": "soon"}))
        == "自2020年1月1日起，至2030年1月1日（2030年、口径B1）止"
    )
