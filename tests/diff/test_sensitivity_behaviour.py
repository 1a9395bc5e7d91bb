"""A few of the mutants of `make sensitivity`: what a case of the reference separates is shown, and nothing stays undecided."""

from pathlib import Path

import pytest

from benchmarks.sensitivity import PACKS, TAICANG, bench, drawn, measured, remarks, verdict

CASES = 400  # drawn for each mutant
FEW, MORE = 2, 8  # mutants of a measure, and of Taicang


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_what_the_reference_separates_is_shown(path: Path) -> None:
    made = bench(path)
    lines = list(measured(made, drawn(path, MORE if path == TAICANG else FEW, len(made.mutants.every)), CASES))
    loaded = [line for line in lines if line["loads"]]
    assert not [(line["mutant"], each) for line in loaded for each in remarks(line) if not each.startswith("note")]
    assert all(verdict(line) == "changed" for line in loaded if line["oracle"])
    assert any(line["oracle"] for line in loaded)


def test_a_slip_of_the_comparison_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is called the same though a case separates it is a defect."""
    monkeypatch.setattr("benchmarks.sensitivity.compared", lambda sides: [])
    path = next(each for each in PACKS if each.stem == "p30_nansha")
    made = bench(path)
    found = list(measured(made, drawn(path, FEW, len(made.mutants.every)), CASES))
    assert any(each.startswith("DEFECT") for line in found if line["loads"] for each in remarks(line))
