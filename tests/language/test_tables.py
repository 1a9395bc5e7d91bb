"""Whether each backend says every operator of the language, and no other."""

from __future__ import annotations

from engine.backends.smt.folds import FOLDED, LOOK_PAST
from engine.backends.smt.operators import SAYINGS
from engine.lang.operators import FOLDS, OVERLOADS


def test_the_solver_says_every_operator() -> None:
    assert not set(SAYINGS) & set(LOOK_PAST)
    assert set(SAYINGS) | set(LOOK_PAST) == set(OVERLOADS)


def test_the_solver_says_every_fold() -> None:
    assert set(FOLDED) == set(FOLDS)
