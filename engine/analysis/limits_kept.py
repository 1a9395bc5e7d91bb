"""Whether what was granted stays within the limits, worked out anew from the grants.

A judge of the evaluator that shares none of its code.

Only what is stated in full is judged: limits with a plain bound, claims whose keys, days and amounts are all known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from engine.backends.outcome import Outcome
from engine.lang.dates import add
from engine.lang.ir import Literal, Ref
from engine.lang.values import Known, Money, Span
from engine.pack.case import Case, Path
from engine.pack.model import Pack
from engine.pack.rule import Limit
from engine.pack.terms import Formula


@dataclass(frozen=True)
class Payment:
    """A claim that was paid: before (`granted` false), or by the chain that is judged."""

    rule: str
    path: Path
    period: str | None
    day: date  # it counts on
    fen: int
    units: int
    facts: Mapping[str, Known]
    granted: bool


def exceeded(pack: Pack, case: Case, outcome: Outcome) -> Iterator[str]:
    """A line for each grant of a chain that passes a limit."""
    paid = [*_before(case), *(each for step in outcome.steps for each in _granted(case, step))]
    for limit in {id(each): each for rule in pack.rules.values() for each in rule.limits}.values():
        bound = plain(pack, limit.bound)
        if bound is None or limit.when is not None or limit.since is not None:
            continue
        for at, payment in enumerate(paid):
            if payment.granted and payment.rule in limit.binds:
                before = [each for each in paid[:at] if each.rule in limit.over and _together(limit, payment, each)]
                if line := _passed(limit, bound, before, payment):
                    yield f"{payment.rule} {payment.path} {payment.period}: {line}"


def plain(pack: Pack, formula: Formula) -> Known | None:
    """The value of a bound that is a number or an undated parameter."""
    match formula.expr:
        case Literal(value=value):
            return value
        case Ref(kind="parameter", name=name) if not pack.parameters[name].table.dated:
            return pack.parameters[name].table.rows[0].value
        case _:
            return None


def _before(case: Case) -> Iterator[Payment]:
    for entry in case.history or ():
        day = entry.period.start if entry.period else entry.as_of
        if day is not None and entry.amount is not None:
            label = entry.period.label if entry.period else None
            yield Payment(entry.rule, entry.path, label, day, entry.amount, entry.times, entry.facts, False)


def _granted(case: Case, step: Outcome) -> Iterator[Payment]:
    facts: dict[Path, dict[str, Known]] = {}
    for line in case.instances():
        path = tuple((each.kind, each.id) for each in line)
        facts[path] = {f"{each.kind}.{name}": value for each in line for name, value in each.facts.items()}
    for award in step.awards:
        if award.verdict == "granted" and award.low > 0:
            day = date.fromisoformat(f"{award.period}-01-01"[:10]) if award.period else case.as_of
            yield Payment(award.rule, award.path, award.period, day, award.low, 1, facts[award.path], True)


def _together(limit: Limit, one: Payment, other: Payment) -> bool:
    """Whether two payments surely count together."""
    for key in limit.key:
        if key.fact:
            mine, its = one.facts.get(str(key)), other.facts.get(str(key))
            if mine is None or mine != its:
                return False
        elif _upto(one.path, key.carrier) != _upto(other.path, key.carrier):
            return False
    same = {"period": one.period == other.period, "year": one.day.year == other.day.year, "life": True}
    return same.get(limit.per, (one.day.year, one.day.month) == (other.day.year, other.day.month))


def _upto(path: Path, kind: str) -> Path:
    kinds = [each for each, _ in path]
    return path[: kinds.index(kind) + 1]


def _passed(limit: Limit, bound: Known, before: list[Payment], payment: Payment) -> str:
    """How the payment passes the limit; "" if it does not."""
    match limit.kind, bound:
        case "at_most", Money(fen=most):
            total = sum(each.fen for each in before) + payment.fen
            return f"{total} of {most} fen" if total > most else ""
        case "claims", int():
            return f"{len(before) + 1} of {bound} claims" if len(before) + 1 > bound else ""
        case "times", int():
            units = sum(each.units for each in before) + payment.units
            return f"{units} of {bound} units" if units > bound else ""
        case "within", Span():
            first = min([payment.day, *(each.day for each in before)])
            end = add(first, bound)
            late = payment.day > end or (payment.day == end and not limit.last_day_included)
            return f"{payment.day} is beyond {end}" if late else ""
        case _:
            return ""
