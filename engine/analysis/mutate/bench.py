"""Runs the cases of a pack against its mutants, one process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from typing import Literal as OneWord

from engine.analysis.cases import check
from engine.analysis.mutate.links import Links
from engine.analysis.mutate.mutants import Mutant, Mutants
from engine.analysis.mutate.proofs import Proofs
from engine.analysis.mutate.reach import Reach, reach
from engine.backends.reference import evaluate
from engine.pack.case import Case, Expectation
from engine.pack.cases import read_cases
from engine.pack.document import Node, Text
from engine.pack.model import Pack
from engine.pack.terms import Label
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic, Severity
from engine.text.records import dataclass

Fate = OneWord["killed", "refused", "equivalent", "ignored", "survived"]
TYPING = ("period", "key", "over")  # after these a case may say something else than before, so it is read anew


@dataclass(frozen=True, slots=True)
class Missing:
    """A case that would notice: a case file without an expectation, and what the pack answers, as YAML."""

    text: str
    expect: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a mutant. `by`: the case that failed; how it is known to be equivalent; the reason it is left alone.

    Of a survivor, where a solver was asked: a case that was missing, or why it is not decided.
    """

    fate: Fate
    by: str = ""
    missing: Missing | None = None
    open: Label | None = None


@dataclass
class Bench:
    """A pack's cases, ready to be run against its mutants."""

    mutants: Mutants
    nodes: Node  # of the cases
    cases: list[Case]
    prove: bool = False  # whether a solver is asked about survivors
    reach: Reach = field(init=False)
    proofs: Proofs = field(init=False)
    trimmed: dict[tuple[int, frozenset[str]], dict[int, Case]] = field(default_factory=dict)
    ahead: list[int] = field(default_factory=list)  # cases that killed before, the latest first

    def __post_init__(self) -> None:
        self.reach = reach(self.mutants.pack)
        self.proofs = Proofs(self.mutants.pack, self.reach)

    def judge(self, number: int) -> Judged:
        """What the cases say of the mutant with this number."""
        mutant = self.mutants.every[number]
        affected = self.reach.of(mutant.way)
        if not affected:
            return Judged("equivalent", "unread")
        pack = self.mutants.made(mutant)
        if pack is None:
            return Judged("refused")
        if replace(pack, digest=self.mutants.pack.digest) == self.mutants.pack:
            return Judged("equivalent", "same")
        cases = self.cases
        if mutant.operator in TYPING:
            cases, wrong = read_cases(self.nodes, pack)
            if (stopped := _error(wrong)) is not None:
                return Judged("killed", stopped.code)
        return self._run(mutant, pack, cases, affected)

    def _run(self, mutant: Mutant, pack: Pack, cases: list[Case], affected: frozenset[str]) -> Judged:
        links = Links(pack)
        able = self._able(cases, affected)
        order = sorted(able, key=lambda at: self.ahead.index(at) if at in self.ahead else len(self.ahead) + at)
        for needs in (False, True):  # what is missing takes long to work out, so it is asked last
            for at in order:
                case = able[at]
                if (not needs or asks_needs(case)) and not holds(pack, case, mutant, needs, links.served(case, named(case))):
                    self.ahead = [at, *(each for each in self.ahead if each != at)]
                    return Judged("killed", case.name)
        shown = self.proofs.shown(mutant, pack)
        if shown or not self.prove:
            return Judged("equivalent", shown) if shown else Judged("survived")
        from engine.analysis.mutate.solving import settled  # which loads z3

        return settled(self.mutants.pack, pack, [name for name in self.mutants.pack.rules if name in affected])

    def _able(self, cases: list[Case], affected: frozenset[str]) -> dict[int, Case]:
        """The cases, by number, that expect something of the affected rules, without what they say of others."""
        key = (id(cases), affected)
        if key not in self.trimmed or cases is not self.cases:
            self.trimmed[key] = {at: about(case, affected) for at, case in enumerate(cases) if named(case) & affected}
        return self.trimmed[key]


def about(case: Case, rules: frozenset[str]) -> Case:
    """A case with its expectations of these rules alone."""
    expect = None if case.expect is None else tuple(each for each in case.expect if each.rule in rules)
    return replace(case, expect=expect, steps=tuple(about(each, rules) for each in case.steps))


def asking(case: Case, rules: frozenset[str]) -> Case:
    """A case that asks for nothing but these rules."""
    claims = None if case.claims is None else tuple(each for each in case.claims if each.rule in rules)
    return replace(case, claims=claims, steps=tuple(asking(each, rules) for each in case.steps))


def _error(found: Sequence[Diagnostic]) -> Diagnostic | None:
    return next((each for each in found if CATALOG[each.code].severity is Severity.ERROR), None)


def chain(case: Case) -> tuple[Case, ...]:
    """A case with its steps."""
    return (*case.steps, case)


def named(case: Case) -> frozenset[str]:
    """The rules of which a case expects something."""
    return frozenset(each.rule for one in chain(case) for each in one.expect or ())


def asks_needs(case: Case) -> bool:
    """Whether a case says what is missing."""
    return any("needs" in each.fields for one in chain(case) for each in one.expect or ())


def holds(pack: Pack, case: Case, mutant: Mutant | None = None, needs: bool = True, served: frozenset[str] | None = None) -> bool:
    """Whether what a case expects comes out of a pack; without `needs`, what it says of missing facts is passed over.

    `served`: the rules that the answers may turn on; no others are looked at.
    """
    if served is not None:
        pack = replace(pack, rules={name: rule for name, rule in pack.rules.items() if name in served})
        case = asking(case, served)
    outcome = evaluate(pack, case, needs=needs, rules=named(case))
    pairs = [*zip(case.steps, outcome.steps, strict=True), (case, outcome)]
    return not any(check(_meant(each, mutant, needs), got) for one, got in pairs for each in one.expect or ())


def _meant(expected: Expectation, mutant: Mutant | None, needs: bool) -> Expectation:
    """An expectation as a mutant would say it: that a condition is worded otherwise is no reason to fail."""
    fields = {key: value for key, value in expected.fields.items() if needs or key != "needs"}
    old, new = (mutant.change.old, mutant.change.new) if mutant is not None else (None, None)
    if isinstance(old, Text) and isinstance(new, Text) and fields.get("reason") == old.text:
        fields["reason"] = new.text
    return replace(expected, fields=fields)
