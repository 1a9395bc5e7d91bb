"""Everything that is to be decided of a pack, worked out in a process that is given its time."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from engine.analysis.apart import apart
from engine.analysis.prove.model import TIME, Goal, Proof
from engine.pack.model import Pack

SECONDS = 60.0


def proofs(pack: Pack, goals: Sequence[Goal], seconds: float = SECONDS) -> tuple[Proof, ...]:
    """What came of each goal, in their order; unknown where the time was up.

    Raises ImportError without z3 (the extra `prove`).
    """
    if find_spec("z3") is None:
        raise ImportError("z3")
    from engine.analysis.prove.decide import decided

    found = {proof.goal: proof for proof in apart(decided, pack, tuple(goals), seconds=seconds)}
    return tuple(found.get(goal, Proof(goal, "unknown", TIME)) for goal in goals)
