"""A case, typed: what is known of one or several applicants on one day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from typing import TypeAlias

from engine.lang.values import Known
from engine.text.records import dataclass
from engine.text.source import Place

Path: TypeAlias = tuple[tuple[str, str | None], ...]  # ((organisation, 阳光屋), (post, P1)); None: not stated


@dataclass(frozen=True, slots=True)
class PeriodOf:
    """A calendar year or month that a claim is for: "2023" or "2023-05"."""

    label: str
    start: date
    end: date  # the last day, included


@dataclass(frozen=True, slots=True)
class Instance:
    """One subject of a case. A fact not in `facts` is unknown; children None is unknown, () is none."""

    kind: str
    id: str
    facts: Mapping[str, Known]
    children: Mapping[str, tuple[Instance, ...] | None]
    periods: tuple[PeriodOf, ...] | None  # its own, before the case's
    place: Place | None = field(default=None, compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)  # of each fact


@dataclass(frozen=True, slots=True)
class ClaimAsked:
    """A claim that the case asks for; ids or a period not named mean all."""

    rule: str
    ids: Mapping[str, str]  # subject kind -> id
    period: PeriodOf | None
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim that was paid before: a line of history. What is None was not stated and is unknown."""

    rule: str  # a rule or another benefit
    path: Path
    period: PeriodOf | None
    as_of: date | None
    amount: int | None  # fen, net of what was recovered
    paid_on: date | None
    times: int  # units; 1 unless stated
    claims: int  # number of claims; 1 unless an opening balance
    part: int | None  # an instalment of its own claim
    facts: Mapping[str, Known]  # key facts by their key, `certificate.level`
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """An officer's amount for one claim."""

    rule: str
    path: Path
    period: PeriodOf | None  # None: whichever period the claim is for
    amount: int  # fen; may be negative in a wrong case, then the award is rejected
    by: str
    place: Place | None = field(default=None, compare=False)
    on: date | None = None  # the day it was taken


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an award of a rule is expected to be: the fields to compare, as text."""

    rule: str
    ids: Mapping[str, str]
    period: str | None
    fields: Mapping[str, object]  # str, list or mapping of str, as written
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Case:
    """What is known on the day of application."""

    name: str
    measure: str | None
    as_of: date
    periods: tuple[PeriodOf, ...]
    roots: Mapping[str, tuple[Instance, ...]]  # subjects that stand alone
    claims: tuple[ClaimAsked, ...] | None  # None: every rule
    history: tuple[Entry, ...] | None  # None: unknown
    decisions: tuple[Decision, ...]
    readings: Mapping[str, str]
    expect: tuple[Expectation, ...] | None
    cite: str
    why: str
    steps: tuple[Case, ...]  # a chain: each whole, with the overrides applied; () for a plain case
    digest: str  # sha256:…
    place: Place | None = field(default=None, compare=False)

    def instances(self) -> Iterator[tuple[Instance, ...]]:
        """Every subject with its parents, outermost first: (organisation, post)."""
        return lines(self.roots)


def lines(roots: Mapping[str, tuple[Instance, ...]]) -> Iterator[tuple[Instance, ...]]:
    """Every subject below `roots` with its parents, outermost first: (organisation, post)."""

    def below(line: tuple[Instance, ...]) -> Iterator[tuple[Instance, ...]]:
        yield line
        for children in line[-1].children.values():
            for child in children or ():
                yield from below((*line, child))

    for instances in roots.values():
        for root in instances:
            yield from below((root,))


def rebuilt(
    roots: Mapping[str, tuple[Instance, ...]], made: Callable[[Instance], Iterable[Instance]]
) -> dict[str, tuple[Instance, ...]]:
    """The subjects with what `made` gives in place of each, its children before it; a list that is not stated stays so."""

    def within(some: tuple[Instance, ...]) -> tuple[Instance, ...]:
        return tuple(each for one in some for each in made(replace(one, children=below(one))))

    def below(one: Instance) -> dict[str, tuple[Instance, ...] | None]:
        return {kind: None if some is None else within(some) for kind, some in one.children.items()}

    return {kind: within(some) for kind, some in roots.items()}


def with_facts(case: Case, facts: Mapping[str, Known | None]) -> Case:
    """The case with these facts, by key, stated of every subject of their kind; None takes one away."""

    def filled(one: Instance) -> tuple[Instance, ...]:
        own = {key.partition(".")[2]: value for key, value in facts.items() if key.partition(".")[0] == one.kind}
        return (replace(one, facts={name: value for name, value in {**one.facts, **own}.items() if value is not None}),)

    return replace(case, roots=rebuilt(case.roots, filled))
