"""On which days two versions are compared, and what is found of earlier ones."""

from datetime import date

import pytest

from engine.analysis.diff.every_rule import compared
from engine.analysis.diff.matching import match
from engine.analysis.diff.model import Behaviour
from engine.analysis.diff.replay import Replay
from engine.analysis.replaying import read_again
from tests.diff.support import edited, pack_of

OLD = """\
format: 1
id: span
version: 1.0.0
title: {zh: 办法, en: measure}
in_force: {from: 2022-01-01}
subjects: {firm: {label: {zh: 企业, en: firm}}}
parameters: {grant: {value: {2022-01-01: 3万元, 2024-01-01: 4万元}, label: {zh: 补贴, en: grant}}}
rules: {grant: {subject: firm, amount: grant, label: {zh: 补贴, en: grant}}}
"""
LATER = ("from: 2022-01-01}", "from: 2024-01-01}")
FIRST = date(2024, 1, 1)  # of the new version
CASE = "case: 例\nas_of: {}\nfirm: {{id: 甲}}\nclaims: [grant]\nhistory: []\n"


def behaviour(old: str, *edits: tuple[str, str]) -> Behaviour:
    (found,) = compared(match(pack_of(old), pack_of(edited(*edits, text=OLD))))
    return found


def test_a_case_of_earlier_days_is_shown_beside_those_of_later_ones() -> None:
    found = behaviour(OLD, LATER, ("3万元", "3.5万元"), ("4万元", "5万元"))
    assert [(each.kind, each.retroactive, each.case.as_of < FIRST) for each in found.findings] == [
        ("more", False, False),
        ("no_longer", True, True),
    ]


def test_a_change_of_earlier_days_alone_is_found_and_gives_no_direction() -> None:
    found = behaviour(OLD, LATER, ("3万元", "3.5万元"))
    assert (found.verdict, found.direction) == ("changed", "same")
    assert [each.retroactive for each in found.findings] == [True]


@pytest.mark.parametrize(
    ("until", "retroactive"), [("2023-12-31", {False}), ("2024-01-01", {False, True}), ("2024-01-02", {False, True})]
)
def test_what_ends_the_day_before_goes_on_and_what_ends_later_overlaps(until: str, retroactive: set[bool]) -> None:
    old = OLD.replace("from: 2022-01-01}", f"from: 2022-01-01, until: {until}}}")
    found = behaviour(old, LATER, ("3万元", "3.5万元"), ("4万元", "5万元"))
    assert {each.retroactive for each in found.findings} == retroactive


@pytest.mark.parametrize(("as_of", "retroactive"), [("2023-12-31", True), ("2024-01-01", False)])
def test_the_first_day_of_the_new_version_is_its_own(as_of: str, retroactive: bool) -> None:
    old, new = (
        pack_of(OLD),
        pack_of(edited(LATER, ("3万元", "3.5万元"), ("4万元", "5万元"), text=OLD)),
    )
    case = read_again(old, CASE.format(as_of))
    assert case is not None
    finding = Replay(old, new, "grant", "grant").finding(case, ("more", "no_longer"))
    assert finding is not None and finding.retroactive is retroactive
