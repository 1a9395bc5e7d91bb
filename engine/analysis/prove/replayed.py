"""A case that the reference has answered, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from engine.analysis.expected import Result, results
from engine.analysis.invariants import surroundings
from engine.analysis.replaying import asking
from engine.backends.outcome import Award
from engine.backends.reference.context import Context
from engine.backends.reference.evaluate import Served, chain
from engine.backends.reference.validity import validity
from engine.backends.reference.world import World
from engine.lang.values import Value
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.rule import Rule
from engine.pack.terms import Formula


class Replayed:
    """A case under a pack, worked out by the reference: the answer to the one claim of a rule, and what it rests on."""

    def __init__(self, pack: Pack, case: Case, rule: str, stated: Case | None = None) -> None:
        self.pack = pack
        self.case = asking(case, rule)
        self.name = rule
        self.rule: Rule = pack.rules[rule]
        self.stated = stated  # the same with what it leaves out

    @cached_property
    def served(self) -> tuple[World, Served]:
        return next(iter(chain(self.pack, self.case, {}, (self.name,))))

    @cached_property
    def result(self) -> Result | None:
        every = results(self.served[1].outcome)
        return every[0] if every else None

    @property
    def award(self) -> Award | None:
        return self.result if isinstance(self.result, Award) else None

    @cached_property
    def context(self) -> Context | None:
        """What expressions mean of the claim."""
        return None if self.result is None else surroundings(self.served[0], self.result)

    def value(self, formula: Formula | None) -> Value:
        """The value of a formula; without one it holds."""
        if formula is None:
            return True
        assert self.context is not None
        return self.context.value(formula)

    @cached_property
    def in_force(self) -> bool:
        if self.context is None:
            return False
        return self.rule.kind in ("target", "duty") or validity(self.context, self.rule)[0] is True

    @cached_property
    def conditions(self) -> Sequence[Value]:
        return [] if self.context is None else [self.value(each.formula) for each in self.rule.when]

    @property
    def applies(self) -> bool:
        return self.in_force and all(each is True for each in self.conditions)
