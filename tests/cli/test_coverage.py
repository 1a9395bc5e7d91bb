"""Each kind of thing that a case can reach, reached and not reached; what cannot be reached; what is said of it, and how."""

import json
from collections.abc import Mapping
from html.parser import HTMLParser

import pytest

from tests.cli.support import TAICANG, Folder, call

PACK = """\
format: 1
id: kinds
version: 1.0.0
title: {zh: 各种, en: kinds}
in_force: {from: 2020-01-01, until: 2030-12-31}
subjects:
  firm: {label: {zh: 企业, en: firm}}
  post: {of: firm, label: {zh: 岗位, en: post}}
facts:
  firm:
    size: {type: [small, middle, large, huge], label: {zh: 规模, en: size}}
    staff: {type: int, up_to: 500, label: {zh: 人数, en: staff}}
    months: {type: int, up_to: 48, label: {zh: 月数, en: months}}
    kept: {type: bool, label: {zh: 仍在营业, en: still open}}
    local: {type: bool, label: {zh: 本地, en: local}}
    held: {type: dates, label: {zh: 会议, en: meetings}}
    price: {type: money, label: {zh: 价款, en: price}}
  post: {filled: {type: bool, label: {zh: 在岗, en: filled}}}
definitions:
  firm: {known: {means: "size in ['small', 'middle'] or local", label: {zh: 认得, en: known}}}
parameters:
  grant: {value: 1万元}
  award: {by: size, values: {small: 1万元, middle: 2万元}, otherwise: 0元}
  scale: {by: staff, bands: [{up_to: 10, value: 1万元}, {value: 2万元}]}
  raised: {value: {2020-01-01: 1000元, 2025-01-01: 1200元}}
readings:
  counting:
    question: {zh: 怎样计算？, en: how?}
    adopted: all
    options: {all: {label: 全部}, some: {label: 部分}}
  open_point:
    question: {zh: 未定, en: open}
    options: {yes: {label: 是}, no: {label: 否}}
rules:
  simple: {subject: firm, when: [known, "counting == 'all' or any(post, post.filled)"], amount: grant, limits: [once]}
  sized: {subject: firm, amount: award(size)}
  banded: {subject: firm, amount: scale(staff)}
  monthly: {subject: firm, amount: {each: raised, times: months, unit: months}, limits: [{times: 24, when: local}, {at_most: 2万元}]}
  parted:
    subject: firm
    amount: grant
    parts: [{share: 40%}, {share: rest, when: kept}]
    paid_by: [{when: local, name: 市}, {otherwise: 省}]
  capped: {subject: firm, amount: {from: 1万元, up_to: 万元(2) if local else 万元(3)}}
  unsure: {subject: firm, when: [open_point == 'yes'], amount: grant}
  way: {subject: firm, choose: [{when: price < grant, result: light}, {otherwise: heavy}]}
  aim: {subject: firm, target: {count: staff, of: months, at_least: 50%, by: 2025-12-31}}
  meet: {subject: firm, duty: {event: held, every: 2个月, counted: "'rolling'"}}
  warned: {subject: firm, amount: grant, expected: [{is: staff > 5, label: {zh: 一般多于五人, en: usually more than five}}]}
  fixed_elsewhere: {subject: firm, when: [local], amount: {elsewhere: 另一办法}, paid_by: 市}
"""
Ways = Mapping[str, list[str]]


def reached(folder: Folder, cases: str, pack: str = PACK) -> Mapping[tuple[str, str], Ways]:
    """Of every point, by its kind and words, the ways with the cases that reached them."""
    given = f"defaults: {{as_of: 2024-06-01, history: []}}\ncases:\n{cases}"
    result = call("coverage", folder.write("kinds.yaml", pack), "--cases", folder.write("x.yaml", given), "--format", "json")
    assert result.exit_code == 0, result.stdout + result.stderr
    return {
        (each["kind"], f"{each['rule'] or ''}:{each['text']}"): {way["outcome"]: way["cases"] for way in each["outcomes"]}
        for each in json.loads(result.stdout)["points"]
    }


