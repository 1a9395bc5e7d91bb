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
