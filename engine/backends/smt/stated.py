"""What a truth or number comes to once the facts that are missing are stated, whatever they are."""

from __future__ import annotations

from typing import TypeVar

import z3

from engine.backends.smt.logic import Number, Truth
from engine.backends.smt.question import Question

T = TypeVar("T", Truth, Number)


def once_stated(question: Question, value: T) -> T:
    """The same of the same claim with every fact known; those that were missing may have any value."""
    if isinstance(value, bool | int):
        return value
    missing = [its.known for _, its in question.pool.facts.values() if not isinstance(its.known, bool)]
    return z3.substitute(value, *((known, z3.BoolVal(True)) for known in missing))
