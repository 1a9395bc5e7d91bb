"""Truths taken together with unknowns among them, and folds over entries of which each is there or not."""

from __future__ import annotations

from collections.abc import Sequence

from engine.backends.smt import logic
from engine.backends.smt.logic import Truth, all_of, any_of, both, either, no, pick, pick_truth
from engine.backends.smt.operators import SAYINGS, Saying
from engine.backends.smt.values import UNKNOWN, Exact, Val, alike, choose, literal
from engine.lang.operators import ZERO
from engine.lang.types import Type
from engine.lang.values import Known


def truth(value: Val) -> Truth:
    """The truth of a value where it is known; of what never is, no."""
    return False if value.term is None else value.term


def kleene(values: Sequence[Val], every: bool) -> Val:
    """All of several truths, or one of them: what decides counts though the others are unknown."""
    wins = [both(value.known, truth(value) if not every else no(truth(value))) for value in values]
    decided = any_of(wins)
    known = either(decided, all_of(value.known for value in values))
    return Val(no(decided) if every else decided, known)


def folded(operator: str, type: Type, bodies: Sequence[tuple[Truth, Val]], empty: Val | None, saying: Saying) -> Val:
    """A fold over entries of which each is there or not."""
    if operator in ("any", "all"):
        neutral = operator == "all"
        brought = [Val(pick_truth(there, truth(body), neutral), either(no(there), body.known)) for there, body in bodies]
        return kleene(brought, every=neutral) if brought else Val(neutral)
    known = all_of(either(no(there), body.known) for there, body in bodies)
    if operator == "count":
        return Val(logic.plus(*(pick(both(there, truth(body)), 1, 0) for there, body in bodies)) if bodies else 0, known)
    if operator == "sum":
        return Val(_sum(type, bodies, saying), known)
    found = UNKNOWN
    for there, body in bodies:
        better = body.term
        if found.term is not None:
            better = choose(found.known, SAYINGS[f"{operator}_{type.name}"](saying, found.term, body.term), body.term)
        found = Val(choose(there, better, found.term), either(there, found.known))
    if empty is not None:
        found = Val(choose(found.known, found.term, empty.term), either(found.known, empty.known))
    return Val(found.term, both(known, found.known))


def _sum(type: Type, bodies: Sequence[tuple[Truth, Val]], saying: Saying) -> object:
    nothing: Known = ZERO[type]  # type: ignore[assignment]
    total = literal(nothing, saying.names)
    for there, body in bodies:
        term = choose(there, body.term, literal(nothing, saying.names))
        if isinstance(total, Exact) and isinstance(term, Exact):
            one, other, parts = alike(total, term)
            total = Exact(logic.plus(one, other), parts)
        else:
            total = logic.plus(total, term)
    return total
