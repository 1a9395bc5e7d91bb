"""Do the cases of the Taicang pack hold, and is no one of them like another?"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from engine.analysis.cases import run_one
from engine.backends.outcome import Award, LimitUse, Outcome
from engine.backends.reference import evaluate
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.pack.document import read
from engine.pack.load import load
from engine.pack.model import Pack

POLICIES = Path(__file__).parents[2] / "policies"
OWN = POLICIES / "taicang_2021_163.cases.yaml"
MORE = Path(__file__).parent / "taicang_more.cases.yaml"


@pytest.fixture(scope="module")
def pack() -> Pack:
    loaded = load(POLICIES / "taicang_2021_163.yaml")
    assert loaded.pack is not None and not loaded.diagnostics
    return loaded.pack


def cases(path: Path, pack: Pack) -> list[Case]:
    node, _ = read(path)
    assert node is not None
    found, diagnostics = read_cases(node, pack)
    assert not diagnostics
    return found


@pytest.mark.parametrize("path", [OWN, MORE], ids=["own", "more"])
def test_every_case_holds_and_says_why(pack: Pack, path: Path) -> None:
    for case in cases(path, pack):
        result = run_one(pack, case)
        assert result.checked and result.passed, case.name
        assert case.cite and case.why, case.name


def state(use: LimitUse) -> tuple[object, ...]:
    """A limit as a reader tells it from others: untouched, partly used, exhausted, not known, cutting."""
    spent = "nothing" if use.used_high == 0 else "something"
    return use.limit, use.cut, use.used_low == use.used_high, spent, use.left_high == 0


def signature(pack: Pack, case: Case, outcome: Outcome) -> tuple[object, ...]:
    """What a case shows: of each award it speaks of the rule, verdict, what decided, facts, limits, readings, needs and amounts.

    Whose and from when what was paid before is belongs to it too: that it has no bearing is shown by a case where nothing comes of it.
    """
    spoken = {each.rule for one in (*case.steps, case) for each in one.expect or ()}
    paid = [
        (entry.rule, entry.path, entry.period, entry.as_of, entry.as_of and entry.as_of.year == one.as_of.year)
        for one in (*case.steps, case)
        for entry in one.history or ()
    ]
    found: list[object] = [tuple(sorted(case.readings.items())), tuple(paid)]
    for each in (*outcome.steps, outcome):
        for result in (*each.awards, *each.choices, *each.targets, *each.duties):
            if result.rule not in spoken:
                continue
            facts = sorted((key, str(value)) for step in result.because for key, value in step.facts.items())
            found += [result.rule, result.verdict, result.needs, tuple(facts)]
            if isinstance(result, Award):
                limits = tuple(map(state, result.limits))
                found += [result.reason, result.decided, result.low, result.high, limits, bounded(result)]
            else:
                found += [result.result, result.next_due, result.late_days]
    return tuple(found)


def bounded(award: Award) -> object:
    """The day of the law where it matters: before the measure is in force, or after it may have ended."""
    late = award.law_at is not None and award.law_at >= date(2026, 11, 18)
    return award.law_at if award.verdict == "not_in_force" or late else None


def test_no_two_cases_are_alike(pack: Pack) -> None:
    own = cases(OWN, pack)
    assert len(own) >= 150
    alike = defaultdict(list)
    for case in own:
        alike[signature(pack, case, evaluate(pack, case))].append(case.name)
    assert not [names for names in alike.values() if len(names) > 1]


def test_every_option_of_every_reading_has_a_case_whose_outcome_differs(pack: Pack) -> None:
    """For each option that is not the default, some case that chooses it ends otherwise without it."""
    missing = {
        (name, option) for name, reading in pack.readings.items() for option in reading.options if option != reading.adopted
    }
    for case in (*cases(OWN, pack), *cases(MORE, pack)):
        for name, option in [*case.readings.items()]:
            if (name, option) in missing:
                plain = {key: value for key, value in case.readings.items() if key != name}
                chosen, usual = ends(pack, case, case.readings), ends(pack, case, plain)
                if chosen != usual:
                    missing.discard((name, option))
    assert not missing


def ends(pack: Pack, case: Case, readings: object) -> list[object]:
    from dataclasses import replace

    def with_these(one: Case) -> Case:
        return replace(one, readings=readings, steps=tuple(map(with_these, one.steps)))

    outcome = evaluate(pack, with_these(case), needs=False)
    every = [each for step in (*outcome.steps, outcome) for each in (*step.awards, *step.choices, *step.targets, *step.duties)]
    names = ("verdict", "low", "high", "paid_by", "result", "next_due", "late_days", "rate")
    return [tuple(str(getattr(each, name, None)) for name in names) for each in every]
