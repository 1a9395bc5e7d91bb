"""A list of applicants, read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias

from engine.pack.case import Case, Path
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass

Spot: TypeAlias = tuple[str, Path, str | None]  # a rule or "", a subject, a period


@dataclass(frozen=True)
class Applicant:
    """A case of a list as each version reads it, and where in the list it begins."""

    name: str
    where: str
    old: Case
    new: Case
    spots: Mapping[Spot, str] = field(default_factory=dict)  # of each claim that has a row, and of each subject

    def spot(self, rules: tuple[str | None, str | None], path: Path, period: str | None) -> str:
        """Where a claim stands, else its subject, else the case."""
        wanted = [(rule, path, each) for rule in (rules[1], rules[0]) if rule for each in (period, None)]
        return next((self.spots[each] for each in (*wanted, ("", path, None)) if each in self.spots), self.where)


@dataclass(frozen=True)
class Population:
    """What a list holds. `rows`: how many rows of a table, or cases of case files, it has; `left_out`: of these not used."""

    file: str
    applicants: tuple[Applicant, ...]
    rows: int
    left_out: int
    of_cases: bool  # whether what is counted are cases, not rows
    bad: tuple[Diagnostic, ...]  # why those were left out
    notes: tuple[Diagnostic, ...]  # what does not hinder
