"""Does the oracle answer as the measure does? Cases worked out by hand, the arithmetic beside each."""

import random
from datetime import date

import pytest
import yaml

from tests.oracle_cases import money, random_case, typed
from tests.oracle_taicang import judge
from tests.oracle_words import SUBJECT

WAN = 1_000_000  # 1万元 in fen
ORG = {
    "id": "O", "kind": "social_group", "registration": "registered", "registered_on": date(2022, 3, 10), "resident_in_base": True,
    "in_judicial_field": True, "fulltime_staff_confirmed": True, "registered_in_taicang": True,
}  # fmt: skip
POST = {"id": "P1", "approved": True, "holder_certified": True, "holder": "A", "holder_level": "assistant", "months_filled": 7}
BASE = {"id": "B1", "built": True, "accepted": True, "annual_plan_approved": True}
LEADER = {
    "id": "N", "title": "leading", "title_issuer": "taicang", "titled_on": date(2022, 5, 1), "degree": "doctor",
    "education": "master", "home_in_taicang": True, "first_owner_occupied": True, "home_bought_on": date(2022, 4, 30),
    "household": "H", "homes_before": 1, "in_field": True,
}  # fmt: skip
INCUBATION_2023 = {"rule": "incubation_subsidy", "organisation": "O", "as_of": date(2023, 2, 28), "amount": WAN}


def post_line(period: str | None, **more: object) -> dict:
    line = {"rule": "post_subsidy", "post": "P1", "organisation": "O", "amount": 6 * WAN, "holder": "A"} | more
    return line | ({"period": period} if period else {})


def answer(rule: str, case: dict, **readings: str) -> list[tuple]:
    """(verdict, low, high) of every award of one rule, in the order they were served."""
    whole = {"as_of": date(2023, 6, 1), "history": []} | case
    awards = judge(whole | {"readings": readings})["awards"]
    return [(a["verdict"], a["low"], a["high"]) for key, a in awards.items() if key[0] == rule]


def of_org(**facts: object) -> dict:
    return {"organisation": ORG | facts}


def with_post(*history: dict, period: object = "2023", **facts: object) -> dict:
    return {**of_org(post=[POST | facts]), "period": period, "history": list(history)}


def deciding(rule: str, amount: int, **names: str) -> list[dict]:
    return [{"rule": rule, "amount": amount} | names]


def granted(fen: int) -> tuple:
    return "granted", fen, fen


REFUSED, OUTSIDE = ("refused", 0, 0), ("not_in_force", 0, 0)
START, INCUBATE, POSTS, HOME, CERT = (
    "startup_subsidy", "incubation_subsidy", "post_subsidy", "settling_allowance", "certificate_reward"
)  # fmt: skip
CERTIFIED = {"id": "C1", "level": "assistant", "certified_on": date(2022, 1, 1)}
TWO_LEVELS = {
    "person": LEADER | {"certificate": [CERTIFIED, {"id": "C2", "level": "intermediate", "certified_on": date(2023, 1, 1)}]}
}
TWO_POSTS = of_org(post=[POST, POST | {"id": "P2"}]) | {"period": "2023"}


