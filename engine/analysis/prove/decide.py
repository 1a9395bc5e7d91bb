"""Decides goals: a proof after any history at all, or a case of a short one that the reference has replayed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from engine.analysis.diff.replay import fitted
from engine.analysis.prove.asked import Asked
from engine.analysis.prove.confirming import CONFIRMS
from engine.analysis.prove.model import BEYOND, NO_CASE, OTHERWISE, TIME, Goal, Proof, Verdict
from engine.analysis.prove.options import other_ways, turned
from engine.analysis.prove.pieces import PIECES
from engine.analysis.prove.properties import PROPERTIES
from engine.analysis.prove.replayed import Replayed
from engine.analysis.prove.ways import as_stated, asks, candidates
from engine.analysis.prove.wishes import UNLESS, WISHES
from engine.analysis.replaying import read_again, smaller
from engine.analysis.written import written
from engine.backends.smt.logic import Beyond, Truth, both
from engine.backends.smt.past import tied
from engine.backends.smt.question import Ask, Question
from engine.backends.smt.solve import find
from engine.backends.smt.witness import Shown
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.reads import read_by_conditions, reads, reads_in
from engine.pack.rule import Rule
from engine.pack.terms import Label
from engine.text.records import dataclass

FIRST = (Ask(lines=0), Ask(lines=0, ruled=False), Ask(lines=1))  # what most things that can be are shown by
# Of the solver's own units for one wish: what most need a tenth of, then, for the goals that are left, all there is to give.
EFFORTS = (3_000_000, 30_000_000)
PATIENCE = 2  # wishes for an example that the solver may give up before the goal is let go


def decided(pack: Pack, goals: Sequence[Goal]) -> Iterator[Proof]:
    """What comes of each goal, as it is decided; a hard one waits until all others have had their turn."""
    deciding = Deciding(pack)
    hard: list[Goal] = []
    for goal in goals:
        for proof in deciding.decide(goal, goals):
            if proof.verdict == "unknown" and proof.reason == TIME:
                hard.append(proof.goal)
            else:
                yield proof
    deciding = Deciding(pack, EFFORTS[1])
    for goal in hard:
        yield from deciding.decide(goal, hard)


@dataclass
class Deciding:
    """A pack while its goals are decided; a question that several goals share is put together once."""

    pack: Pack
    effort: int = EFFORTS[0]
    questions: dict[tuple[object, ...], Question | Beyond] = field(default_factory=dict)
    done: set[Goal] = field(default_factory=set)

    def decide(self, goal: Goal, others: Sequence[Goal]) -> Iterator[Proof]:
        """The goal, unless it is decided already; with it what else the same case shows."""
        if goal in self.done:
            return
        self.done.add(goal)
        if not PROPERTIES[goal.kind].reach:
            yield self._always(goal)
            return
        proof, replayed = self._reached(goal)
        yield proof
        if replayed is None:
            return
        for other in others:
            same = other.rule in ("", replayed.name) and PROPERTIES[other.kind].reach
            if same and other not in self.done and CONFIRMS[other.kind](replayed, other):
                self.done.add(other)
                yield Proof(other, "shown", case=proof.case)

    # -- what must always hold ---------------------------------------------------------------------------------------------

    def _always(self, goal: Goal) -> Proof:
        reason, beyond = NO_CASE, Label()
        try:
            answer = self._find(goal, self.pack.rules[self._rule(goal)], Ask(lines=None, ruled=False, hidden=self._hidden(goal)))
            if answer == "no":
                return Proof(goal, "proved")
            reason = TIME if answer == "gave_up" else reason
        except Beyond as wrong:
            reason, beyond = BEYOND, wrong.label
        rule, gave_up = self.pack.rules[self._rule(goal)], 0
        for ask in asks(rule, self._hidden(goal)):
            try:
                found, shown = self._shown(goal, rule, ask, polish=True)
            except Beyond:
                continue
            gave_up += found == "gave_up"
            if gave_up == PATIENCE:
                return Proof(goal, "unknown", TIME)
            replayed = None if shown is None else self._replay(goal, rule, shown)
            if replayed is not None:
                adopted: Verdict = "refuted" if ask.ruled else self._as_adopted(goal, rule)
                return Proof(goal, "refuted", case=written(self._small(goal, replayed)), adopted=adopted)
            if shown is not None:
                reason = OTHERWISE
        return Proof(goal, "unknown", reason, beyond)

    def _as_adopted(self, goal: Goal, rule: Rule) -> Verdict:
        """Of what only other readings refute: whether it holds under those that the pack adopts."""
        answer = self._find(goal, rule, Ask(lines=None, ruled=True, hidden=self._hidden(goal)))
        return "proved" if answer == "no" else "unknown"

    def _rule(self, goal: Goal) -> str:
        return goal.rule or next(iter(self.pack.rules))

    def _hidden(self, goal: Goal) -> frozenset[str]:
        if goal.kind != "unknown_never_grants":
            return frozenset()
        return read_by_conditions(self.pack, self.pack.rules[goal.rule])

    # -- what must be possible ---------------------------------------------------------------------------------------------

    def _reached(self, goal: Goal) -> tuple[Proof, Replayed | None]:
        """Shown by a case; else refuted if no rule that could reach it can; else unknown."""
        reason, beyond = NO_CASE, Label()
        rules, gave_up = candidates(self.pack, goal), 0
        for first in (True, False):
            for rule, ask in ((each, ask) for each in rules for ask in (FIRST if first else asks(each))):
                try:
                    found, shown = self._shown(goal, rule, ask, polish=False)
                except Beyond as wrong:
                    reason, beyond = BEYOND, wrong.label
                    continue
                gave_up += found == "gave_up"
                if gave_up == PATIENCE:
                    return Proof(goal, "unknown", TIME), None
                replayed = None if shown is None else self._replay(goal, rule, shown)
                if replayed is not None:
                    return Proof(goal, "shown", case=written(replayed.case)), replayed
                reason = reason if shown is None else OTHERWISE
            if first:
                answers = [self._possible(goal, rule) for rule in rules]
                if all(each == "no" for each in answers):
                    return Proof(goal, "refuted", because=self._because(goal)), None
                reason = TIME if "gave_up" in answers else reason
        return Proof(goal, "unknown", reason, beyond), None

    def _possible(self, goal: Goal, rule: Rule) -> str:
        try:
            return self._find(goal, rule, Ask(lines=None, ruled=False))
        except Beyond:
            return "beyond"

    def _because(self, goal: Goal) -> tuple[Label, ...]:
        """The fewest things that exclude each other."""
        if goal.kind not in PIECES:
            return ()
        (question,) = self._questions(goal, self.pack.rules[goal.rule], Ask(lines=None, ruled=False))
        pieces = dict(PIECES[goal.kind](Asked(goal, question)))
        for label in reversed(list(pieces)):  # what comes last says the least by itself
            rest = [truth for each, truth in pieces.items() if each != label]
            if find(question, *rest, effort=self.effort, polish=False).answer == "no":
                del pieces[label]
        return tuple(pieces)

    # -- the solver --------------------------------------------------------------------------------------------------------

    def _find(self, goal: Goal, rule: Rule, ask: Ask) -> str:
        """yes, no or gave_up: whether there is such a claim."""
        answers = []
        for question in self._questions(goal, rule, ask):
            wish = self._wish(goal, question)
            answers.append(find(question, wish, effort=self.effort, polish=False).answer)
            if answers[-1] == "yes" and goal.kind in UNLESS:
                unless = UNLESS[goal.kind](Asked(goal, question))
                if any(find(question, each, effort=self.effort, polish=False).answer == "no" for each in unless):
                    answers[-1] = "no"
        return "yes" if "yes" in answers else "gave_up" if "gave_up" in answers else "no"

    def _shown(self, goal: Goal, rule: Rule, ask: Ask, polish: bool) -> tuple[str, Shown | None]:
        """yes, no or gave_up, and the claim."""
        answer = "no"
        for question in self._questions(goal, rule, ask):
            found = find(question, self._wish(goal, question), effort=self.effort, polish=polish)
            if found.shown is not None:
                return "yes", found.shown
            answer = "gave_up" if found.answer == "gave_up" else answer
        return answer, None

    def _wish(self, goal: Goal, question: Question) -> Truth:
        if goal.kind == "option_counts":
            return other_ways(question)
        wish = WISHES[goal.kind](Asked(goal, question))
        if goal.kind == "invariant" and goal.rule:
            means = self.pack.invariants[goal.item].means
            exprs = [*reads(self.pack, question.sides[0][1]).exprs, *reads_in(self.pack, means.expr).exprs]
            return both(wish, *tied(question, exprs))
        return wish

    def _questions(self, goal: Goal, rule: Rule, ask: Ask) -> Iterator[Question]:
        """The question about a claim of the rule; of a reading one for each pair of options."""
        if goal.kind != "option_counts":
            yield self._question((rule.name, ask.lines, ask.ruled, ask.hidden), [self.pack], rule, ask)
            return
        name, _, option = goal.item.partition("=")
        for other in self.pack.readings[name].options:
            if other != option:
                pair = sorted((option, other))
                packs = [turned(self.pack, name, each) for each in pair]
                yield self._question((rule.name, ask.lines, ask.ruled, name, *pair), packs, rule, ask)

    def _question(self, key: tuple[object, ...], packs: Sequence[Pack], rule: Rule, ask: Ask) -> Question:
        if key not in self.questions:
            try:
                self.questions[key] = Question([(pack, rule) for pack in packs], ask)
            except Beyond as beyond:
                self.questions[key] = beyond
        found = self.questions[key]
        if isinstance(found, Beyond):
            raise found
        return found

    # -- the reference -----------------------------------------------------------------------------------------------------

    def _replay(self, goal: Goal, rule: Rule, shown: Shown) -> Replayed | None:
        """The case as the reference answers it, if it answers so."""
        case = shown.case(goal.name)
        return self._again(goal, rule, case, as_stated(shown, case))

    def _again(self, goal: Goal, rule: Rule, case: Case, stated: Case | None) -> Replayed | None:
        case = fitted(replace(case, name=goal.name), self.pack)
        read = read_again(self.pack, written(case))
        if read is None:
            return None
        replayed = Replayed(self.pack, read, rule.name, stated)
        return replayed if CONFIRMS[goal.kind](replayed, goal) else None

    def _small(self, goal: Goal, replayed: Replayed) -> Case:
        """The case without what it does not need."""
        verdict = replayed.result.verdict if replayed.result else ""

        def shows(case: Case) -> bool:
            again = self._again(goal, replayed.rule, case, replayed.stated)
            return again is not None and again.result is not None and again.result.verdict == verdict

        return smaller(replayed.case, shows)
