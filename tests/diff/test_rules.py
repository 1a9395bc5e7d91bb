"""Each kind of change is named as what it is, once; what changes no meaning is not named at all."""

from fractions import Fraction

import pytest

from engine.analysis.diff.kinds import KINDS
from engine.analysis.diff.matching import match
from engine.analysis.diff.model import RuleChange
from engine.analysis.diff.rules import compare_rules
from engine.pack.document import Fields, Items, Node, Text, parse
from engine.pack.layout import laid_out
from engine.reports.difference_words import told
from tests.diff.support import MEASURE, changes, edited, measure, one, pack_of, taicang

# kind, edit, where, what is told in Chinese.
SINGLE: list[tuple[str, tuple[str, str], str, str]] = [
    ("parameter_changed", ("grant: {value: 3万元", "grant: {value: 40000元"), "parameters.grant.value", "3万元 → 4万元，提高33.3%"),
    ("parameter_changed", ("first_years: {value: 2年", "first_years: {value: 3年"), "parameters.first_years.value", "2年 → 3年，延长50%"),
    ("table_value", ("small: 1万元", "small: 8000元"), "parameters.award.values.small", "1万元 → 8,000元，降低20%，small"),
    ("table_value", ("otherwise: 0元", "otherwise: 5000元"), "parameters.award.otherwise", "0元 → 5,000元，提高，其余"),
    ("table_value", ("2024-01-01: 1200元", "2024-01-01: 1500元"), "parameters.wage.value.2024-01-01", "1,200元 → 1,500元，提高25%，自2024年1月1日起"),
    ("table_row_added", (", middle: 2万元}", ", middle: 2万元, large: 4万元}"), "parameters.award.values.large", "large 4万元"),
    ("table_row_removed", ("small: 1万元, middle: 2万元}", "small: 1万元}"), "parameters.award.values.middle", "middle 2万元"),
    ("band_edge", ("bands: [{up_to: 10", "bands: [{up_to: 20"), "parameters.scale.bands[0]", "10以下（含） → 20以下（含），提高100%"),
    ("inclusiveness", ("below: 50", "up_to: 50"), "parameters.scale.bands[1]", "10以上（不含）、50以下（不含） → 10以上（不含）、50以下（含），改为含本数"),
    ("inclusiveness", ("local and staff >= least_staff", "local and staff > least_staff"), "definitions.firm.admitted.means", "人数达到或超过最少人数（3） → 人数超过最少人数（3，不含本数），>= → >：改为不含本数"),
    ("inclusiveness", ("founded + first_years > as_of", "as_of <= founded + first_years"), "rules.startup.when[1]", "成立日之后2年（初创年限）晚于申请日 → 申请日不晚于成立日之后2年（初创年限），> → >=：改为含当日"),
    ("operator", ("turnover < 万元(10)", "turnover > 万元(10)"), "rules.way.choose[0].when", "营业额低于10万元（不含本数） → 营业额超过10万元（不含本数）"),
    ("number_changed", ("staff >= 3", "staff >= 5"), "rules.startup.when[2]", "3 → 5，提高66.7%"),
    ("condition_added", ("      - admitted\n", "      - admitted\n      - {is: turnover > 元(0), label: {zh: 有营业额}}\n"), "rules.startup.when[1]", "有营业额"),
    ("condition_removed", ("when: [firm.admitted, filled]", "when: [firm.admitted]"), "rules.wages.when", "在岗"),
    ("condition_changed", ("      - counting == 'free' or staff >= 3\n", "      - staff >= 3\n"), "rules.startup.when[2]", "口径counting取“不要求”，或者人数达到或超过3 → 人数达到或超过3"),
    ("condition_order", ("when: [firm.admitted, filled]", "when: [filled, firm.admitted]"), "rules.wages.when", "firm.admitted; filled → filled; firm.admitted"),
    ("rewritten", ("when: [firm.admitted, filled]", "when: [filled and firm.admitted]"), "rules.wages.when", "firm.admitted; filled → filled and firm.admitted"),
    ("rewritten", ("staff >= 3", "3 <= staff"), "rules.startup.when[2]", "口径counting取“不要求”，或者人数达到或超过3 → 口径counting取“不要求”，或者3不超过人数"),
    ("amount", ("amount: award(size)", "amount: award(size) + 元(100)"), "rules.awards.amount", "奖励（按规模：small为1万元、middle为2万元、其余0元） → 奖励（按规模：small为1万元、middle为2万元、其余0元）加100元"),
    ("amount_kind", ("amount: grant\n", "amount: {up_to: grant}\n"), "rules.startup.amount", "开办费（3万元） → 不超过3万元，具体金额由主管部门审定"),
    ("number_changed", ("amount: {from: 1万元, up_to: 2万元}", "amount: {from: 1.5万元, up_to: 2万元}"), "rules.decided.amount.from", "1万元 → 1.5万元，提高50%"),
    ("owed", ("subject: firm, amount: scale(staff)}", "subject: firm, owed: true, amount: scale(staff)}"), "rules.scaled.owed", "否 → 是"),
    ("arm_removed", ("      - {when: turnover < 万元(100), result: usual, label: {zh: 一般, en: usual}, cite: 第五条}\n", ""), "rules.way.choose", "营业额低于100万元（不含本数）：一般"),
    ("target", ("at_least: 10, ", "at_least: 10, at_most: 20, "), "rules.coverage.target.at_most", "至2025年12月31日（含当日），覆盖数达到10 → 至2025年12月31日（含当日），覆盖数达到10，不超过20"),
    ("number_changed", ("every: 2个月", "every: 3个月"), "rules.meeting.duty.every", "2个月 → 3个月，延长50%"),
    ("duty", ("counted: rolling", "counted: calendar"), "rules.meeting.duty.counted", "rolling → calendar"),
    ("limit_added", ("limits: [once, ", "limits: [once, {claims: 2, per: year}, "), "rules.startup.limits[1]", "每一企业每一公历年最多2次"),
    ("limit_removed", ("limits: [once, {at_most: 5万元, per: year}]", "limits: [once]"), "rules.startup.limits[1]", "每一企业每一公历年不超过5万元"),
    ("limit_changed", ("{at_most: 5万元, per: year}", "{at_most: 5万元}"), "rules.startup.limits[1].per", "每一企业每一公历年不超过5万元 → 每一企业累计不超过5万元，计算的期间"),
    ("number_changed", ("within: 24个月", "within: 12个月"), "rules.wages.limits[1].within", "24个月 → 12个月，缩短50%"),
    ("inclusiveness", ("last_day: included", "last_day: excluded"), "rules.wages.limits[1].last_day", "每一岗位自首次申领的所属年度首日起24个月内（含最后一日） → 每一岗位自首次申领的所属年度首日起24个月内（不含对应日），改为不含对应日"),
    ("limit_order", ("limits: [once, {at_most: 5万元, per: year}]", "limits: [{at_most: 5万元, per: year}, once]"), "rules.startup.limits", "once、at_most → at_most、once"),
    ("number_changed", ("at_most: 8万元", "at_most: 9万元"), "limits[0].at_most", "8万元 → 9万元，提高12.5%"),
    ("payer", ("paid_by: 市财政", "paid_by: 区财政"), "rules.startup.paid_by", "市财政 → 区财政"),
    ("subject", ("subject: firm, amount: {from", "subject: city, amount: {from"), "rules.decided.subject", "企业 → 全市"),
    ("law_at", ("    period: year\n", "    period: year\n    law_at: period.end\n"), "rules.wages.law_at", "新增“所属期末日”"),
    ("in_force", ("in_force: {from: 2022-01-01", "in_force: {from: 2022-07-01"), "in_force.from", "2022年1月1日 → 2022年7月1日，推后"),
    ("reading_adopted", ("adopted: required", "adopted: free"), "readings.counting.adopted", "要求 → 不要求"),
    ("reading_option_added", (", free: {label: {zh: 不要求", ", waived: {label: {zh: 免}}, free: {label: {zh: 不要求"), "readings.counting.options.waived", "免"),
    ("number_changed", ("means: 2026-12-31", "means: 2027-12-31"), "readings.last_day.options.five_years.means", "2026年12月31日 → 2027年12月31日，推后"),
    ("fact_added", ("facts:\n  firm:\n", "facts:\n  firm:\n    taxed: {type: bool, label: {zh: 纳税}}\n"), "facts.firm.taxed", "纳税"),
    ("fact_type", ("[small, middle, large]", "[small, middle, large, huge]"), "facts.firm.size.type", "small、middle、large（有序） → small、middle、large、huge（有序），新增huge"),
    ("fact_range", ("staff: {type: int, from: 0, up_to: 100", "staff: {type: int, from: 0, up_to: 200"), "facts.firm.staff.up_to", "100 → 200，提高100%"),
    ("fact_evidence", ("certified_by: 某局", "certified_by: 他局"), "facts.firm.local.certified_by", "某局 → 他局"),
    ("label", ("filled: {type: bool, label: {zh: 在岗,", "filled: {type: bool, label: {zh: 实际在岗,"), "facts.post.filled.label", "在岗 → 实际在岗"),
    ("citation", ("label: {zh: 奖励, en: awards}, cite: 第四条", "label: {zh: 奖励, en: awards}, cite: 第五条"), "rules.awards.cite", "第四条 → 第五条"),
    ("about", ("version: 1.0.0", "version: 1.1.0"), "version", "1.0.0 → 1.1.0"),
    ("renamed", ("least_staff", "staff_wanted"), "parameters.staff_wanted", "least_staff → staff_wanted"),
    ("renamed", ("  startup:\n", "  opening:\n"), "rules.opening", "startup → opening"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "edit", "path", "words"), SINGLE, ids=[f"{row[0]}-{row[2]}" for row in SINGLE])