@pytest.mark.parametrize(
    ("rule", "case", "readings", "expected"),
    [
        # 四(一)第5句: 30,000 once; a filed organisation only under the other reading; 2021-11-17 is a day before the first.
        (START, of_org(), {}, [granted(3 * WAN)]),
        (START, of_org() | {"history": [{"rule": START, "organisation": "O"}]}, {}, [REFUSED]),
        (START, of_org(registration="filed"), {}, [REFUSED]),
        (START, of_org(registration="filed"), {"filed_organisations": "included"}, [granted(3 * WAN)]),
        (START, of_org() | {"as_of": date(2021, 11, 17)}, {}, [OUTSIDE]),
        (START, of_org(registered_on=date(2021, 11, 18)) | {"as_of": date(2021, 11, 18)}, {}, [granted(3 * WAN)]),
        # 2022-03-10 + 12 months = 2023-03-10, included; the day after is too late.
        (START, of_org() | {"as_of": date(2023, 3, 10)}, {"newly_registered": "within_12_months"}, [granted(3 * WAN)]),
        (START, of_org() | {"as_of": date(2023, 3, 11)}, {"newly_registered": "within_12_months"}, [REFUSED]),
        # One fact unknown: 0 to 30,000; but a company is refused whatever else is unknown, and so without any history.
        (START, of_org(in_judicial_field=None), {}, [("unknown", 0, 3 * WAN)]),
        (START, of_org(in_judicial_field=None, kind="company"), {}, [REFUSED]),
        (START, of_org() | {"history": None}, {}, [("unknown", 0, 3 * WAN)]),
        # 四(一)第6句: 30,000 − 10,000 = 20,000 is left; 35,000 decided is cut to 20,000; nil is a refusal.
        (INCUBATE, of_org() | {"history": [INCUBATION_2023]}, {}, [("to_decide", 0, 2 * WAN)]),
        (INCUBATE, of_org() | {"history": [INCUBATION_2023], "decisions": deciding(INCUBATE, 35 * WAN // 10)}, {},
         [granted(2 * WAN)]),
        (INCUBATE, of_org() | {"decisions": deciding(INCUBATE, 0)}, {}, [REFUSED]),
        # 35,000 is first cut to the ceiling of 30,000; highest only: 30,000 − 10,000 for the base's award.
        (INCUBATE, of_org(base=[BASE]) | {"claims": [INCUBATE], "decisions": deciding(INCUBATE, 35 * WAN // 10), "history": [
            {"rule": "base_award", "base": "B1", "amount": WAN}]}, {"stacking": "highest_only"}, [granted(2 * WAN)]),
        # First subsidised 2023-02-28: 2024-02-28 is in the year, 2024-02-29 is not; the calendar year ends sooner.
        (INCUBATE, of_org() | {"history": [INCUBATION_2023], "as_of": date(2024, 2, 28)}, {}, [("to_decide", 0, 2 * WAN)]),
        (INCUBATE, of_org() | {"history": [INCUBATION_2023], "as_of": date(2024, 2, 29)}, {}, [REFUSED]),
        (INCUBATE, of_org() | {"history": [INCUBATION_2023], "as_of": date(2024, 1, 1)}, {"incubation_year": "calendar_year"},
         [REFUSED]),
        # Without its day the earlier claim may lie anywhere: nothing is certain, 20,000 still possible.
        (INCUBATE, of_org() | {"history": [{"rule": INCUBATE, "amount": WAN}]}, {}, [("unknown", 0, 2 * WAN)]),
        # "Pay the ceiling": 30,000 without a decision; another decision is rejected.
        (INCUBATE, of_org(), {"ceiling": "paid"}, [granted(3 * WAN)]),
        (INCUBATE, of_org() | {"decisions": deciding(INCUBATE, WAN)}, {"ceiling": "paid"}, [("rejected", 0, 0)]),
        # 四(二)第5句: 40,000 is inside, one fen less is not.
        ("venture_project", of_org(project=[{"id": "J", "selected": True}])
         | {"decisions": deciding("venture_project", 4 * WAN, project="J")}, {}, [granted(4 * WAN)]),
        ("venture_project", of_org(project=[{"id": "J", "selected": True}])
         | {"decisions": deciding("venture_project", 4 * WAN - 1, project="J")}, {}, [("rejected", 0, 0)]),
        # 四(五)第3句: 60,000 a year; 2021 began before the first day; the fourth of four years is one too many.
        (POSTS, with_post(), {}, [granted(6 * WAN)]),
        (POSTS, with_post(period=["2021", "2022", "2023", "2024", "2025"]), {}, [OUTSIDE, *[granted(6 * WAN)] * 3, REFUSED]),
        (POSTS, with_post(post_line("2023")), {}, [REFUSED]),
        # Two years in two instalments each are two claims, so a third year is left.
        (POSTS, with_post(*(post_line(y, part=n) for y in ("2022", "2023") for n in (1, 2)), period="2024"), {},
         [granted(6 * WAN)]),
        # A balance of two years without its years: the third fits the three, but 2023 itself may be among them.
        (POSTS, with_post(post_line(None, times=2)), {}, [("unknown", 0, 6 * WAN)]),
        (POSTS, with_post(post_line(None, times=3)), {}, [REFUSED]),
        (POSTS, with_post(period=None), {}, [("unknown", 0, 6 * WAN)]),
        # 60,000 × 7 / 12 = 35,000.
        (POSTS, with_post(), {"post_year": "pro_rata"}, [granted(35 * WAN // 10)]),
        # First year 2022: 2024 < 2025 fits, 2025 does not, though only one of the three years is used.
        (POSTS, with_post(post_line("2022"), period=["2024", "2025"]), {"post_years": "consecutive"},
         [granted(6 * WAN), REFUSED]),
        # One holder on two posts: each post has its year, or the person has one.
        (POSTS, TWO_POSTS, {}, [granted(6 * WAN)] * 2),
        (POSTS, TWO_POSTS, {"post_counted": "per_person"}, [granted(6 * WAN), REFUSED]),
        # 25,000 from the other instrument: 60,000 − 25,000 = 35,000 if deducted; not ruled on, both ends are open.
        (POSTS, with_post({"rule": "taicang_2015_8_post", "post": "P1", "period": "2023", "amount": 25 * WAN // 10}), {},
         [("unknown", 35 * WAN // 10, 6 * WAN)]),
        (POSTS, with_post({"rule": "taicang_2015_8_post", "post": "P1", "period": "2022", "amount": 25 * WAN // 10}),
         {"other_instrument": "deduct"}, [granted(6 * WAN)]),
        # Highest only: start-up takes 30,000, incubation may take nothing more of it; the post adds 60,000 − 30,000.
        # Without the list of projects one might have been paid before it.
        (POSTS, of_org(post=[POST], project=[]) | {"period": "2023"}, {"stacking": "highest_only"}, [granted(3 * WAN)]),
        (POSTS, with_post(), {"stacking": "highest_only"}, [("unknown", 0, 3 * WAN)]),
        (INCUBATE, with_post(), {"stacking": "highest_only"}, [REFUSED]),
        # 四(五)第5句: a doctor 150,000; by the lower of degree and certificate of education, a master, 100,000.
        (HOME, {"person": LEADER}, {}, [granted(15 * WAN)]),
        (HOME, {"person": LEADER}, {"degree_basis": "both"}, [granted(10 * WAN)]),
        (HOME, {"person": LEADER | {"degree": None}}, {}, [("unknown", 0, 15 * WAN)]),
        (HOME, {"person": LEADER | {"title": "key"}}, {}, [REFUSED]),
        (HOME, {"person": LEADER}, {"first_home": "anywhere"}, [REFUSED]),
        (HOME, {"person": LEADER}, {"title_order": "title_first"}, [REFUSED]),
        (HOME, {"person": [LEADER, LEADER | {"id": "M"}]}, {"home_claims": "per_household"}, [granted(15 * WAN), REFUSED]),
        # 四(五)第7句: 1,200 and 1,800, or the difference 600.
        (CERT, TWO_LEVELS, {}, [granted(120_000), granted(180_000)]),
        (CERT, TWO_LEVELS, {"two_levels": "difference"}, [granted(120_000), granted(60_000)]),
        (CERT, {"person": LEADER | {"certificate": [CERTIFIED, CERTIFIED | {"id": "C2"}]}}, {}, [granted(120_000), REFUSED]),
        # A level that is not known: 0 to 1,800; if senior counts as intermediate at least 1,200 is certain.
        (CERT, {"person": LEADER | {"certificate": [CERTIFIED | {"level": None}]}}, {}, [("unknown", 0, 180_000)]),
        (CERT, {"person": LEADER | {"certificate": [CERTIFIED | {"level": None}]}}, {"senior_certificate": "as_intermediate"},
         [("unknown", 120_000, 180_000)]),
        # 四(五)第11、12句: two bases of one organisation; 50,000 − 20,000 = 30,000 left of the year.
        ("base_award", of_org(base=[BASE, BASE | {"id": "B2"}]), {"base_unit": "per_organisation"},
         [granted(2 * WAN), REFUSED]),
        ("base_annual_subsidy", of_org(base=[BASE]) | {"period": ["2022", "2023"], "history": [
            {"rule": "base_annual_subsidy", "base": "B1", "period": "2023", "amount": 2 * WAN}]}, {},
         [("to_decide", 0, 5 * WAN), ("to_decide", 0, 3 * WAN)]),
        ("base_annual_subsidy", of_org(base=[BASE]) | {"period": "2023", "history": [
            {"rule": "base_annual_subsidy", "base": "B1", "period": "2023"}]}, {}, [("unknown", 0, 5 * WAN)]),
        # Rules that another instrument settles, or that name no amount.
        ("living_benefits", {"person": LEADER, "history": None}, {"degree_basis": "both"}, [("delegated", 0, 0)]),
        ("living_benefits", {"person": LEADER | {"education": "bachelor", "degree": None}}, {"degree_basis": "both"}, [REFUSED]),
        ("activity_funds", of_org() | {"history": None}, {}, [("unstated", 0, 0)]),
        ("salary_subsidy", {"person": LEADER | {"title": "none"}}, {}, [REFUSED]),
    ],
)  # fmt: skip
def test_awards(rule: str, case: dict, readings: dict, expected: list[tuple]) -> None:
    assert answer(rule, case, **readings) == expected


def test_a_lapsed_measure_grants_nothing() -> None:
    """Under five_years 2026-11-17 is the last day; a year that began in force is still within it."""
    assert answer(START, of_org() | {"as_of": date(2026, 11, 17)}, last_day="five_years")[0][0] == "granted"
    assert answer(START, of_org() | {"as_of": date(2026, 11, 18)}, last_day="five_years") == [OUTSIDE]
    assert answer(POSTS, with_post(period="2026"), last_day="five_years")[0][0] == "granted"


def test_a_line_that_may_be_another_organisations() -> None:
    """Two organisations: a line without its organisation may be either's, so it takes from certainty only."""
    case = {"organisation": [ORG, ORG | {"id": "Q"}], "history": [{"rule": START}]}
    assert answer(START, case) == [("unknown", 0, 3 * WAN)] * 2
    assert answer(START, case | {"history": [{"rule": START, "organisation": "Q"}]}) == [granted(3 * WAN), REFUSED]


def test_only_what_is_claimed_is_served() -> None:
    claims = ["incubation_subsidy", {"rule": POSTS, "post": "P2", "organisation": "O", "period": "2024"}]
    keys = list(judge(TWO_POSTS | {"as_of": date(2023, 6, 1), "history": [], "claims": claims})["awards"])
    assert keys == [(INCUBATE, (("organisation", "O"),), None), (POSTS, (("organisation", "O"), ("post", "P2")), "2024")]


@pytest.mark.parametrize(
    ("facts", "readings", "expected"),
    [
        ({"is_transfer_item": True, "price": 100 * WAN - 1}, {}, ("chosen", "simplified")),  # 999,999.99 is below
        ({"is_transfer_item": True, "price": 100 * WAN}, {}, ("chosen", "open_tender")),  # 1,000,000 is not
        ({"is_transfer_item": True, "price": 100 * WAN, "item_price": 1}, {"threshold_amount": "item"}, ("chosen", "simplified")),
        ({"is_transfer_item": False}, {}, ("not_applicable", None)),
        ({"price": 1}, {}, ("unknown", None)),
    ],
)
def test_procedure(facts: dict, readings: dict, expected: tuple) -> None:
    case = {"as_of": date(2023, 1, 1), "purchase": {"id": "U"} | facts, "readings": readings}
    (choice,) = judge(case)["choices"].values()
    assert (choice["verdict"], choice["result"]) == expected


@pytest.mark.parametrize(
    ("as_of", "facts", "expected"),
    [
        (date(2025, 12, 30), {"villages": 9, "covered": 9}, ["pending", "pending", "unknown"]),
        (
            date(2025, 12, 31),
            {"villages": 9, "covered": 9, "professionals": 0, "compound_orgs": 3},
            ["met", "not_measurable", "met"],
        ),
        (
            date(2026, 1, 1),
            {"villages": 9, "covered": 8, "professionals": 2, "compound_orgs": 0},
            ["not_met", "unknown", "not_met"],
        ),
    ],
)
def test_targets(as_of: date, facts: dict, expected: list[str]) -> None:
    targets = judge({"as_of": as_of, "city": {"id": "X"} | facts})["targets"]
    assert [target["verdict"] for target in targets.values()] == expected


@pytest.mark.parametrize(
    ("reading", "as_of", "meetings", "expected"),
    [
        # From 2021-11-18: due 01-18 (held), then 03-18, then held on 03-19: one day late; next due 05-19.
        ("rolling", date(2022, 5, 19), [date(2022, 1, 18), date(2022, 3, 19)], ("breached", date(2022, 5, 19), 1)),
        ("rolling", date(2022, 3, 18), [date(2022, 1, 18), date(2022, 4, 1)], ("kept", date(2022, 3, 18), 0)),
        # 2021-12-31 + 2 months = 2022-02-28; on 03-03 three days have passed.
        ("rolling", date(2022, 3, 3), [date(2021, 12, 31)], ("breached", date(2022, 2, 28), 3)),
        # The first slot is Jan–Feb 2022, met on its last day; Mar–Apr runs until 04-30.
        ("calendar", date(2022, 4, 30), [date(2022, 2, 28)], ("kept", date(2022, 4, 30), 0)),
        # Mar–Apr is missed: from 04-30 to the meeting of 05-10 are 10 days; May–June is met, July–Aug comes next.
        ("calendar", date(2022, 6, 1), [date(2022, 1, 5), date(2022, 5, 10)], ("breached", date(2022, 8, 31), 10)),
        # No meeting at all: from 02-28 to 05-03 are 31 + 30 + 3 = 64 days.
        ("calendar", date(2022, 5, 3), [], ("breached", date(2022, 6, 30), 64)),
        ("rolling", date(2022, 6, 1), None, ("unknown", None, None)),
    ],
)
def test_meetings(reading: str, as_of: date, meetings: list | None, expected: tuple) -> None:
    case = {"as_of": as_of, "city": {"id": "X", "meetings": meetings}, "readings": {"meeting_interval": reading}}
    (duty,) = judge(case)["duties"].values()
    assert (duty["verdict"], duty["next_due"], duty["late_days"]) == expected


def test_text_becomes_values() -> None:
    text = "{as_of: 2023-02-01, period: [2022, 2023], organisation: {id: '7', registered_on: , in_judicial_field: false},"
    text += " history: [{rule: startup_subsidy, amount: 2.5万元, claims: 2}], city: {id: X, meetings: [2023-01-31]}}"
    case = typed(yaml.load(text, Loader=yaml.BaseLoader))
    assert case["as_of"] == date(2023, 2, 1) and case["period"] == ["2022", "2023"]
    assert case["organisation"] == {"id": "7", "in_judicial_field": False}
    assert case["history"] == [{"rule": "startup_subsidy", "amount": 2_500_000, "claims": 2}]
    assert case["city"]["meetings"] == [date(2023, 1, 31)]
    assert money("999999.99元") == 99_999_999
    with pytest.raises(ValueError):
        money("0.001元")


def test_knowing_less_never_pays_more() -> None:
    """Forgetting one fact, or the whole history, never raises what is certain nor lowers what is possible."""
    compared, changed = 0, set()
    for seed in range(600):
        rng = random.Random(seed)
        full = random_case(rng)
        less = typed(full)
        tops = [
            s
            for kind in ("organisation", "person")
            if kind in less
            for s in (less[kind] if isinstance(less[kind], list) else [less[kind]])
        ]
        below = [child for top in tops for kind in SUBJECT.values() for child in (top.get(kind) or [])]
        holders = [
            (where, name) for where in [*tops, *below] for name in where if name != "id" and not isinstance(where[name], list)
        ]
        if not holders:
            continue
        where, name = rng.choice([*holders, (less, "history")])
        where.pop(name, None)
        before, after = judge(typed(full))["awards"], judge(less)["awards"]
        for key, award in before.items():
            compared += 1
            assert after[key]["low"] <= award["low"] and after[key]["high"] >= award["high"], (seed, key, name)
            changed |= {name} if after[key] != award else set()
    assert compared > 800 and len(changed) > 12
