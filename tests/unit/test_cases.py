"""What a case file means: every slip a clerk makes is named where it stands, and nothing is taken for what it is not."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.lang.values import Member, Money
from engine.pack.case import Case
from engine.pack.cases import CASE_KEYS, FILE_KEYS, read_cases
from engine.pack.cases_subjects import typed
from engine.pack.document import Field, Fields, Items, Node, Text
from engine.pack.model import Pack
from engine.pack.terms import Fact
from engine.text.catalog import CATALOG
from engine.text.catalog.case import MESSAGES
from engine.text.diagnostics import Diagnostic, Diagnostics
from engine.text.source import Place, Source
from tests.unit.packs import POLICIES, node, small, taicang


def read(text: str, pack: Pack | None = None) -> tuple[list[Case], list[Diagnostic]]:
    return read_cases(node(text), pack or taicang())


def one(text: str, pack: Pack | None = None) -> Case:
    """The only case of a text without a mistake."""
    cases, found = read(text, pack)
    assert not found, found
    assert len(cases) == 1
    return cases[0]


@dataclass(frozen=True)
class Slip:
    """A case, the code its mistake should get, the characters the place should cover, and a word of the remedy."""

    text: str
    code: str
    at: str
    remedy: str = ""
    pack: str = "taicang"


def organisation(fact: str) -> str:
    return f"as_of: 2023-02-01\norganisation:\n  id: 甲社\n  {fact}\n"


def small_case(facts: str, rest: str = "") -> str:
    return f"as_of: 2023-02-01\nfirm:\n  id: A\n  site:\n    id: S\n    {facts}\n{rest}"


def line(text: str, kind: str = "history") -> str:
    return f"as_of: 2023-02-01\norganisation: {{id: 甲社, post: {{id: P1}}}}\n{kind}:\n  - {text}\n"


SLIPS = [
    # Names.
    Slip(organisation("registerd: registered"), "C727", "registerd", "registered_on"),
    Slip(organisation("approved: true"), "C728", "approved", "post"),
    Slip(organisation("admitted: true"), "C726", "admitted"),
    Slip(organisation("person: {id: 1}"), "C703", "person"),
    Slip("as_of: 2023-02-01\npost: {id: P1}\n", "C705", "post", "organisation"),
    Slip("as_of: 2023-02-01\norganization: {id: P1}\n", "C707", "organization", "organisation"),
    Slip("as_of: 2023-02-01\nregistration: filed\n", "C737", "registration", "organisation"),
    Slip(organisation("registration: registred"), "C719", "registred", "registered"),
    # Yes and no.
    *(Slip(organisation(f"in_judicial_field: {word}"), "C710", word, "true") for word in ("是", "yes", "有", "True", "1")),
    *(Slip(organisation(f"in_judicial_field: {word}"), "C710", word, "false") for word in ("否", "no", "没有", "0")),
    Slip(organisation("in_judicial_field: 大概"), "C713", "大概"),
    # Dates.
    *(
        Slip(organisation(f"registered_on: {text}"), "C710", text, "2022-03-01")
        for text in ("2022.3.1", "20220301", "2022/3/1", "2022年3月1日", "2022-3-1", "２０２２-03-01", "44621")
    ),
    *(
        Slip(organisation(f"registered_on: {text}"), "C711", text)
        for text in ("2022-02-30", "2022.2.30", "20221301", "0203-03-01")
    ),
    *(Slip(organisation(f"registered_on: {text}"), "C712", text) for text in ("去年", "2022-03", "12", "999999999999999999999")),
    Slip(organisation("registered_on: 2023-02-02"), "C724", "2023-02-02", "2023-02-01"),
    Slip("organisation: {id: 甲社}\n", "C706", "organisation", "as_of"),
    Slip("as_of:\norganisation: {id: 甲社}\n", "C706", "as_of", "as_of"),
    Slip("as_of: 2022.3.1\n", "C710", "2022.3.1", "2022-03-01"),
    # Money.
    *(Slip(f"as_of: 2023-02-01\npurchase: {{price: {text}}}", "C710", text, written) for text, written in (
        ("3万", "3万元"), ("￥300元", "300元"), ("3万圆整", "3万元"), ("３万元", "3万元"))),
    Slip("as_of: 2023-02-01\npurchase: {price: 30000}", "C716", "30000", "30000元"),
    Slip("as_of: 2023-02-01\npurchase: {price: 三万元}", "C715", "三万元"),
    Slip("as_of: 2023-02-01\npurchase: {price: 1.005元}", "C717", "1.005元"),
    Slip("as_of: 2023-02-01\npurchase: {price: -1元}", "C723", "-1元", "0元"),
    Slip("as_of: 2023-02-01\npurchase: {price: 1.01亿元}", "C724", "1.01亿元", "1亿元"),
    # Whole numbers.
    Slip("as_of: 2023-02-01\ncity: {villages: 12个}", "C710", "12个", "12"),
    Slip("as_of: 2023-02-01\ncity: {villages: '1,200'}", "C710", "'1,200'", "1200"),
    Slip("as_of: 2023-02-01\ncity: {villages: 12.5}", "C714", "12.5"),
    Slip("as_of: 2023-02-01\ncity: {villages: 1e3}", "C714", "1e3"),
    Slip("as_of: 2023-02-01\ncity: {villages: -1}", "C723", "-1", "0"),
    Slip(line("{rule: post_subsidy, post: P1, times: 0}"), "C723", "0", "1"),
    # Ids.
    Slip("as_of: 2023-02-01\nperson: {id: 3.20585E+17}", "C720", "3.20585E+17"),
    Slip("as_of: 2023-02-01\nperson: {household: 3.2E+17}", "C720", "3.2E+17"),
    Slip('as_of: 2023-02-01\nperson: {household: "a\\tb"}', "C722", '"a\\tb"'),
    Slip(f"as_of: 2023-02-01\nperson: {{id: {'甲' * 129}}}", "C722", "甲" * 129),
    Slip("as_of: 2023-02-01\nperson: [{id: A}, {id: A}]", "C730", "A"),
    Slip("as_of: 2023-02-01\nperson: [{id: A}, {in_field: true}]", "C729", "in_field"),
    # Shapes.
    Slip("as_of: 2023-02-01\nperson: 张三", "C701", "张三"),
    Slip("as_of: 2023-02-01\nperson: {in_field: [true]}", "C702", "true"),
    Slip("as_of: 2023-02-01\nhistory: {rule: post_subsidy}", "C704", "rule"),
    Slip("cases: []", "C708", "[]"),
    Slip("defaults: {as_of: 2023-02-01}", "C708", "defaults"),
    Slip("default: {as_of: 2023-02-01}\ncases: [{as_of: 2023-02-01}]", "C707", "default", "defaults"),
    Slip("cases: [{case: 甲, as_of: 2023-02-01}, {case: 甲, as_of: 2023-02-01}]", "C709", "甲"),
    Slip("as_of: 2023-02-01\nmeasure: taicang-2015-8", "C736", "taicang-2015-8"),
    # Periods.
    Slip("as_of: 2023-02-01\nperiod: 2023年", "C710", "2023年", "2023"),
    Slip("as_of: 2023-02-01\nperiod: 2023-13", "C731", "2023-13"),
    Slip("as_of: 2023-02-01\nperiod: 2023-05", "C732", "2023-05", "2023"),
    Slip("as_of: 2023-02-01\nperiod: [2023, 2023]", "C735", "2023"),
    Slip("as_of: 2023-02-01\nperiod: 2023", "C733", "2023", "2023-01", "small"),
    Slip("as_of: 2023-02-01\nperiod: 2023年5月", "C710", "2023年5月", "2023-05", "small"),
    # History.
    Slip(line("{rule: post_subsidies, post: P1}"), "C740", "post_subsidies", "post_subsidy"),
    Slip(line("{post: P1}"), "C706", "post", "rule"),
    Slip(line("{rule: startup_subsidy, period: 2022}"), "C734", "2022"),
    Slip(line("{rule: post_subsidy, period: 2022-12}"), "C732", "2022-12"),
    Slip(line("{rule: post_subsidy, post: P1, amount: -1元}"), "C744", "-1元"),
    Slip(line("{rule: post_subsidy, post: P1, amount: 3万}"), "C710", "3万", "3万元"),
    Slip(line("{rule: post_subsidy, post: P1, amount: 1000001亿元}"), "C724", "1000001亿元"),
    Slip(line("{rule: post_subsidy, post: P1, paid_on: 2023-02-02}"), "C743", "2023-02-02"),
    Slip(line("{rule: post_subsidy, post: P1, as_of: 2023-02-02}"), "C743", "2023-02-02"),
    Slip(line("{rule: post_subsidy, pst: P1}"), "C742", "pst", "post"),
    Slip(line("{rule: certificate_reward, level: senor}"), "C719", "senor", "senior"),
    # Decisions.
    Slip(line("{rule: startup_subsidy, amount: 3万元}", "decisions"), "C750", "startup_subsidy"),
    Slip(line("{rule: incubation_subsidy}", "decisions"), "C706", "rule", "amount"),
    Slip(line("{rule: incubation_subsidy, organisation: 乙社, amount: 1万元}", "decisions"), "C751", "乙社"),
    Slip(line("{rule: taicang_2015_8_post, amount: 1万元}", "decisions"), "C741", "taicang_2015_8_post"),
    Slip(
        "as_of: 2023-02-01\norganisation: [{id: A}, {id: B}]\ndecisions: [{rule: incubation_subsidy, amount: 1元}]",
        "C752",
        "rule",
        "organisation",
    ),
    Slip(
        line("{rule: incubation_subsidy, amount: 1元}\n  - {rule: incubation_subsidy, amount: 2元, by: 乙}", "decisions"),
        "C753",
        "rule",
    ),
    # Claims, readings, expectations.
    Slip(line("post_subsidies", "claims"), "C740", "post_subsidies", "post_subsidy"),
    Slip(line("{rule: post_subsidy, post: P2}", "claims"), "C751", "P2", "P1"),
    Slip("as_of: 2023-02-01\nreadings: {first_dai: signed}", "C755", "first_dai", "first_day"),
    Slip("as_of: 2023-02-01\nreadings: {first_day: singed}", "C756", "singed", "signed"),
    Slip("as_of: 2023-02-01\nexpect: {startup_subsidi: {}}", "C740", "startup_subsidi", "startup_subsidy"),
    Slip("as_of: 2023-02-01\nexpect: {startup_subsidy: {verdikt: granted}}", "C760", "verdikt", "verdict"),
    Slip("as_of: 2023-02-01\nexpect: {startup_subsidy: {rate: 1}}", "C760", "rate"),
    Slip("as_of: 2023-02-01\nexpect: {startup_subsidy: {verdict: grant}}", "C761", "grant", "granted"),
    Slip("as_of: 2023-02-01\nexpect: {startup_subsidy: {amount: 3}}", "C716", "3", "3元"),
    Slip("as_of: 2023-02-01\nexpect: {startup_subsidy: granted}", "C701", "granted"),
    # Steps.
    Slip("as_of: 2023-02-01\nsteps: [{as_of: 2023-02-01}, {as_of: 2023-01-31}]", "C765", "2023-01-31"),
    Slip("as_of: 2023-02-01\nsteps: [{steps: []}]", "C766", "steps"),
    # Other facts.
    Slip(small_case("share: 0.125"), "C718", "0.125", "2", "small"),
    Slip(small_case("share: 70%"), "C718", "70%", "", "small"),
    Slip(small_case("share: 1.01"), "C724", "1.01", "1.00", "small"),
    Slip(small_case("cost: 99.99元"), "C723", "99.99元", "100元", "small"),
    Slip(small_case("cost: 25000.01元"), "C724", "25000.01元", "25000元", "small"),
    Slip(small_case("visits: [2022-01-01, 2022-01-02, 2022-01-03, 2022-01-04]"), "C725", "2022-01-01", "3", "small"),
    Slip(small_case("visits: [2022-01-01, 2023-02-02]"), "C724", "2023-02-02", "", "small"),
    Slip(small_case("visits: [2022-01-01, '']"), "C712", "''", "", "small"),
    Slip("as_of: 2026-02-01\nfirm: {founded: 2025-01-01}", "C724", "2025-01-01", "2024-12-31", "small"),
    Slip("as_of: 2026-02-01\nfirm: {size: 小型}", "C710", "小型", "small", "small"),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.code}-{slip.at[:20]}")
def test_a_slip_is_named_where_it_stands(slip: Slip) -> None:
    cases, found = read(slip.text, small() if slip.pack == "small" else taicang())
    assert [each.code for each in found] == [slip.code]
    (diagnostic,) = found
    assert diagnostic.place is not None
    assert diagnostic.place.text == slip.at
    values = " ".join(diagnostic.values.values())
    assert slip.remedy in values
    assert len(cases) == (1 if slip.code in ("C708", "C709", "C707") and "cases: [{" in slip.text else 0)


def test_every_message_is_met() -> None:
    """Each code of this stage has a slip above, or a test of its own below."""
    assert {message.code for message in MESSAGES} == {slip.code for slip in SLIPS} | {"C721"}


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.code}-{slip.at[:20]}")
def test_a_message_finds_all_its_values(slip: Slip) -> None:
    for diagnostic in read(slip.text, small() if slip.pack == "small" else taicang())[1]:
        message = CATALOG[diagnostic.code]
        for text in (message.zh, message.en, message.help_zh, message.help_en):
            text.format(**diagnostic.values)


def test_a_rounded_identity_number_is_a_warning() -> None:
    """The case stays usable: another kind of number may end so. The check digit decides."""
    cases, found = read("as_of: 2023-02-01\nperson: [{id: '110105194912310000'}, {id: 11010519491231002X}]")
    assert [each.code for each in found] == ["C721"]
    assert len(cases) == 1
    assert "19491231" not in found[0].values["text"]


def test_all_mistakes_of_a_file_are_found_at_once() -> None:
    text = "cases:\n  - {as_of: 2023-02-01, city: {vilages: x, covered: 1.5}}\n  - {case: 好, as_of: 2023-02-01}\n"
    cases, found = read(text)
    assert [each.code for each in found] == ["C727", "C714"]
    assert [case.name for case in cases] == ["好"]


def test_what_is_not_stated_is_unknown() -> None:
    case = one("as_of: 2023-02-01\norganisation: {registration: , registered_on: 2022-03-10, project: [], base: }\nhistory:\n")
    (subject,) = case.roots["organisation"]
    assert subject.id == "1"
    assert subject.facts == {"registered_on": date(2022, 3, 10)}
    assert subject.children == {"post": None, "project": (), "base": None}
    assert case.history is None
    assert case.claims is None
    assert "person" not in case.roots
    assert one("as_of: 2023-02-01\nhistory: []").history == ()


def test_values_are_typed_by_the_pack() -> None:
    case = one(small_case("share: 0.25\n    cost: 2.5万元\n    visits: [2022-05-01, 2022-01-01]"), small())
    (firm,) = case.roots["firm"]
    (site,) = firm.children["site"] or ()
    assert site.facts == {"share": Fraction(1, 4), "cost": Money(2_500_000), "visits": (date(2022, 1, 1), date(2022, 5, 1))}
    big = one("as_of: 2023-02-01\nfirm: {size: big, tax_number: 007}", small()).roots["firm"][0]
    assert big.facts == {"size": Member("big", ("small", "big")), "tax_number": "007"}


def test_a_line_of_history_is_read_whole() -> None:
    text = line("{rule: post_subsidy, post: P1, period: 2022, amount: 6万元, paid_on: 2022-12-20, times: 24, claims: 2, part: 1}")
    (entry,) = one(text).history or ()
    assert (entry.rule, entry.path) == ("post_subsidy", (("organisation", "甲社"), ("post", "P1")))
    assert entry.period is not None and entry.period.start == date(2022, 1, 1) and entry.period.end == date(2022, 12, 31)
    assert (entry.amount, entry.paid_on, entry.times, entry.claims, entry.part) == (6_000_000, date(2022, 12, 20), 24, 2, 1)
    assert entry.as_of is None


def test_an_opening_balance_counts_a_unit_for_each_claim() -> None:
    (entry,) = one(line("{rule: post_subsidy, post: P1, claims: 100}")).history or ()
    assert (entry.claims, entry.times, entry.amount) == (100, 100, None)


@pytest.mark.parametrize(
    ("subjects", "named", "path"),
    [
        ("organisation: {id: A}", "post: P1", ("A", "P1")),
        ("organisation: [{id: A}, {id: B}]", "post: P1", (None, "P1")),
        ("organisation: [{id: A}, {id: B}]", "organisation: B, post: P1", ("B", "P1")),
        ("organisation: {id: A, post: {id: P1}}", "period: 2022", ("A", None)),
        ("person: {id: A}", "post: P1", (None, "P1")),
    ],
)
def test_a_parent_is_taken_from_the_case_where_it_has_one(subjects: str, named: str, path: tuple[str | None, ...]) -> None:
    (entry,) = one(f"as_of: 2023-02-01\n{subjects}\nhistory: [{{rule: post_subsidy, {named}}}]").history or ()
    assert entry.path == tuple(zip(("organisation", "post"), path, strict=True))


def test_a_top_level_subject_is_taken_from_the_case_where_it_has_one() -> None:
    (entry,) = one("as_of: 2023-02-01\norganisation: {id: A}\nhistory: [{rule: startup_subsidy}]").history or ()
    assert entry.path == (("organisation", "A"),)
    (entry,) = one("as_of: 2023-02-01\norganisation: [{id: A}, {id: B}]\nhistory: [{rule: startup_subsidy}]").history or ()
    assert entry.path == (("organisation", None),)


def test_key_facts_of_a_line_are_typed() -> None:
    wage = "{rule: wage_subsidy, worker: W, period: 2022-12, size: big, level: 3}"
    text = f"as_of: 2023-02-01\nhistory: [{wage}, {{rule: old_award, site: S}}]"
    first, second = one(text, small()).history or ()
    assert first.facts == {"firm.size": Member("big", ("small", "big")), "worker.level": 3}
    assert first.path == (("firm", None), ("site", None), ("worker", "W"))
    assert first.period is not None and first.period.end == date(2022, 12, 31)
    assert second.rule == "old_award"


def test_the_same_payment_may_stand_twice() -> None:
    assert len(one(line("{rule: post_subsidy, post: P1}\n  - {rule: post_subsidy, post: P1}")).history or ()) == 2


def test_a_decision_finds_its_subject() -> None:
    text = "as_of: 2023-02-01\norganisation: [{id: A, base: {id: X}}, {id: B, base: {id: Y}}]\n"
    decided = "{rule: base_annual_subsidy, base: Y, period: 2022, amount: -1元, by: 市民政局, on: 2023-03-01}"
    case = one(f"{text}decisions: [{decided}]")
    (decision,) = case.decisions
    assert decision.path == (("organisation", "B"), ("base", "Y"))
    assert (decision.amount, decision.by, decision.on) == (-100, "市民政局", date(2023, 3, 1))


def test_claims_name_rules_or_parts_of_them() -> None:
    named, narrowed = one(line("startup_subsidy\n  - {rule: post_subsidy, post: P1, period: 2022}", "claims")).claims or ()
    assert (named.rule, named.ids, named.period) == ("startup_subsidy", {}, None)
    assert (narrowed.ids, narrowed.period and narrowed.period.label) == ({"post": "P1"}, "2022")


def test_expectations_are_told_apart_by_subject_and_period() -> None:
    awards = "[{post: P1, period: 2022, verdict: granted, paid_by: {市财政: 6万元}}, {post: P1, period: 2023, verdict: refused}]"
    first, second = one(line("{rule: post_subsidy}", "claims") + f"expect: {{post_subsidy: {awards}}}\n").expect or ()
    assert (first.ids, first.period) == ({"post": "P1"}, "2022")
    assert first.fields == {"verdict": "granted", "paid_by": {"市财政": "6万元"}}
    assert second.period == "2023"


DEFAULTS = """
defaults:
  as_of: 2023-02-01
  organisation: {kind: social_group, registration: registered, post: {approved: true, holder: 张}}
  readings: {first_day: published, last_day: five_years}
  history: []
