"""A case of one claim laid upon a question, so that the solver has nothing left to choose: every open value held to the case's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from engine.backends.reference.claims import Claim
from engine.backends.smt.days import day_of, same_day
from engine.backends.smt.lines import Line, Lines
from engine.backends.smt.logic import Truth, equal, no, same_truth
from engine.backends.smt.question import Question
from engine.backends.smt.values import List, Val, literal, same_value
from engine.lang.ir import Fold, walk
from engine.lang.values import Known
from engine.pack.case import Case, ClaimAsked, Entry, Instance
from engine.pack.model import Pack
from engine.pack.reads import formulas
from engine.pack.rule import Rule


class Misfit(Exception):
    """A case that the question has no room for: more lines, days or children than it tries; `args[0]` says which."""


def single(case: Case, claim: Claim) -> Case:
    """The case that asks for one claim only."""
    ids = {each.kind: each.id for each in claim.line}
    return replace(case, claims=(ClaimAsked(claim.rule.name, ids, claim.period),))


@dataclass
class Pins:
    """What holds a question to one claim of a case."""

    question: Question
    case: Case
    claim: Claim
    slots: dict[str, Instance | None] = field(default_factory=dict)  # the child that stands in each slot tried

    @property
    def pack(self) -> Pack:
        return self.question.sides[0][0]

    def __iter__(self) -> Iterator[Truth]:
        yield from self._claimed()
        yield from self._children()
        yield from self._facts()
        yield from self._readings()
        yield from self._decision()
        if isinstance(self.question.earlier, Lines):
            yield from self._history(self.question.earlier)

    def _claimed(self) -> Iterator[Truth]:
        claimed, period = self.question.claimed, self.claim.period
        yield same_day(claimed.as_of, day_of(self.case.as_of))
        if claimed.period is not None:
            if period is None:
                raise Misfit("a claim for no period")
            yield same_day(claimed.period, day_of(period.start))

    # -- facts -----------------------------------------------------------------------------------------------------------

    def _children(self) -> Iterator[Truth]:
        pool = self.question.pool
        for (parent, kind), tried in sorted(pool.slots.items(), key=lambda each: len(each[0][0])):
            above = self._at(parent, self.pack.subjects[kind].of or "")
            listed = None if above is None else above.children.get(kind)
            if above is not None:
                if listed is None and pool.stated(parent, kind) is True:
                    raise Misfit(f"the list of {kind} is not stated")
                yield same_truth(pool.stated(parent, kind), listed is not None)
            own = [each for each in self.claim.line if not parent and each.kind == kind]
            there = [*own, *(each for each in listed or () if each not in own)]
            if len(there) > len(tried):
                raise Misfit(f"{len(there)} of {kind}")
            for at, (is_there, slot) in enumerate(tried):
                if slot:
                    self.slots[slot] = there[at] if at < len(there) else None
                yield same_truth(is_there, at < len(there))

    def _at(self, slot: str, kind: str) -> Instance | None:
        if slot:
            return self.slots[slot]
        return next((each for each in self.claim.line if each.kind == kind), None)

    def _facts(self) -> Iterator[Truth]:
        for (slot, _), (fact, value) in self.question.pool.facts.items():
            if slot.startswith("any "):
                continue  # of a list of any length, no entry is tried
            instance = self._at(slot, fact.subject)
            if instance is None:
                if not slot:
                    raise AssertionError(f"{fact.key} is of no subject of the claim")
                continue
            stated = instance.facts.get(fact.name)
            if stated is None and value.known is True:
                raise Misfit(f"{fact.key} is not stated")
            yield same_truth(value.known, stated is not None)
            if stated is not None:
                yield from self.held(value, stated)

    def held(self, value: Val, stated: Known) -> Iterator[Truth]:
        """An open value held to one."""
        if isinstance(value.term, List):
            assert isinstance(stated, tuple)
            days = sorted(day for day in stated if isinstance(day, date))
            if len(days) > len(value.term.days):
                raise Misfit(f"{len(days)} days")
            for at, (there, day) in enumerate(value.term.days):
                yield same_truth(there, at < len(days))
                if at < len(days):
                    yield same_day(day, day_of(days[at]))
            return
        wanted = literal(stated, self.question.pool.names)
        yield same_value(Val(value.term), Val(wanted))

    def _readings(self) -> Iterator[Truth]:
        for reading, options in self.question.pool.readings.items():
            chosen = self.case.readings.get(reading)
            for option, is_chosen in options.items():
                yield same_truth(is_chosen, option == chosen)

    def _decision(self) -> Iterator[Truth]:
        decided = self.question.decided
        for decision in self.case.decisions:
            fits = decision.period is None or decision.period == self.claim.period
            if (decision.rule, decision.path) == (self.claim.rule.name, self.claim.path) and fits:
                yield decided.is_there
                yield equal(decided.amount, decision.amount)
                return
        yield no(decided.is_there)

    # -- history ---------------------------------------------------------------------------------------------------------

    def _history(self, earlier: Lines) -> Iterator[Truth]:
        entries = self._lines(earlier)
        if len(entries) > len(earlier.every):
            raise Misfit(f"{len(entries)} lines of history")
        for at, line in enumerate(earlier.every):
            if at < len(entries):
                yield line.there
                yield from self._line(line, entries[at])
            else:
                yield no(line.there)

    def _lines(self, earlier: Lines) -> Sequence[Entry]:
        """The lines that may matter; instalments of another claim as the one claim they are."""
        found: list[Entry] = []
        merged: dict[object, int] = {}
        for entry in self.case.history or ():
            if entry.rule not in earlier.over:
                continue
            at = (entry.rule, entry.path, entry.period)
            if entry.part is None or self._is_own(entry):
                found.append(entry)
            elif at in merged:
                if reads_past(self.claim.rule, self.pack):
                    raise Misfit("two instalments of another claim, each of which a fold sees")
                found[merged[at]] = together(found[merged[at]], entry)
            else:
                merged[at] = len(found)
                found.append(entry)
        return found

    def _is_own(self, entry: Entry) -> bool:
        return (entry.rule, entry.path, entry.period) == (self.claim.rule.name, self.claim.path, self.claim.period)

    def _is_timed(self, benefit: str) -> bool:
        """Whether a limit of the claim, which is for a period, asks when this other benefit was."""
        limits = [limit for limit in self.claim.rule.limits if benefit in limit.over]
        return self.claim.period is not None and any(limit.per != "life" or limit.kind == "within" for limit in limits)

    def _leaves_open(self, entry: Entry) -> bool:
        """Whether a line does not tell its period, or a fact by which a limit of the claim tells it apart."""
        counting = [limit for limit in self.claim.rule.limits if entry.rule in limit.over]
        keys = {str(key) for limit in counting for key in limit.key if key.fact}
        timeless = entry.rule in self.pack.rules and self.pack.rules[entry.rule].period is not None and entry.period is None
        return timeless or not keys <= entry.facts.keys()

    def _line(self, line: Line, entry: Entry) -> Iterator[Truth]:
        pool = self.question.pool
        shared = 0
        for mine, its in zip(self.claim.path, entry.path, strict=False):
            if mine != its:
                break
            shared += 1
        assert entry.as_of is not None and entry.amount is not None
        if self._leaves_open(entry):
            raise Misfit(f"a line of {entry.rule} that leaves open for when, or for what, it was")
        yield equal(line.rule, pool.names.number(f"rule {entry.rule}"))
        yield equal(line.depth, shared)
        yield same_day(line.as_of, day_of(entry.as_of))
        if entry.period is not None:
            yield same_day(line.period, day_of(entry.period.start))
        elif entry.rule in self.pack.other_benefits and self._is_timed(entry.rule):
            raise Misfit("a line of another benefit that is for no period, as the solver has it")
        yield equal(line.amount, entry.amount)
        yield equal(line.claims, entry.claims)
        yield equal(line.times, max(entry.times, entry.claims))
        own = entry.part is not None and self._is_own(entry)
        yield equal(line.instalment, (entry.part or 0) if own else 0)
        for key, value in line.facts.items():
            if key in entry.facts:
                yield from self.held(value, entry.facts[key])


def reads_past(rule: Rule, pack: Pack) -> bool:
    """Whether a rule folds over earlier claims, by itself or through the pack's definitions and readings."""
    every = [*formulas(rule), *(each.means for each in pack.definitions.values())]
    every += [option.means for each in pack.readings.values() for option in each.options.values() if option.means]
    return any(isinstance(part, Fold) and part.collection == "past" for each in every for part in walk(each.expr))


def together(first: Entry, later: Entry) -> Entry:
    """Two instalments as one claim, as limits count them."""
    assert first.amount is not None and later.amount is not None and first.as_of is not None and later.as_of is not None
    day = min(first.as_of, later.as_of)
    return replace(first, amount=first.amount + later.amount, as_of=day, facts={**later.facts, **first.facts})
