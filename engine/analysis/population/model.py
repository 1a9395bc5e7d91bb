"""A list of applicants, read."""

from __future__ import annotations

from engine.pack.case import Case
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass


@dataclass(frozen=True)
class Applicant:
    """A case of a list as each version reads it, and where in the list it begins."""

    name: str
    where: str
    old: Case
    new: Case


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
