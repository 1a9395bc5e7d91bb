"""Of every pack that comes with the project every property is decided, and holds."""

from pathlib import Path

import pytest

from engine.analysis.prove.decide import decided
from engine.analysis.prove.properties import PROPERTIES, goals_of
from engine.pack.load import load
from tests.cli.support import ROOT, TAICANG

PACKS = sorted(
    path for folder in ("policies", "examples") for path in (ROOT / folder).rglob("*.yaml") if load(path).pack is not None
)


def test_packs_are_found() -> None:
    assert len(PACKS) > 12


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_all_is_decided(path: Path) -> None:
    pack = load(path).pack
    assert pack is not None
    goals = goals_of(pack)
    found = {proof.goal: proof for proof in decided(pack, goals)}
    assert set(found) == set(goals)
    assert not [proof.goal.name for proof in found.values() if proof.verdict not in ("proved", "shown")]


def test_the_taicang_pack_is_asked_of_everything_it_has() -> None:
    pack = load(Path(TAICANG)).pack
    assert pack is not None
    goals = goals_of(pack)
    asked = {goal.kind for goal in goals}
    assert asked >= set(PROPERTIES) - {"parts_add_up", "choice_unambiguous"}  # it has no instalments and one stated arm
    assert sum(goal.kind == "invariant" for goal in goals) >= 10
