"""What the cases of a pack say of its mutants, counted; survivors that somebody declared to be no gap stand apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from engine.analysis.lint.ignores import Ignore, Ignores, ignores_in
from engine.analysis.mutate.bench import Fate, Judged
from engine.analysis.mutate.mutants import Mutant
from engine.analysis.mutate.operators import OPERATORS
from engine.pack.document import Node
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass

CODE, STALE = "M101", "M106"


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutant and what became of it."""

    mutant: Mutant
    judged: Judged

    @property
    def fate(self) -> Fate:
        return self.judged.fate


@dataclass(frozen=True, slots=True)
class Tally:
    """How many mutants met which fate."""

    killed: int
    survived: int
    refused: int  # no pack: `check` finds them
    equivalent: int
    ignored: int

    @property
    def score(self) -> Fraction:
        """The share of those that can be told from the pack that a case tells; all, if there are none."""
        tried = self.killed + self.survived
        return Fraction(self.killed, tried) if tried else Fraction(1)


def tally(tried: Iterable[Tried]) -> Tally:
    """The fates counted."""
    fates = [each.fate for each in tried]
    return Tally(*(fates.count(fate) for fate in ("killed", "survived", "refused", "equivalent", "ignored")))


def by_operator(tried: Sequence[Tried]) -> Iterator[tuple[str, Tally]]:
    """The tally of each operator that made a mutant, in the order of the table."""
    for operator in OPERATORS:
        if mine := [each for each in tried if each.mutant.operator == operator]:
            yield operator, tally(mine)


def with_declared(tried: Iterable[Tried], root: Node) -> Iterator[Tried]:
    """Survivors for which the pack gives a reason (`# lint: ignore M101 edge: why`, or under `ignore:`) are left alone."""
    ignores = ignores_in(root)
    for each in tried:
        reason = next(_given(each.mutant, ignores), None) if each.fate == "survived" else None
        yield replace(each, judged=replace(each.judged, fate="ignored", by=reason.why)) if reason else each


def stale(tried: Sequence[Tried], root: Node, operators: Collection[str] = ()) -> Iterator[Diagnostic]:
    """The reasons that leave no survivor alone, where every mutant of `operators` (none named: of all) was tried."""
    ignores = ignores_in(root)
    # What a solver alone proves equivalent survives where there is none.
    left = [each.mutant for each in tried if each.fate in ("survived", "ignored") or each.judged.by == "solver"]
    needed = {id(reason.entry) for mutant in left for reason in _given(mutant, ignores)}
    for each in ignores.entries:
        about, why = _operators(each)
        if each.code == CODE and why and id(each) not in needed and (not operators or (about and about <= set(operators))):
            yield Diagnostic(STALE, each.place)


class _Reason(NamedTuple):
    entry: Ignore
    why: str


def _given(mutant: Mutant, ignores: Ignores) -> Iterator[_Reason]:
    """The reasons given for a survivor."""
    found = Diagnostic(CODE, mutant.place)
    for each in ignores.entries:
        operators, why = _operators(each)
        if each.holds(found) and why and (not operators or mutant.operator in operators):
            yield _Reason(each, why)


def _operators(ignore: Ignore) -> tuple[frozenset[str], str]:
    """The operators that a reason begins with, of whose mutants alone it holds (none: of all), and the rest of it."""
    named, colon, rest = ignore.reason.partition(":")
    words = frozenset(word.strip() for word in named.replace("、", ",").split(","))
    if colon and words <= OPERATORS.keys():
        return words, rest.strip()
    return frozenset(), ignore.reason.strip()


def finding(mutant: Mutant) -> Diagnostic:
    """A survivor as a message."""
    return Diagnostic(CODE, mutant.place, {"before": mutant.change.before, "after": mutant.change.after}, cite=mutant.cite)
