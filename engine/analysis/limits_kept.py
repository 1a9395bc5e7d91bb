"""Whether what was granted is what the limits leave, worked out anew from the grants.

A judge of the evaluator that shares none of the code of its limits: it runs the pack's formulas, and adds up by itself what was
paid before and what the chain grants. Claims of which it is not sure that they count together it leaves out, so that a line it
yields is a fault, whatever is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.analysis.payments import Payment, Surroundings, before
from engine.backends.outcome import Outcome
from engine.lang.dates import add
from engine.lang.values import Known, Money, Span
from engine.pack.case import Case, Path
from engine.pack.model import Pack
from engine.pack.rule import Limit
from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A grant that passes a limit (`passed`), or that is less than is due although every limit has room."""

    passed: bool
    line: str


def judged(pack: Pack, case: Case, outcome: Outcome) -> Iterator[Finding]:
    """A line for each grant of a chain, or of a single case, that is not what the limits leave."""
    paid: list[Payment] = []
    steps = list(zip(case.steps or (case,), outcome.steps or (outcome,), strict=True))
    for number, (step, answers) in enumerate(steps):
        refused: list[tuple[str, Payment]] = []  # the marks of limits, and the claims that closed them
        known = [*before(pack, step.history or ()), *paid]
        complete = step.history is not None
        for award in answers.awards:
            around = Surroundings(pack, step, award, first=number == 0)
            mine = around.payment()
            yield from _of(pack, around, mine, known, complete, refused)
            if award.low > 0:
                known.append(mine)
                if award.verdict == "granted":  # one that is open is not paid yet: the next of the chain does not find it
                    paid.append(mine)
            elif award.verdict == "refused":
                refused += [(limit.mark, mine) for limit in pack.rules[award.rule].limits if award.reason == limit.name]
            if award.high != award.low:
                complete = False  # what it took of a limit is not known


def _of(
    pack: Pack,
    around: Surroundings,
    mine: Payment,
    known: Sequence[Payment],
    complete: bool,
    refused: Sequence[tuple[str, Payment]],
) -> Iterator[Finding]:
    """What is wrong with one award."""
    award, rule = around.award, pack.rules[around.award.rule]
    name = f"{award.rule} {award.path} {award.period}"
    due = around.due()
    fits = due is not None and complete
    for limit in rule.limits:
        on = True if limit.when is None else around.value(limit.when, limit.about, due)
        bound = around.value(limit.bound, limit.about, due)
        counted = [each for each in known if each.rule in limit.over and not _own_part(pack, mine, each)]
        sure = [each for each in counted if _together(around, limit, mine, each) is True]
        if on is True and bound is not None and award.low > 0:
            if line := _passed(around, limit, bound, sure, mine):
                yield Finding(True, f"{name}: {limit.name}: {line}")
            if (
                any(closed == limit.mark and _together(around, limit, mine, other) for closed, other in refused)
                and limit.short == "close"
            ):
                yield Finding(True, f"{name}: {limit.name} was closed")
        clear = all(_together(around, limit, mine, each) is not None and each.exact for each in counted)
        fits = fits and (
            on is False or (on is True and bound is not None and clear and _has_room(around, limit, bound, sure, mine, due))
        )
    if fits and around.holds() and not rule.parts and award.low != due:
        yield Finding(False, f"{name}: {award.verdict}, {award.low} of {due} fen, though nothing stands against it")


def _own_part(pack: Pack, mine: Payment, other: Payment) -> bool:
    """Whether it is what was paid so far of this very claim."""
    return bool(pack.rules[mine.rule].parts) and other.instalment and mine.claim == other.claim


def _together(around: Surroundings, limit: Limit, mine: Payment, other: Payment) -> bool | None:
    """Whether two payments count together; None: not known."""
    answers = [_same_key(mine, other, key.carrier, key.fact) for key in limit.key]
    if limit.per == "period":
        answers.append(None if None in (mine.period, other.period) else mine.period == other.period)
    elif limit.per != "life":
        day, its = mine.day, other.day
        start = around.value(limit.since, limit.about, None) if limit.since is not None else date(1, 1, 1)
        if day is None or its is None or not isinstance(start, date):
            answers.append(None)
        elif limit.per == "month":
            answers.append((day.year, day.month) == (its.year, its.month))
        else:
            answers.append(_anniversaries(start, day) == _anniversaries(start, its))
    return False if False in answers else None if None in answers else True


def _anniversaries(start: date, day: date) -> int:
    """How often the day of the year `start` has come round by `day`."""
    return day.year - ((day.month, day.day) < (start.month, start.day))


def _same_key(mine: Payment, other: Payment, carrier: str, fact: str) -> bool | None:
    if fact:
        one, another = (each.facts.get(f"{carrier}.{fact}") for each in (mine, other))
        return None if one is None or another is None else one == another
    return _upto(mine.path, carrier) == _upto(other.path, carrier)


def _upto(path: Path, kind: str) -> Path:
    kinds = [each for each, _ in path]
    return path[: kinds.index(kind) + 1]


def _passed(around: Surroundings, limit: Limit, bound: Known, sure: Sequence[Payment], mine: Payment) -> str:
    """How the payment passes the limit; "" if it does not."""
    match limit.kind, bound:
        case "at_most", Money(fen=most):
            total = sum(each.fen for each in sure) + mine.fen
            return f"{total} of {most} fen" if total > most else ""
        case "claims", int(most):
            count = sum(each.claims for each in sure) + 1
            return f"{count} of {most} claims" if count > most else ""
        case "times", int(most):
            units = sum(each.units for each in sure) + mine.units
            return f"{units} of {most} units" if units > most else ""
        case "within", Span():
            end = _end(around, limit, bound, sure, mine)
            return f"{mine.day} is beyond {end}" if mine.day and end and mine.day > end else ""
        case _:
            return ""


def _end(around: Surroundings, limit: Limit, span: Span, sure: Sequence[Payment], mine: Payment) -> date | None:
    """The last day of a span that starts with the first of them, or at `from` if that is earlier."""
    start = around.value(limit.since, limit.about, None) if limit.since is not None else None
    days = [day for day in (mine.day, *(each.day for each in sure), start) if isinstance(day, date)]
    if not days:
        return None
    end = add(min(days), span)
    return end if limit.last_day_included else date.fromordinal(end.toordinal() - 1)


def _has_room(around: Surroundings, limit: Limit, bound: Known, sure: Sequence[Payment], mine: Payment, due: int | None) -> bool:
    """Whether the whole of what is due surely fits."""
    units = around.units_due()
    if (
        due is None
        or limit.short == "close"
        or (limit.since is not None and around.value(limit.since, limit.about, None) is None)
    ):
        return False
    if limit.kind == "times" and units is None:
        return False
    if limit.kind == "within" and any(each.day is None for each in (mine, *sure)):
        return False
    return not _passed(around, limit, bound, sure, replace(mine, fen=due, units=units or 1))
