"""A reading that only one of two versions leaves open: a case in which it matters how it will be ruled, so that one is unknown.

The solver is asked for a case in which the ruling that one version has and another one answer otherwise; under the version that
rules nothing the reference then says that it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.analysis.diff.model import Finding, FindingKind
from engine.analysis.diff.replay import Replay
from engine.analysis.diff.span import Span
from engine.backends.smt.differ import ways
from engine.backends.smt.logic import Beyond, both, no
from engine.backends.smt.question import Ask, Question
from engine.backends.smt.solve import find
from engine.pack.model import Pack
from engine.pack.reads import reads
from engine.pack.rule import Rule

KNOWING: tuple[FindingKind, ...] = ("unknown_now", "known_now")
ASKS = (Ask(lines=0), Ask(lines=1), Ask(lines=0, ruled=False), Ask(lines=1, ruled=False))


def left_open(one: tuple[Pack, Rule], other: tuple[Pack, Rule], replay: Replay, span: Span) -> Finding | None:
    """A case in which one version is unknown since it leaves open a reading that the other has ruled; None: none was found."""
    for name, ruled in _rulings(one, other):
        for ask in ASKS:
            try:
                question = Question([(ruled[0], one[1]), (ruled[1], other[1])], ask)
            except Beyond:
                continue
            chosen = question.pool.readings.get(name, {}).values()
            for wish in ways(question.answers[0], question.answers[1], one[1].owed).values():
                found = find(question, both(wish, span.holds(question), *(no(each) for each in chosen)))
                if found.shown is None:
                    continue
                finding = replay.finding(found.shown.case("unknown_now"), KNOWING)
                if finding is not None:
                    return finding
    return None


def _rulings(one: tuple[Pack, Rule], other: tuple[Pack, Rule]) -> Iterator[tuple[str, tuple[Pack, Pack]]]:
    """Each reading that only one of them rules, and both packs with the other one ruling it otherwise."""
    old, new = one[0], other[0]
    for name in dict.fromkeys((*reads(*one).readings, *reads(*other).readings)):
        if name not in old.readings or name not in new.readings:
            continue
        mine, its = old.readings[name].adopted, new.readings[name].adopted
        if mine is not None and its is None:
            yield from ((name, (old, _ruled(new, name, option))) for option in new.readings[name].options if option != mine)
        elif mine is None and its is not None:
            yield from ((name, (_ruled(old, name, option), new)) for option in old.readings[name].options if option != its)


def _ruled(pack: Pack, name: str, option: str) -> Pack:
    return replace(pack, readings={**pack.readings, name: replace(pack.readings[name], adopted=option)})
