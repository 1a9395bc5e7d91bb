"""Choices, targets and duties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date, timedelta
from fractions import Fraction

from engine.backends.outcome import Judgement, Needs, Step, Verdict
from engine.backends.reference.claims import Claim
from engine.backends.reference.context import OPEN_END, Context
from engine.backends.reference.validity import law_at, validity
from engine.lang.dates import add
from engine.lang.values import Member, Span, Unknown, Value
from engine.pack.rule import Duty, Rule, Target
from engine.text.records import dataclass


@dataclass
class Found:
    """What has been found out about a choice, target or duty."""

    verdict: Verdict = "unknown"
    because: list[Step] = field(default_factory=list)
    result: str | None = None
    rate: Fraction | None = None
    gap: int | None = None
    by: date | None = None
    note: str = ""
    next_due: date | None = None
    late_days: int | None = None


def judge(context: Context, claim: Claim) -> Judgement:
    """The answer of a rule that gives no money."""
    rule, found = claim.rule, Found()
    context.law_at = law_at(context, rule)
    valid, steps = validity(context, rule)
    found.because += steps
    applies = _applies(context, rule, found)
    if rule.kind == "choose" and valid is not True:
        # A target or duty is judged on its own days, in force or not.
        applies = False if valid is False else applies if applies is False else valid
    if applies is False:
        found.verdict = "not_applicable"
    elif isinstance(applies, Unknown):
        found.verdict = "unknown"
    elif rule.kind == "choose":
        _choose(context, rule, found)
    elif rule.target is not None:
        _target(context, rule.target, found)
    elif rule.duty is not None:
        _duty(context, rule, rule.duty, found)
    return Judgement(
        rule=rule.name,
        kind=rule.kind if rule.kind != "amount" else "choose",
        path=claim.path,
        period=claim.period.label if claim.period else None,
        law_at=context.law_at,
        verdict=found.verdict,
        needs=Needs(),
        readings=dict(sorted(context.readings.items())),
        unruled=tuple(sorted(context.unruled)),
        cite=rule.cite,
        because=tuple(found.because),
        result=found.result,
        rate=found.rate,
        gap=found.gap,
        by=found.by,
        note=found.note,
        next_due=found.next_due,
        late_days=found.late_days,
    )


def _applies(context: Context, rule: Rule, found: Found) -> Value:
    """Whether all conditions hold."""
    answers = []
    for condition in rule.when:
        step = context.step("condition", condition.formula, condition.cite or rule.cite)
        found.because.append(step)
        answers.append(step.value)
    if any(answer is False for answer in answers):
        return False
    return next((answer for answer in answers if isinstance(answer, Unknown)), True)


def _choose(context: Context, rule: Rule, found: Found) -> None:
    """The first arm that holds; behind an unknown one nothing is certain."""
    for arm in rule.choose:
        if arm.when is not None:
            step = context.step("condition", arm.when, arm.cite or rule.cite, name=arm.result)
            found.because.append(step)
            if isinstance(step.value, Unknown):
                return
            if step.value is False:
                continue
        found.verdict, found.result = "chosen", arm.result
        return
    found.verdict = "not_applicable"


def _target(context: Context, target: Target, found: Found) -> None:
    """Before its day pending, from then on met or not (DESIGN 5)."""
    day = context.value(target.by) if target.by is not None else None
    reached = context.value(target.reached_on) if target.reached_on is not None else None
    found.by = day if isinstance(day, date) and day != OPEN_END else None
    if isinstance(day, Unknown):
        return
    if isinstance(day, date) and context.case.as_of < day:
        found.verdict = "pending"
        _measure(context, target, found)
        return
    if isinstance(reached, Unknown):
        return  # it may have been reached in time and lost again, or be reached now and too late
    if isinstance(reached, date):
        found.verdict = "met" if reached <= (day if isinstance(day, date) else context.case.as_of) else "not_met"
        found.because.append(Step("target", "reached_on", reached, target.place))
        return
    verdict = _measure(context, target, found)
    if verdict is not None:
        found.verdict = verdict


def _measure(context: Context, target: Target, found: Found) -> Verdict | None:
    """The count against its goal; None where something is not known."""
    count_step = context.step("target", target.count, name="count")
    found.because.append(count_step)
    count, total = count_step.value, None
    if target.of is not None:
        of_step = context.step("target", target.of, name="of")
        found.because.append(of_step)
        total = of_step.value
        if total == 0:
            return "not_measurable"
    least = context.value(target.at_least) if target.at_least is not None else None
    most = context.value(target.at_most) if target.at_most is not None else None
    if not isinstance(count, int) or isinstance(total, Unknown) or isinstance(least, Unknown) or isinstance(most, Unknown):
        return None
    whole = total if isinstance(total, int) else 1
    if target.of is not None:
        found.rate = Fraction(count, whole)
    goal = Fraction(least) * whole if isinstance(least, int | Fraction) else None
    found.gap = max(0, -(-goal.numerator // goal.denominator) - count) if goal is not None else 0
    if isinstance(most, int | Fraction) and count > Fraction(most) * whole:
        found.note = "above_at_most"
        return "met"
    return "met" if found.gap == 0 else "not_met"


def _duty(context: Context, rule: Rule, duty: Duty, found: Found) -> None:
    """Whether every due day up to now was kept, and which comes next."""
    every, event = context.value(duty.every), context.step("duty", duty.event)
    counted = context.value(duty.counted)
    found.because.append(event)
    start = _start(context, rule)
    way = counted.name if isinstance(counted, Member) else counted
    if start is None or not isinstance(every, Span) or isinstance(event.value, Unknown) or isinstance(way, Unknown):
        return
    assert not isinstance(event.value, bool | int | str)
    days = sorted(day for day in event.value if isinstance(day, date) and start <= day <= context.case.as_of)  # type: ignore[union-attr]
    if way == "rolling":
        found.next_due, found.late_days = _rolling(start, days, every, context.case.as_of)
    else:
        found.next_due, found.late_days = _slots(start, days, every, context.case.as_of)
    found.verdict = "breached" if found.late_days else "kept"


def _start(context: Context, rule: Rule) -> date | None:
    """The first day from which a duty runs: the rule's own, else the pack's."""
    for span, about in ((rule.in_force, rule.subject), (context.pack.in_force, "")):
        if span is not None and span.since is not None:
            with context.about_subject(about):
                day = context.value(span.since)
            return day if isinstance(day, date) else None
    return None


def _rolling(start: date, days: Sequence[date], every: Span, today: date) -> tuple[date, int]:
    """Due so long after the event before, on the corresponding day (Civil Code art. 202); the longest delay in days."""
    late, due = 0, add(start, every)
    for day in days:
        late, due = max(late, (day - due).days), add(day, every)
    return due, max(late, (today - due).days)


def _slots(start: date, days: Sequence[date], every: Span, today: date) -> tuple[date, int]:
    """Once in each calendar slot (January to February, …) that begins on or after the start; the longest delay in days."""
    months = max(1, every.months)
    late, first = 0, slot_from(start, months)
    due: date | None = None
    while due is None or first <= today:
        last = add(first, Span(months)) - timedelta(days=1)
        if not any(first <= day <= last for day in days):
            if last < today:
                caught_up = next((day for day in days if day > last), today)
                late = max(late, (caught_up - last).days)
            elif due is None:
                due = last
        first = add(first, Span(months))
        if first > today and due is None:
            due = add(first, Span(months)) - timedelta(days=1)
    return due, late


def slot_from(start: date, months: int) -> date:
    """The first day of the first calendar slot of so many months that begins on or after `start`."""
    first = date(start.year, (start.month - 1) // months * months + 1, 1)
    return first if first >= start else add(first, Span(months))
