"""Runs the cases of a pack against its mutants, one process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from typing import Literal as OneWord

from engine.analysis.cases import check
from engine.analysis.mutate.mutants import Mutant, Mutants
from engine.analysis.mutate.reach import Reach, reach
from engine.backends.reference import evaluate
from engine.pack.case import Case, Expectation
from engine.pack.cases import read_cases
from engine.pack.document import Node, Text
from engine.pack.model import Pack
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic, Severity
from engine.text.records import dataclass

Fate = OneWord["killed", "refused", "equivalent", "ignored", "survived"]
TYPING = ("period", "key", "over")  # after these a case may say something else than before, so it is read anew


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a mutant. `by`: the case that failed; how it is known to be equivalent; the reason it is left alone."""

    fate: Fate
    by: str = ""


@dataclass
class Bench:
    """A pack's cases, ready to be run against its mutants."""

    mutants: Mutants
    nodes: Node  # of the cases
    cases: Sequence[Case]
    reach: Reach = field(init=False)
    ahead: list[int] = field(default_factory=list)  # cases that killed before, the latest first

    def __post_init__(self) -> None:
        self.reach = reach(self.mutants.pack)

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
        cases: Sequence[Case] = self.cases
        if mutant.operator in TYPING:
            cases, wrong = read_cases(self.nodes, pack)
            if (stopped := _error(wrong)) is not None:
                return Judged("killed", stopped.code)
        return self._run(mutant, pack, cases, affected)

    def _run(self, mutant: Mutant, pack: Pack, cases: Sequence[Case], affected: frozenset[str]) -> Judged:
        able = [at for at, case in enumerate(cases) if named(case) & affected]
        able.sort(key=lambda at: self.ahead.index(at) if at in self.ahead else len(self.ahead) + at)
        for needs in (False, True):  # what is missing takes long to work out, so it is asked last
            for at in able:
                if (not needs or asks_needs(cases[at])) and not holds(pack, cases[at], mutant, needs):
                    if at in self.ahead:
                        self.ahead.remove(at)
                    self.ahead.insert(0, at)
                    return Judged("killed", cases[at].name)
        return Judged("survived")


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


def holds(pack: Pack, case: Case, mutant: Mutant | None = None, needs: bool = True) -> bool:
    """Whether what a case expects comes out of a pack; without `needs`, what it says of missing facts is passed over."""
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
