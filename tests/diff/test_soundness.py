"""Versions that were once taken for alike, or not decided, and what shows them apart."""

import pytest

from engine.analysis.diff.every_rule import compared
from engine.analysis.diff.matching import match
from engine.analysis.diff.model import Behaviour
from tests.cli.support import ROOT
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
