"""Do the stored bugs still apply, and are two of them noticed?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.planted import ROOT, Patch, patches, plant

EVALUATION = ROOT / "engine" / "backends" / "reference"
UNPLANTED = ("__init__.py",)  # it only names the others


def test_there_are_enough_of_them() -> None:
    assert len(patches()) >= 15


@pytest.mark.parametrize("patch", patches(), ids=lambda patch: patch.name)
def test_every_bug_still_applies(patch: Patch) -> None:
    text = (ROOT / patch.file).read_text(encoding="utf-8")
    assert patch.applied(text) != text


def test_every_module_of_the_evaluation_has_one() -> None:
    planted = {Path(patch.file).name for patch in patches()}
    modules = {path.name for path in EVALUATION.glob("*.py")} - set(UNPLANTED)
    assert modules <= planted


def test_a_bug_whose_place_is_gone_is_said() -> None:
    with pytest.raises(ValueError, match="0 times"):
        Patch("gone", "engine/version.py", "no such text", "").applied("other text")


@pytest.mark.parametrize("name", ["a_cap_is_ignored", "an_unknown_condition_grants"])
def test_the_tests_notice(name: str) -> None:
    """A small sample; the rest is `make planted`."""
    (patch,) = [each for each in patches() if each.name == name]
    assert plant(patch, ("tests/policies/test_oracle.py",)).startswith("tests/policies/test_oracle.py::")
