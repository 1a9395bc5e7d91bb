"""A rule, typed: conditions, amount, limits, parts, payers; or a choice, a target, a duty."""

from __future__ import annotations

from dataclasses import field
from typing import Literal as OneWord

from engine.pack.terms import Formula, InForce, Label
from engine.text.records import dataclass
from engine.text.source import Place

Period = OneWord["year", "month"]
Short = OneWord["cut", "refuse", "close"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold."""

    formula: Formula
    label: Label
    cite: str


@dataclass(frozen=True, slots=True)
class Amount:
    """What a rule pays.

    kind: computed (`value`) · each (`value` for each of `times` `unit`s) · decided (`floor` to `ceiling`) · elsewhere · unstated.
    """

    kind: OneWord["computed", "each", "decided", "elsewhere", "unstated"]
    place: Place = field(compare=False)
    value: Formula | None = None
    times: Formula | None = None
    unit: str = ""  # months, persons, years
    floor: Formula | None = None
    ceiling: Formula | None = None
    instrument: Label = field(default_factory=Label)  # of `elsewhere`


@dataclass(frozen=True, slots=True)
class Key:
    """By what claims count together: a subject of the rule's path (whole path compared), or a fact (compared by value)."""

    carrier: str  # the subject
    fact: str  # "" where it is the subject itself

    def __str__(self) -> str:
        return f"{self.carrier}.{self.fact}" if self.fact else self.carrier


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound on claims taken together (DESIGN 4).

    kind at_most (money), claims (number), times (sum of units), within (span). `binds`: the rules it can cut. `over`: the rules
    and other benefits whose claims it counts.
    """

    name: str  # `once`, `times`, `at_most`, …; unique within its rule or the pack
    kind: OneWord["at_most", "claims", "times", "within"]
    bound: Formula
    binds: tuple[str, ...]
    about: str  # the subject whose names its expressions use; "" where the rules share none
    over: tuple[str, ...]
    key: tuple[Key, ...]
    per: OneWord["period", "year", "month", "life"]
    since: Formula | None  # `from`
    last_day_included: bool
    order_by: Formula | None
    when: Formula | None
    short: Short
    label: Label
    cite: str
    place: Place = field(compare=False)

    @property
    def shared(self) -> bool:
        """Whether it stands at the top of the pack and binds several rules."""
        return len(self.binds) > 1

    @property
    def mark(self) -> str:
        """What tells it from every other limit of the pack, since names are unique only within a rule."""
        return f"{'+'.join(self.binds)}/{self.name}@{self.place.start}"


@dataclass(frozen=True, slots=True)
class Part:
    """An instalment: a share of the award, when it falls due, and a condition of its own."""

    share: Formula | None  # a ratio or money; None: the rest
    due: Formula | None
    when: Formula | None
    round_to: int  # fen
    label: Label
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays, and which share; None: the rest (or all)."""

    name: str
    share: Formula | None
    when: Formula | None  # of a payer chosen among several; None: otherwise
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Payers:
    """kind one (pays all) · split · chosen (the first whose `when` holds pays all) · unstated."""

    kind: OneWord["one", "split", "chosen", "unstated"]
    payers: tuple[Payer, ...] = ()


@dataclass(frozen=True, slots=True)
class Arm:
    """One way of a `choose` rule; `when` None: otherwise."""

    when: Formula | None
    result: str
    label: Label
    cite: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Target:
    """A number that an authority is to reach by a day."""

    count: Formula
    of: Formula | None
    at_least: Formula | None  # ratios with `of`, numbers without
    at_most: Formula | None
    by: Formula | None
    reached_on: Formula | None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something an authority must do again and again. `counted` gives 'rolling' or 'calendar' (a reading may)."""

    event: Formula  # dates
    every: Formula  # span
    counted: Formula
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Expected:
    """What the text says in general or encourages: a warning when it fails, never a refusal."""

    formula: Formula
    label: Label
    cite: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the measure gives, chooses, aims at or requires, for one kind of subject."""

    name: str
    kind: OneWord["amount", "choose", "target", "duty"]
    subject: str
    label: Label
    cite: str
    period: Period | None
    in_force: InForce | None
    law_at: Formula | None
    when: tuple[Condition, ...]
    amount: Amount | None
    choose: tuple[Arm, ...]
    target: Target | None
    duty: Duty | None
    limits: tuple[Limit, ...]  # its own, then the shared ones that bind it
    parts: tuple[Part, ...]
    paid_by: Payers
    owed: bool
    expected: tuple[Expected, ...]
    place: Place = field(compare=False)