def test_a_change_is_named_as_what_it_is(kind: str, edit: tuple[str, str], path: str, words: str) -> None:
    edits = [edit]
    if kind == "renamed" and "opening" in path:
        edits.append(("over: [startup, awards]", "over: [opening, awards]"))
    found = one(*edits)
    assert (found.kind, found.path, told(found, "zh")) == (kind, path, words)
    assert told(found, "en")


def test_every_kind_has_words_in_both_languages() -> None:
    assert all(each.zh and each.en for each in KINDS.values())


def test_a_number_says_which_way_and_by_how_much() -> None:
    up, down = one(("grant: {value: 3万元", "grant: {value: 4万元")), one(("grant: {value: 3万元", "grant: {value: 2.7万元"))
    assert (up.direction, up.percent, down.direction, down.percent) == ("up", Fraction(1, 3), "down", Fraction(-1, 10))
    assert up.rules == ("startup",) and (up.text_before, up.text_after) == ("3万元", "4万元")
    nothing = one(("otherwise: 0元", "otherwise: 1元"))
    assert (nothing.direction, nothing.percent) == ("up", None)


def test_several_changes_of_one_condition_are_each_named() -> None:
    found = changes(("counting == 'free' or staff >= 3", "counting == 'free' or staff > 5"))
    assert [each.kind for each in found] == ["inclusiveness", "number_changed"]


