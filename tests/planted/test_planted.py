"""Do the stored bugs still apply, and are two of them noticed?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.planted import ROOT, Patch, patches, plant

EVALUATION = ROOT / "engine" / "backends" / "reference"
UNPLANTED = ("__init__.py",)  # it only names the others

# Of each primitive of the language, bugs that would be its own.
PRIMITIVES = {
    "claim": ("a_subject_claims_for_one_period_only", "instalments_are_claims", "grants_are_not_remembered", "applicants_share_nothing"),
    "period": ("a_period_is_read_from_the_day_of_application", "every_year_is_the_same_year"),
    "law_at": ("the_law_of_an_old_contract_is_forgotten", "valid_on_the_day_after_the_last"),
    "table": ("an_edge_lies_outside_its_band", "a_new_number_holds_from_the_day_after"),
    "definition/fold": ("a_definition_is_read_of_the_claim", "a_fold_leaves_out_the_last", "a_missing_list_is_empty"),
    "reading": ("the_default_reading_always_counts",),
    "amount": ("rounding_goes_up", "a_decision_above_the_ceiling_is_paid", "a_decision_outside_the_range_pays"),
    "limit": ("a_cap_is_ignored", "one_claim_too_many", "units_are_not_counted", "the_last_day_is_always_in", "the_order_is_turned_round"),
    "parts": ("a_failed_part_is_paid", "the_rest_is_lost"),
    "paid_by": ("the_payer_is_the_last_one", "a_share_is_rounded_up"),
    "target/duty": ("a_target_is_met_one_short", "a_duty_day_is_late"),
}  # fmt: skip


def test_there_are_enough_of_them() -> None:
    assert len(patches()) >= 15


@pytest.mark.parametrize("patch", patches(), ids=lambda patch: patch.name)
def test_every_bug_still_applies(patch: Patch) -> None:
    text = (ROOT / patch.file).read_text(encoding="utf-8")
    assert patch.applied(text) != text


@pytest.mark.parametrize("patch", patches(), ids=lambda patch: patch.name)
def test_the_tests_that_are_to_notice_it_are_there(patch: Patch) -> None:
    assert patch.tests and all((ROOT / each.partition("::")[0]).exists() for each in patch.tests)


def test_every_module_of_the_evaluation_has_one() -> None:
    planted = {Path(patch.file).name for patch in patches()}
    modules = {path.name for path in EVALUATION.glob("*.py")} - set(UNPLANTED)
    assert modules <= planted


def test_every_primitive_has_one() -> None:
    """The eleven of the language, as docs/language.md shows them."""
    stored = {patch.name for patch in patches()}
    assert len(PRIMITIVES) == 11 and all(PRIMITIVES.values())
    assert not {name for names in PRIMITIVES.values() for name in names} - stored


def test_a_bug_whose_place_is_gone_is_said() -> None:
    with pytest.raises(ValueError, match="0 times"):
        Patch("gone", "engine/version.py", "no such text", "").applied("other text")


@pytest.mark.parametrize("name", ["a_cap_is_ignored", "an_unknown_condition_grants"])
def test_the_tests_notice(name: str) -> None:
    """A small sample; the rest is `make planted`."""
    (patch,) = [each for each in patches() if each.name == name]
    assert plant(patch, ("tests/policies/test_oracle.py",)).startswith("tests/policies/test_oracle.py::")
