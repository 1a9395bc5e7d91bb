"""What a new version means for an office's own list: who is moved, by how much, and what it costs by rule and year.

Nothing is estimated: what is not certain is no part of the certain sums and in full of the possible ones, and how many answers
are open is said beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Literal as OneWord
from typing import TypeAlias

from engine.backends.outcome import Award, Judgement
from engine.pack.case import Path
from engine.pack.terms import Label
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass

Way = OneWord["newly_eligible", "no_longer", "more", "less", "other", "unknown"]
WAYS: tuple[Way, ...] = ("newly_eligible", "more", "less", "no_longer", "other", "unknown")
Result: TypeAlias = Award | Judgement


@dataclass(frozen=True, slots=True)
class Sums:
    """Money in fen: what is certain (`low`), what is possible (`high`), and how many awards have no ceiling or no number.

    `unknown` counts those of which neither version's facts decide whether anything is due; they are part of `high`, not of `low`.
    """

    low: int = 0
    high: int = 0
    open: int = 0
    unknown: int = 0

    def plus(self, award: Award | None) -> Sums:
        """The sums with one award more."""
        if award is None:
            return self
        unbounded = award.high is None or award.verdict in ("delegated", "unstated")
        return Sums(
            self.low + award.low,
            self.high + (award.high or 0),
            self.open + unbounded,
            self.unknown + (award.verdict == "unknown"),
        )

    def and_(self, other: Sums) -> Sums:
        return Sums(self.low + other.low, self.high + other.high, self.open + other.open, self.unknown + other.unknown)


@dataclass(frozen=True, slots=True)
class Moved:
    """A claim that the two versions answer differently. `path` is in the kinds of the new version; `where`: its row or line."""

    kind: Way
    rule_old: str | None
    rule_new: str | None
    path: Path
    year: int
    period: str | None
    as_of: date
    before: Result | None
    after: Result | None
    where: str
    case: str
    owed: bool = False  # by the subject, so that more is worse

    @property
    def rule(self) -> str:
        """Its name in the new version, else in the old."""
        return self.rule_new or self.rule_old or ""

    @property
    def certain(self) -> int:
        """By how much the certain sum is moved, in fen."""
        return Sums().plus(award_of(self.after)).low - Sums().plus(award_of(self.before)).low

    @property
    def possible(self) -> int:
        """By how much the possible sum is moved, in fen; what has no number counts as nil and is told apart."""
        return Sums().plus(award_of(self.after)).high - Sums().plus(award_of(self.before)).high


@dataclass(frozen=True, slots=True)
class Total:
    """A rule in a year: the year a claim is for, else that of the application. `counts`: the claims moved, by way."""

    rule_old: str | None
    rule_new: str | None
    year: int
    before: Sums
    after: Sums
    claims: int
    counts: Mapping[Way, int]
    owed: bool = False

    @property
    def rule(self) -> str:
        return self.rule_new or self.rule_old or ""

    @property
    def certain(self) -> int:
        return self.after.low - self.before.low

    @property
    def possible(self) -> int:
        return self.after.high - self.before.high


@dataclass(frozen=True, slots=True)
class Impact:
    """The layer of the list. `counted` of `rows` rows (or cases) were answered; `bad` says why the others were not."""

    file: str
    moved: tuple[Moved, ...]
    totals: tuple[Total, ...]  # by rule in the order of the new version, then by year; only of rules that pay
    counts: Mapping[Way, int]
    cases: int
    claims: int
    rows: int
    counted: int
    of_cases: bool  # whether what is counted are cases, not rows
    bad: tuple[Diagnostic, ...] = field(default=(), compare=False)
    notes: tuple[Diagnostic, ...] = field(default=(), compare=False)
    assumptions: tuple[Label, ...] = ()  # under which the versions were put to the list

    @property
    def changed(self) -> bool:
        return bool(self.moved)

    @property
    def left_out(self) -> int:
        return self.rows - self.counted

    def sums(self, owed: bool = False) -> tuple[Sums, Sums]:
        """What is paid to all (or, with `owed`, owed by all) under the old and the new version."""
        before, after = Sums(), Sums()
        for total in self.totals:
            if total.owed == owed:
                before, after = before.and_(total.before), after.and_(total.after)
        return before, after


def award_of(result: Result | None) -> Award | None:
    """An answer that is of money, else None."""
    return result if isinstance(result, Award) else None
