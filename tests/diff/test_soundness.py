"""Versions that were once taken for alike, or not decided, and what shows them apart."""

from pathlib import Path

import pytest

from engine.analysis.diff.every_rule import compared
from engine.analysis.diff.matching import match
from engine.analysis.diff.model import Behaviour
from tests.cli.support import ROOT, TAICANG
from tests.diff.support import edited, pack_of

JINAN = (ROOT / "examples" / "measures" / "p09_jinan.yaml").read_text(encoding="utf-8")


def behaviours(text: str, *edits: tuple[str, str]) -> dict[str, Behaviour]:
    """The behaviour of every rule after these edits."""
    return {each.rule: each for each in compared(match(pack_of(text), pack_of(edited(*edits, text=text))))}


def kinds(behaviour: Behaviour) -> set[str]:
    return {finding.kind for finding in behaviour.findings}


@pytest.mark.parametrize("name", ["D", "C", "B"])
def test_what_stands_for_the_highest_of_none(name: str) -> None:
    """A list of any length may be empty; then the fold is what stands for it, which another version may say otherwise."""
    old = "recognition.recognised_on <= bought_on else 'other', 'other')"
    found = behaviours(JINAN, (old, old.replace("'other')", f"'{name}')")))["class_subsidy"]
    assert (found.verdict, kinds(found)) == ("changed", {"newly_eligible"})


SHANGHAI = (ROOT / "examples" / "measures" / "p28_shanghai.yaml").read_text(encoding="utf-8")
CHANGZHOU = (ROOT / "examples" / "measures" / "p17_changzhou.yaml").read_text(encoding="utf-8")


def test_a_claim_for_a_month_that_becomes_one_for_a_year() -> None:
    """The case states a month and a year, of which each version reads what it can."""
    at = SHANGHAI.index("  nursing_allowance:")
    later = SHANGHAI[at:].replace("period: month", "period: year", 1)
    found = {each.rule: each for each in compared(match(pack_of(SHANGHAI), pack_of(SHANGHAI[:at] + later)))}
    assert found["nursing_allowance"].verdict == "changed"
    assert found["nursing_allowance"].findings[0].kind == "less"


def test_an_order_that_turns_on_a_definition_is_never_taken_for_the_same() -> None:
    """Served by something that another version defines otherwise, though it is called the same."""
    queued = edited(("order_by: submission", "order_by: turn"), text=CHANGZHOU).replace(
        "definitions:\n  car: {", "definitions:\n  car: {turn: {means: submission + 0, label: {zh: 次序, en: turn}, cite: 四}, "
    )
    found = behaviours(queued, ("means: submission + 0", "means: 1000001 - submission"))
    assert found["car_subsidy"].verdict != "equivalent"


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("short: close", "short: refuse", "newly_eligible"),  # a later and cheaper car, behind one that no longer fits
        ("        order_by: submission\n", "", "no_longer"),  # the one listed first is no longer behind the one submitted first
    ],
)
def test_what_only_several_claims_show(old: str, new: str, kind: str) -> None:
    found = behaviours(CHANGZHOU, (old, new))["car_subsidy"]
    assert (found.verdict, kinds(found)) == ("changed", {kind})
    finding = found.findings[0]
    assert len(finding.case.roots["car"]) == 2 and finding.before is not None and finding.after is not None
    assert finding.before.path == finding.after.path


def test_a_ruling_that_matters_only_to_a_decision() -> None:
    """Without a decision an officer has still to make one, however the ceiling is read."""
    text = Path(TAICANG).read_text(encoding="utf-8")
    at = text.index("  ceiling:\n")
    opened = text[:at] + text[at:].replace("    adopted: decided\n", "", 1)
    found = {each.rule: each for each in compared(match(pack_of(text), pack_of(opened)))}
    for rule in ("incubation_subsidy", "base_annual_subsidy"):
        assert (found[rule].verdict, kinds(found[rule])) == ("changed", {"unknown_now"})
        assert found[rule].findings[0].case.decisions


def test_who_pays_what_is_fixed_elsewhere_is_not_said() -> None:
    text = Path(TAICANG).read_text(encoding="utf-8")
    at = text.index("  unnamed_payer:\n")
    opened = text[:at] + text[at:].replace("    adopted: unstated\n", "", 1)
    found = {each.rule: each for each in compared(match(pack_of(text), pack_of(opened)))}
    assert [found[rule].verdict for rule in ("activity_funds", "salary_subsidy", "living_benefits")] == ["equivalent"] * 3
    assert not [each.rule for each in found.values() if each.verdict == "unknown"]


def test_a_duty_runs_alike_though_the_last_day_is_open() -> None:
    """Whatever the meetings were, also where they are not known."""
    text = Path(TAICANG).read_text(encoding="utf-8")
    at = text.index("  last_day:\n")
    opened = text[:at] + text[at:].replace("    adopted: open\n", "", 1)
    found = {each.rule: each for each in compared(match(pack_of(text), pack_of(opened)))}
    assert found["joint_meeting"].verdict == "equivalent"


def test_a_rule_that_shares_a_limit_with_a_changed_one_says_so() -> None:
    """What is left of the limit may differ with what the other rule takes of it in the same case."""
    found = behaviours(
        Path(TAICANG).read_text(encoding="utf-8"), ("startup_grant: {value: 3万元", "startup_grant: {value: 4万元")
    )
    assert found["startup_subsidy"].verdict == "changed"
    alike = found["incubation_subsidy"]
    assert alike.verdict == "equivalent" and any("一次性开办费补贴共用限额" in each.zh for each in alike.assumptions)
    assert not found["procurement_procedure"].assumptions


def test_as_many_children_are_asked_as_there_are_folds_over_them() -> None:
    """Each is settled by one of them; so it is proved that nobody comes in, whatever the list, and the direction is known."""
    found = behaviours(JINAN, ("recognition.recognised_on <= bought_on else", "recognition.recognised_on < bought_on else"))
    assert kinds(found["class_subsidy"]) == {"no_longer", "more", "less"}
    assert found["class_subsidy"].direction == "mixed"


def test_for_which_time_another_claim_is_matters_only_to_a_limit_that_counts_by_time() -> None:
    """What a class subsidy leaves out for rent support had, whenever that was for."""
    found = behaviours(JINAN, ("    subject: person\n    period: month\n", "    subject: person\n    period: year\n"))
    assert found["rent_support"].verdict == "changed"
    assert {found[rule].verdict for rule in ("class_subsidy", "degree_subsidy")} == {"equivalent"}
