"""Whether two versions of a rule answer every case alike; if not, a case for each way they differ, replayed by the reference.

Asked in this order, for speed and so that examples are as plain as can be: do they rest on the same; can they differ at all,
after any history (a proof if not); which small case shows it, with the readings adopted, then with others; is one of them unknown
where the other is not. What the solver finds counts only once the reference has answered it so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial

from engine.analysis.diff.asks import MOST_LINES, asks_of, telling
from engine.analysis.diff.assumed import OTHER_BOUNDS, other_values, others_take
from engine.analysis.diff.model import Behaviour, Direction, Finding, FindingKind
from engine.analysis.diff.opened import left_open
from engine.analysis.diff.replay import Replay
from engine.analysis.diff.sameness import rests_on, rivals
from engine.analysis.diff.several import at_once
from engine.analysis.diff.span import Span
from engine.backends.smt.differ import knowing, unknown, ways, without_history
from engine.backends.smt.logic import Beyond, Truth, any_of, both, no
from engine.backends.smt.past import tied
from engine.backends.smt.question import Ask, Question, duties_alike
from engine.backends.smt.solve import find
from engine.pack.model import Pack
from engine.pack.reads import read_by_conditions, reads
from engine.pack.rule import Rule
from engine.pack.terms import Label
from engine.text.records import dataclass

MONEY: tuple[FindingKind, ...] = ("newly_eligible", "no_longer", "more", "less")
KNOWING: tuple[FindingKind, ...] = ("unknown_now", "known_now")
NO_CASE = Label("几行既往兑付以内的个案都显示不出来", "no case with a few lines of history shows it")
TIME = Label("求解器放弃了", "the solver gave up")
UNCONFIRMED = Label("参考求值不能证实", "the reference evaluator does not confirm it")
SEVERAL = Label("只在同时有几项申领时才显出", "it shows only where several claims are made at once")
GAINS, LOSSES = {"newly_eligible", "more"}, {"no_longer", "less"}


@dataclass
class Comparison:
    """Two versions of one rule."""

    old: Pack  # in the words of the new one
    new: Pack
    before: Rule
    after: Rule
    replay: Replay
    span: Span
    findings: dict[FindingKind, Finding] = field(default_factory=dict)
    open: dict[FindingKind, Label] = field(default_factory=dict)  # kinds that could not be decided, and why
    asked: dict[tuple[object, ...], Question] = field(default_factory=dict)  # by how it was put

    def behaviour(self) -> Behaviour:
        """The answer, with what shows it."""
        if not self._same:
            self._stated()
            self._partly_stated()
            self._several(rivals(self.old, self.before) == rivals(self.new, self.after))
        direction = self._direction()
        # First those that need no reading but the adopted ones.
        found = sorted(self.findings.values(), key=lambda each: bool(each.case.readings))
        if self.span.overlaps and (backwards := self._backwards()) is not None:
            found.append(backwards)
        if found:
            return self._answer("changed", direction, found)
        return self._answer("unknown", "unclear") if self.open else self._answer("equivalent", "same")

    def _several(self, alike: bool) -> None:
        """A case of several claims at once, where one claim shows nothing; `alike`: whether they are served and counted alike."""
        if self.findings or (alike and not self.open):
            return
        finding = at_once(*self._sides, self.replay, self.span)
        if finding is not None:
            self.findings[finding.kind] = finding
        elif not alike:
            self.open.setdefault("other", SEVERAL)

    @property
    def _sides(self) -> tuple[tuple[Pack, Rule], tuple[Pack, Rule]]:
        return (self.old, self.before), (self.new, self.after)

    @property
    def _same(self) -> bool:
        """Whether both rest on the same, so that nothing has to be asked."""
        return rests_on(self.old, self.before, self.span.since) == rests_on(self.new, self.after, self.span.since)

    def _answer(self, verdict: str, direction: Direction, findings: Sequence[Finding] = ()) -> Behaviour:
        reasons = list(dict.fromkeys(self.open.values()))
        return Behaviour(
            rule_old=self.before.name,
            rule_new=self.after.name,
            verdict=verdict,  # type: ignore[arg-type]
            findings=tuple(findings),
            assumptions=tuple(self._assumed(verdict)),
            reason=Label("；".join(each.zh for each in reasons), "; ".join(each.en for each in reasons)),
            direction=direction,
        )

    def _assumed(self, verdict: str) -> Iterator[Label]:
        """What the answer rests on."""
        yield from self.span.assumptions
        yield from other_values(*self._sides)
        if verdict == "equivalent":
            yield from others_take(self.old, self.new, self.before, self.after, self.span.since)
        if verdict == "equivalent" and self.before.kind == "amount" and not self._same:
            yield OTHER_BOUNDS

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

    def _possible(self, ask: Ask) -> tuple[FindingKind, ...]:
        """The ways that are not excluded after any history."""
        try:
            question = self._question(ask)
            wishes = self._ways(question)
        except Beyond:
            if self.before.duty is not None and duties_alike(*self._sides):
                return ()
            return self._kinds()
        known = self._known(question)
        return tuple(kind for kind, wish in wishes.items() if find(question, wish, *known, polish=False).answer != "no")

    def _known(self, question: Question) -> list[Truth]:
        """What holds of any past, so that it need not be shown that it does not."""
        return [each for at, side in enumerate(self._sides) for each in tied(question, reads(*side).exprs, at)]

    def _kinds(self) -> tuple[FindingKind, ...]:
        return (*MONEY, "other") if self.before.kind == "amount" else ("other_procedure",)

    def _question(self, ask: Ask) -> Question:
        """The question put so; it is the same for every kind of difference."""
        put = (ask.lines, ask.ruled, ask.hidden, ask.children)
        if put not in self.asked:
            self.asked[put] = Question(self._sides, ask)
        return self.asked[put]

    def _ways(self, question: Question) -> Mapping[FindingKind, Truth]:
        found = ways(question.answers[0], question.answers[1], self.before.owed)
        return {kind: both(wish, self.span.holds(question)) for kind, wish in found.items()}  # type: ignore[misc]

    def _show(self, kind: FindingKind) -> None:
        """A case for one way to differ."""
        finding, why = self._shown((kind,), lambda question: self._ways(question)[kind])
        if finding is not None:
            self.findings[kind] = finding
        else:
            self.open[kind] = why

    def _shown(self, kinds: Sequence[FindingKind], wish: Callable[[Question], Truth]) -> tuple[Finding | None, Label]:
        """The plainest case of which a wish is true and in which the reference finds one of these kinds; or why there is none."""
        why = NO_CASE
        for ask in asks_of(*self._sides):
            finding, reason = self._replayed(ask, wish, kinds)
            if finding is not None:
                return finding, why
            why = reason or why
        return None, why

    def _replayed(
        self, ask: Ask, wish: Callable[[Question], Truth], kinds: Sequence[FindingKind], history: bool = True
    ) -> tuple[Finding | None, Label | None]:
        """A case for a wish that the reference confirms; or why there is none, None where the wish cannot be had.

        A plain example may be one in which what is not known makes no difference after all, so one with odd numbers is tried too.
        """
        try:
            question = self._question(ask)
            wanted = wish(question)
            for plain in (telling(question), (*telling(question), *question.odd)):
                found = find(question, wanted, plain=plain)
                if found.shown is None:
                    return None, TIME if found.answer == "gave_up" else None
                case = found.shown.case(kinds[0])
                finding = self.replay.finding(case if history else replace(case, history=None), kinds)
                if finding is not None:
                    return finding, None
        except Beyond as beyond:
            return None, beyond.label
        return None, UNCONFIRMED

    def _backwards(self) -> Finding | None:
        """A case of before the new version's first day that it answers otherwise, though the old one still stands then."""
        kinds = self._kinds()

        def wish(question: Question) -> Truth:
            found = ways(question.answers[0], question.answers[1], self.before.owed)
            return both(any_of(found[kind] for kind in kinds), no(self.span.holds(question)))

        return self._shown(kinds, wish)[0]

    # -- cases in which some of it is unknown ----------------------------------------------------------------------------

    def _partly_stated(self) -> None:
        """Where one is unknown and the other is not; looked for only if nothing has been found, since then it tells most."""
        if self.findings:
            return
        hidden = read_by_conditions(self.old, self.before) | read_by_conditions(self.new, self.after)
        for kind in KNOWING:
            for wish, keep in ((knowing, True), (without_history, False)):
                self._learn(kind, hidden, partial(self._unknown, wish, kind), keep)
        if not self.findings and self.open and (finding := left_open(*self._sides, self.replay, self.span)) is not None:
            self.findings[finding.kind] = finding

    def _unknown(self, wish: Callable[..., dict[str, Truth]], kind: FindingKind, question: Question) -> Truth:
        before, after = question.answers
        found = wish(before, after).get(kind, False)
        if wish is without_history:
            found = both(found, no(unknown(before)), no(unknown(after)))
        return both(found, self.span.holds(question))

    def _learn(self, kind: FindingKind, hidden: frozenset[str], wish: Callable[[Question], Truth], keep: bool) -> None:
        """A case in which only one of them is unknown; with `keep` false, since what was paid before is not stated."""
        try:
            question = self._question(Ask(lines=None, ruled=False, hidden=hidden))
            if find(question, wish(question), *self._known(question), polish=False).answer == "no":
                return
        except Beyond:
            if self.before.duty is not None and duties_alike(*self._sides, hidden):
                return
        why = NO_CASE
        for lines in range(MOST_LINES + 1):
            finding, reason = self._replayed(Ask(lines=lines, ruled=False, hidden=hidden), wish, _first(kind), history=keep)
            if finding is not None:
                self.findings.setdefault(finding.kind, finding)
                return
            why = reason or why
        self.open.setdefault(kind, why)


def _first(kind: FindingKind) -> tuple[FindingKind, ...]:
    """Both ways to know less or more, this one first."""
    return (kind, *(each for each in KNOWING if each != kind))
