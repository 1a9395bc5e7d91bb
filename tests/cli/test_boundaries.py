"""Both sides of every kind of threshold: found, at the right place, with the right answer, accepted by `test`, told apart from others."""

import json
from collections.abc import Mapping

import pytest

from tests.cli.support import ROOT, TAICANG, Folder, call

HEAD = """\
format: 1
id: edges
version: 1.0.0
title: {zh: 门槛, en: edges}
subjects:
  firm: {label: {zh: 企业, en: firm}}
  post: {of: firm, label: {zh: 岗位, en: post}}
facts:
  firm:
    staff: {type: int, up_to: 500, label: {zh: 人数, en: staff}}
    price: {type: money, label: {zh: 价款, en: price}}
    share: {type: number(2), up_to: 100, label: {zh: 占比, en: share}}
    founded: {type: date, not_after: as_of, label: {zh: 成立日期, en: founded}}
    large: {type: bool, label: {zh: 大, en: large}}
    unread: {type: int, label: {zh: 不问, en: not asked}}
    held: {type: dates, label: {zh: 会议, en: meetings}}
  post: {filled: {type: bool, label: {zh: 在岗, en: filled}}}
parameters:
  grant: {value: 1万元}
  scale: {by: staff, bands: [{up_to: 10, value: 1万元}, {below: 50, value: 2万元}, {value: 3万元}]}
  raised: {value: {2020-01-01: 1000元, 2025-01-01: 1200元}}
"""
FOUND = [
    # a rule, what is moved, where its two sides lie, and what comes out there
    ("amount: grant, when: [staff > 3]", "fact firm.staff", ("3", "4"), ("refused", "granted 10000.00")),
    ("amount: grant, when: [staff >= 3]", "fact firm.staff", ("2", "3"), ("refused", "granted 10000.00")),
    ("amount: grant, when: [price < grant]", "fact firm.price", ("9999.99元", "1万元"), ("granted 10000.00", "refused")),
    ("amount: grant, when: [price <= grant]", "fact firm.price", ("1万元", "10000.01元"), ("granted 10000.00", "refused")),
    ("amount: grant, when: [share >= 0.5]", "fact firm.share", ("0.49", "0.5"), ("refused", "granted 10000.00")),
    ("amount: grant, when: [founded + months(12) >= as_of]", "as_of as_of", None, ("granted 10000.00", "refused")),
    ("amount: grant, when: [large or staff > 7]", "fact firm.staff", ("7", "8"), ("refused", "granted 10000.00")),
    ("amount: grant if staff < 5 else grant * 2", "fact firm.staff", ("4", "5"), ("granted 10000.00", "granted 20000.00")),
    ("amount: scale(staff)", "fact firm.staff", ("10", "11"), ("granted 10000.00", "granted 20000.00")),
    ("amount: scale(staff)", "fact firm.staff", ("49", "50"), ("granted 20000.00", "granted 30000.00")),
    ("amount: raised", "as_of as_of", ("2024-12-31", "2025-01-01"), ("granted 1000.00", "granted 1200.00")),
    ("amount: grant, in_force: {from: 2022-01-01, until: 2024-12-31}", "as_of as_of", ("2021-12-31", "2022-01-01"), ("not_in_force", "granted 10000.00")),
    ("amount: grant, in_force: {from: 2022-01-01, until: 2024-12-31}", "as_of as_of", ("2024-12-31", "2025-01-01"), ("granted 10000.00", "not_in_force")),
    ("amount: grant, limits: [{claims: 2}]", "history claims", ("1", "2"), ("granted 10000.00", "refused")),
    ("amount: grant, limits: [{at_most: 3万元}]", "history at_most", ("2万元", "20000.01元"), ("granted 10000.00", "granted 9999.99")),
    ("amount: grant, limits: [{at_most: 3万元}]", "history at_most", ("29999.99元", "3万元"), ("granted 0.01", "refused")),
    ("amount: grant, period: year, limits: [{times: 3}]", "history times", ("2", "3"), ("granted 10000.00", "refused")),
    ("amount: grant, limits: [{within: 12个月, last_day: included}]", "history within", None, ("refused", "granted 10000.00")),
    ("amount: {from: 4万元, up_to: 5万元}", "decision decision", ("39999.99元", "4万元"), ("rejected", "granted 40000.00")),
    ("amount: {from: 4万元, up_to: 5万元}", "decision decision", ("5万元", "50000.01元"), ("granted 50000.00", "rejected")),
    ("amount: {up_to: grant}", "decision decision", ("1万元", "10000.01元"), ("granted 10000.00", "granted 10000.00")),
    ("choose: [{when: price < grant, result: light}, {otherwise: heavy}]", "fact firm.price", ("9999.99元", "1万元"), ("light", "heavy")),
    ("target: {count: staff, at_least: 3, by: 2025-12-31}", "fact firm.staff", ("2", "3"), ("not_met", "met")),
    ("target: {count: staff, at_least: 3, by: 2025-12-31}", "as_of as_of", ("2025-12-30", "2025-12-31"), ("pending", "met")),
    ('amount: grant, when: ["count(post, post.filled) >= 2"]', "children post", ("1", "2"), ("refused", "granted 10000.00")),
]  # fmt: skip


