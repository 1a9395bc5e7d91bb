"""The packs of real measures in examples/measures, with their cases."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from engine.backends.outcome import Outcome
from engine.backends.reference import evaluate
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.pack.document import read
from engine.pack.load import load
from engine.pack.model import Pack

FOLDER = Path(__file__).parents[2] / "examples" / "measures"
MEASURES = sorted(path for path in FOLDER.glob("*.yaml") if not path.name.endswith(".cases.yaml"))

each_measure = pytest.mark.parametrize("path", MEASURES, ids=[path.stem for path in MEASURES])


@cache
def pack_of(path: Path) -> Pack:
    loaded = load(path)
    assert not loaded.diagnostics, [(each.code, each.place and each.place.line) for each in loaded.diagnostics]
    assert loaded.pack is not None
    return loaded.pack


@cache
def cases_of(path: Path) -> list[Case]:
    node, unreadable = read(path.with_suffix(".cases.yaml"))
    assert node is not None and not unreadable
    found, wrong = read_cases(node, pack_of(path))
    assert not wrong, [(each.code, each.place and each.place.line) for each in wrong]
    return found


def outcome_of(pack: Pack, case: Case) -> Outcome:
    """The answers to what the case has an expectation of, without what is missing."""
    return evaluate(pack, case, needs=False, rules={each.rule for one in chain(case) for each in one.expect or ()})


def chain(case: Case) -> tuple[Case, ...]:
    return (*case.steps, case)