def case(rule: str, facts: str = "", name: str = "x", more: str = "") -> str:
    judged = {"way": "verdict: chosen", "aim": "verdict: met", "meet": "verdict: kept"}
    fields = judged.get(rule, "verdict: granted, amount: 0元, paid_by: 市")
    verdict = f"expect: {{{rule}: {{{fields}}}}}"
    return f"  - {{case: {name}, firm: {{id: 甲, {facts}}}, claims: [{rule}], {verdict}{', ' + more if more else ''}}}\n"


REACHED = [
    # what is looked at, a case (rule, facts, more of the case), and the ways it reaches of that point
    (("condition", "simple:known"), ("simple", "size: small", ""), {"true"}),
    (("condition", "simple:known"), ("simple", "size: huge, local: false", ""), {"false"}),
    (("condition", "simple:known"), ("simple", "", ""), {"unknown"}),
    (("part", "simple:counting == 'all'"), ("simple", "size: small", ""), {"true"}),
    (("part", "simple:counting == 'all'"), ("simple", "size: small", "readings: {counting: some}"), {"false"}),
    (("part", "simple:post.filled"), ("simple", "size: small, post: [{id: 一, filled: true}]", "readings: {counting: some}"), {"true"}),
    (("part", "simple:post.filled"), ("simple", "size: small, post: [{id: 一, filled: true}]", ""), set()),
    (("part", "simple:any(post, post.filled)"), ("simple", "size: small", "readings: {counting: some}"), {"unknown"}),
    (("part", ":local"), ("simple", "size: huge, local: false", ""), {"false"}),
    (("part", ":local"), ("simple", "size: small, local: false", ""), set()),
    (("name", ":size in ['small', 'middle']"), ("simple", "size: middle", ""), {"middle"}),
    (("name", ":size in ['small', 'middle']"), ("simple", "size: large", ""), set()),
    (("definition", ":size in ['small', 'middle'] or local"), ("simple", "size: small", ""), {"true"}),
    (("row", ":award(small)"), ("sized", "size: small", ""), {"read"}),
    (("row", ":award(small)"), ("sized", "size: middle", ""), set()),
    (("row", ":award(otherwise)"), ("sized", "size: huge", ""), {"read"}),
    (("row", ":award(?)"), ("sized", "", ""), {"unknown"}),
    (("row", ":scale(≤ 10)"), ("banded", "staff: 10", ""), {"read"}),
    (("row", ":scale(> 10)"), ("banded", "staff: 10", ""), set()),
    (("row", ":scale(> 10)"), ("banded", "staff: 11", ""), {"read"}),
    (("row", ":raised(≥ 2020-01-01)"), ("monthly", "months: 1", ""), {"read"}),
    (("row", ":raised(≥ 2025-01-01)"), ("monthly", "months: 1", ""), set()),
    (("row", ":raised(≥ 2025-01-01)"), ("monthly", "months: 1", "as_of: 2025-01-01"), {"read"}),
    (("row", ":grant"), ("simple", "size: small", ""), {"read"}),
    (("reading", ":counting"), ("simple", "size: small", ""), {"all"}),
    (("reading", ":counting"), ("simple", "size: small", "readings: {counting: some}"), {"some"}),
    (("reading", ":counting"), ("sized", "size: small", ""), set()),
    (("reading", ":open_point"), ("unsure", "", ""), {"open"}),
    (("reading", ":open_point"), ("unsure", "", "readings: {open_point: yes}"), {"yes"}),
    (("limit", "simple:once"), ("simple", "size: small", ""), {"free"}),
    (("limit", "simple:once"), ("simple", "size: small", "history: [{rule: simple, as_of: 2024-01-01, amount: 1万元}]"), {"exhausted"}),
    (("limit", "simple:once"), ("simple", "size: small", "history: ''"), {"unknown"}),
    (("limit", "simple:once"), ("simple", "size: huge, local: false", ""), set()),
    (("limit", "monthly:times"), ("monthly", "months: 1, local: false", ""), {"off"}),
    (("limit", "monthly:times"), ("monthly", "months: 25, local: true", ""), {"cutting"}),
    (("limit", "monthly:at_most"), ("monthly", "months: 20, local: true", ""), {"free"}),
    (("limit", "monthly:at_most"), ("monthly", "months: 21, local: true", ""), {"cutting"}),
    (("instalment", "parted:1"), ("parted", "local: true", ""), {"certain"}),
    (("instalment", "parted:2"), ("parted", "local: true", ""), {"unknown"}),
    (("instalment", "parted:2"), ("parted", "local: true, kept: false", ""), {"lost"}),
    (("instalment", "parted:2"), ("parted", "local: true, kept: true", ""), {"certain"}),
    (("payer", "parted:市"), ("parted", "local: true, kept: true", ""), {"pays"}),
    (("payer", "parted:省"), ("parted", "local: true, kept: true", ""), set()),
    (("payer", "parted:省"), ("parted", "local: false, kept: true", ""), {"pays"}),
    (("arm", "capped:local"), ("capped", "local: false", ""), {"false"}),
    (("arm", "capped:local"), ("capped", "", ""), {"unknown"}),
    (("result", "capped:capped"), ("capped", "local: true", ""), {"to_decide"}),
    (("result", "capped:capped"), ("capped", "local: true", "decisions: [{rule: capped, amount: 2万元, by: 局}]"), {"granted"}),
    (("result", "capped:capped"), ("capped", "local: true", "decisions: [{rule: capped, amount: 3万元, by: 局}]"), {"rejected"}),
    (("result", "simple:simple"), ("simple", "size: small", "as_of: 2019-12-31"), {"not_in_force"}),
    (("in_force", ":in_force"), ("simple", "size: small", "as_of: 2019-12-31"), {"before"}),
    (("in_force", ":in_force"), ("simple", "size: small", ""), {"inside"}),
    (("in_force", ":in_force"), ("simple", "size: small", "as_of: 2031-01-01"), {"after"}),
    (("arm", "way:price < grant"), ("way", "price: 9999.99元", ""), {"true"}),
    (("result", "way:way"), ("way", "price: 1万元", ""), {"heavy"}),
    (("result", "way:way"), ("way", "", ""), {"unknown"}),
    (("result", "aim:aim"), ("aim", "staff: 5, months: 10", ""), {"pending"}),
    (("result", "aim:aim"), ("aim", "staff: 5, months: 10", "as_of: 2025-12-31"), {"met"}),
    (("result", "aim:aim"), ("aim", "staff: 4, months: 10", "as_of: 2025-12-31"), {"not_met"}),
    (("result", "aim:aim"), ("aim", "staff: 4, months: 0", "as_of: 2025-12-31"), {"not_measurable"}),
    (("result", "meet:meet"), ("meet", "held: []", "as_of: 2020-03-01"), {"kept"}),
    (("result", "meet:meet"), ("meet", "held: []", "as_of: 2020-03-02"), {"breached"}),
    (("expected", "warned:staff > 5"), ("warned", "staff: 5", ""), {"false"}),
    (("expected", "warned:staff > 5"), ("warned", "staff: 6", ""), {"true"}),
    (("expected", "warned:staff > 5"), ("simple", "staff: 6", ""), set()),
    (("result", "fixed_elsewhere:fixed_elsewhere"), ("fixed_elsewhere", "local: true", ""), {"delegated"}),
]  # fmt: skip


