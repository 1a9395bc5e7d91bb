"""The behaviour of every rule of two versions, those that only one of them has included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.analysis.diff.compare import NO_CASE, Comparison
from engine.analysis.diff.model import Behaviour, Direction, FindingKind, Sides
from engine.analysis.diff.renamed import renaming
from engine.analysis.diff.replay import Replay
from engine.analysis.diff.span import Span, span_of
from engine.backends.smt.claim import Award
from engine.backends.smt.differ import unknown
from engine.backends.smt.logic import Beyond, Truth, both, no
from engine.backends.smt.question import Ask, Question
from engine.backends.smt.solve import find
from engine.pack.model import Pack
from engine.pack.rule import Rule


def compared(sides: Sides) -> Iterator[Behaviour]:
    """The behaviour of every rule of either version, one after the other."""
    called = renaming(sides)
    span = span_of(sides)
    earlier = span.continued(sides.old)
    old = called.pack(earlier)
    for pair in sides.of("rules"):
        before = old.rules[called.rules.get(pair.old, pair.old)] if pair.old is not None else None
        after = sides.new.rules[pair.new] if pair.new is not None else None
        replay = Replay(earlier, sides.new, pair.old, pair.new, called)
        if before is not None and after is not None and (before.kind, before.owed) == (after.kind, after.owed):
            found = Comparison(old, sides.new, before, after, replay, span).behaviour()
            yield replace(found, rule_old=pair.old)
            continue
        # A rule that only one version has, or that does another thing in each: what was given and is now owed went, and came.
        if before is not None:
            yield _alone(old, before, "no_longer", replace(replay, after=None), span)
        if after is not None:
            yield _alone(sides.new, after, "newly_eligible", replace(replay, before=None), span)


def _alone(pack: Pack, rule: Rule, kind: FindingKind, replay: Replay, span: Span) -> Behaviour:
    """What goes, or comes, with a rule: a case in which it gives something."""
    names = (replay.before, replay.after)
    if rule.owed:
        kind = "newly_eligible" if kind == "no_longer" else "no_longer"
    if rule.kind != "amount":
        kind = "other_procedure"
    finding, why = None, NO_CASE
    for ask in (Ask(lines=0), Ask(lines=0, ruled=False)):
        try:
            question = Question([(pack, rule)], ask)
        except Beyond as beyond:
            why = beyond.label
            continue
        found = find(question, both(_gives(question), span.holds(question)))
        if found.shown is not None:
            finding = replay.finding(found.shown.case(kind), (kind,))
        if finding is not None:
            break
    direction: Direction = "same" if kind == "other_procedure" else "less" if kind == "no_longer" else "more"
    if finding is None:
        return Behaviour(*names, verdict="unknown", reason=why, direction="unclear")
    return Behaviour(*names, verdict="changed", findings=(finding,), assumptions=span.assumptions, direction=direction)


def _gives(question: Question) -> Truth:
    """Whether the rule gives something: money, a result, an answer about a target or duty."""
    answer = question.answers[0]
    return answer.pays if isinstance(answer, Award) else no(unknown(answer))
