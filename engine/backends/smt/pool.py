"""What a question leaves open: facts, days, periods, readings, a decision. Two packs that are compared share one pool."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from fractions import Fraction

import z3

from engine.backends.smt.days import Day, not_after, open_day
from engine.backends.smt.logic import Beyond, Truth, any_of, at_most, both, equal, implies, no
from engine.backends.smt.values import Exact, Id, List, Name, Names, Val
from engine.lang.types import BOOL, DATE, DATES, ID, INT, MONEY, RATIO, OneOf, Type
from engine.pack.terms import Fact
from engine.text.records import dataclass

DAYS = 3  # of a list of days, so many are tried unless fewer are asked for
CHILDREN = 2  # of a list of children, so many are tried
IDS = 8  # numbers an id may have: as many different ones as a question could tell apart


@dataclass
class Pool:
    """The open values of one question.

    `hidden`: facts and lists that need not be stated. `listed`: lists are tried entry by entry, those of days with so many
    `days`.
    """

    names: Names = field(default_factory=Names)
    sure: list[Truth] = field(default_factory=list)  # what makes the open values values
    hidden: Collection[str] = ()
    listed: bool = True
    days: int = DAYS
    most: int = CHILDREN
    line: Sequence[str] = ()  # the kinds of the claim's subjects, from the top down
    short: Mapping[str, int] = field(default_factory=dict)  # kinds of children of which so many show all that any list does
    facts: dict[tuple[str, str], tuple[Fact, Val]] = field(default_factory=dict)  # by slot and key
    slots: dict[tuple[str, str], tuple[tuple[Truth, str], ...]] = field(
        default_factory=dict
    )  # children, by parent's slot and kind
    readings: dict[str, dict[str, Truth]] = field(default_factory=dict)  # whether a case chooses this option

    def fact(self, fact: Fact, slot: str = "") -> Val:
        """The value of a fact of the claim's own subjects, or of those of an entry of a list."""
        at = (slot, fact.key)
        if at not in self.facts:
            self.facts[at] = (fact, self._made(fact, f"{slot}{fact.key}"))
        found, value = self.facts[at]
        if _kind(found.type) != _kind(fact.type):
            raise Beyond(f"事实{fact.key}在另一版中类型不同", f"the fact {fact.key} is of another type in the other version")
        if found is not fact and fact.type != BOOL:
            self.sure.append(self.within(fact, value))  # a case is one under both packs
        return Val(_named(value.term, fact.type), value.known)

    def _made(self, fact: Fact, name: str) -> Val:
        value = Val(self.anything(fact.type, name, 10**fact.digits), True)
        self.sure.append(self.within(fact, value))
        hidden = fact.key in self.hidden
        return Val(value.term, z3.Bool(f"{name}?") if hidden else True)

    def anything(self, type: Type, name: str, parts: int = 1) -> object:
        """Any value of a type."""
        if type == BOOL:
            return z3.Bool(name)
        if type in (INT, MONEY):
            return z3.Int(name)
        if type == RATIO:
            return Exact(z3.Int(name), parts)
        if type == DATE:
            day, is_day = open_day(name)
            self.sure.append(is_day)
            return day
        if type == ID:
            return Id(z3.Int(name))
        if isinstance(type, OneOf):
            return Name(z3.Int(name), type.names)
        if type == DATES:
            return self._days(name)
        raise Beyond(f"类型为{type}的值", f"a value of type {type}")

    def _days(self, name: str) -> List:
        """A list of a few days in their order."""
        if not self.listed:
            raise Beyond("任意长的日期列表", "a list of days of any length")
        found: list[tuple[Truth, Day]] = []
        for at in range(self.days):
            day, is_day = open_day(f"{name}.{at}")
            there = z3.Bool(f"{name}.{at}")
            self.sure.append(is_day)
            if found:
                self.sure += [implies(there, found[-1][0]), implies(there, not_after(found[-1][1], day))]
            found.append((there, day))
        return List(tuple(found))

    def within(self, fact: Fact, value: Val) -> Truth:
        """What makes a value one of this fact."""
        match value.term:
            case Name(number=number) if isinstance(fact.type, OneOf):
                return any_of(equal(number, self.names.number(each)) for each in fact.type.names)
            case Exact(number=number, parts=parts) if fact.least is not None and fact.most is not None:
                scale = 10**fact.digits
                low, high = (Fraction(each, scale) * parts for each in (fact.least, fact.most))
                return both(
                    at_most(-(-low.numerator // low.denominator), number), at_most(number, high.numerator // high.denominator)
                )
            case Id(number=number):
                return at_most(0, number)
            case int() | z3.ArithRef() if fact.least is not None and fact.most is not None:
                return both(at_most(fact.least, value.term), at_most(value.term, fact.most))
            case _:
                return True

    def children(self, parent: str, kind: str) -> tuple[tuple[Truth, str], ...]:
        """The children of a kind that are tried below a subject: whether each is there, and the slot of its facts."""
        at = (parent, kind)
        if at not in self.slots:
            # A claim's own subject is one of its parent's.
            found: list[tuple[Truth, str]] = [(True, "")] if parent == "" and kind in self.line[1:] else []
            for number in range(len(found), self.short.get(kind, self.most)):
                slot = f"{parent}{kind}.{number}/"
                there = z3.Bool(slot)
                if found:
                    self.sure.append(implies(there, found[-1][0]))
                found.append((there, slot))
            self.slots[at] = tuple(found)
        return self.slots[at]

    def stated(self, parent: str, kind: str) -> Truth:
        """Whether the children of a kind below a subject are listed in the case."""
        return z3.Bool(f"{parent}{kind}?") if kind in self.hidden and kind not in self.line else True

    def chooses(self, reading: str, options: Collection[str]) -> Mapping[str, Truth]:
        """For each option whether the case chooses it; none of them: the pack's own counts."""
        known = self.readings.setdefault(reading, {})
        for option in options:
            if option not in known:
                chosen = z3.Bool(f"reading {reading}={option}")
                self.sure += [no(both(chosen, other)) for other in known.values()]
                known[option] = chosen
        return known


def _kind(type: Type) -> str:
    return type.name


def _named(term: object, type: Type) -> object:
    """A one-of among the names that this pack gives it."""
    return Name(term.number, type.names) if isinstance(term, Name) and isinstance(type, OneOf) else term