@pytest.mark.parametrize(("point", "given", "ways"), REACHED, ids=[f"{each[0][0]} {each[1][1]}"[:60] for each in REACHED])
def test_what_one_case_reaches(folder: Folder, point: tuple[str, str], given: tuple[str, str, str], ways: set[str]) -> None:
    rule, facts, more = given
    found = reached(folder, case(rule, facts, "x", more))
    assert {way for way, cases in found[point].items() if cases} == ways
    assert all(cases in ([], ["x"]) for cases in found[point].values())


def test_every_kind_is_among_them() -> None:
    from engine.analysis.coverage.points import KINDS

    assert {each[0][0] for each in REACHED} == set(KINDS)


def test_what_a_case_expects_nothing_of_is_not_reached(folder: Folder) -> None:
    silent = "  - {case: x, firm: {id: 甲, size: small}, claims: [simple, sized], expect: {sized: {amount: 1万元}}}\n"
    found = reached(folder, silent)
    assert found["row", ":award(small)"]["read"] == ["x"]
    assert not any(found["condition", "simple:known"].values())


def test_the_other_of_two_firms_is_not_reached(folder: Folder) -> None:
    two = (
        "  - {case: x, firm: [{id: 甲, size: small}, {id: 乙, size: middle}], expect: [{rule: sized, firm: 甲, amount: 1万元}]}\n"
    )
    found = reached(folder, two)
    assert (found["row", ":award(small)"]["read"], found["row", ":award(middle)"]["read"]) == (["x"], [])


