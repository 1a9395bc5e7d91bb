"""Puts a wish to the solver: is there a claim of which it is true? A case that shows it, or none, or it gave up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from typing import Literal as OneWord

import z3

from engine.backends.smt.logic import Truth, term
from engine.backends.smt.question import Question
from engine.backends.smt.witness import Shown
from engine.text.records import dataclass

EFFORT = 20_000_000  # of z3's own units (rlimit) for one wish, which give up at the same point on every machine
STARTS = (0.1, 0.1, 0.1, 0.2, 0.5)  # shares of the effort, one start after the other
POLISH = 300_000  # for one wish that an example be plainer, and
MOST_POLISH = 3_000_000  # for all of them

Answer = OneWord["yes", "no", "gave_up"]


@dataclass(frozen=True)
class Found:
    """Whether there is such a claim, and the model that shows it."""

    answer: Answer
    shown: Shown | None = None


def find(question: Question, *wanted: Truth, effort: int = EFFORT, plain: Sequence[Truth] = (), polish: bool = True) -> Found:
    """A claim of which all of `wanted` is true, as plain as can be had; `plain`: what is rather seen, before all else.

    With `polish` false any such claim will do, which is faster.
    """
    if any(each is False for each in wanted):
        return Found("no")
    facts = [term(each) for each in (*question.pool.sure, *wanted) if each is not True]
    solver, answer = _checked(facts, effort)
    if answer == z3.unsat:
        return Found("no")
    if answer != z3.sat:
        return Found("gave_up")
    model = solver.model()
    if not polish:
        return Found("yes", Shown(question, model))
    solver.set("rlimit", POLISH)
    begun = _spent(solver)
    for each in (*plain, *question.plain):
        if _spent(solver) - begun > MOST_POLISH:
            break
        if each is True or z3.is_true(model.eval(term(each), model_completion=True)):
            solver.add(term(each))
            continue
        solver.push()
        solver.add(term(each))
        if solver.check() == z3.sat:
            model = solver.model()
        else:
            solver.pop()
    return Found("yes", Shown(question, model))


def _checked(facts: Sequence[Any], effort: int) -> tuple[Any, Any]:
    """A solver that was asked about these, and what it says.

    It starts over a few times, each from elsewhere: what takes one start a minute takes most others a second.
    """
    *first, last = STARTS
    for start, share in enumerate(first):
        solver = _solver(facts, start, int(effort * share))
        answer = solver.check()
        if answer != z3.unknown:
            return solver, answer
    solver = _solver(facts, len(first), int(effort * last))
    return solver, solver.check()


def _solver(facts: Sequence[Any], start: int, effort: int) -> Any:
    # The plain one: on questions of this kind the preparations of the other take ten times as long as the answer.
    solver = z3.SimpleSolver()
    solver.set("random_seed", start)
    solver.set("rlimit", max(1, effort))  # nil would be without end
    solver.add(*facts)
    return solver


def _spent(solver: Any) -> int:
    """What the solver has used of its own units so far."""
    statistics = solver.statistics()
    return int(statistics.get_key_value("rlimit count")) if "rlimit count" in statistics.keys() else 0  # noqa: SIM118
