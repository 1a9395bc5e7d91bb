"""The answer: all awards, choices, targets and duties of a case. Its JSON is a contract (DESIGN 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Literal as OneWord

from engine.lang.values import Value
from engine.pack.case import Path
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass
from engine.text.source import Place

Verdict = OneWord[
    "not_in_force", "refused", "unknown", "delegated", "unstated", "rejected", "to_decide", "granted",
    "chosen", "not_applicable", "met", "not_met", "pending", "not_measurable", "kept", "breached",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One thing looked at on the way to an answer.

    kind: in_force · condition · definition · reading · amount · decision · limit · part · payer · target · duty. `text` is the
    author's expression; the reports say it in words.
    """

    kind: str
    text: str
    value: Value | None
    place: Place | None = field(compare=False)
    name: str = ""  # of the definition, reading or limit
    facts: Mapping[str, Value] = field(default_factory=dict)  # the facts read, by key
    cite: str = ""
    inner: tuple[Step, ...] = ()  # definitions and readings it went through


@dataclass(frozen=True, slots=True)
class LimitUse:
    """What a limit had left for a claim: fen, claims, units or (within) the last day allowed; low and high where unknown."""

    limit: str
    kind: str
    used_low: int
    used_high: int
    left_low: int | None  # None: not known, or unbounded
    left_high: int | None
    until: date | None  # of within
    cut: bool
    short: str
    rules: tuple[str, ...]
    place: Place | None = field(compare=False)
    cite: str = ""
    takes_low: int = 0  # what the claim itself takes of it, at least and at most
    takes_high: int = 0

    @property
    def after(self) -> tuple[int | None, int | None]:
        """What is left once the claim is served, at least and at most."""
        low = None if self.left_low is None else max(0, self.left_low - self.takes_high)
        return low, None if self.left_high is None else max(0, self.left_high - self.takes_low)


@dataclass(frozen=True, slots=True)
class PartPaid:
    """An instalment: number from 1, its amount, when it falls due; state paid · certain · unknown · lost."""

    number: int
    low: int
    high: int
    due: date | None
    state: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Needs:
    """The smallest set of missing facts and open readings that settles an award (DESIGN 5)."""

    facts: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    refusing: tuple[str, ...] = ()  # those of `facts` of which one value alone would refuse
    minimal: bool = True


@dataclass(frozen=True, slots=True)
class Award:
    """One rule's answer for one subject (and period). Money in fen; `low` is certain, `high` still possible (None: unbounded)."""

    rule: str
    path: Path
    period: str | None
    law_at: date | None
    verdict: Verdict
    low: int
    high: int | None
    floor: int | None  # of a range to be decided
    needs: Needs
    readings: Mapping[str, str]  # read while it was worked out
    parts: tuple[PartPaid, ...]
    paid_by: Mapping[str, int]  # of `low`
    limits: tuple[LimitUse, ...]
    cite: str
    because: tuple[Step, ...]
    reason: str  # what decided: a condition's text, a limit's name, `nothing_due`, …
    owed: bool
    decided: int | None = None  # the officer's amount
    decided_by: str = ""
    instrument: str = ""  # of `delegated`
    unruled: tuple[str, ...] = ()  # readings met that nobody adopted


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer of a choose, target or duty rule."""

    rule: str
    kind: OneWord["choose", "target", "duty"]
    path: Path
    period: str | None
    law_at: date | None
    verdict: Verdict
    needs: Needs
    readings: Mapping[str, str]
    cite: str
    because: tuple[Step, ...]
    result: str | None = None  # of a choice
    rate: Fraction | None = None  # of a target
    gap: int | None = None
    by: date | None = None
    note: str = ""
    next_due: date | None = None  # of a duty
    late_days: int | None = None
    unruled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """All answers to a case under one pack. Totals are of computed awards; `open` names the others that may still pay."""

    pack_id: str
    pack_version: str
    pack_digest: str
    case: str
    case_digest: str
    as_of: date
    awards: tuple[Award, ...]
    choices: tuple[Judgement, ...]
    targets: tuple[Judgement, ...]
    duties: tuple[Judgement, ...]
    low: int
    high: int | None
    owed_low: int
    owed_high: int | None
    open: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    readings: Mapping[str, str]  # all in force for this outcome
    steps: tuple[Outcome, ...] = ()  # of a chain: the earlier ones
