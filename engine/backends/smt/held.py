"""A claim of a case with all it is held to, and its facts for the solver: open are those that an applicant can change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

import z3

from engine.backends.smt.days import day_of
from engine.backends.smt.logic import Truth, all_of, both, no
from engine.backends.smt.pool import Pool
from engine.backends.smt.values import UNKNOWN, List, Val, literal, same_value
from engine.lang.values import Known
from engine.pack.case import Instance, Path
from engine.pack.model import Pack
from engine.pack.terms import Fact
from engine.text.records import dataclass


@dataclass(frozen=True)
class Taken:
    """A claim made before, as limits count it, at its most; `part`: the instalment of the claim in question that it is, or 0."""

    rule: str
    path: Path
    start: date | None  # the first day of its period
    day: date | None
    amount: int  # fen
    claims: int
    times: int
    facts: Mapping[str, Known]
    part: int = 0
    closed: tuple[str, ...] = ()  # marks of limits that it closed to those after it


@dataclass(frozen=True)
class Held:
    """What a question is held to. `supposed`: facts and readings that are missing may have any value; else they stay unknown."""

    line: tuple[Instance, ...]  # the claim's subject with its parents, outermost first
    as_of: date
    start: date | None  # the first day of its period
    decided: int | None  # fen
    taken: tuple[Taken, ...]
    readings: Mapping[str, str]  # every reading that is not open
    supposed: bool = False

    @property
    def path(self) -> Path:
        return tuple((each.kind, each.id) for each in self.line)


@dataclass(frozen=True)
class Free:
    """A fact that may be other than it is. `changes`: because the applicant can change it; else it is missing and supposed."""

    fact: Fact
    path: Path  # whose
    value: Val
    was: Known | None  # None: not stated
    changed: Truth  # whether it is another than stated, or stated now; of what is supposed, no

    @property
    def changes(self) -> bool:
        return self.fact.changeable


@dataclass
class HeldPool(Pool):
    """The facts of a case, those that may change left open."""

    pack: Pack | None = None
    held: Held | None = None
    free: list[Free] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)  # facts that are unknown and cannot be changed, by key
    unlisted: dict[str, None] = field(default_factory=dict)  # kinds of children of which it is unknown which there are
    lines: dict[str, tuple[Instance, ...]] = field(default_factory=dict)  # the subject with its parents that a slot stands for

    def fact(self, fact: Fact, slot: str = "") -> Val:
        at = (slot, fact.key)
        if at not in self.facts:
            self.facts[at] = (fact, self._held(fact, slot))
        return self.facts[at][1]

    def _held(self, fact: Fact, slot: str) -> Val:
        assert self.held is not None
        line = self._line(slot, fact.subject)
        was = line[-1].facts.get(fact.name) if line else None
        if was is not None and not fact.changeable:
            return Val(self.stated_as(was))
        if was is None and not fact.changeable:
            self.missing[fact.key] = None
        if not line or (was is None and not fact.changeable and not self.held.supposed):
            return UNKNOWN
        name = f"{slot}{fact.key}"
        term = self.anything(fact.type, name, 10**fact.digits)
        known: Truth = z3.Bool(f"{name}?") if was is None and fact.changeable else True
        self.sure.append(self.within(fact, Val(term)))
        changed: Truth = known if fact.changeable else False
        if was is not None:
            changed = no(self.equals(Val(term), was))
        path = tuple((each.kind, each.id) for each in line)
        self.free.append(Free(fact, path, Val(term, known), was, changed))
        return Val(term, known)

    def _line(self, slot: str, kind: str) -> tuple[Instance, ...]:
        """The subject of a kind that is meant, with its parents; () where there is none."""
        assert self.held is not None
        line = self.lines.get(slot, self.held.line)
        kinds = [each.kind for each in line]
        return line[: kinds.index(kind) + 1] if kind in kinds else ()

    def stated_as(self, value: Known) -> object:
        """A value that is stated, as a term."""
        if isinstance(value, tuple):
            return List(tuple((True, day_of(day)) for day in sorted(each for each in value if isinstance(each, date))))
        return literal(value, self.names)

    def equals(self, value: Val, stated: Known) -> Truth:
        """Whether an open value is this one."""
        wanted = self.stated_as(stated)
        if isinstance(value.term, List) and isinstance(wanted, List):
            mine, its = value.term.days, wanted.days
            if len(its) > len(mine):
                return False
            same = [both(there, same_value(Val(day), Val(other))) for (there, day), (_, other) in zip(mine, its, strict=False)]
            return all_of([*same, *(no(there) for there, _ in mine[len(its) :])])
        return same_value(Val(value.term), Val(wanted))

    def children(self, parent: str, kind: str) -> tuple[tuple[Truth, str], ...]:
        at = (parent, kind)
        if at not in self.slots:
            assert self.pack is not None
            above = self._line(parent, self.pack.subjects[kind].of or "")
            listed = above[-1].children.get(kind) if above else None
            if listed is None:
                self.unlisted[kind] = None
            slots = []
            for number, child in enumerate(listed or ()):
                slot = f"{parent}{kind}.{number}/"
                self.lines[slot] = (*above, child)
                slots.append((True, slot))
            self.slots[at] = tuple(slots)
        return self.slots[at]

    def stated(self, parent: str, kind: str) -> Truth:
        self.children(parent, kind)
        return kind not in self.unlisted
