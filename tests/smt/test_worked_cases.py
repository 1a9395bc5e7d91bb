"""Whether the solver, held to a case that was worked out by hand, answers as the reference does: each stands at an edge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.backends.reference.claims import asked
from engine.pack.case import Case
from engine.pack.cases import read_cases
from tests.properties.packs import EVERY
from tests.semantics.test_meaning import MINIS, file_of, having
from tests.smt.pinned import reads_past
from tests.smt.test_agreement import compared, only_conditions

WORKED = [name for name in having("cases") if name in EVERY]


def worked(name: str) -> list[Case]:
    """The cases of a mini measure."""
    cases = MINIS[name].get("cases")
    assert cases is not None
    return read_cases(file_of(cases), EVERY[name])[0]


def told(case: Case) -> Case | None:
    """The case with what its lines of history leave out; None where one leaves out whose it is."""
    lines = case.history or ()
    if any(id is None for line in lines for _, id in line.path):
        return None
    days = [line.as_of or line.paid_on or case.as_of for line in lines]
    amounts = [100 if line.amount is None else line.amount for line in lines]
    full = (replace(line, as_of=day, paid_on=day, amount=fen) for line, day, fen in zip(lines, days, amounts, strict=True))
    return case if case.history is None else replace(case, history=tuple(full))


def agrees(name: str, case: Case) -> None:
    """Every claim of a case that the solver can be asked of."""
    pack = EVERY[name]
    for claim in asked(pack, case):
        rule = claim.rule
        if case.history is None and (rule.limits or rule.parts or reads_past(rule, pack)):
            continue  # to the solver it is always stated
        found = compared(name, case, claim)
        if isinstance(found, str) and found.endswith("is not stated"):
            found = compared(name, case, claim, only_conditions(pack, rule))
        assert isinstance(found, str) or found[0] == found[1], (rule.name, case)


@pytest.mark.parametrize("name", WORKED)
def test_the_solver_says_what_was_worked_out(name: str) -> None:
    for each in worked(name):
        case = None if each.steps else told(each)
        if case is not None:
            agrees(name, case)
