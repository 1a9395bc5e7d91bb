"""Whether the solver, held to a case, answers as the reference does: every pack, drawn cases, one claim at a time.

`SMT_EXAMPLES=200` draws more for each pack.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random

import pytest
import z3
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engine.analysis.strategies import Drawer
from engine.backends.reference import evaluate
from engine.backends.reference.claims import Claim, asked
from engine.backends.smt.logic import Beyond, term
from engine.backends.smt.past import tied
from engine.backends.smt.question import Ask, Question
from engine.backends.smt.solve import find
from engine.backends.smt.witness import Shown
from engine.lang.ir import Expr, Fold, walk
from engine.pack.case import Case, Instance
from engine.pack.model import Pack
from engine.pack.reads import formulas, read_by_conditions, reads, reads_in
from engine.pack.rule import Rule
from tests.properties.packs import EVERY
from tests.smt.pinned import Misfit, Pins, single
from tests.smt.told import Fields, compared_fields, of_model, of_reference

EXAMPLES = int(os.environ.get("SMT_EXAMPLES", "2"))
MOST_CLAIMS = 4  # of one drawn case
LINES = 4
UNASKED: set[str] = set()  # what the solver is not asked, of any rule
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
def asking(name: str, rule: str, hidden: frozenset[str] = frozenset(), lines: int | None = LINES) -> tuple[Question, z3.Solver]:
    """The question of one rule of a pack, and a solver that knows what makes its open values values."""
    pack = EVERY[name]
    question = Question([(pack, pack.rules[rule])], Ask(lines=lines, ruled=False, hidden=hidden))
    ties = list(tied(question, past_folds(pack, pack.rules[rule]))) if lines is None else []
    solver = z3.SimpleSolver()
    solver.add(*(term(each) for each in (*question.pool.sure, *ties)))
    return question, solver


def past_folds(pack: Pack, rule: Rule) -> list[Expr]:
    """The folds over earlier claims that a rule may rest on."""
    every = (part for expr in reads(pack, rule).exprs for part in walk(expr))
    return list(dict.fromkeys(part for part in every if isinstance(part, Fold) and part.collection == "past"))


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
    return compared_fields(of_model(shown, question.answers[0]), of_reference(answer))


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


@pytest.mark.parametrize("name", EVERY)
def test_where_conditions_turn_on_the_unknown(name: str) -> None:
    """What only conditions read is not stated here and there: the same verdict, and the same answer where there is one."""
    pack = EVERY[name]
    hideable = {rule.name: only_conditions(pack, rule) for rule in pack.rules.values()}

    @QUICK
    @given(Drawer(pack, known=True).cases(), st.randoms(use_true_random=False))
    def agrees(case: Case, dice: Random) -> None:
        for claim in claims_of(pack, case):
            hidden = hideable[claim.rule.name]
            if hidden:
                less = Hiding(hidden, dice)
                found = compared(name, less.case(case), replace(claim, line=less.line(claim.line)), hidden)
                assert isinstance(found, str) or found[0] == found[1], (claim.rule.name, case)

    agrees()


def only_conditions(pack: Pack, rule: Rule) -> frozenset[str]:
    """The facts and lists that only conditions and arms read."""
    conditions = [each.formula.expr for each in rule.when] + [arm.when.expr for arm in rule.choose if arm.when]
    lists = {kind for expr in conditions for kind in reads_in(pack, expr).collections}
    own = {id(expr) for expr in conditions}
    others = {kind for each in formulas(rule) if id(each.expr) not in own for kind in reads_in(pack, each.expr).collections}
    return read_by_conditions(pack, rule) | (lists - others - set(pack.path_of(rule.subject)))


@dataclass
class Hiding:
    """Leaves out of a case some of what may be hidden, the same wherever a subject is met again."""

    hidden: frozenset[str]
    dice: Random
    made: dict[int, Instance] = field(default_factory=dict)

    def case(self, case: Case) -> Case:
        return replace(case, roots={kind: tuple(self.instance(each) for each in some) for kind, some in case.roots.items()})

    def line(self, line: tuple[Instance, ...]) -> tuple[Instance, ...]:
        return tuple(self.instance(each) for each in line)

    def instance(self, instance: Instance) -> Instance:
        if id(instance) not in self.made:
            facts = {name: value for name, value in instance.facts.items() if not self._hides(f"{instance.kind}.{name}")}
            children = {
                kind: None if some is None or self._hides(kind) else tuple(self.instance(each) for each in some)
                for kind, some in instance.children.items()
            }
            self.made[id(instance)] = replace(instance, facts=facts, children=children)
        return self.made[id(instance)]

    def _hides(self, key: str) -> bool:
        return key in self.hidden and self.dice.random() < 0.4


@pytest.mark.parametrize("name", EVERY)
def test_every_rule_can_be_asked(name: str) -> None:
    """After a few lines and after any history, under any reading; the solver finds a claim each time."""
    for rule in EVERY[name].rules.values():
        for lines in (0, 2, None):
            try:
                question = Question([(EVERY[name], rule)], Ask(lines=lines, ruled=False))
            except Beyond as beyond:
                assert (rule.kind == "duty" and lines is None) or str(beyond) in UNASKED, (rule.name, lines, beyond)
                continue
            assert find(question, polish=False).answer == "yes", (rule.name, lines)
