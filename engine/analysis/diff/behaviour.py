"""The layer of behaviour: what a change means for the answers of each rule, worked out in a process that is given its time."""

from __future__ import annotations

from engine.analysis.apart import apart
from engine.analysis.diff.model import Behaviour, Sides
from engine.pack.terms import Label

SECONDS = 60.0


def behaviour(sides: Sides, seconds: float = SECONDS) -> tuple[Behaviour, ...]:
    """The behaviour of every rule of either version, in the order of the new one; unknown where the time was up.

    Raises ImportError without z3 (the extra `prove`).
    """
    import engine.backends.smt.solve  # noqa: F401 - so that its absence is told before a process is started
    from engine.analysis.diff.every_rule import compared

    found = list(apart(compared, sides, seconds=seconds))
    answered = {(each.rule_old, each.rule_new) for each in found}
    gone = {each.rule_old for each in found if each.rule_new is None}
    new = {each.rule_new for each in found if each.rule_old is None}
    late = Label("时间到", "the time was up")
    for pair in sides.of("rules"):
        if (pair.old, pair.new) not in answered and not (pair.old in gone and pair.new in new):
            found.append(Behaviour(pair.old, pair.new, "unknown", reason=late))
    return tuple(found)
