"""The day whose law counts, and whether a measure and a rule are in force on it."""

from __future__ import annotations

from datetime import date

from engine.backends.smt.days import Day, day_of, length_of_month, not_after, same_day
from engine.backends.smt.earlier import Claimed
from engine.backends.smt.expression import Speaker
from engine.backends.smt.folds import kleene
from engine.backends.smt.logic import both, either
from engine.backends.smt.values import UNKNOWN, Val
from engine.pack.rule import Rule

OPEN_END = day_of(date.max)


def begin(speaker: Speaker, rule: Rule, claimed: Claimed) -> None:
    """Let a speaker speak of one claim: its days, its period, the day whose law counts."""
    speaker.said.clear()
    speaker.given = {"as_of": Val(claimed.as_of)}
    if claimed.period is not None:
        speaker.given["period.start"] = Val(claimed.period)
        speaker.given["period.end"] = Val(end_of(claimed.period, rule.period or "year"))
    speaker.given["law_at"] = law_at(speaker, rule, claimed)
    speaker.said.clear()  # what was said before the day was known


def end_of(start: Day, kind: str) -> Day:
    """The last day of a year or month."""
    if kind == "year":
        return Day(start.year, 12, 31)
    return Day(start.year, start.month, length_of_month(start.year, start.month))


def law_at(speaker: Speaker, rule: Rule, claimed: Claimed) -> Val:
    """The day whose law counts: the rule's own, else the period's first day, else the day of application."""
    if rule.law_at is not None:
        return speaker.value(rule.law_at)
    return Val(claimed.counted_on if rule.period is not None else claimed.as_of)


def validity(speaker: Speaker, rule: Rule) -> Val:
    """Whether the pack and the rule are in force on the day that counts."""
    at = speaker.given["law_at"]
    answers: list[Val] = []
    for span in (speaker.pack.in_force, rule.in_force):
        for bound, first in ((span.since, True), (span.until, False)) if span is not None else ():
            if bound is not None:
                answers.append(_inside(speaker.value(bound), at, first))
    return kleene(answers, every=True) if answers else Val(True)


def _inside(bound: Val, at: Val, first: bool) -> Val:
    if not isinstance(bound.term, Day) or not isinstance(at.term, Day):
        return UNKNOWN
    endless = both(bound.known, same_day(bound.term, OPEN_END))
    inside = not_after(bound.term, at.term) if first else not_after(at.term, bound.term)
    return Val(either(endless, inside), either(endless, both(bound.known, at.known)))
