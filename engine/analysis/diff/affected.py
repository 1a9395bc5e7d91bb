"""Answers every case of an office's list under both versions, by the reference, and says which claims are moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias, TypeVar

from engine.analysis.diff.footing import on_one_footing
from engine.analysis.diff.impact import WAYS, Impact, Moved, Result, Sums, Total, Way, award_of
from engine.analysis.diff.model import Sides
from engine.analysis.diff.replay import kind_of
from engine.analysis.population.model import Applicant, Population
from engine.backends.outcome import Award, Outcome
from engine.backends.reference.evaluate import evaluate
from engine.pack.case import Path
from engine.pack.terms import Label
from engine.text.records import dataclass

T = TypeVar("T", Moved, Total)


@dataclass(frozen=True, slots=True)
class Key:
    """One claim, told the same under either version."""

    rules: tuple[str | None, str | None]  # old, new
    path: Path
    period: str | None
    step: int  # of a chain; 0 elsewhere
    as_of: date


Answers: TypeAlias = dict[Key, list[Result | None]]


def measure_impact(sides: Sides, population: Population) -> Impact:
    """Every case of the list under both versions."""
    moved: list[Moved] = []
    totals: dict[tuple[tuple[str | None, str | None], int], Total] = {}
    claims = 0
    sides, assumptions = on_one_footing(sides)
    seen: set[Key] = set()  # judgements of what stands in several cases of a table, like the whole city
    for applicant in population.applicants:
        for key, (before, after) in _answers(sides, applicant).items():
            judged = not (isinstance(before, Award) or isinstance(after, Award))
            if judged and not population.of_cases:
                if key in seen:
                    continue
                seen.add(key)
            claims += 1
            owed = _owed(sides, key.rules)
            way, year = _way(before, after, owed), _year(key)
            if way is not None:
                moved.append(
                    Moved(
                        way,
                        *key.rules,
                        key.path,
                        year,
                        key.period,
                        key.as_of,
                        before,
                        after,
                        applicant.spot(key.rules, key.path, key.period),
                        applicant.name,
                        owed,
                    )
                )
            if not judged:
                there = totals.get((key.rules, year)) or Total(*key.rules, year, Sums(), Sums(), 0, {}, owed)
                totals[key.rules, year] = _with(there, award_of(before), award_of(after), way)
    order = {name: at for at, name in enumerate((*sides.new.rules, *sides.old.rules))}
    return _impact(population, claims, _sorted(moved, order), _sorted(totals.values(), order), assumptions)


def _impact(
    population: Population, claims: int, moved: tuple[Moved, ...], totals: tuple[Total, ...], assumptions: tuple[Label, ...]
) -> Impact:
    return Impact(
        population.file,
        moved,
        totals,
        {way: count for way in WAYS if (count := sum(each.kind == way for each in moved))},
        len(population.applicants),
        claims,
        population.rows,
        population.rows - population.left_out,
        population.of_cases,
        population.bad,
        population.notes,
        assumptions,
    )


def _sorted(some: Iterable[T], order: Mapping[str, int]) -> tuple[T, ...]:
    """By rule, then by year."""
    return tuple(sorted(some, key=lambda each: (order[each.rule], each.year)))


def _answers(sides: Sides, applicant: Applicant) -> Answers:
    """What either version says to each claim of a case."""
    found: Answers = {}
    for place, case in ((0, applicant.old), (1, applicant.new)):
        pack = (sides.old, sides.new)[place]
        outcome = evaluate(pack, case, needs=False)
        for step, each in enumerate(outcome.steps or (outcome,)):
            for result in _results(each):
                key = Key(_rules(sides, result.rule, place), _path(sides, result.path, place), result.period, step, each.as_of)
                found.setdefault(key, [None, None])[place] = result
    return found


def _results(outcome: Outcome) -> Iterator[Result]:
    yield from outcome.awards
    yield from outcome.choices
    yield from outcome.targets
    yield from outcome.duties


def _rules(sides: Sides, rule: str, place: int) -> tuple[str | None, str | None]:
    return (sides.old_of("rules", rule), rule) if place else (rule, sides.new_of("rules", rule))


def _path(sides: Sides, path: Path, place: int) -> Path:
    return path if place else tuple((sides.new_of("subjects", kind) or kind, id) for kind, id in path)


def _way(before: Result | None, after: Result | None, owed: bool) -> Way | None:
    """How a claim is moved, None: not at all. What is open under both may be moved in what is possible."""
    if isinstance(before, Award) and isinstance(after, Award) and before.verdict == after.verdict == "unknown":
        return None if (before.low, before.high) == (after.low, after.high) else "unknown"
    if before is not None and after is not None and isinstance(before, Award) != isinstance(after, Award):
        # A rule that paid and now chooses, or the other way round.
        return _way(award_of(before), award_of(after), owed) or "other"
    alone = next((each for each in (before, after) if each is not None), None)
    if alone is not None and None in (before, after) and isinstance(alone, Award) and alone.verdict == "unknown":
        return "unknown"
    match kind_of(before, after, owed=owed):
        case None:
            return None
        case "unknown_now" | "known_now":
            return "unknown"
        case "other_procedure" | "other":
            return "other"
        case kind:
            return kind


def _with(total: Total, before: Award | None, after: Award | None, way: Way | None) -> Total:
    counts = {**total.counts, way: total.counts.get(way, 0) + 1} if way else total.counts
    return Total(
        total.rule_old,
        total.rule_new,
        total.year,
        total.before.plus(before),
        total.after.plus(after),
        total.claims + 1,
        counts,
        total.owed,
    )


def _owed(sides: Sides, rules: tuple[str | None, str | None]) -> bool:
    return any(pack.rules[name].owed for pack, name in zip((sides.old, sides.new), rules, strict=True) if name)


def _year(key: Key) -> int:
    return int(key.period[:4]) if key.period else key.as_of.year
