"""Do the rules of lint find a slip in the other forms that packs and cases may give it, and leave alone what only looks like one?"""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis.lint.run import lint
from engine.pack.cases import read_cases
from engine.pack.document import read
from engine.pack.load import load, loads
from engine.text.render import as_text
from tests.cli.support import call
from tests.lint.test_gallery import HERE, TODAY, of_cases

BASE = (HERE / "base.yaml").read_text(encoding="utf-8")


def codes(*changes: tuple[str, str], cases: str | None = None) -> list[str]:
    """What is found in the base after some changes."""
    text = BASE
    for was, made in changes:
        assert was in text
        text = text.replace(was, made, 1)
    loaded = loads(text.encode(), "base.yaml")
    assert loaded.pack is not None and loaded.root is not None, as_text(loaded.diagnostics, "en")
    return [each.code for each in lint(loaded.pack, loaded.root, today=TODAY, cases=cases).findings]


def of_summary(value: str, summary: str) -> list[str]:
    return codes(
        ("least_staff: {value: 3,", f"extra: {{value: {value}, cite: 六}}\n  least_staff: {{value: 3,"),
        ("  五: {kind", f"  六: {{kind: grant, summary: {{zh: '{summary}', en: another}}}}\n  五: {{kind"),
    )


@pytest.mark.parametrize(
    ("value", "summary"),
    [
        ("3年", "登记不超过两年的为初创"),
        ("6个月", "满三个月的"),
        ("10天", "公示三十天"),
        ("90%", "返还上年缴费的30%，中小微企业60%"),
        ("30%", "有房的50%，没有的两成"),
        ("5", "至多三年"),
        ("2024-06-01", "2025年6月1日以前"),
        ("2024-07-01", "6月1日以前"),
        ("2024-07-30", "7月25日至29日申报"),
        ("3万元", "奖2000、3000或4000元"),
    ],
)
def test_a_number_of_any_kind_is_held_against_the_summary(value: str, summary: str) -> None:
    assert sorted(of_summary(value, summary)) == ["L402", "L418"]


@pytest.mark.parametrize(
    ("value", "summary"),
    [
        ("36个月", "登记不超过三年的为初创"),
        ("1年", "通常为一到两年"),
        ("3年", "2025年年底以前"),
        ("30天", "公示三十天"),
        ("50%", "大型企业一半，其他单位90%"),
        ("30%", "有房的50%，没有的三成"),
        ("12", "租金补贴至多三年"),
        ("5", "一次补贴三万元"),
        ("2024-07-29", "7月25日至29日申报，30日内答复"),
        ("2024-12-31", "2024年年底以前"),
        ("3000元", "奖2000、3000或4000元"),
    ],
)
def test_what_a_summary_says_in_other_words_or_not_at_all_is_no_slip(value: str, summary: str) -> None:
    assert of_summary(value, summary) == ["L402"]


def test_an_amount_that_stands_in_another_provision_is_cited_wrongly() -> None:
    moved = ("grant: {value: 3万元, label: {zh: 开办补贴, en: start-up grant}, cite: 一}", "grant: {value: 3万元, cite: 四}")
    assert codes(moved) == ["L418"]
    also = ("least_staff: {value: 3,", "other: {value: 3万元, cite: 一}\n  least_staff: {value: 3,")
    assert codes(moved, also) == ["L402"]  # the amount of 一 is taken


CASES = """defaults: {measure: lint-base, as_of: 2023-02-01}
cases:
  - case: 甲
    claims: [startup]
    expect:
      - {rule: startup, verdict: unknown}
      - rule: rent_subsidy
        verdict: unknown
      - {rule: procedure, result: simple}
      - {rule: post_subsidy, post: P1, verdict: granted}
      - {rule: coverage, verdict: met}
"""


def test_a_rule_expected_in_a_list_has_a_case() -> None:
    assert codes(cases=CASES) == []


