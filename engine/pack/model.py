"""A rule pack, typed: what the text of a measure says, ready to be run, proved, compared or said aloud."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal as OneWord

from engine.lang.ir import Expr
from engine.lang.tables import Table
from engine.lang.types import Type
from engine.text.diagnostics import Diagnostic
from engine.text.source import Place

Period = OneWord["year", "month"]
Short = OneWord["cut", "refuse", "close"]


@dataclass(frozen=True, slots=True)
class Label:
    """A name or sentence in Chinese and English; either may be empty, then the other serves."""

    zh: str = ""
    en: str = ""

    def say(self, lang: str, otherwise: str = "") -> str:
        """This label in `lang` ("zh" or "en"), else in the other language, else `otherwise`."""
        return (self.en or self.zh if lang == "en" else self.zh or self.en) or otherwise


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression as its author wrote it, and the same typed.

    `text` is what the reference evaluator runs; None where the pack holds a plain quantity (`3万元`), whose value is `expr`.
    """

    text: str | None
    expr: Expr
    place: Place = field(compare=False)

    @property
    def type(self) -> Type:
        return self.expr.type


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of thing that facts are about: an organisation, a post of an organisation."""

    name: str
    label: Label
    of: str | None  # the kind of its parent; None: it stands alone
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be true of a subject, and who certifies it."""

    subject: str
    name: str
    type: Type
    label: Label
    cite: str
    digits: int  # of a number(n); 0 elsewhere
    least: int | None  # of int: the number; of money: fen; of number(n): in units of its last digit
    most: int | None
    entries: int  # of dates: how many at most
    not_after: Formula | None  # of date and dates
    certified_by: Label
    evidence: Label
    changeable: bool  # the applicant can change it
    place: Place = field(compare=False)
    names: Mapping[str, Label] = field(default_factory=dict)  # labels of a one-of's values, for people only

    @property
    def key(self) -> str:
        """Its name with its subject: `organisation.registration`."""
        return f"{self.subject}.{self.name}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the law: plain, or a table called with its `by` facts' values in order."""

    name: str
    label: Label
    cite: str
    source: str  # the other text it is taken from; "" if the measure itself states it
    by: tuple[Fact, ...]  # () for a plain number
    table: Table
    place: Place = field(compare=False)

    @property
    def type(self) -> Type:
        return self.table.type


@dataclass(frozen=True, slots=True)
class Definition:
    """A named expression under a subject."""

    subject: str
    name: str
    label: Label
    cite: str
    means: Formula
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read an open point; `means` None: the reading is just the option's name. `open_ended`: `means: open`."""

    name: str
    label: Label
    means: Formula | None
    open_ended: bool
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Decided:
    """Who adopted a reading, when and why."""

    by: str
    on: date | None
    why: Label


@dataclass(frozen=True, slots=True)
class Reading:
    """An open point of the text, its options, the one adopted (None: open until an officer rules)."""

    name: str
    subject: str  # "" where it is about none
    register: str  # its number in the register of open points, A04
    question: Label
    cite: str
    options: Mapping[str, Option]
    adopted: str | None
    decided: Decided | None
    type: Type
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class InForce:
    """From which day to which (both in force); None: no such bound."""

    since: Formula | None
    until: Formula | None
    place: Place = field(compare=False)


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

    kind at_most (money), claims (number), times (sum of units), within (span). `binds`: the rules it can cut. `over`: the rules and
    other benefits whose claims it counts.
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


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered place of the measure: a summary in our own words, a digest of the official words, and why nothing is computed."""

    cite: str
    kind: str
    summary: Label
    digest: str
    not_computed: Label
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the pack that changes no result: an open point kept as text, an erratum."""

    name: str
    text: Label
    why: Label  # why no result depends on it
    cite: str


@dataclass(frozen=True, slots=True)
class Authority:
    """Who is competent from when."""

    name: str
    since: date | None
    until: date | None
    label: Label


@dataclass(frozen=True, slots=True)
class OtherBenefit:
    """A benefit of another instrument that history may hold and limits may count."""

    name: str
    subject: str
    label: Label
    document: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Invariant:
    """Something that must hold of every outcome."""

    name: str
    means: Formula
    label: Label
    cite: str


@dataclass(frozen=True, slots=True)
class Review:
    """A day from which every answer carries a warning (`review:`): five years have passed, an evaluation is due."""

    since: Formula
    label: Label
    cite: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Pack:
    """A measure written as rules. Names of facts and definitions are unique under their subject, all others in the pack."""

    id: str
    version: str
    title: Label
    document: Mapping[str, str]
    in_force: InForce | None
    subjects: Mapping[str, Subject]
    facts: Mapping[str, Fact]  # by key, `organisation.registration`
    definitions: Mapping[str, Definition]  # by `organisation.admitted`
    parameters: Mapping[str, Parameter]
    readings: Mapping[str, Reading]
    rules: Mapping[str, Rule]
    limits: tuple[Limit, ...]  # the shared ones
    provisions: Mapping[str, Provision]
    other_benefits: Mapping[str, OtherBenefit]
    authorities: tuple[Authority, ...]
    expected: tuple[Expected, ...]
    review: tuple[Review, ...]
    invariants: Mapping[str, Invariant]
    notes: Mapping[str, Note]
    digest: str  # sha256:…
    place: Place = field(compare=False)
    warnings: tuple[Diagnostic, ...] = field(default=(), compare=False)

    def facts_of(self, subject: str) -> tuple[Fact, ...]:
        """The facts of one kind of subject, in the order of the pack."""
        return tuple(fact for fact in self.facts.values() if fact.subject == subject)

    def path_of(self, subject: str) -> tuple[str, ...]:
        """The kinds from the top down to `subject`: (organisation, post)."""
        parent = self.subjects[subject].of
        return (*(self.path_of(parent) if parent else ()), subject)

    def children_of(self, subject: str) -> tuple[str, ...]:
        """The kinds whose parent is `subject`."""
        return tuple(kind.name for kind in self.subjects.values() if kind.of == subject)