def test_a_rule_that_came_tells_what_it_gives_and_brings_its_limits() -> None:
    new = "  bonus: {label: {zh: 另奖, en: bonus}, cite: 第五条, subject: firm, when: [local], amount: 1万元, limits: [once]}\nlimits:\n"
    found = one(("\nlimits:\n", f"\n{new}"))
    assert (found.kind, found.after.zh) == ("rule_added", "另奖：对象：企业；条件：在本市；1万元")
    gone = compare_rules(match(pack_of(edited(("\nlimits:\n", f"\n{new}"))), measure()))
    assert [each.kind for each in gone] == ["rule_removed"]


def test_a_reading_is_opened_and_closed() -> None:
    text = edited((" or staff >= 3", ""), ("      - counting == 'free'\n", "      - staff >= 3\n"))
    start, end = text.index("  counting:"), text.index("rules:\n")
    settled = pack_of(text[:start] + text[end:])
    closed = [each.kind for each in compare_rules(match(measure(), settled))]
    opened = [each.kind for each in compare_rules(match(settled, measure()))]
    assert closed == ["condition_changed", "reading_closed"] and opened == ["condition_changed", "reading_opened"]


def test_instalments_are_told_by_number() -> None:
    (found,) = changes(("{share: 40%}", "{share: 50%}"))
    assert (found.kind, found.path, found.percent) == ("part", "rules.wages.parts[0]", Fraction(1, 4))