@pytest.mark.parametrize(
    "line", ["      # - {rule: coverage, verdict: met}\n", "", "    history: [{rule: coverage, amount: 1元}]\n"]
)
def test_what_is_commented_out_or_only_claimed_is_no_case(line: str) -> None:
    assert codes(cases=CASES.replace("      - {rule: coverage, verdict: met}\n", line)) == ["L461"]


def test_not_measurable_counts_for_the_rule_that_says_it() -> None:
    nil = ("posts: {type: int, from: 1,", "posts: {type: int, from: 0,")
    assert codes(nil, cases=CASES) == ["L443"]
    assert codes(nil, cases=CASES + "      - {rule: covered_too, verdict: not_measurable}\n") == ["L443"]
    assert codes(nil, cases=CASES.replace("verdict: met", "verdict: not_measurable")) == []


LATER = """  again:
    label: {zh: 再补, en: again}
    cite: 一
    subject: firm
    when:
      - {is: able or counting == 'free', label: {zh: 有能力, en: able}, cite: 一}
      - {is: founded >= first_day, label: {zh: 施行后成立, en: founded since then}, cite: 一}
      - {is: rent > simple_below, label: {zh: 租金高, en: high rent}, cite: 一}
    amount: AMOUNT
LIMITS  rent_subsidy:
"""


def shadowed(amount: str, own: str, shared: str) -> list[str]:
    later = LATER.replace("AMOUNT", amount).replace("LIMITS", own)
    return codes(("  rent_subsidy:\n", later), ("provisions:\n", f"{shared}provisions:\n"))


def test_a_rule_is_shadowed_by_one_that_pays_once() -> None:
    shared = "limits: [{name: one, claims: 1, over: [startup, again], key: [firm], cite: 一}]\n"
    # `once` of the earlier rule adds nothing to what both share, either.
    assert shadowed("grant", "", shared) == ["L441", "L432"]
    assert shadowed("grant", "", "") == []


def test_a_rule_is_shadowed_where_only_the_highest_is_paid() -> None:
    shared = "limits: [{name: highest, at_most: amount, over: [startup, again], key: [firm], cite: 一}]\n"
    assert shadowed("grant", "", shared) == ["L432"]
    assert shadowed("rent_cap", "", shared) == []  # more: the rest of it is still paid


def test_a_rule_is_shadowed_by_its_own_limit() -> None:
    assert shadowed("grant", "    limits: [{claims: 1, over: [startup, again], cite: 一}]\n", "") == ["L432"]
    assert shadowed("grant", "    limits: [{claims: 2, over: [startup, again], cite: 一}]\n", "") == []


@pytest.mark.parametrize(
    ("expected", "impossible"),
    [
        ("verdict: refused, amount: 3万元", True),
        ("verdict: refused, amount: 0元", False),
        ("verdict: not_in_force, high: 1元", True),
        ("verdict: granted, amount: 0元", True),
        ("verdict: unknown, low: 0元, high: 3万元", False),
    ],
)
def test_a_verdict_and_an_amount_that_exclude_each_other_are_told(expected: str, impossible: bool, tmp_path: Path) -> None:
    path = tmp_path / "x.cases.yaml"
    path.write_text(f"case: 甲\nmeasure: lint-base\nas_of: 2023-02-01\nexpect: {{startup: {{{expected}}}}}\n", encoding="utf-8")
    pack, (node, _) = load(HERE / "base.yaml").pack, read(path)
    assert pack is not None and node is not None and read_cases(node, pack)[0]
    assert [each.code for each in of_cases(path)] == ["L462"] * impossible


def test_a_pack_that_does_not_load_is_told_once_for_itself_and_its_cases(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(BASE.replace("period: year", "period: week"), encoding="utf-8")
    (tmp_path / "p.cases.yaml").write_text("case: 甲\nmeasure: lint-base\nas_of: 2023-02-01\n", encoding="utf-8")
    for names in (["p.yaml", "p.cases.yaml"], ["p.cases.yaml", "p.yaml"]):
        result = call("check", *(str(tmp_path / each) for each in names), "--lang", "en")
        assert result.exit_code == 2 and result.stdout.count("error[S204]") == 1
        assert "2 files, 1 error, 0 warnings" in result.stdout
