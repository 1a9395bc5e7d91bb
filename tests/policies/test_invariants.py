"""What the Taicang pack says must hold: of every case of its own, under every option, and of no pack with one mistake in the wrong place.

For each invariant one mutant of the pack, by its name, and an applicant with whom the mutant breaks it and the pack does not.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from engine.analysis.invariants import broken
from engine.analysis.mutate.mutants import Mutants, mutants
from engine.backends.reference import evaluate
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.pack.document import Fields, parse, read
from engine.pack.load import load
from engine.pack.model import Pack

POLICY = Path(__file__).parents[2] / "policies" / "taicang_2021_163.yaml"

ORGANISATION = """
as_of: 2023-02-01
history: HISTORY
organisation:
  {id: 甲社, kind: social_group, registration: registered, registered_on: 2022-03-10, registered_in_taicang: true,
   in_judicial_field: true, fulltime_staff_confirmed: true, resident_in_base: true,
   post: [{id: 一岗, approved: true, holder_certified: true, holder: 张三, holder_level: assistant, months_filled: 6}],
   project: [{id: 甲项目, selected: true}],
   base: [{id: 甲基地, built: true, accepted: true, annual_plan_approved: true}]}
period: 2023
"""
PERSON = """
as_of: 2023-02-01
history: HISTORY
person:
  {id: 张三, in_field: true, title: leading, title_issuer: taicang, titled_on: 2022-05-01, degree: master, education: master,
   home_in_taicang: true, first_owner_occupied: true, home_bought_on: 2022-06-01, household: 甲户, homes_before: 0,
   certificate: [{id: 甲证, level: assistant, certified_on: 2022-07-01}]}
