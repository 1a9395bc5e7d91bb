"""Searches, for each award, the nearest change that qualifies, replays it, and else names what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from itertools import combinations, islice

from engine.analysis.what_if.asked import Asked, Key, key_of, looked_on
from engine.analysis.what_if.model import MOST_WAYS, Change, Obstacle, ObstacleKind, Way, WhatIf, pays
from engine.backends.outcome import Award, Step
from engine.backends.smt.folds import truth
from engine.backends.smt.held_question import HeldQuestion, held_question
from engine.backends.smt.logic import Beyond, Truth, both, either, less, no
from engine.backends.smt.nearest import GaveUp, Search, Settled
from engine.backends.smt.validity import validity
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.rule import Rule
from engine.pack.terms import Label
from engine.text.records import dataclass

MOST_TRIED = 12  # ways that the reference does not confirm, after which the search ends
TIME = Label("求解器未在限度内得出结论", "the solver gave up")
OTHERWISE = Label(
    "求解器找到的改变，重新认定时未能确认（同案其他申领或既往兑付也随之变化）",
    "what the solver found was not confirmed when the case was answered anew (other claims or history change with it)",
)
INCOMPLETE = Label(
    "既往兑付有一笔未写明日期、所属期、金额、对象或其他须比较的事实",
    "a line of history does not state its day, period, amount, whose it is or a fact that a limit compares",
)
NO_PERIOD = Label("未写明所属期", "the period claimed for is not stated")
IN_FORCE, LEFT, DECISION = -1, -2, -3  # beside the numbers of conditions


class Enough(Exception):
    """Too many ways were not confirmed."""


def decided(pack: Pack, case: Case, readings: Mapping[str, str], awards: Sequence[Award]) -> Iterator[WhatIf]:
    """What comes of each award, in their order."""
    asked = looked_on(pack, case, readings)
    for award in awards:
        try:
            yield Deciding(asked, award).decide()
        except Beyond as beyond:
            yield WhatIf(award, "undecided", reason=beyond.label)
        except GaveUp:
            yield WhatIf(award, "undecided", reason=TIME)


@dataclass
class Deciding:
    """One award while it is asked about."""

    asked: Asked
    award: Award
    refuted: int = 0  # ways that the reference did not confirm
    key: Key = field(init=False)

    def __post_init__(self) -> None:
        self.key = key_of(self.award)

    def decide(self) -> WhatIf:
        """First with what is missing left unknown; then with it supposed; else what stands in the way."""
        rule = self.asked.pack.rules[self.award.rule]
        if rule.period is not None and self.award.period is None:
            return self._for_no_period(rule)
        question = held_question(self.asked.pack, rule, self.asked.held(self.key, supposed=False))
        search = Search(question)
        self._searchable(search)
        wish = [question.award.pays, question.award.known]
        if self._no_history:
            wish.append(no(question.award.limited))
        if ways := list(self._ways(search, wish)):
            return WhatIf(self.award, "changes", tuple(ways))
        if self._no_history or question.facts.missing or self._open_readings(question):
            question = held_question(self.asked.pack, rule, self.asked.held(self.key, supposed=True))
            search = Search(question)
            self._searchable(search)
            if ways := list(self._ways(search, [question.award.pays, question.award.known])):
                return WhatIf(self.award, "changes" if ways[0].changes else "missing", tuple(ways))
        if self.refuted:
            return WhatIf(self.award, "undecided", reason=INCOMPLETE if self.asked.incomplete(rule) else OTHERWISE)
        if question.facts.unlisted and self.award.verdict == "unknown":
            return WhatIf(self.award, "undecided", reason=self._unlisted(question))
        obstacles = tuple(self._obstacles(search))
        return WhatIf(self.award, "nothing" if obstacles else "undecided", obstacles=obstacles, reason=OTHERWISE)

    def _for_no_period(self, rule: Rule) -> WhatIf:
        """Without the period nothing qualifies; a condition that no change overcomes stands in the way all the same."""
        search = Search(held_question(self.asked.pack, rule, self.asked.held(self.key, supposed=True)))
        pieces = {key: piece for key, piece in self._pieces(search.question) if key >= 0}
        blocked = [key for key, piece in pieces.items() if not search.can(piece)]
        if not blocked:
            return WhatIf(self.award, "undecided", reason=NO_PERIOD)
        return WhatIf(self.award, "nothing", obstacles=tuple(self._obstacle(search, key, pieces) for key in blocked))

    @property
    def _no_history(self) -> bool:
        return self.asked.case.history is None

    def _searchable(self, search: Search) -> None:
        """The case itself fits the question; else nothing follows from what cannot be."""
        if not search.can():
            raise Beyond("这样的既往兑付", "such a history")

    def _open_readings(self, question: HeldQuestion) -> bool:
        return any(self.asked.held(self.key, False).readings.get(name) is None for name in question.speakers[0].read)

    def _unlisted(self, question: HeldQuestion) -> Label:
        kinds = {kind: self.asked.pack.subjects[kind].label for kind in question.facts.unlisted}
        zh, en = (
            mark.join(label.say(lang, kind) for kind, label in kinds.items()) for lang, mark in (("zh", "、"), ("en", ", "))
        )
        return Label(f"未列明{zh}", f"it is not stated which there are: {en}")

    # -- ways ------------------------------------------------------------------------------------------------------------

    def _ways(self, search: Search, wish: Sequence[Truth]) -> Iterator[Way]:
        """The nearest ways that the reference confirms."""

        def confirmed(settled: tuple[Settled, ...]) -> Way | None:
            way = self._replayed(search, settled)
            self.refuted += way is None
            if self.refuted > MOST_TRIED:
                raise Enough
            return way

        with suppress(Enough):
            yield from islice(search.ways(confirmed, *wish), MOST_WAYS)

    def _replayed(self, search: Search, settled: Sequence[Settled]) -> Way | None:
        """The way as the reference answers it, without what it does not need; None if it does not qualify so."""
        changes = tuple(_change(each) for each in settled if each.free.changes)
        supposed = tuple(_change(each) for each in settled if not each.free.changes)
        held = search.question.held
        way = Way(changes, self.award, supposed, no_history=self._no_history and held is not None and held.supposed)
        way = replace(way, readings=self._readings(search, settled) if held is not None and held.supposed else {})
        return self._fewest(self._without_idle(way))

    def _readings(self, search: Search, settled: Sequence[Settled]) -> dict[str, str]:
        """The options under which it qualifies, of readings that nobody adopted: the first of each that does."""
        pool, found = search.question.pool, {}
        fixed = [each.free.value.known for each in settled]
        fixed += [search.question.facts.equals(each.free.value, each.value) for each in settled]
        fixed += [no(each.changed) for each in search.free if each not in [one.free for one in settled]]
        for reading, options in pool.readings.items():
            for option, chosen in options.items():
                if search.can(*fixed, search.question.award.pays, search.question.award.known, chosen):
                    fixed.append(chosen)
                    found[reading] = option
                    break
        return found

    def _without_idle(self, way: Way) -> Way:
        """Only those of the missing things that the answer still turns on."""
        if way.outright:
            return way
        after = self.asked.award(self.key, way.changes, needs=True)
        if after is None:
            return way
        needs = {*after.needs.facts, *after.needs.readings}
        fewer = replace(
            way,
            supposed=tuple(each for each in way.supposed if each.fact in needs),
            readings={name: option for name, option in way.readings.items() if name in needs},
            no_history=way.no_history and "history" in needs,
        )
        return fewer if self._pays(fewer) is not None else way

    def _fewest(self, way: Way) -> Way | None:
        """With the fewest of its changes that qualify by themselves, as the reference has it."""
        for size in range(len(way.changes) + 1):
            for changes in combinations(way.changes, size):
                award = self._pays(replace(way, changes=changes))
                if award is not None:
                    return replace(way, changes=changes, award=award)
        return None

    def _pays(self, way: Way) -> Award | None:
        award = self.asked.award(self.key, (*way.changes, *way.supposed), way.readings, no_history=way.no_history)
        return award if award is not None and pays(award) else None

    # -- obstacles -------------------------------------------------------------------------------------------------------

    def _obstacles(self, search: Search) -> Iterator[Obstacle]:
        """What cannot be overcome by itself; if all can, the fewest things that cannot be so all at once."""
        pieces = dict(self._pieces(search.question))
        alone = [key for key, piece in pieces.items() if not search.can(piece)]
        if alone:
            for key in alone:
                yield self._obstacle(search, key, pieces)
            return
        clash = search.clash(pieces)
        steps = tuple(step for key in clash if key >= 0 for step in self._steps(key))
        if IN_FORCE in clash:
            yield Obstacle("not_in_force", self.award.rule, award=self.award)
        for key in (LEFT, DECISION):
            if key in clash:
                yield self._obstacle(search, key, {other: pieces[other] for other in clash if other != key})
        if steps:
            yield Obstacle("together" if len(clash) > 1 else "condition", self.award.rule, steps)

    def _pieces(self, question: HeldQuestion) -> Iterator[tuple[int, Truth]]:
        """In force, each condition, and something that is due and that limits leave."""
        speaker, (_, rule) = question.speakers[0], question.sides[0]
        valid = validity(speaker, rule)
        yield IN_FORCE, both(valid.known, truth(valid))
        for at, each in enumerate(rule.when):
            value = speaker.value(each.formula)
            yield at, both(value.known, truth(value))
        yield LEFT, either(question.working.now.unbounded, less(0, question.working.now.high))
        yield DECISION, no(question.working.rejected)

    def _obstacle(self, search: Search, key: int, pieces: Mapping[int, Truth]) -> Obstacle:
        if key == IN_FORCE:
            return Obstacle("not_in_force", self.award.rule, award=self.award)
        if key in (LEFT, DECISION):
            award = self._unconditional(self._reached(search, pieces))
            decided = award.verdict == "rejected" or award.decided == 0
            kind: ObstacleKind = "decision" if decided else "nothing_due" if award.reason == "nothing_due" else "limit"
            return Obstacle(kind, self.award.rule, award=award)
        return Obstacle("condition", self.award.rule, tuple(self._steps(key)))

    def _steps(self, at: int) -> Iterable[Step]:
        place = self.asked.pack.rules[self.award.rule].when[at].formula.place
        return [step for step in self.award.because if step.kind == "condition" and step.place == place]

    def _reached(self, search: Search, pieces: Mapping[int, Truth]) -> tuple[Change, ...]:
        """Changes after which all that can hold does."""
        wish = [piece for key, piece in pieces.items() if key not in (LEFT, DECISION) and search.can(piece)]
        return next(search.ways(lambda settled: tuple(map(_change, settled)), *wish), ())

    def _unconditional(self, changes: Sequence[Change]) -> Award:
        """What limits and the amount say where no condition stands in the way."""
        pack, rule = self.asked.pack, self.asked.pack.rules[self.award.rule]
        freed = replace(pack, rules={**pack.rules, rule.name: replace(rule, when=())})
        award = replace(self.asked, pack=freed).award(self.key, changes, no_history=self._no_history)
        return award or self.award


def _change(settled: Settled) -> Change:
    free = settled.free
    return Change(free.path, free.fact.key, free.was, settled.value, settled.another)
