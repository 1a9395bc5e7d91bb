"""Values that money turns on: an award is worked out exactly only where all of them are known."""

from __future__ import annotations

from dataclasses import field

import z3

from engine.backends.smt import logic
from engine.backends.smt.expression import Speaker
from engine.backends.smt.folds import truth
from engine.backends.smt.logic import Number, Truth
from engine.backends.smt.values import Exact, Val
from engine.lang.types import INT, RATIO
from engine.pack.terms import Formula
from engine.text.records import dataclass


@dataclass
class Exactly:
    """Says formulas of one claim, and keeps whether each of them was known."""

    speaker: Speaker
    known: list[Truth] = field(default_factory=list)

    def value(self, formula: Formula) -> Val:
        """The value of a formula."""
        value = self.speaker.value(formula)
        self.known.append(value.known)
        return value

    def number(self, formula: Formula) -> Number:
        """A whole number, or whole fen."""
        return self.whole(self.value(formula))

    def whole(self, value: Val) -> Number:
        """A known value as a whole number; of an exact one what it is rounded down."""
        match value.term:
            case Exact(number=number, parts=parts):
                return logic.over(number, parts)
            case None:
                return 0
            case _:
                return value.term

    def holds(self, formula: Formula | None) -> Truth:
        """Whether a condition holds; without one it does."""
        return True if formula is None else truth(self.value(formula))

    def share(self, total: Number, share: Formula) -> Number:
        """A share in fen: a ratio of the total, or an amount."""
        value = self.value(share)
        match value.term:
            case Exact(number=number, parts=parts) if share.type in (RATIO, INT):
                return logic.most(0, logic.over(logic.times(total, number), parts))
            case int() | z3.ArithRef() if share.type in (RATIO, INT):
                return logic.most(0, logic.times(total, value.term))
            case _:
                return logic.most(0, self.whole(value))
