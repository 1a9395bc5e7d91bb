"""Whether a measure and a rule are in force on the day whose law counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from engine.backends.outcome import Step
from engine.backends.reference.context import OPEN_END, Context
from engine.lang.values import UNKNOWN, Unknown, Value
from engine.pack.rule import Rule
from engine.pack.terms import InForce


def validity(context: Context, rule: Rule) -> tuple[Value, list[Step]]:
    """Whether the pack and the rule are in force on the day that counts."""
    answers: list[Value] = []
    steps: list[Step] = []
    for span in (context.pack.in_force, rule.in_force):
        if span is not None:
            for answer, step in _inside(context, span, rule):
                answers.append(answer)
                steps.append(step)
    if False in answers:
        return False, steps
    return (UNKNOWN if any(isinstance(answer, Unknown) for answer in answers) else True), steps


def _inside(context: Context, span: InForce, rule: Rule) -> Sequence[tuple[Value, Step]]:
    found = []
    for bound, first in ((span.since, True), (span.until, False)):
        if bound is None:
            continue
        with context.about_subject("" if span is not rule.in_force else rule.subject):
            step = context.step("in_force", bound, name="from" if first else "until")
        day, at = step.value, context.law_at
        answer: Value = UNKNOWN
        if day == OPEN_END:
            answer = True
        elif isinstance(day, date) and at is not None:
            answer = day <= at if first else at <= day
        found.append((answer, step))
    return found


def law_at(context: Context, rule: Rule) -> date | None:
    """The day whose law counts: the rule's own, else the period's first day, else the day of application."""
    if rule.law_at is not None:
        day = context.value(rule.law_at)
        return day if isinstance(day, date) else None
    if rule.period is not None:
        return context.period.start if context.period else None
    return context.case.as_of