def test_the_steps_of_a_chain_count_for_their_case(folder: Folder) -> None:
    chain = "  - {case: x, firm: {id: 甲, size: small}, steps: [{}, {expect: {simple: {verdict: refused}}}]}\n"
    assert reached(folder, chain)["limit", "simple:once"]["exhausted"] == ["x"]


def test_a_step_reaches_what_is_expected_of_that_step(folder: Folder) -> None:
    chain = "  - {case: x, firm: {id: 甲, size: small}, steps: [{}, {expect: {simple: {verdict: refused}}}]}\n"
    assert reached(folder, chain)["limit", "simple:once"]["free"] == []
    whole = "  - {case: x, firm: {id: 甲, size: small}, steps: [{}, {}], expect: {simple: {verdict: refused}}}\n"
    once = reached(folder, whole)["limit", "simple:once"]
    assert (once["free"], once["exhausted"]) == ([], ["x"])


LOOKED = [
    # a case, what it expects, and a way that would be noticed by who looks at it, or would not
    (("parted", "local: true, kept: true", "verdict: granted"), ("payer", "parted:市"), "pays", False),
    (("parted", "local: true, kept: true", "amount: 1万元"), ("payer", "parted:市"), "pays", False),
    (("parted", "local: true, kept: true", "paid_by: 市"), ("payer", "parted:市"), "pays", True),
    (("parted", "local: true, kept: false", "verdict: granted"), ("instalment", "parted:2"), "lost", False),
    (("parted", "local: true, kept: false", "amount: 4000元"), ("instalment", "parted:2"), "lost", True),
    (("parted", "local: true, kept: false", "parts: [4000元, 0元]"), ("instalment", "parted:2"), "lost", True),
    (("sized", "size: small", "verdict: granted"), ("row", ":award(small)"), "read", False),
    (("sized", "size: small", "high: 1万元"), ("row", ":award(small)"), "read", True),
    (("sized", "size: huge", "verdict: refused"), ("row", ":award(otherwise)"), "read", True),
    (("way", "price: 1元", "verdict: chosen"), ("row", ":grant"), "read", True),
    (("monthly", "months: 25, local: true", "verdict: granted"), ("limit", "monthly:times"), "cutting", False),
    (("monthly", "months: 25, local: true", "amount: 2万元"), ("limit", "monthly:times"), "cutting", True),
    (("sized", "size: small", "cite: 一"), ("result", "sized:sized"), "granted", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "point", "way", "noticed"), LOOKED, ids=[f"{each[0][0]} {each[0][2]} {each[1][0]}" for each in LOOKED]
)
def test_nothing_is_reached_that_no_expectation_looks_at(
    folder: Folder, given: tuple[str, str, str], point: tuple[str, str], way: str, noticed: bool
) -> None:
    rule, facts, fields = given
    found = reached(folder, f"  - {{case: x, firm: {{id: 甲, {facts}}}, claims: [{rule}], expect: {{{rule}: {{{fields}}}}}}}\n")
    assert found[point][way] == (["x"] if noticed else [])


def test_what_cannot_be_reached_says_why_and_counts_nowhere(folder: Folder) -> None:
    given = f"defaults: {{as_of: 2024-06-01, history: []}}\ncases:\n{case('simple', 'size: small')}"
    result = call("coverage", folder.write("kinds.yaml", PACK), "--cases", folder.write("x.yaml", given), "--format", "json")
    answer = json.loads(result.stdout)
    out = {
        (each["text"], way["outcome"]): way["out_of_reach"]["reason"]
        for each in answer["points"]
        for way in each["outcomes"]
        if "out_of_reach" in way
    }
    nothing = {(rule, "refused"): "nothing_refuses" for rule in ("banded", "parted", "warned")}
    known = {("counting == 'all'", "unknown"): "always_known", ("warned", "unknown"): "always_known"}
    assert out == {**nothing, **known, ("市", "pays"): "amount_elsewhere"}
    ways = [way for each in answer["points"] for way in each["outcomes"]]
    assert (answer["of"], answer["out_of_reach"]) == (len(ways) - len(out), len(out))
    assert answer["reached"] == sum(bool(way["cases"]) for way in ways)


