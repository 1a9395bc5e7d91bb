"""A rule pack, typed: what the text of a measure says, ready to be run, proved, compared or said aloud."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from engine.pack.rule import Expected, Limit, Rule
from engine.pack.terms import Definition, Fact, Formula, InForce, Label, Parameter, Reading, Subject
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass
from engine.text.source import Place


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered place of the measure: our own summary, a digest of the official words, and why nothing is computed."""

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
    """Something that must hold of every answer that a case can get from the rules it is `of`.

    Without any it speaks of the numbers of the measure alone and must hold on every day.
    """

    name: str
    of: tuple[str, ...]  # rules of one subject, all of which pay (`award`) or all of which choose (`result`)
    means: Formula
    label: Label
    cite: str
    place: Place = field(compare=False)


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
