"""Whether the question about any history has room for every history, and for claims served before in the same case.

What the reference says of any claim of a drawn case must be possible: with the same facts, and with what each limit had used.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import z3
from hypothesis import given

from engine.analysis.strategies import Drawer
from engine.backends.outcome import Award as Awarded
from engine.backends.outcome import LimitUse
from engine.backends.reference import evaluate
from engine.backends.reference.claims import Claim, asked
from engine.backends.reference.trace import of_past
from engine.backends.smt.claim import CODE, Award
from engine.backends.smt.days import Day, day_of, same_day
from engine.backends.smt.earlier import keys_of
from engine.backends.smt.expression import Speaker
from engine.backends.smt.logic import Truth, any_of, both, either, equal, no, same_truth, term
from engine.backends.smt.question import Ask, Question
from engine.backends.smt.solve import find
from engine.backends.smt.values import UNKNOWN, Val, literal, same_value
from engine.lang.values import Unknown, Value
from engine.pack.case import Case
from engine.pack.names import PAST
from tests.properties.packs import EVERY
from tests.prove.broken import CAP, HERE
from tests.prove.test_broken import pack_of
from tests.smt.pinned import Misfit, Pins
from tests.smt.test_agreement import QUICK, asking, past_folds

MOST = 8  # awards of one drawn case


@pytest.mark.parametrize("name", EVERY)
def test_any_history_has_room_for_every_one(name: str) -> None:
    pack = EVERY[name]

    @QUICK
    @given(Drawer(pack, known=True).cases())
    def has_room(case: Case) -> None:
        claims = {(each.rule.name, each.path, each.period and each.period.label): each for each in asked(pack, case)}
        awards = evaluate(pack, case, needs=False).awards
        for award in sorted(awards, key=lambda each: each.verdict == "not_in_force")[:MOST]:
            if any(use.used_low != use.used_high for use in award.limits):
                continue  # lines of another benefit that are for no period
            question, solver = asking(name, award.rule, lines=None)
            claim = claims[award.rule, award.path, award.period]
            try:
                pins = [*Pins(question, case, claim), *past_held(question, case, claim)]
            except Misfit:
                continue
            answer = question.answers[0]
            assert isinstance(answer, Award)
            pins += answered(answer, award)
            solver.push()
            solver.add(*(term(each) for each in pins))
            found = solver.check()
            solver.pop()
            assert found == z3.sat, (award, case)

    has_room()


def past_held(question: Question, case: Case, claim: Claim) -> Iterator[Truth]:
    """Each fold over earlier claims held to what it comes to over those of the case."""
    pack, rule = question.sides[0]
    free = question.speakers[0]
    lines = [
        (True, {name: known(of_past(entry, name), question) for name in (*PAST, *(fact.name for fact in keys_of(pack, rule)))})
        for entry in case.history or ()
        if entry.rule == rule.name and entry.path == claim.path
    ]
    told = Speaker(pack, question.pool, ruled=False, given=dict(free.given), past=lines)
    for fold in past_folds(pack, rule):
        open, wanted = free.say(fold), told.say(fold)
        yield same_truth(open.known, wanted.known)
        yield either(no(wanted.known), same_value(open, wanted))


def known(value: Value, question: Question) -> Val:
    return UNKNOWN if isinstance(value, Unknown) else Val(literal(value, question.pool.names))


def answered(answer: Award, award: Awarded) -> Iterator[Truth]:
    """An answer of the solver held to one of the reference; where it is not worked out, to nothing."""
    verdict = equal(answer.verdict, CODE[award.verdict])
    if award.verdict == "unknown":
        yield either(verdict, no(answer.known))
        return
    money = both(same_truth(answer.unbounded, award.high is None), equal(answer.low, award.low))
    if award.high is not None:
        money = both(money, equal(answer.high, award.high))
    yield either(no(answer.known), both(verdict, money))
    if award.verdict == "not_in_force":
        return
    uses = [use for use in award.limits if use.kind != "within" and use.limit != "ceiling"]
    for bound in answer.bounds:
        yield either(no(answer.known), no(bound.on), any_of(_used(bound.used, bound.limit.name, use) for use in uses))
    if isinstance(answer.law_at.term, Day) and award.law_at is not None:
        yield either(no(answer.law_at.known), same_day(answer.law_at.term, day_of(award.law_at)))


def _used(used: object, name: str, use: LimitUse) -> Truth:
    return name == use.limit and equal(used, use.used_low)  # type: ignore[arg-type]


NARROW_AND_WIDE = """\
    limits:
      - {name: of_the_year, claims: 9, per: year, cite: 第二条}
      - {name: of_all, claims: 9, cite: 第二条}
      - {name: places_of_the_year, times: 9, per: year, cite: 第二条}
      - {name: places_of_all, times: 9, cite: 第二条}
"""


@pytest.mark.parametrize(
    ("used", "can_be"),
    [
        ({"of_the_year": 0, "of_all": 2}, True),
        ({"of_the_year": 2, "of_all": 2}, True),
        ({"of_the_year": 2, "of_all": 1}, False),
        ({"places_of_the_year": 0, "places_of_all": 2}, True),
        ({"places_of_the_year": 3, "places_of_all": 2}, False),
        ({"of_the_year": 1, "places_of_the_year": 3}, True),
        ({"of_the_year": 3, "places_of_the_year": 1}, False),
        ({"of_the_year": 2, "places_of_all": 1}, False),
        ({"of_all": 0, "places_of_all": 1}, False),
    ],
)
def test_what_a_narrow_limit_counts_a_wide_one_does(used: dict[str, int], can_be: bool) -> None:
    sample = (HERE / "sample.yaml").read_text(encoding="utf-8")
    pack = pack_of(sample.replace(CAP, NARROW_AND_WIDE))
    question = Question([(pack, pack.rules["building_grant"])], Ask(lines=None))
    answer = question.answers[0]
    assert isinstance(answer, Award)
    wanted = [equal(bound.used, used[bound.limit.name]) for bound in answer.bounds if bound.limit.name in used]
    assert len(wanted) == len(used)
    assert find(question, *wanted, polish=False).answer == ("yes" if can_be else "no")
