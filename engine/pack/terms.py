"""The words of a pack: labels, subjects, facts, numbers, definitions and readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from engine.lang.ir import Expr
from engine.lang.tables import Table
from engine.lang.types import Type
from engine.text.records import dataclass
from engine.text.source import Place


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
