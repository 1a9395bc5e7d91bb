"""What would come out if an open point of the text were read otherwise: one reading at a time, the others as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from engine.analysis.expected import Result, results
from engine.backends.outcome import Outcome
from engine.backends.reference import evaluate
from engine.pack.case import Case, Path
from engine.pack.model import Pack


@dataclass(frozen=True, slots=True)
class Alternative:
    """The outcome under one option of a reading, and the answers in which it differs from the usual one."""

    reading: str
    option: str
    outcome: Outcome
    changed: tuple[tuple[Result | None, Result | None], ...]  # usual, under this option; None: no such answer


@dataclass(frozen=True, slots=True)
class AllReadings:
    """The usual outcome, and one for every other option of every reading the pack has."""

    usual: Outcome
    alternatives: tuple[Alternative, ...]


def all_readings(pack: Pack, case: Case, rules: Collection[str] | None = None) -> AllReadings:
    """The case under every option. What is missing is worked out for the usual outcome only, since it is asked for most often."""
    usual = evaluate(pack, case, rules=rules)
    return AllReadings(usual, tuple(_alternatives(pack, case, usual, rules)))


def _alternatives(pack: Pack, case: Case, usual: Outcome, rules: Collection[str] | None) -> Iterator[Alternative]:
    plain = evaluate(pack, case, rules=rules, needs=False)
    for reading in pack.readings.values():
        for option in reading.options:
            if option != usual.readings.get(reading.name):
                outcome = evaluate(pack, case, readings={reading.name: option}, rules=rules, needs=False)
                yield Alternative(reading.name, option, outcome, tuple(_changed(plain, outcome)))


def _changed(usual: Outcome, other: Outcome) -> Iterator[tuple[Result | None, Result | None]]:
    """The answers whose verdict or content differs; that another reading was read is no difference."""
    before, after = by_claim(usual), by_claim(other)
    for claim in dict.fromkeys((*before, *after)):
        pair = before.get(claim), after.get(claim)
        if answered(pair[0]) != answered(pair[1]):
            yield pair


def by_claim(outcome: Outcome) -> dict[tuple[str, Path, str | None], Result]:
    """The answers of an outcome by what they answer."""
    return {(each.rule, each.path, each.period): each for each in results(outcome)}


def answered(result: Result | None) -> tuple[object, ...]:
    """What an answer says, without how it was reached."""
    names = (
        "verdict",
        "low",
        "high",
        "floor",
        "parts",
        "paid_by",
        "instrument",
        "result",
        "rate",
        "gap",
        "by",
        "next_due",
        "late_days",
    )
    return () if result is None else tuple(getattr(result, name, None) for name in names)
