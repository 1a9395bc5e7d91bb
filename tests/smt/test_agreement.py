"""Whether the solver, held to a case, answers as the reference does: every pack, drawn cases, one claim at a time.

`SMT_EXAMPLES=200` draws more for each pack.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache

import pytest
import z3
from hypothesis import HealthCheck, Phase, given, settings

from engine.analysis.strategies import Drawer
from engine.backends.reference import evaluate
from engine.backends.reference.claims import Claim, asked
from engine.backends.smt.logic import Beyond, term
from engine.backends.smt.question import Ask, Question
from engine.backends.smt.witness import Shown
from engine.pack.case import Case
from engine.pack.model import Pack
from tests.properties.packs import EVERY
from tests.smt.pinned import Misfit, Pins, single
from tests.smt.told import Fields, of_model, of_reference

EXAMPLES = int(os.environ.get("SMT_EXAMPLES", "4"))
MOST_CLAIMS = 4  # of one drawn case
LINES = 4
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=EXAMPLES < 10,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)
met: Counter[tuple[str, str]] = Counter()


@cache
def asking(name: str, rule: str, hidden: frozenset[str] = frozenset()) -> tuple[Question, z3.Solver]:
    """The question of one rule of a pack, and a solver that knows what makes its open values values."""
    pack = EVERY[name]
    question = Question([(pack, pack.rules[rule])], Ask(lines=LINES, ruled=False, hidden=hidden))
    solver = z3.SimpleSolver()
    solver.add(*(term(each) for each in question.pool.sure))
    return question, solver


def claims_of(pack: Pack, case: Case) -> list[Claim]:
    """Some claims of a case, of different rules if there are."""
    every = asked(pack, case)
    firsts = list({claim.rule.name: claim for claim in reversed(every)}.values())
    return (firsts + [claim for claim in every if claim not in firsts])[:MOST_CLAIMS]


def compared(name: str, case: Case, claim: Claim, hidden: frozenset[str] = frozenset()) -> tuple[Fields, Fields] | str:
    """What the solver and the reference say of one claim; or why the solver is not asked."""
    try:
        question, solver = asking(name, claim.rule.name, hidden)
        pins = list(Pins(question, case, claim))
    except Beyond as beyond:
        return f"beyond: {beyond}"
    except Misfit as misfit:
        return f"misfit: {misfit}"
    alone = single(case, claim)
    outcome = evaluate(EVERY[name], alone, needs=False)
    [answer] = [*outcome.awards, *outcome.choices, *outcome.targets, *outcome.duties]
    solver.push()
    try:
        solver.add(*(term(each) for each in pins))
        assert solver.check() == z3.sat, ("no model", name, claim, alone)
        shown = Shown(question, solver.model())
    finally:
        solver.pop()
    if not shown.holds(question.answers[0].known):
        return "turns on an unknown"
    said, wanted = of_model(shown, question.answers[0]), of_reference(answer)
    if wanted.get("units") is None:
        said.pop("units", None)
        wanted.pop("units", None)
    return said, wanted


@pytest.mark.parametrize("name", EVERY)
def test_where_all_is_known(name: str) -> None:
    """Verdict, money, parts, payers, limits; result, gap and due day."""
    pack = EVERY[name]

    @QUICK
    @given(Drawer(pack, known=True).cases())
    def agrees(case: Case) -> None:
        for claim in claims_of(pack, case):
            found = compared(name, case, claim)
            met[name, found if isinstance(found, str) else str(found[1]["verdict"])] += 1
            if not isinstance(found, str):
                assert found[0] == found[1], (claim.rule.name, case)

    agrees()