def boundaries(folder: Folder, rule: str, *more: str) -> list[Mapping[str, object]]:
    pack = folder.write("edges.yaml", f"{HEAD}rules:\n  r: {{subject: firm, {rule}}}\n")
    result = call("boundaries", pack, "--format", "json", *more)
    assert result.exit_code == 0, result.stdout + result.stderr
    found: list[Mapping[str, object]] = json.loads(result.stdout)["boundaries"]
    return found


def what_came(case: Mapping[str, Mapping[str, str]]) -> str:
    expect = case["expect"]
    return expect.get("result") or " ".join(filter(None, [expect["verdict"], yuan(expect.get("amount", ""))]))


def yuan(amount: str) -> str:
    if not amount or amount == "0元":
        return ""
    number = float(amount.removesuffix("元").removesuffix("万")) * (10_000 if "万" in amount else 1)
    return f"{number:.2f}"


@pytest.mark.parametrize(("rule", "moved", "sides", "answers"), FOUND, ids=[f"{each[0]}: {each[2]}"[:80] for each in FOUND])
def test_both_sides(folder: Folder, rule: str, moved: str, sides: tuple[str, str] | None, answers: tuple[str, str]) -> None:
    found = [each for each in boundaries(folder, rule) if f"{each['moved']['kind']} {each['moved']['name']}" == moved]
    to = [each["moved"]["to"] for each in found]
    if sides is None:
        [sides] = [tuple(to)]
    at = [number for number in range(len(to) - 1) if (to[number], to[number + 1]) == sides]
    assert at, to
    assert (what_came(found[at[0]]), what_came(found[at[0] + 1])) == answers


def test_the_last_day_of_twelve_months(folder: Folder) -> None:
    """The corresponding day still counts, the day after does not."""
    found = boundaries(folder, "amount: grant, limits: [{within: 12个月, last_day: included}]")
    sides = [each["moved"]["to"] for each in found if each["moved"]["name"] == "within"]
    assert [side[5:] for side in sides] == ["05-31", "06-01"]


@pytest.mark.parametrize(
    ("limit", "sides"),
    [
        ("{claims: 2, per: year}", ("12-31", "01-01")),
        ("{claims: 2, per: month}", ("05-31", "06-01")),
        ("{at_most: 3万元, per: year}", ("12-31", "01-01")),
    ],
)
def test_the_last_day_of_a_year_and_of_a_month(folder: Folder, limit: str, sides: tuple[str, str]) -> None:
    """What was paid on the last day of the year, or month, before does not count in this one."""
    found = boundaries(folder, f"amount: grant, limits: [{limit}]")
    paid = {day: [what_came(each) for each in found if f"{day}, amount" in str(each["case"])] for day in sides}
    assert "granted 10000.00" in paid[sides[0]] and "refused" not in paid[sides[0]]
    assert "refused" in paid[sides[1]]


ROUNDED = [
    # a rule, what is rounded, and on each side how it comes out with its amount
    ('amount: "round_down(price * 0.65, 分(1))"', "round_down(price * 0.65, 分(1))", {"it comes out whole", "it is rounded down"}),
    ('amount: "round_up(price * 0.65, 分(1))"', "round_up(price * 0.65, 分(1))", {"it comes out whole", "it is rounded up"}),
    ('amount: "round_half_up(price * 0.65, 分(1))"', "round_half_up(price * 0.65, 分(1))", {"it is rounded down", "it is rounded up"}),
    ("amount: price, parts: [{share: 40%}, {share: rest}]", "share of instalment 1", {"it comes out whole", "it is rounded down"}),
    ("amount: price, paid_by: {市: 1/3, 区: rest}", "share of 市", {"it comes out whole", "it is rounded down"}),
    ("amount: {up_to: grant}, paid_by: {市: 1/12, 区: rest}", "share of 市", {"it comes out whole", "it is rounded down"}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "threshold", "ways"), ROUNDED, ids=[each[0] for each in ROUNDED])
def test_the_last_fen_of_a_rounding(folder: Folder, rule: str, threshold: str, ways: set[str]) -> None:
    found = [each for each in boundaries(folder, rule, "--lang", "en") if each["threshold"] == threshold]
    pairs = [{str(one["came_out"]), str(other["came_out"])} for one, other in zip(found[::2], found[1::2], strict=True)]
    assert ways in pairs
    assert all(
        "granted" in (one["expect"]["verdict"], other["expect"]["verdict"])
        for one, other in zip(found[::2], found[1::2], strict=True)
    )