def test_order_is_reported_where_it_has_a_meaning() -> None:
    """Claims of startup and awards are counted together; those of scaled and decided are not."""
    lines = MEASURE.splitlines(keepends=True)
    (awards,) = (line for line in lines if line.startswith("  awards:"))
    (scaled,) = (line for line in lines if line.startswith("  scaled:"))
    first = edited((awards, ""), ("rules:\n", f"rules:\n{awards}"))
    assert [(each.kind, each.path) for each in compare_rules(match(measure(), pack_of(first)))] == [
        ("rule_moved", "rules.awards")
    ]
    assert not compare_rules(match(measure(), pack_of(edited((scaled, ""), ("rules:\n", f"rules:\n{scaled}")))))
    light, usual = (line for line in lines if "result: light" in line or "result: usual" in line)
    assert "arm_order" in [each.kind for each in changes((light + usual, usual + light))]


@pytest.mark.parametrize("which", ["measure", "taicang"])
def test_layout_quotes_and_the_order_of_keys_are_no_difference(which: str) -> None:
    old = measure() if which == "measure" else taicang()
    text = old.place.source.text
    spaced = text.replace("value: 3万元", "value: 30000元").replace("value: 2年", "value: 24个月").replace("\n", "  # 注\n", 1)
    spaced = spaced.replace("local and staff >= least_staff", "((local)  and  (staff>=least_staff))")
    for twin in (spaced, _otherwise(text)):
        new = pack_of(twin)
        assert compare_rules(match(old, new)) == (), twin[:200]
    root, _ = parse(text.encode(), "pack.yaml")
    assert isinstance(root, Fields)
    assert compare_rules(match(old, pack_of(laid_out(root).text))) == ()


def _otherwise(text: str) -> str:
    """The same pack as JSON-like YAML: everything quoted, the keys of every record in the opposite order."""
    root, found = parse(text.encode(), "twin.yaml")
    assert root is not None, found
    return _written(root, ()) + "\n"


ORDERED = {("rules",), ("rules", "*", "paid_by"), ("provisions",), ("authorities",)}


def _written(node: Node, way: tuple[str, ...]) -> str:
    match node:
        case Text(text=text):
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"' if text else ""
        case Items(items=items):
            return "[" + ", ".join(_written(each, way) for each in items) + "]"
        case Fields(fields=fields):
            kept = way in ORDERED or (len(way) == 3 and (way[0], "*", way[2]) in ORDERED)
            inner = [f'"{each.key.text}": {_written(each.value, (*way, each.key.text))}' for each in fields]
            return "{" + ", ".join(inner if kept else inner[::-1]) + "}"


def test_a_change_names_its_places_in_both_files() -> None:
    found: RuleChange = one(("staff >= 3", "staff >= 5"))
    assert found.place_old is not None and found.place_new is not None
    assert (found.place_old.text, found.place_new.text) == ("3", "5")
    assert found.place_new.source.name == "new.yaml"
