"""Do the packs of real measures load without a finding, do their cases hold, and do the properties hold of them?

Every pack in examples/measures takes part by being there, with its cases beside it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis.cases import run_one
from engine.analysis.properties import try_all
from engine.backends.outcome import Award
from engine.backends.reference import evaluate
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.pack.document import read
from engine.pack.load import load
from engine.pack.model import Pack
from engine.reports.case_results import as_text

FOLDER = Path(__file__).parents[2] / "examples" / "measures"
MEASURES = sorted(path for path in FOLDER.glob("*.yaml") if not path.name.endswith(".cases.yaml"))
EXAMPLES = 8  # random cases for a property; `tiaokuan test --properties` tries more

each_measure = pytest.mark.parametrize("path", MEASURES, ids=[path.stem for path in MEASURES])


def pack_of(path: Path) -> Pack:
    loaded = load(path)
    assert not loaded.diagnostics, [(each.code, each.place and each.place.line) for each in loaded.diagnostics]
    assert loaded.pack is not None
    return loaded.pack


def cases_of(path: Path, pack: Pack) -> list[Case]:
    node, unreadable = read(path.with_suffix(".cases.yaml"))
    assert node is not None and not unreadable
    found, wrong = read_cases(node, pack)
    assert not wrong, [(each.code, each.place and each.place.line) for each in wrong]
    return found


def test_there_are_measures() -> None:
    assert len(MEASURES) >= 10


@each_measure
def test_every_case_holds_and_says_why(path: Path) -> None:
    pack = pack_of(path)
    results = [run_one(pack, case) for case in cases_of(path, pack)]
    assert results and all(result.checked and result.case.why and result.case.cite for result in results)
    assert all(result.passed for result in results), as_text(results, pack, "zh")


@each_measure
def test_every_number_has_a_citation_that_the_pack_lists(path: Path) -> None:
    pack = pack_of(path)
    cited = {each.name: each.cite for each in (*pack.parameters.values(), *pack.readings.values(), *pack.rules.values())}
    assert {name: cite for name, cite in cited.items() if cite not in pack.provisions} == {}


@each_measure
def test_every_rule_is_granted_refused_and_unknown_in_some_case(path: Path) -> None:
    """A rule that no case grants, or none refuses, or none leaves open is not shown to work."""
    pack = pack_of(path)
    seen: dict[str, set[str]] = {name: set() for name, rule in pack.rules.items() if rule.kind == "amount"}
    for case in cases_of(path, pack):
        spoken = {each.rule for one in (*case.steps, case) for each in one.expect or ()}
        outcome = evaluate(pack, case, needs=False, rules=spoken)
        for award in (award for one in (*outcome.steps, outcome) for award in one.awards):
            seen[award.rule].add(kind_of(award))
    assert {name: verdicts for name, verdicts in seen.items() if verdicts < {"granted", "refused", "unknown"}} == {}


def kind_of(award: Award) -> str:
    return "granted" if award.verdict == "to_decide" else award.verdict


@each_measure
def test_the_properties_hold(path: Path) -> None:
    assert [each.counterexample for each in try_all(pack_of(path), EXAMPLES) if each.counterexample] == []