def test_the_day_on_which_an_instalment_is_due(folder: Folder) -> None:
    rule = "amount: grant, parts: [{share: 40%, due: founded + months(12)}, {share: rest, due: founded + months(24)}]"
    found = [each for each in boundaries(folder, rule, "--lang", "en") if each["threshold"] == "day on which instalment 2 is due"]
    assert [each["came_out"] for each in found] in (["pending", "it is due"], ["it is due", "pending"])
    for each in found:
        assert each["expect"]["parts"].startswith("[{amount: 4000元, due: ")


def test_the_words_say_what_turns_and_on_which_side_the_case_stands(folder: Folder) -> None:
    pack = folder.write("edges.yaml", f"{HEAD}rules:\n  r: {{subject: firm, amount: grant, when: [price < grant]}}\n")
    zh, en = call("boundaries", pack, lang="zh").stdout, call("boundaries", pack, lang="en").stdout
    line = HEAD.count("\n") + 2
    assert f"# ---- r：价款低于grant（1万元，不含本数）（第{line}行：price < grant）" in zh
    assert 'why: "待核对。价款 1万元，门槛“价款低于grant（1万元，不含本数）”：不成立；程序所得为不给"' in zh
    assert "it holds; what came out is: granted" in en and "it does not hold; what came out is: refused" in en


def test_no_fact_that_neither_side_needs(folder: Folder) -> None:
    """A fact asked for only until another one is stated does not stay."""
    for each in boundaries(folder, "amount: scale(staff), when: [large or price > grant]"):
        assert not ("large: true" in str(each["case"]) and "price" in str(each["case"]))


def test_no_more_facts_than_needed(folder: Folder) -> None:
    for each in boundaries(folder, "amount: grant, when: [staff > 3, large]"):
        assert "unread" not in str(each["case"]) and "price" not in str(each["case"])
        assert ("staff" in str(each["case"])) and ("large: true" in str(each["case"]))


def test_the_file_is_one_that_test_accepts_and_is_always_the_same(folder: Folder, small: str) -> None:
    first, second = call("boundaries", small, lang="zh"), call("boundaries", small, lang="zh")
    assert first.exit_code == 0 and first.stdout == second.stdout
    tested = call("test", small, "--cases", folder.write("made.cases.yaml", first.stdout))
    assert tested.exit_code == 0, tested.stdout
    assert " 0 failed" in tested.stdout and not tested.stdout.startswith("0 ")
    assert "待核对" in first.stdout


def test_a_wrong_pack_fails_the_cases_of_the_right_one(folder: Folder, small: str) -> None:
    """What is generated is worth keeping: a threshold moved by one unit is noticed."""
    made = folder.write("made.cases.yaml", call("boundaries", small).stdout)
    text = (folder.path / "small.yaml").read_text(encoding="utf-8")
    for was, now in (("value: 3, label", "value: 4, label"), ("staff >= least_staff", "staff > least_staff"),
                     ("times: 2", "times: 3"), ("up_to: 5万元", "up_to: 4.9万元"), ("from: 2022-01-01}", "from: 2022-01-02}")):  # fmt: skip
        assert text.count(was) == 1
        altered = folder.write("altered.yaml", text.replace(was, now))
        assert call("test", altered, "--cases", made).exit_code == 1, was


def test_it_says_where_a_case_stands_already(small: str) -> None:
    found = json.loads(call("boundaries", small, "--rule", "startup", "--format", "json").stdout)["boundaries"]
    stands = {(each["threshold"], each["moved"]["to"]): each["covered_by"] for each in found}
    assert stands["staff >= least_staff", "2"] == ["二人"]
    assert stands["staff >= least_staff", "3"] == ["三人"]
    assert stands["limit on the number of claims", "1"] == []
    missing = json.loads(call("boundaries", small, "--rule", "startup", "--missing", "--format", "json").stdout)["boundaries"]
    assert [each["name"] for each in missing] == [each["name"] for each in found if not each["covered_by"]]
    assert "二人" in call("boundaries", small).stdout and "二人" not in call("boundaries", small, "--missing").stdout


def test_a_rule_without_thresholds_gives_an_empty_file(folder: Folder) -> None:
    pack = folder.write("edges.yaml", HEAD + "rules:\n  r: {subject: firm, amount: grant, when: [large]}\n")
    result = call("boundaries", pack)
    assert result.exit_code == 0 and "cases:" not in result.stdout and result.stderr == ""


@pytest.mark.parametrize("name", ["p13_shenzhen", "p28_shanghai"])
def test_measures(folder: Folder, name: str) -> None:
    pack = str(ROOT / "examples" / "measures" / f"{name}.yaml")
    made = call("boundaries", pack)
    assert made.exit_code == 0 and made.stderr == ""
    assert call("test", pack, "--cases", folder.write("made.cases.yaml", made.stdout)).exit_code == 0


def test_every_threshold_of_taicang_is_turned(folder: Folder) -> None:
    made = call("boundaries", TAICANG)
    assert made.exit_code == 0 and made.stderr == ""
    assert call("test", TAICANG, "--cases", folder.write("made.cases.yaml", made.stdout)).exit_code == 0
