"""A goal put to the solver: the open claim it is about, and what wishes are made of."""

from __future__ import annotations

from functools import cached_property

from engine.analysis.prove.model import Goal
from engine.backends.smt.claim import Award
from engine.backends.smt.expression import Speaker
from engine.backends.smt.folds import kleene, truth
from engine.backends.smt.judgement import Judgement
from engine.backends.smt.logic import Truth, both, no
from engine.backends.smt.question import Question
from engine.backends.smt.validity import validity
from engine.pack.model import Pack
from engine.pack.rule import Rule
from engine.pack.terms import Formula


class Asked:
    """A goal, and the question about a claim of one rule that it is asked of."""

    def __init__(self, goal: Goal, question: Question) -> None:
        self.goal = goal
        self.question = question
        self.pack: Pack
        self.rule: Rule
        self.pack, self.rule = question.sides[0]

    @property
    def speaker(self) -> Speaker:
        return self.question.speakers[0]

    @property
    def answer(self) -> Award | Judgement:
        return self.question.answers[0]

    @property
    def award(self) -> Award:
        """The answer of a rule that pays."""
        assert isinstance(self.answer, Award)
        return self.answer

    def holds(self, formula: Formula | None) -> Truth:
        """Whether it is true for certain."""
        if formula is None:
            return True
        value = self.speaker.value(formula)
        return both(value.known, truth(value))

    def fails(self, formula: Formula | None) -> Truth:
        """Whether it is false for certain."""
        if formula is None:
            return False
        value = self.speaker.value(formula)
        return both(value.known, no(truth(value)))

    @cached_property
    def in_force(self) -> Truth:
        """Whether the measure and the rule are in force on the day that counts; of targets and duties it does not matter."""
        if self.rule.kind in ("target", "duty"):
            return True
        value = validity(self.speaker, self.rule)
        return both(value.known, truth(value))

    @cached_property
    def applies(self) -> Truth:
        """Whether it is in force and every condition holds."""
        value = kleene([self.speaker.value(each.formula) for each in self.rule.when], every=True)
        return both(self.in_force, value.known, truth(value))
