"""The words of the oracle: what a case holds, how its parts are named, and truth, days and history with unknowns in them.

Standard library only, like the oracle: pairs are (at least, at most), an unknown is None.
"""

import calendar
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

UNBOUNDED = 10**15  # an absent amount may be anything
TARGETS = {"village_coverage": ("covered", "villages"), "professional_grade": ("professionals_3a", "professionals")}
SUBJECT = {
    "startup_subsidy": "organisation", "incubation_subsidy": "organisation", "activity_funds": "organisation",
    "procurement_procedure": "purchase", "venture_project": "project", "post_subsidy": "post", "salary_subsidy": "person",
    "settling_allowance": "person", "living_benefits": "person", "certificate_reward": "certificate", "base_award": "base",
    "base_annual_subsidy": "base", **dict.fromkeys([*TARGETS, "compound_organisations", "joint_meeting"], "city"),
}  # fmt: skip
BENEFIT = "taicang_2015_8_post"  # another instrument's benefit: may stand in history, is never claimed
PARENT = {"post": "organisation", "project": "organisation", "base": "organisation", "certificate": "person"}
YEARLY = ("post_subsidy", "base_annual_subsidy")
STACKED = ("startup_subsidy", "incubation_subsidy", "venture_project", "post_subsidy", "base_award", "base_annual_subsidy")
FIRST_DAY = {"signed": date(2021, 11, 18), "published": date(2021, 11, 19), "thirty_days_on": date(2021, 12, 19)}
DEADLINE = date(2025, 12, 31)
DEGREES = ("other", "bachelor", "master", "doctor")  # ascending
READINGS = {  # the options of each, the default first
    "first_day": "signed published thirty_days_on", "last_day": "open five_years", "filed_organisations": "excluded included",
    "newly_registered": "since_in_force within_12_months same_year", "startup_in_taicang": "required not_required",
    "incubation_in_taicang": "not_required required", "incubation_year": "twelve_months calendar_year",
    "resident_field": "not_required required", "ceiling": "decided paid", "unnamed_payer": "unstated city_finance",
    "threshold_amount": "bundle contract item", "post_year": "full_year pro_rata", "post_counted": "per_post per_person",
    "post_years": "cumulative consecutive", "post_approval": "needed automatic", "title_order": "any_order title_first",
    "holder_certificate": "any_level intermediate_up", "salary_degree": "not_required required",
    "first_home": "in_taicang anywhere", "home_claims": "per_person per_household", "degree_basis": "degree both",
    "two_levels": "each_level difference", "certificate_window": "since_in_force any_date",
    "senior_certificate": "none as_intermediate", "base_unit": "per_base per_organisation", "stacking": "add_up highest_only",
    "other_instrument": "add_up deduct", "meeting_interval": "rolling calendar", "grade_counted": "valid_on_day ever_reached",
}  # fmt: skip


class Claim(NamedTuple):
    rule: str
    path: tuple
    period: str | None
    facts: dict
    parent: dict


class Line(NamedTuple):
    """A claim paid before, or served earlier in this case; `real`: is it certainly, possibly a claim at all?"""

    rule: str
    path: tuple
    period: str | None
    facts: dict
    as_of: date | None
    amount: tuple[int, int]
    claims: tuple[int, int]
    units: tuple[int, int]
    real: tuple[bool, bool] = (True, True)


def known(test: Callable, *values: object) -> bool | None:
    return None if None in values else test(*values)


def every(truths: Iterable[bool | None]) -> bool | None:
    seen = list(truths)
    return False if False in seen else None if None in seen else True


def month_on(day: date, months: int) -> date:
    """The corresponding day, or the last of the month where there is none (Civil Code 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def instances(case: dict, kind: str) -> Iterator[tuple[tuple, dict, dict]]:
    """(path, facts, facts of the parent) of every subject of a kind, in the order of the case; one of no name where a parent
    does not say which it has."""
    for path, parent, _ in instances(case, PARENT[kind]) if kind in PARENT else [((), case, {})]:
        found = parent.get(kind, [{}] if kind in PARENT else [])
        for facts in [found] if isinstance(found, dict) else found:
            yield (*path, (kind, facts.get("id"))), facts, parent


def path_of(case: dict, line: dict) -> tuple:
    """The path a line names; a missing parent or top subject is the only one in the case, else unknown."""
    kind = SUBJECT.get(line["rule"], "post")
    top = PARENT.get(kind, kind)
    there = [path[0][1] for path, _, _ in instances(case, top)]
    head = (top, line.get(top) or (there[0] if len(there) == 1 else None))
    return (head, (kind, line.get(kind))) if kind in PARENT else (head,)


def history(case: dict) -> Iterator[Line]:
    instalments = set()
    for raw in case.get("history") or []:
        claim = (raw["rule"], path_of(case, raw), raw.get("period"))
        again = "part" in raw and claim in instalments  # an instalment counts with its own claim: the first carries the count
        instalments |= {claim} if "part" in raw else set()
        claims = 0 if again else raw.get("claims") or 1
        units = 0 if again else raw.get("times") or claims  # a claim without `times` counts one unit
        amount = (0, UNBOUNDED) if raw.get("amount") is None else (raw["amount"], raw["amount"])
        yield Line(*claim, raw, raw.get("as_of"), amount, (claims, claims), (units, units))
