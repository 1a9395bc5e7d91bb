"""How a question about two versions is put: the plainest case first, with what of an answer is rather seen."""

from __future__ import annotations

from collections.abc import Iterator

from engine.backends.smt.judgement import CODE, Judgement
from engine.backends.smt.logic import Truth, any_of, both, equal, no
from engine.backends.smt.question import Ask, Question
from engine.backends.smt.short import short_lists
from engine.pack.model import Pack
from engine.pack.reads import reads
from engine.pack.rule import Rule

MOST_LINES = 3  # of history in an example
MANY = 12  # children, where two show nothing
PLAIN = ("chosen", "met", "not_met", "kept", "breached")  # verdicts that say something to anybody


def telling(question: Question) -> tuple[Truth, ...]:
    """Of answers about a procedure, target or duty, rather another verdict than another number, and a plain one."""
    before, after = question.answers
    if not isinstance(before, Judgement):
        return ()
    plain = [any_of(equal(each.verdict, CODE[name]) for name in PLAIN) for each in (before, after)]
    return (both(*plain, no(equal(before.verdict, after.verdict))), no(equal(before.verdict, after.verdict)), both(*plain))


def asks_of(one: tuple[Pack, Rule], other: tuple[Pack, Rule]) -> Iterator[Ask]:
    """The plainest way to ask first."""
    before, after = one[1], other[1]
    counted = before.limits or after.limits or before.parts or after.parts
    lines = MOST_LINES if counted else 0 if before.kind in ("choose", "target") else 2  # a condition may look at the past
    for ruled in (True, False):
        yield from (Ask(lines=count, ruled=ruled) for count in range(lines + 1))
    short = short_lists((one, other))  # of others a few children may not show all
    if any(reads(*side).collections.keys() - short.keys() for side in (one, other)):
        yield from (Ask(lines=0, ruled=ruled, children=MANY) for ruled in (True, False))