cases:
  - {case: 合并, organisation: {id: 甲社, registration: filed, post: {approved: }}, readings: {first_day: signed}}
  - {case: 代替, as_of: 2024-01-01, organisation: [{id: 甲社}, {id: 乙社}], history: }
"""


def test_defaults_lie_under_every_case() -> None:
    cases, found = read(DEFAULTS)
    assert not found
    merged, replaced = cases
    (subject,) = merged.roots["organisation"]
    assert subject.id == "甲社"
    assert {name: str(getattr(value, "name", value)) for name, value in subject.facts.items()} == {
        "kind": "social_group",
        "registration": "filed",
    }
    (post,) = subject.children["post"] or ()
    assert post.facts == {"holder": "张"}
    assert merged.readings == {"first_day": "signed", "last_day": "five_years"}
    assert merged.history == ()
    assert [(each.id, dict(each.facts)) for each in replaced.roots["organisation"]] == [("甲社", {}), ("乙社", {})]
    assert (replaced.as_of, replaced.history) == (date(2024, 1, 1), None)


CHAIN = """
case: 链
as_of: 2022-01-01
organisation: {id: A, resident_in_base: true, post: [{id: P1, approved: true}, {id: P2}]}
readings: {first_day: published}
expect: {startup_subsidy: {verdict: refused}}
steps:
  - {as_of: 2022-03-01, expect: {incubation_subsidy: {verdict: to_decide}}}
  - {as_of: 2022-04-01, organisation: {post: [{id: P2, approved: false}, {id: P3}]}, readings: {last_day: open}}
  - {case: 末, as_of: 2022-05-01, person: {id: M}}
