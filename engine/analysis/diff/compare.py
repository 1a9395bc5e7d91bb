"""Whether two versions of a rule answer every case alike; if not, a case for each way they differ, replayed by the reference.

Asked in this order, for speed and so that examples are as plain as can be: do they rest on the same; can they differ at all,
after any history (a proof if not); which small case shows it, with the readings adopted, then with others; is one of them unknown
where the other is not. What the solver finds counts only once the reference has answered it so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from engine.analysis.diff.model import Behaviour, Direction, Finding, FindingKind, Sides
from engine.analysis.diff.renamed import renaming
from engine.analysis.diff.replay import Replay
from engine.analysis.diff.sameness import rests_on, rivals
from engine.backends.smt.differ import knowing, unknown, ways, without_history
from engine.backends.smt.judgement import Judgement
from engine.backends.smt.logic import Beyond, Truth, both, equal, no
from engine.backends.smt.question import Ask, Question, duties_alike
from engine.backends.smt.solve import find
from engine.pack.model import Pack
from engine.pack.reads import read_by_conditions
from engine.pack.rule import Rule
from engine.pack.terms import Label
from engine.text.records import dataclass

MOST_LINES = 3  # of history in an example
MONEY: tuple[FindingKind, ...] = ("newly_eligible", "no_longer", "more", "less")
GAINS, LOSSES = {"newly_eligible", "more"}, {"no_longer", "less"}


@dataclass
class Comparison:
    """Two versions of one rule."""

    old: Pack  # in the words of the new one
    new: Pack
    before: Rule
    after: Rule
    replay: Replay
    findings: dict[FindingKind, Finding] = field(default_factory=dict)
    open: dict[FindingKind, str] = field(default_factory=dict)  # kinds that could not be decided, and why

    def behaviour(self) -> Behaviour:
        """The answer, with what shows it."""
        if rests_on(self.old, self.before) == rests_on(self.new, self.after):
            return self._answer("equivalent", "same")
        self._stated()
        self._partly_stated()
        if not self.findings and rivals(self.old, self.before) != rivals(self.new, self.after):
            self.open.setdefault("other", "several claims at once")
        if self.findings:
            return self._answer("changed", self._direction())
        return self._answer("unknown", "unclear") if self.open else self._answer("equivalent", "same")

    def _answer(self, verdict: str, direction: Direction) -> Behaviour:
        reason = "; ".join(dict.fromkeys(self.open.values()))
        return Behaviour(
            rule_old=self.before.name,
            rule_new=self.after.name,
            verdict=verdict,  # type: ignore[arg-type]
            findings=tuple(self.findings.values()),
            reason=Label(reason, reason),
            direction=direction,
        )

    def _direction(self) -> Direction:
        """For the beneficiary, over all cases."""
        if any(kind in self.open for kind in MONEY):
            return "unclear"
        gains, loses = GAINS & self.findings.keys(), LOSSES & self.findings.keys()
        return "mixed" if gains and loses else "more" if gains else "less" if loses else "same"

    # -- cases in which all is stated ------------------------------------------------------------------------------------

    def _stated(self) -> None:
        """Every way to differ: excluded for any history at all, or shown."""
        for kind in self._possible(Ask(lines=None, ruled=False)):
            if kind != "other" or not self.findings:  # it tells nothing more where money differs
                self._show(kind)

    def _possible(self, ask: Ask) -> dict[FindingKind, str]:
        """The ways that are not excluded after any history; and why, where that could not be asked."""
        try:
            question = self._question(ask)
            wishes = self._ways(question)
        except Beyond as beyond:
            if self.before.duty is not None and duties_alike((self.old, self.before), (self.new, self.after)):
                return {}
            return dict.fromkeys(self._kinds(), str(beyond))
        found: dict[FindingKind, str] = {}
        for kind, wish in wishes.items():
            answer = find(question, wish, polish=False).answer
            if answer != "no":
                found[kind] = "" if answer == "yes" else "time"
        return found

    def _kinds(self) -> tuple[FindingKind, ...]:
        return (*MONEY, "other") if self.before.kind == "amount" else ("other_procedure",)

    def _question(self, ask: Ask) -> Question:
        return Question([(self.old, self.before), (self.new, self.after)], ask)

    def _ways(self, question: Question) -> Mapping[FindingKind, Truth]:
        return ways(question.answers[0], question.answers[1], self.before.owed)  # type: ignore[return-value]

    def _show(self, kind: FindingKind) -> None:
        """A case for one way to differ."""
        why = "no case of a few lines of history shows it"
        for ask in _asks(self.before, self.after):
            try:
                question = self._question(ask)
                found = find(question, self._ways(question)[kind], plain=_telling(question))
            except Beyond as beyond:
                why = str(beyond)
                continue
            if found.shown is None:
                why = "time" if found.answer == "gave_up" else why
                continue
            finding = self.replay.finding(found.shown.case(kind), (kind,))
            if finding is not None:
                self.findings[kind] = finding
                return
            why = "the reference does not confirm it"
        self.open[kind] = why

    # -- cases in which some of it is unknown ----------------------------------------------------------------------------

    def _partly_stated(self) -> None:
        """Where one is unknown and the other is not; looked for only if nothing has been found, since then it tells most."""
        if self.findings:
            return
        hidden = read_by_conditions(self.old, self.before) & read_by_conditions(self.new, self.after)
        for ask in (Ask(lines=0, ruled=False, hidden=hidden), Ask(lines=1, ruled=False, hidden=hidden)):
            try:
                question = self._question(ask)
            except Beyond as beyond:
                self.open["unknown_now"] = str(beyond)
                return
            before, after = question.answers
            for kind, wish in knowing(before, after).items():
                self._learn(question, kind, wish, history=True)
            stated = both(no(unknown(before)), no(unknown(after)))
            for kind, wish in without_history(before, after).items():
                self._learn(question, kind, both(wish, stated), history=False)

    def _learn(self, question: Question, kind: str, wish: Truth, history: bool) -> None:
        found = find(question, wish)
        if found.answer == "gave_up":
            self.open.setdefault(kind, "time")  # type: ignore[arg-type]
        if found.shown is None or kind in self.findings:
            return
        case = found.shown.case(kind)
        case = case if history else replace(case, history=None)
        finding = self.replay.finding(case, ("unknown_now", "known_now"))
        if finding is not None:
            self.findings[finding.kind] = finding
        else:
            self.open.setdefault(kind, "the reference does not confirm it")  # type: ignore[arg-type]


def _telling(question: Question) -> tuple[Truth, ...]:
    """Of answers about a procedure, target or duty, rather another verdict than another number."""
    before, after = question.answers
    return (no(equal(before.verdict, after.verdict)),) if isinstance(before, Judgement) else ()


def _asks(before: Rule, after: Rule) -> Iterator[Ask]:
    """The plainest way to ask first."""
    counted = before.limits or after.limits or before.parts or after.parts
    lines = MOST_LINES if counted else 0 if before.kind in ("choose", "target") else 2  # a condition may look at the past
    for ruled in (True, False):
        yield from (Ask(lines=count, ruled=ruled) for count in range(lines + 1))


def compared(sides: Sides) -> Iterator[Behaviour]:
    """The behaviour of every rule of either version, one after the other."""
    called = renaming(sides)
    old = called.pack(sides.old)
    for pair in sides.of("rules"):
        before = old.rules[called.rules.get(pair.old, pair.old)] if pair.old is not None else None
        after = sides.new.rules[pair.new] if pair.new is not None else None
        replay = Replay(sides.old, sides.new, pair.old, pair.new, called)
        if before is not None and after is not None and before.kind == after.kind:
            found = Comparison(old, sides.new, before, after, replay).behaviour()
            yield replace(found, rule_old=pair.old)
            continue
        # A rule that only one version has, or that does another thing in each.
        if before is not None:
            yield _alone(old, before, "no_longer", replace(replay, after=None))
        if after is not None:
            yield _alone(sides.new, after, "newly_eligible", replace(replay, before=None))


def _alone(pack: Pack, rule: Rule, kind: FindingKind, replay: Replay) -> Behaviour:
    """What goes, or comes, with a rule: a case in which it gives something."""
    names = (replay.before, replay.after)
    if rule.owed:
        kind = "newly_eligible" if kind == "no_longer" else "no_longer"
    if rule.kind != "amount":
        kind = "other_procedure"
    finding, why = None, "no case"
    for ask in (Ask(lines=0), Ask(lines=0, ruled=False)):
        try:
            question = Question([(pack, rule)], ask)
        except Beyond as beyond:
            why = str(beyond)
            continue
        found = find(question, gives(question))
        if found.shown is not None:
            finding = replay.finding(found.shown.case(kind), (kind,))
        if finding is not None:
            break
    direction: Direction = "same" if kind == "other_procedure" else "less" if kind == "no_longer" else "more"
    if finding is None:
        return Behaviour(*names, verdict="unknown", reason=Label(why, why), direction="unclear")
    return Behaviour(*names, verdict="changed", findings=(finding,), direction=direction)


def gives(question: Question) -> Truth:
    """Whether the rule gives something: money, a result, an answer about a target or duty."""
    answer = question.answers[0]
    return answer.pays if hasattr(answer, "pays") else no(unknown(answer))
