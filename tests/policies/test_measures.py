"""Do the packs of real measures load without a finding, do their cases hold and show what they should, do the properties hold?

Every pack in examples/measures takes part by being there, with its cases beside it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engine.analysis.cases import run_one
from engine.analysis.expected import results
from engine.analysis.mutate.run import Input, bench_of, chosen, judged
from engine.analysis.mutate.tally import Tried, tally, with_declared
from engine.analysis.properties import try_all
from engine.analysis.readings import answered
from engine.backends.outcome import Award, Outcome
from engine.pack.case import Case, Expectation, Instance
from engine.pack.document import read
from engine.pack.model import Pack
from engine.pack.registry import cases_path
from engine.reports.case_results import as_text
from tests.policies.measures import MEASURES, cases_of, chain, each_measure, outcome_of, pack_of

EXAMPLES = 8  # random cases for a property; `tiaokuan test --properties` tries more
ALTERED = 24  # mutants of each measure

# Facts that tell only when an instalment falls due: the answer is settled without them.
ONLY_DUE = {"batch.opened_on"}


def test_there_are_measures() -> None:
    assert len(MEASURES) >= 11


@each_measure
def test_every_case_holds_and_says_why(path: Path) -> None:
    found = [run_one(pack_of(path), case) for case in cases_of(path)]
    assert found and all(result.checked and result.case.why and result.case.cite in pack_of(path).provisions for result in found)
    assert all(result.passed for result in found), as_text(found, pack_of(path), "zh")


@each_measure
def test_no_two_cases_are_alike(path: Path) -> None:
    seen: dict[str, str] = {}
    for case in cases_of(path):
        asked = repr([plain(one) for one in chain(case)])
        assert asked not in seen, f"{case.name} asks the same as {seen[asked]}"
        seen[asked] = case.name
    assert len({case.name for case in cases_of(path)}) == len(seen)


def plain(case: Case) -> tuple[object, ...]:
    """What a case asks, without what it is called, expects and where it stands."""

    def of(one: Instance) -> tuple[object, ...]:
        children = {kind: several and [of(each) for each in several] for kind, several in one.children.items()}
        return one.kind, one.id, one.facts, one.periods, children

    roots = [of(each) for several in case.roots.values() for each in several]
    lines = [each and [replace(one, place=None) for one in each] for each in (case.history, case.claims, case.decisions)]
    return case.as_of, case.periods, roots, lines, dict(case.readings)


@each_measure
def test_every_number_is_cited_and_every_provision_is_used_or_said_not_to_be(path: Path) -> None:
    pack = pack_of(path)
    cited = {
        **{name: each.cite for name, each in pack.parameters.items()},
        **{name: each.cite for name, each in pack.readings.items()},
        **{name: each.cite for name, each in pack.rules.items()},
    }
    assert {name: cite for name, cite in cited.items() if cite not in pack.provisions} == {}
    used = {
        *cited.values(),
        *(each.cite for each in pack.facts.values()),
        *(each.cite for each in pack.definitions.values()),
        *(each.cite for rule in pack.rules.values() for each in rule.when),
        *(each.cite for rule in pack.rules.values() for each in rule.limits),
    }
    assert {name for name, each in pack.provisions.items() if name not in used and not each.not_computed.zh} == set()


@each_measure
def test_everything_is_named_in_both_languages(path: Path) -> None:
    pack = pack_of(path)
    labels = {
        **{name: each.label for name, each in pack.subjects.items()},
        **{name: each.label for name, each in pack.facts.items()},
        **{name: each.label for name, each in pack.definitions.items()},
        **{name: each.label for name, each in pack.parameters.items()},
        **{name: each.label for name, each in pack.rules.items()},
        **{name: each.question for name, each in pack.readings.items()},
        **{f"{name}.{option.name}": option.label for name, each in pack.readings.items() for option in each.options.values()},
        **{str(condition.formula.text): condition.label for rule in pack.rules.values() for condition in rule.when},
        **{name: each.summary for name, each in pack.provisions.items()},
        # Who certifies a fact, where somebody does; a paper alone may show it.
        **{f"{name} by": each.certified_by for name, each in pack.facts.items() if each.certified_by.zh},
        **{f"{name} on": each.evidence for name, each in pack.facts.items() if each.evidence.zh},
    }
    assert {name for name, label in labels.items() if not label.zh or not label.en} == set()
    unproved = {name for name, each in pack.facts.items() if not each.certified_by.zh and not each.evidence.zh}
    assert unproved <= {"person.place"}  # where one applies is seen from the application


@each_measure
def test_every_rule_is_granted_refused_and_unknown_in_some_case(path: Path) -> None:
    """A rule that no case grants, or none refuses, or none leaves open is not shown to work."""
    pack = pack_of(path)
    seen: dict[str, set[str]] = {name: set() for name, rule in pack.rules.items() if rule.kind == "amount"}
    for case in cases_of(path):
        outcome = outcome_of(pack, case)
        for award in (award for one in (*outcome.steps, outcome) for award in one.awards):
            seen[award.rule].add("granted" if award.verdict == "to_decide" else award.verdict)
    assert {name: verdicts for name, verdicts in seen.items() if not verdicts >= {"granted", "refused", "unknown"}} == {}


@each_measure
def test_every_fact_is_asked_for_in_some_case(path: Path) -> None:
    """A case leaves it out, the answer is open, and what is needed names it."""
    needed = {need for case in cases_of(path) for one in chain(case) for each in one.expect or () for need in needs(each)}
    assert set(pack_of(path).facts) - needed - ONLY_DUE == set()


def needs(expected: Expectation) -> list[str]:
    stated = expected.fields.get("needs", [])
    return [str(each) for each in stated] if isinstance(stated, list) else [str(stated)]


@each_measure
def test_every_option_of_every_reading_moves_a_result(path: Path) -> None:
    """Some case is answered under the option, and would be answered otherwise under another."""
    pack = pack_of(path)
    shown: set[tuple[str, str]] = set()
    for case in cases_of(path):
        for name, reading in pack.readings.items():
            option = chain(case)[0].readings.get(name, reading.adopted)
            if option is not None and (name, option) not in shown and moved(pack, case, name, option):
                shown.add((name, option))
    assert {(name, option) for name, reading in pack.readings.items() for option in reading.options} - shown == set()


def moved(pack: Pack, case: Case, name: str, option: str) -> bool:
    stated = answers(outcome_of(pack, case))
    others = [each for each in pack.readings[name].options if each != option]
    return any(answers(outcome_of(pack, under(case, {name: other}))) != stated for other in others)


def under(case: Case, readings: dict[str, str]) -> Case:
    return replace(case, readings={**case.readings, **readings}, steps=tuple(under(each, readings) for each in case.steps))


def answers(outcome: Outcome) -> list[object]:
    every = [result for one in (*outcome.steps, outcome) for result in results(one)]
    return [(answered(each), each.parts if isinstance(each, Award) else ()) for each in every]


@each_measure
def test_the_cases_notice_when_the_measure_is_altered(path: Path) -> None:
    """Of a fixed few of all alterations; `make mutants` tries every one, and asks for at least 95 in 100."""
    given = Input(path.read_text(encoding="utf-8"), path.name, cases_path(path))
    bench = bench_of(given)
    numbers = chosen(len(bench.mutants.every), ALTERED)
    root, _ = read(path)
    assert root is not None
    found = list(with_declared((Tried(bench.mutants.every[at], fate) for at, fate in judged(bench, given, numbers, 1)), root))
    survived = [each.mutant.name for each in found if each.fate == "survived"]
    assert tally(found).killed >= ALTERED // 2 and len(survived) <= 1, survived


@each_measure
def test_the_properties_hold(path: Path) -> None:
    assert [each.counterexample for each in try_all(pack_of(path), EXAMPLES) if each.counterexample] == []
