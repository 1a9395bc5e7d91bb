"""What a change means for answers: every way in which they differ is shown, and where they do not it is proved."""

from pathlib import Path

import pytest
import yaml

from engine.analysis.diff.every_rule import compared
from engine.analysis.diff.matching import match
from engine.analysis.diff.model import Behaviour
from engine.pack.load import load
from tests.cli.support import ROOT, TAICANG
from tests.diff.support import edited, pack_of

EXPECTED = yaml.safe_load((ROOT / "tests" / "diff" / "revision_expected.yaml").read_text(encoding="utf-8"))
TEXT = Path(TAICANG).read_text(encoding="utf-8")


def behaviours(*edits: tuple[str, str], text: str = TEXT) -> dict[str, Behaviour]:
    """The behaviour of every rule that answers otherwise after these edits."""
    found = list(compared(match(pack_of(text), pack_of(edited(*edits, text=text)))))
    return {each.rule: each for each in found if each.verdict != "equivalent"}


CHANGES = {
    "a sum raised": (
        ("startup_grant: {value: 3万元", "startup_grant: {value: 4万元"),
        "startup_subsidy",
        "more",
        {"more"},
    ),
    "an edge that takes its number in": (
        ("threshold_amount < tender_from", "threshold_amount <= tender_from"),
        "procurement_procedure",
        "same",
        {"other_procedure"},
    ),
    "fewer years": (("times: post_most_years", "times: 2"), "post_subsidy", "less", {"no_longer"}),
    "a longer span": (
        ("incubation_length: {value: 12个月", "incubation_length: {value: 24个月"),
        "incubation_subsidy",
        "more",
        {"newly_eligible"},
    ),
    "a condition dropped": (
        ("      - {is: accepted, label: {zh: 经验收合格, en: it passed acceptance}, cite: 四(五)第11句}\n", ""),
        "base_award",
        "more",
        {"newly_eligible"},
    ),
    "another reading adopted": (("adopted: per_base", "adopted: per_organisation"), "base_award", "less", {"no_longer"}),
    "a reading opened": (
        ("    adopted: cumulative\n", ""),
        "post_subsidy",
        "same",
        {"unknown_now"},
    ),
    "a payer named": (
        (
            "subject: project\n    paid_by: [{when: unnamed_payer == 'city_finance', name: 市财政}, {otherwise: 未载明}]",
            "subject: project\n    paid_by: 市财政",
        ),
        "venture_project",
        "same",
        {"other"},
    ),
    "a goal lowered": (
        ("village_goal: {value: 100%", "village_goal: {value: 90%"),
        "village_coverage",
        "same",
        {"other_procedure"},
    ),
    "meetings less often": (
        ("meeting_every: {value: 2个月", "meeting_every: {value: 3个月"),
        "joint_meeting",
        "same",
        {"other_procedure"},
    ),
    "a limit that never binds, until history is not stated": (
        ("    amount: unstated\n", "    amount: unstated\n    limits: [{at_most: 1亿元}]\n"),
        "activity_funds",
        "less",
        {"less"},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_shown(name: str) -> None:
    edit, rule, direction, kinds = CHANGES[name]
    found = behaviours(edit)
    assert found[rule].verdict == "changed"
    assert found[rule].direction == direction
    assert kinds <= {each.kind for each in found[rule].findings}


REWRITES = {
    "not of or": (
        "registered_in_taicang or startup_in_taicang == 'not_required'",
        "not (not registered_in_taicang and startup_in_taicang != 'not_required')",
    ),
    "a number written otherwise": ("startup_grant: {value: 3万元", "startup_grant: {value: 30000元"),
    "a month where claims are for years": ("claims: 1\n        per: period", "claims: 1\n        per: month"),
    "a bound named by its number": ("{at_most: incubation_cap, label", "{at_most: 3万元, label"),
    "an edge of whole fen": ("threshold_amount < tender_from", "threshold_amount <= tender_from - 分(1)"),
    "half of twice": ("post_grant / 12 * months_filled", "post_grant * months_filled / 12"),
    "a duty said in years": ("meeting_every: {value: 2个月", "meeting_every: {value: 0年2个月"),
}


@pytest.mark.parametrize("name", REWRITES)
def test_a_rewriting_is_proved_to_change_nothing(name: str) -> None:
    assert behaviours(REWRITES[name]) == {}


def test_a_name_changed_throughout_changes_nothing() -> None:
    assert (
        behaviours(("resident_in_base", "in_base"), ("startup_subsidy", "opening_subsidy"), ("newly_registered", "young")) == {}
    )


@pytest.mark.parametrize("example", EXPECTED)
def test_the_examples_of_a_revision_move_whom_they_are_said_to_move(example: str) -> None:
    expected = EXPECTED[example]
    old, new = (load(ROOT / expected[side]).pack for side in ("old", "new"))
    assert old is not None and new is not None
    found = list(compared(match(old, new)))
    assert {each.rule: each.direction for each in found} == expected["directions"]
    assert not [(each.rule, each.reason.zh) for each in found if each.verdict == "unknown"]


def test_rules_that_came_and_went_are_shown() -> None:
    at = TEXT.index("  living_benefits:\n    label")
    end = TEXT.index("  certificate_reward:\n    label")
    found = {each.rule: each for each in compared(match(pack_of(TEXT), pack_of(TEXT[:at] + TEXT[end:])))}
    gone = found["living_benefits"]
    assert (gone.rule_new, gone.verdict, gone.direction) == (None, "changed", "less")
    assert [(each.kind, each.after) for each in gone.findings] == [("no_longer", None)]


def test_an_example_holds_nothing_that_neither_answer_turns_on() -> None:
    finding = behaviours(("startup_grant: {value: 3万元", "startup_grant: {value: 4万元"))["startup_subsidy"].findings[0]
    assert finding.kind == "more"  # the one that needs another reading comes after it
    assert "resident_in_base" not in finding.text and "history: []" in finding.text and "readings" not in finding.text