"""
PURCHASE = """
as_of: 2023-02-01
purchase: {id: 甲采购, is_transfer_item: true, price: 100万元, contract_price: 90万元, item_price: 50万元}
"""


def of(text: str, was: str = "", now: str = "", history: str = "[]") -> str:
    """An applicant with one thing otherwise."""
    assert not was or text.count(was) == 1, was
    return text.replace(was, now).replace("HISTORY", history) if was else text.replace("HISTORY", history)


THREE_YEARS = ", ".join(
    f"{{rule: post_subsidy, organisation: 甲社, post: 一岗, period: {year}, amount: 6万元}}" for year in (2020, 2021, 2022)
)

# By invariant: a mutant that breaks it, and the applicant who shows it.
BREAKS: dict[str, tuple[str, str]] = {
    "startup_only_once": (
        "rules.startup_subsidy.limits.1: once → —",
        of(ORGANISATION, history="[{rule: startup_subsidy, organisation: 甲社, as_of: 2022-06-01, amount: 3万元}]"),
    ),
    "startup_for_staffed_newcomers": (
        "rules.startup_subsidy.when.5.is: fulltime_staff_confirmed → true",
        of(ORGANISATION, "fulltime_staff_confirmed: true", "fulltime_staff_confirmed: false"),
    ),
    "nothing_for_unregistered": (
        "rules.incubation_subsidy.when.1.is: admitted → true",
        of(ORGANISATION, "registration: registered", "registration: none"),
    ),
    "incubation_for_residents": (
        "rules.incubation_subsidy.when.2.is: resident_in_base → true",
        of(ORGANISATION, "resident_in_base: true", "resident_in_base: false"),
    ),
    "incubation_in_all": (
        "rules.incubation_subsidy.limits.1.at_most: at_most → —",
        of(ORGANISATION, history="[{rule: incubation_subsidy, organisation: 甲社, as_of: 2022-06-01, amount: 2万元}]"),
    ),
    "incubation_for_one_year": (
        "parameters.incubation_length.value: 12个月 → 13个月",
        of(ORGANISATION, history="[{rule: incubation_subsidy, organisation: 甲社, as_of: 2022-01-31, amount: 1万元}]"),
    ),
    "tender_by_the_amount": (
        "rules.procurement_procedure.choose.1.when: threshold_amount < tender_from → threshold_amount <= tender_from",
        PURCHASE,
    ),
    "venture_four_to_five": ("parameters.venture_most.value: 5万元 → 5000001分", of(ORGANISATION)),
    "post_three_years": ("parameters.post_most_years.value: 3 → 4", of(ORGANISATION, history=f"[{THREE_YEARS}]")),
    "post_by_the_month": (
        "rules.post_subsidy.amount: post_year == 'full_year' → post_year != 'full_year'",
        of(ORGANISATION, "period: 2023", "period: 2023\nreadings: {post_year: pro_rata, other_instrument: add_up}"),
    ),
    "post_needs_certificate": (
        "rules.post_subsidy.when.3.is: holder_certificate → true",
        of(ORGANISATION, "holder_certified: true", "holder_certified: false"),
    ),
    "settling_for_leading_talents": (
        "rules.settling_allowance.when.1.is: title == 'leading' → true",
        of(PERSON, "title: leading", "title: key"),
    ),
    "settling_by_degree": ("parameters.settling_grant.values.master: 10万元 → 10000001分", of(PERSON)),
    "settling_for_first_home": (
        "rules.settling_allowance.when.3.is: home_in_taicang → true",
        of(PERSON, "home_in_taicang: true", "home_in_taicang: false"),
    ),
    "certificate_by_level": ("parameters.certificate_award.values.assistant: 1200元 → 120001分", of(PERSON)),
    "certificate_only_once": (
        "rules.certificate_reward.limits.1.claims: 1 → 2",
        of(
            PERSON,
            history="[{rule: certificate_reward, person: 张三, certificate: 甲证, level: assistant, as_of: 2022-08-01, amount: 1200元}]",
        ),
    ),
    "base_award_after_acceptance": (
        "rules.base_award.when.2.is: accepted → true",
        of(ORGANISATION, "accepted: true", "accepted: false"),
    ),
    "base_funds_by_plan": ("parameters.base_cap.value: 5万元 → 5000001分", of(ORGANISATION)),
}


@cache
def every() -> Mutants:
    root, _ = parse(POLICY.read_bytes(), POLICY.name)
    assert isinstance(root, Fields)
    return mutants(root)


def case(text: str, pack: Pack) -> Case:
    node, _ = parse(("case: 例\n" + text).encode("utf-8"), "case")
    assert node is not None
    cases, wrong = read_cases(node, pack)
    assert len(cases) == 1 and not wrong, [(each.code, dict(each.values)) for each in wrong]
    return cases[0]


def test_each_has_a_mutant_and_there_are_at_least_ten() -> None:
    assert list(BREAKS) == list(every().pack.invariants) and len(BREAKS) >= 10


def names(pack: Pack, one: Case, readings: dict[str, str] | None = None) -> list[str]:
    """The invariants that are broken. Names alone, since a pack takes very long to be printed by a failing test."""
    return [each.invariant.name for each in broken(pack, one, readings)]


@pytest.mark.parametrize("name", BREAKS)
def test_one_mistake_in_the_pack_breaks_it_and_no_other(name: str) -> None:
    called, text = BREAKS[name]
    found = [each for each in every().every if each.name == called]
    assert len(found) == 1
    mistaken = every().made(found[0])
    assert mistaken is not None
    assert names(mistaken, case(text, mistaken)) == [name]
    assert names(every().pack, case(text, every().pack)) == []


@pytest.mark.parametrize("name", BREAKS)
def test_it_is_said_in_both_languages_with_its_clause(name: str) -> None:
    pack = load(POLICY).pack  # a pack that mutants are made from has no provisions
    assert pack is not None
    invariant, clauses = pack.invariants[name], set(pack.provisions)
    assert all((invariant.label.zh, invariant.label.en, invariant.of)) and invariant.cite in clauses


def test_they_hold_of_every_case_of_the_pack() -> None:
    node, _ = read(POLICY.with_suffix(".cases.yaml"))
    assert node is not None
    cases, _ = read_cases(node, every().pack)
    assert {each.name: found for each in cases if (found := names(every().pack, each))} == {}


@pytest.mark.parametrize("reading", every().pack.readings)
def test_they_hold_under_every_option(reading: str) -> None:
    pack = every().pack
    for option in pack.readings[reading].options:
        for _, text in BREAKS.values():
            assert names(pack, case(text, pack), {"other_instrument": "add_up", reading: option}) == [], option


@pytest.mark.parametrize("name", BREAKS)
def test_it_is_about_answers_that_pay_or_choose(name: str) -> None:
    """Not held up by refusals alone: somebody among the applicants above gets what it is of."""
    pack = every().pack
    for _, text in BREAKS.values():
        outcome = evaluate(pack, case(text, pack), readings={"other_instrument": "add_up"}, needs=False)
        paid = {each.rule for each in outcome.awards if (each.high or 0) > 0} | {
            each.rule for each in outcome.choices if each.result
        }
        if paid & set(pack.invariants[name].of):
            return
    raise AssertionError("nobody gets anything of it")
