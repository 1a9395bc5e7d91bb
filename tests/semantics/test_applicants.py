"""Are the applicants of one case answered alike when each stands in a file of its own?

Every case of the corpus with several subjects that stand alone is taken apart, one subject a case, and served as a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from engine.analysis.applicants import evaluate_list
from engine.backends.outcome import Award, Outcome
from engine.backends.reference import evaluate
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.pack.model import Pack
from tests.semantics.test_meaning import MINIS, built, file_of, having


def together() -> Iterator[tuple[str, str]]:
    """The cases of the corpus with several applicants, by their mini measure."""
    for name in having("cases"):
        for case in cases_of(name, built(name)):
            if not case.steps and sum(map(len, case.roots.values())) > 1:
                yield name, case.name


def cases_of(name: str, pack: Pack) -> list[Case]:
    cases = MINIS[name].get("cases")
    assert cases is not None
    return read_cases(file_of(cases), pack)[0]


def apart(pack: Pack, case: Case) -> list[Case]:
    """A case for each of its applicants, who know the same history."""
    made = []
    for kind, instances in case.roots.items():
        for root in instances:
            claims = case.claims and tuple(
                each
                for each in case.claims
                if pack.path_of(pack.rules[each.rule].subject)[0] == kind and each.ids.get(kind, root.id) == root.id
            )
            decisions = tuple(each for each in case.decisions if each.path[0] == (kind, root.id))
            made.append(replace(case, name=root.id, roots={kind: (root,)}, claims=claims, decisions=decisions))
    return made


def said(outcomes: list[Outcome] | tuple[Outcome, ...]) -> dict[object, object]:
    def answer(award: Award) -> object:
        return award.verdict, award.low, award.high, award.paid_by, [(each.limit, each.used_low) for each in award.limits]

    return {(each.rule, each.path, each.period): answer(each) for outcome in outcomes for each in outcome.awards}


TOGETHER = list(together())


@pytest.mark.parametrize(("name", "case_name"), TOGETHER)
def test_a_list_of_files_answers_as_one_case(name: str, case_name: str) -> None:
    pack = built(name)
    (case,) = [each for each in cases_of(name, pack) if each.name == case_name]
    files = apart(pack, case)
    assert said(evaluate_list(pack, files, {}).outcomes) == said([evaluate(pack, case)])


def forgetful(files: list[Case]) -> Iterator[list[Case]]:
    """The list with something one file states left out: a fact of its applicant, or its whole history."""
    for at, case in enumerate(files):
        yield [*files[:at], replace(case, history=None), *files[at + 1 :]]
        ((kind, (root,)),) = case.roots.items()
        for fact in root.facts:
            facts = {name: value for name, value in root.facts.items() if name != fact}
            yield [*files[:at], replace(case, roots={kind: (replace(root, facts=facts),)}), *files[at + 1 :]]


@pytest.mark.parametrize("apart_by", [0, 1], ids=["on one day", "day by day"])
@pytest.mark.parametrize(("name", "case_name"), TOGETHER)
def test_a_file_that_says_less_gains_nobody_anything(name: str, case_name: str, apart_by: int) -> None:
    pack = built(name)
    (case,) = [each for each in cases_of(name, pack) if each.name == case_name]
    files = [replace(each, as_of=each.as_of + timedelta(at * apart_by)) for at, each in enumerate(apart(pack, case))]
    known = {key: award for outcome in evaluate_list(pack, files, {}).outcomes for key, award in by_claim(outcome).items()}
    for less in forgetful(files):
        for outcome in evaluate_list(pack, less, {}).outcomes:
            for key, award in by_claim(outcome).items():
                assert award.low <= known[key].low, (key, [each.name for each in less])


def by_claim(outcome: Outcome) -> dict[tuple[object, ...], Award]:
    return {(each.rule, each.path, each.period): each for each in outcome.awards}


def test_there_are_such_cases() -> None:
    assert len(TOGETHER) >= 20