def test_somebody_may_declare_what_cannot_be_reached(folder: Folder) -> None:
    declared = PACK.replace("  sized: {", "  # lint: ignore V101 没有企业这样报过\n  sized: {")
    given = f"defaults: {{as_of: 2024-06-01, history: []}}\ncases:\n{case('sized', 'size: small')}"
    result = call("coverage", folder.write("kinds.yaml", declared), "--cases", folder.write("x.yaml", given), "--format", "json")
    [point] = [each for each in json.loads(result.stdout)["points"] if each["kind"] == "result" and each["rule"] == "sized"]
    by_name = {way["outcome"]: way for way in point["outcomes"]}
    assert by_name["granted"] == {"outcome": "granted", "cases": ["x"]}, "what is reached stays reached"
    assert by_name["refused"]["out_of_reach"]["zh"] == "没有企业这样报过"
    checked = call("check", folder.write("kinds.yaml", declared), "--format", "json")
    assert "L483" not in checked.stdout, "lint leaves such an ignore alone"


def test_fail_under(folder: Folder, small: str) -> None:
    share = json.loads(call("coverage", small, "--format", "json").stdout)["percent"]
    assert 0 < share < 100
    assert call("coverage", small, "--fail-under", str(int(share))).exit_code == 0
    below = call("coverage", small, "--fail-under", str(int(share) + 1))
    assert (below.exit_code, below.stderr.count("V102")) == (1, 1)
    assert call("coverage", small, "--fail-under", "hundred").exit_code == 2


def test_text_names_what_is_missing_and_one_rule_names_the_cases(small: str) -> None:
    text = call("coverage", small).stdout
    assert "not reached by any case" in text and "counting == 'free'" in text and "line 26" not in text
    one = call("coverage", small, "--rule", "startup").stdout
    assert "true: 三人, 二人" in one and "upkeep" not in one
    assert "个案覆盖" in call("coverage", small, lang="zh").stdout


class Chips(HTMLParser):
    """Collects the classes of a page and refuses what loads or runs anything."""

    def __init__(self) -> None:
        super().__init__()
        self.classes: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "img", "iframe", "form", "object") and not {"src", "onclick"} & {name for name, _ in attrs}
        self.classes += (dict(attrs).get("class") or "").split()
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_shows_every_way_and_escapes_what_it_is_given(folder: Folder) -> None:
    given = f"defaults: {{as_of: 2024-06-01, history: []}}\ncases:\n{case('simple', 'size: small', '<script>')}"
    result = call("coverage", folder.write("kinds.yaml", PACK), "--cases", folder.write("x.yaml", given), "--format", "html")
    page = Chips()
    page.feed(result.stdout)
    assert not page.open and "&lt;script&gt;" in result.stdout
    answer = json.loads(
        call("coverage", str(folder.path / "kinds.yaml"), "--cases", str(folder.path / "x.yaml"), "--format", "json").stdout
    )
    assert page.classes.count("never") == answer["out_of_reach"]
    # What is missing stands in the list of what is missing and again under its rule; the case says what it alone reaches.
    assert page.classes.count("no") == 2 * (answer["of"] - answer["reached"])


def test_a_provision_on_which_no_single_rule_stands_says_so() -> None:
    page = call("coverage", TAICANG, "--format", "html", lang="zh").stdout
    preamble = page[page.index("<b>引言</b>") :].split("</tr>")[0]
    assert "<td>各规则共用</td>" in preamble


def test_without_cases_it_says_where_they_were_looked_for(folder: Folder) -> None:
    result = call("coverage", folder.write("alone.yaml", PACK))
    assert result.exit_code == 2 and "U918" in result.stderr


def test_the_cases_of_taicang_reach_all_of_it() -> None:
    result = call("coverage", TAICANG, "--fail-under", "100")
    assert result.exit_code == 0, result.stdout
