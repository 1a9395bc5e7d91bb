"""Truths taken together with unknowns among them, and folds over entries of which each is there or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

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


LOOK_PAST: dict[str, Callable[[Sequence[Val]], Val]] = {  # the operators that look past an unknown
    "and": lambda values: kleene(values, every=True),
    "or": lambda values: kleene(values, every=False),
    "not": lambda values: Val(no(truth(values[0])), values[0].known),
}
Bodies: TypeAlias = Sequence[tuple[Truth, Val]]  # whether each entry is there, and what it brings


def folded(operator: str, type: Type, bodies: Bodies, empty: Val | None, saying: Saying) -> Val:
    """A fold over entries of which each is there or not."""
    found = FOLDED[operator](type, bodies, saying)
    if empty is not None:
        found = Val(choose(found.known, found.term, empty.term), either(found.known, empty.known))
    if operator in ("any", "all"):
        return found
    return Val(found.term, both(found.known, *(either(no(there), body.known) for there, body in bodies)))


def _held(bodies: Bodies, neutral: bool) -> Val:
    """Whether it holds of one (`neutral` false) or of every entry (true)."""
    brought = [Val(pick_truth(there, truth(body), neutral), either(no(there), body.known)) for there, body in bodies]
    return kleene(brought, every=neutral)


def _counted(_: Type, bodies: Bodies, saying: Saying) -> Val:
    return Val(logic.plus(0, *(pick(both(there, truth(body)), 1, 0) for there, body in bodies)))


def _furthest(operator: str, type: Type, bodies: Bodies, saying: Saying) -> Val:
    """The highest or lowest of those that are there; of none it is unknown."""
    found = UNKNOWN
    for there, body in _ever_known(bodies):
        better = body.term
        if found.term is not None:
            better = choose(found.known, SAYINGS[f"{operator}_{type.name}"](saying, found.term, body.term), body.term)
        found = Val(choose(there, better, found.term), either(there, found.known))
    return found


def _sum(type: Type, bodies: Bodies, saying: Saying) -> Val:
    nothing: Known = ZERO[type]  # type: ignore[assignment]
    total = literal(nothing, saying.names)
    for there, body in _ever_known(bodies):
        term = choose(there, body.term, literal(nothing, saying.names))
        if isinstance(total, Exact) and isinstance(term, Exact):
            one, other, parts = alike(total, term)
            total = Exact(logic.plus(one, other), parts)
        else:
            total = logic.plus(total, term)
    return Val(total)


def _ever_known(bodies: Bodies) -> Bodies:
    """Those that have a value at all; one that never is known makes the whole unknown anyway."""
    return [(there, body) for there, body in bodies if body.term is not None]


FOLDED: dict[str, Callable[[Type, Bodies, Saying], Val]] = {
    "sum": _sum,
    "count": _counted,
    "max": lambda *what: _furthest("max", *what),
    "min": lambda *what: _furthest("min", *what),
    "any": lambda _type, bodies, _saying: _held(bodies, neutral=False),
    "all": lambda _type, bodies, _saying: _held(bodies, neutral=True),
}
