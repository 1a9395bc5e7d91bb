"""What the cases of a pack say of its mutants, counted; survivors that somebody declared to be no gap stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from engine.analysis.lint.ignores import Ignores, ignores_in
from engine.analysis.mutate.bench import Fate, Judged
from engine.analysis.mutate.mutants import Mutant
from engine.analysis.mutate.operators import OPERATORS
from engine.pack.document import Node
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass

CODE = "M101"


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
        reason = _reason(each.mutant, ignores) if each.fate == "survived" else ""
        yield replace(each, judged=Judged("ignored", reason)) if reason else each


def _reason(mutant: Mutant, ignores: Ignores) -> str:
    """The reason given; one that begins with the name of an operator holds of that operator's mutants alone."""
    finding = Diagnostic(CODE, mutant.place)
    for each in ignores.entries:
        operators, colon, rest = each.reason.partition(":")
        named = [word.strip() for word in operators.replace("、", ",").split(",")]
        if not (colon and all(word in OPERATORS for word in named)):
            named, rest = [mutant.operator], each.reason
        if each.holds(finding) and mutant.operator in named and rest.strip():
            return rest.strip()
    return ""


def finding(mutant: Mutant) -> Diagnostic:
    """A survivor as a message."""
    return Diagnostic(CODE, mutant.place, {"before": mutant.change.before, "after": mutant.change.after}, cite=mutant.cite)
