"""Whether what a model shows, written down as a case and read again, is answered by the reference as the model says.

`SMT_EXAMPLES=50` tries more wishes for each rule.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

import pytest
import z3

from engine.analysis.diff.replay import fitted
from engine.analysis.written import written
from engine.backends.reference import evaluate
from engine.backends.smt import claim, judgement
from engine.backends.smt.claim import Award
from engine.backends.smt.days import Day
from engine.backends.smt.lines import Lines
from engine.backends.smt.logic import Beyond, Truth, equal, less, no
from engine.backends.smt.question import Ask, Question
from engine.backends.smt.solve import Found, find
from engine.pack.cases import read_cases
from engine.pack.document import parse
from engine.pack.model import Pack
from tests.properties.packs import EVERY
from tests.smt.told import compared_fields, of_model, of_reference

TRIES = int(os.environ.get("SMT_EXAMPLES", "1"))
MOST_ATOMS = 6


@pytest.mark.parametrize("name", EVERY)
def test_a_model_replays(name: str) -> None:
    pack, shown = EVERY[name], 0
    for rule in pack.rules.values():
        dice = Random(f"{name} {rule.name}")
        try:
            question = Question([(pack, rule)], Ask(lines=3 if rule.kind == "amount" else 1, ruled=False))
        except Beyond:
            continue
        for _ in range(TRIES):
            found = wished(question, dice)
            if found.shown is not None:
                replayed(pack, question, found)
                shown += 1
    assert shown or not pack.rules


def wished(question: Question, dice: Random) -> Found:
    """A model of a random wish; where there is none, of ever less of it."""
    answer = question.answers[0]
    verdicts = claim.VERDICTS if isinstance(answer, Award) else judgement.VERDICTS
    codes = [code for code, verdict in enumerate(verdicts) if verdict != "unknown"]
    every = list(atoms(question))
    wishes = [answer.known, equal(answer.verdict, dice.choice(codes))]
    wishes += [one if dice.random() < 0.6 else no(one) for one in dice.sample(every, min(len(every), MOST_ATOMS))]
    while True:
        found = find(question, *wishes, polish=dice.random() < 0.2)
        if found.answer == "yes" or len(wishes) == 1:
            return found
        del wishes[max(1, len(wishes) - 2) :]


def atoms(question: Question) -> Iterator[Truth]:
    """What may be wished of a question."""
    yield from (chosen for options in question.pool.readings.values() for chosen in options.values())
    yield from (there for tried in question.pool.slots.values() for there, _ in tried)
    for _, value in question.pool.facts.values():
        match value.term:
            case z3.BoolRef():
                yield value.term
            case z3.ArithRef():
                yield less(value.term, 1000)
                yield equal(value.term % 2, 1)
            case Day(year=year, day=day):
                yield equal(day, 31)
                yield less(year, 2022)
            case _:
                pass
    yield equal(question.claimed.as_of.day, 29)
    yield question.decided.is_there
    if isinstance(question.earlier, Lines):
        for line in question.earlier.every:
            yield line.there
            yield less(1, line.claims)
            yield equal(line.instalment, 0)
            yield less(0, line.depth)
            yield less(0, line.amount)
    answer = question.answers[0]
    for bound in answer.bounds if isinstance(answer, Award) else ():
        yield less(0, bound.used)
        yield less(bound.used, bound.bound)


def replayed(pack: Pack, question: Question, found: Found) -> None:
    """The reference says of the case what the model says."""
    assert found.shown is not None
    text = written(fitted(found.shown.case("shown"), pack))
    node, wrong = parse(text.encode("utf-8"), "shown")
    assert node is not None and not wrong, text
    cases, diagnostics = read_cases(node, pack)
    assert not diagnostics, (text, [(each.code, dict(each.values)) for each in diagnostics])
    outcome = evaluate(pack, cases[0], needs=False)
    kind = pack.path_of(question.sides[0][1].subject)
    every = [*outcome.awards, *outcome.choices, *outcome.targets, *outcome.duties]
    mine = [
        each for each in every if all(id == found.shown.id_of(one, "甲") for (_, id), one in zip(each.path, kind, strict=True))
    ]
    assert len(mine) == 1, text
    said, wanted = compared_fields(of_model(found.shown, question.answers[0]), of_reference(mine[0]))
    assert said == wanted, text