"""


def test_each_step_is_a_whole_case() -> None:
    case = one(CHAIN)
    first, second, third = case.steps
    assert [step.name for step in case.steps] == ["链.1", "链.2", "末"]
    assert [step.as_of.month for step in case.steps] == [3, 4, 5]
    known = [step.roots["organisation"][0].children["post"] or () for step in case.steps]
    posts = [{post.id: post.facts.get("approved") for post in each} for each in known]
    assert posts == [{"P1": True, "P2": None}, {"P1": True, "P2": False, "P3": None}, {"P1": True, "P2": False, "P3": None}]
    assert second.readings == third.readings == {"first_day": "published", "last_day": "open"}
    assert ([len(step.expect or ()) for step in case.steps], second.expect) == ([1, 0, 0], None)
    assert [each.rule for each in case.expect or ()] == ["startup_subsidy"]
    assert "person" not in first.roots and third.roots["person"][0].id == "M"
    assert len({case.digest, *(step.digest for step in case.steps)}) == 4


SAME = [
    """
organisation: {id: A, kind: company, registration: filed}
as_of: 2023-02-01
history: [{rule: startup_subsidy}, {rule: venture_project}]
city: {meetings: [2022-01-01, 2022-02-01]}
""".strip(),
    """
# 注释
case: 甲
as_of: '2023-02-01'
why: 为何
cite: 一
expect: {startup_subsidy: {verdict: refused}}
organisation:
  registration: filed
  kind: "company"
  registered_on:
  id: A
