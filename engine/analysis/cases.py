"""Runs cases and lays what they expect against what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.analysis.expected import Difference, Result, compare, results
from engine.analysis.invariants import Broken, broken
from engine.backends.outcome import Outcome
from engine.backends.reference import evaluate
from engine.pack.case import Case, Expectation
from engine.pack.model import Pack
from engine.text.records import dataclass
from engine.text.source import Place


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that is not met: the award concerned (None: there is none, or not just one) and where they differ."""

    rule: str
    about: str  # the subject and period the case names, "" if it names none
    differences: tuple[Difference, ...]
    result: Result | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case that was run. `checked` counts its expectations, those of its steps included; 0 shows nothing.

    `broken`: the pack's invariants that are false of an answer that the case expects something of.
    """

    case: Case
    outcome: Outcome
    checked: int
    failures: tuple[Failure, ...]
    broken: tuple[Broken, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.failures and not self.broken


@dataclass(frozen=True, slots=True)
class Tried:
    """A property, and a case that breaks it ("" if none was found)."""

    name: str
    zh: str
    en: str
    cases: int
    counterexample: str


def run(pack: Pack, cases: Iterable[Case]) -> Iterator[CaseResult]:
    """Each case with what came out of it."""
    for case in cases:
        yield run_one(pack, case)


def run_one(pack: Pack, case: Case) -> CaseResult:
    """Work out what a case, and each step of a chain, has an expectation of, and compare."""
    stated = [each for one in (*case.steps, case) for each in one.expect or ()]
    rules = {each.rule for each in stated}
    outcome = evaluate(pack, case, rules=rules, needs=any("needs" in each.fields for each in stated))
    failures = _failures(case, outcome)
    if failures:
        # What was missing belongs to the explanation of a failure, and takes too long to be worked out for every case.
        outcome = evaluate(pack, case, rules=rules)
        failures = _failures(case, outcome)
    return CaseResult(case, outcome, len(stated), failures, broken(pack, case, rules=frozenset(rules)))


def _failures(case: Case, outcome: Outcome) -> tuple[Failure, ...]:
    """What is not as expected, of the steps of a chain and then of the case."""
    pairs = [*zip(case.steps, outcome.steps, strict=False), (case, outcome)]
    expected = [(each, got) for one, got in pairs for each in one.expect or ()]
    return tuple(failure for each, got in expected if (failure := check(each, got)) is not None)


def check(expected: Expectation, outcome: Outcome) -> Failure | None:
    """What is not as expected of the one award that an expectation names."""
    found = [result for result in results(outcome) if _is_meant(expected, result)]
    about = " ".join([*(f"{kind} {id}" for kind, id in expected.ids.items()), *filter(None, [expected.period])])
    if len(found) != 1:
        got = "; ".join(_name(result) for result in found) or "—"
        return Failure(expected.rule, about, (Difference("award", "1", f"{len(found)}: {got}"),), None, expected.place)
    differences = tuple(compare(expected.fields, found[0]))
    return Failure(expected.rule, about, differences, found[0], expected.place) if differences else None


def _is_meant(expected: Expectation, result: Result) -> bool:
    ids = dict(result.path)
    return (
        result.rule == expected.rule
        and all(ids.get(kind) == id for kind, id in expected.ids.items())
        and expected.period in (None, result.period)
    )


def _name(result: Result) -> str:
    return "/".join([result.rule, *(id or "?" for _, id in result.path), *filter(None, [result.period])])