decisions:
measure: taicang-2021-163
history:
  - {rule: venture_project}
  - rule: startup_subsidy
    amount:
city: {meetings: [2022-02-01, 2022-01-01]}
""".replace("\n", "\r\n"),
]
OTHER = [
    SAME[0].replace("2023-02-01", "2023-02-02"),
    SAME[0].replace("company", "other"),
    SAME[0].replace("{rule: startup_subsidy}, ", ""),
    SAME[0].replace("[{rule: startup_subsidy}, {rule: venture_project}]", "[]"),
    SAME[0].replace("history: [{rule: startup_subsidy}, {rule: venture_project}]", "history:"),
    SAME[0] + "\nreadings: {first_day: published}",
    SAME[0] + "\nclaims: [startup_subsidy]",
    SAME[0] + "\nperiod: 2022",
    SAME[0] + "\nperson: []",
    SAME[0] + "\ndecisions: [{rule: incubation_subsidy, amount: 1元}]",
    SAME[0].replace(", 2022-02-01]", "]"),
]


def test_the_digest_is_of_what_can_change_the_answer() -> None:
    first, second = (one(text).digest for text in SAME)
    assert first == second
    assert first.startswith("sha256:")
    assert len({first, *(one(text).digest for text in OTHER)}) == 1 + len(OTHER)


def test_the_packs_own_cases_have_no_mistake() -> None:
    cases, found = read((POLICIES / "taicang_2021_163.cases.yaml").read_text(encoding="utf-8"))
    assert not found
    assert len(cases) > 300
    assert len({case.name for case in cases}) == len(cases)


NOWHERE = Place(Source("case.yaml", ""), 0, 0)
WORDS = [*CASE_KEYS, *FILE_KEYS, "id", "rule", "firm", "site", "worker", "visits", "share", "size", "amount", "times", "verdict"]
VALUES = [
    "",
    "1",
    "-1",
    "是",
    "2023-02-01",
    "2023-05",
    "3万元",
    "3万",
    "9" * 30,
    "²",
    "wage_subsidy",
    "visit_award",
    "old_award",
    "big",
]


def nodes() -> st.SearchStrategy[Node]:
    """Any tree of nodes, made mostly of words that mean something in a case."""
    texts = st.builds(Text, st.sampled_from(VALUES) | st.text(max_size=8), st.just(NOWHERE), st.booleans())
    keys = st.builds(Text, st.sampled_from(WORDS), st.just(NOWHERE), st.just(True))

    def deeper(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        fields = st.lists(st.builds(Field, keys, inner), max_size=6, unique_by=lambda field: field.key.text)
        items = st.lists(inner, max_size=3)
        return st.builds(Fields, fields.map(tuple), st.just(NOWHERE)) | st.builds(Items, items.map(tuple), st.just(NOWHERE))

    return st.recursive(texts, deeper, max_leaves=25)


@given(nodes())
def test_no_tree_makes_the_reader_fail(tree: Node) -> None:
    """Mistakes are data, whatever their shape; and a file without a case says why."""
    cases, found = read_cases(tree, small())
    assert cases or found


FACTS = sorted((*taicang().facts.values(), *small().facts.values()), key=lambda fact: fact.key)
SLIPPED = st.text("0123456789０９²½.-/年月日万元亿分角个,，+e%¥ 是否", max_size=14) | st.sampled_from(
    ["44621", "20220301", "3万", "1,200"]
)


@given(st.sampled_from(FACTS), SLIPPED)
def test_a_value_is_typed_or_named_and_what_is_suggested_is_accepted(fact: Fact, text: str) -> None:
    found = Diagnostics()
    value = typed(fact, Text(text, NOWHERE, True), date(2023, 2, 1), found)
    errors = [each for each in found.found if each.code != "C721"]
    assert not text.strip() or (value is None) == bool(errors)
    for each in errors:
        if each.code in ("C710", "C716"):
            again = Diagnostics()
            typed(fact, Text(each.values["written"], NOWHERE, True), None, again)
            assert {other.code for other in again.found} <= {"C723", "C724"}  # well written, though perhaps out of range


def test_an_unknown_rule_in_history_is_told_the_names_there_are() -> None:
    """Those of other instruments too, and the id of the one whose label was written."""
    text = "as_of: 2023-02-01\norganisation: {id: A}\nhistory: [{rule: 孵化补贴, amount: 1万元}]\n"
    (found,) = read_cases(node(text), taicang())[1]
    assert found.code == "C740" and found.values["did_you_mean"] == "incubation_subsidy"
    assert "incubation_subsidy（孵化补贴）" in found.values["known_zh"]
    assert "taicang_2015_8_post（岗位补贴（太委办〔2015〕8号））" in found.values["known_zh"]
    assert "startup_subsidy (one-time start-up subsidy)" in found.values["known_en"]
    claimed = text.replace("history: [{rule: 孵化补贴, amount: 1万元}]", "claims: [孵化]")
    (found,) = read_cases(node(claimed), taicang())[1]
    assert found.code == "C740" and "taicang_2015_8_post" not in found.values["known_zh"], "which cannot be claimed"
