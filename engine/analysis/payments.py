"""What was paid, as a judge of limits counts it, and what is due before limits: both from the case alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from engine.backends.outcome import Award
from engine.backends.reference.claims import Claim
from engine.backends.reference.world import World
from engine.lang.values import UNKNOWN, Known, Money, Unknown
from engine.pack.case import Case, Entry, Path
from engine.pack.model import Pack
from engine.pack.periods import period_of
from engine.pack.reads import reads_of
from engine.pack.terms import Formula
from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Payment:
    """A claim that was paid, before the case or by it. `fen` and `units` are the least it surely took; `exact`: all it took."""

    rule: str
    path: Path
    period: str | None
    day: date | None  # it counts on
    fen: int
    units: int
    claims: int
    facts: Mapping[str, Known]
    instalment: bool
    exact: bool

    @property
    def claim(self) -> tuple[str, Path, str | None]:
        return self.rule, self.path, self.period


def before(pack: Pack, history: Sequence[Entry]) -> Iterator[Payment]:
    """What history says was paid; the instalments of one claim are one claim."""
    instalments: dict[tuple[str, Path, str | None], Payment] = {}
    for entry in history:
        rule = pack.rules.get(entry.rule)
        day = entry.period.start if entry.period else None if rule and rule.period else entry.as_of
        label = entry.period.label if entry.period else None
        units = max(entry.times, entry.claims)
        one = Payment(
            entry.rule, entry.path, label, day, entry.amount or 0, units, entry.claims, entry.facts, entry.part is not None,
            entry.amount is not None,
        )  # fmt: skip
        earlier = instalments.get(one.claim)
        if entry.part is None:
            yield one
        elif earlier is None:
            instalments[one.claim] = one
        else:
            days = [each for each in (earlier.day, day) if each]
            instalments[one.claim] = replace(
                earlier,
                fen=earlier.fen + one.fen,
                units=min(earlier.units, units),
                claims=min(earlier.claims, one.claims),
                day=min(days, default=None),
                exact=False,
            )
    yield from instalments.values()


class Surroundings:
    """An award with the case it answers: the pack's formulas as they come out there, None where unknown."""

    def __init__(self, pack: Pack, case: Case, award: Award, first: bool) -> None:
        self.pack, self.award, self.first = pack, award, first
        self.rule = pack.rules[award.rule]
        self.line = next(line for line in case.instances() if tuple((each.kind, each.id) for each in line) == award.path)
        self.case = case
        period = period_of(award.period) if award.period else None
        self.context = World(pack, case, case.readings).context(Claim(self.rule, self.line, period))
        self.context.law_at = award.law_at
        self.period = period

    def value(self, formula: Formula, about: str, amount: int | None) -> Known | None:
        """The value of a formula; `amount` is the claim before limits."""
        if not self.first and reads_of(self.pack, formula).past:
            return None  # what the chain granted before is not in the case
        self.context.amount = UNKNOWN if amount is None else Money(amount)
        with self.context.about_subject(about):
            value = self.context.value(formula)
        return None if isinstance(value, Unknown) else value

    def due(self) -> int | None:
        """What is due before limits, in fen; None where that is open."""
        amount = self.rule.amount
        assert amount is not None
        if amount.kind == "decided":
            return self._decided()
        value = None if amount.value is None else self.value(amount.value, self.rule.subject, None)
        times = 1 if amount.kind == "computed" else self.units_due()
        return max(0, value.fen * times) if isinstance(value, Money) and times is not None else None

    def _decided(self) -> int | None:
        """What an officer decided, if it lies in the range; up to a ceiling where no floor is stated."""
        amount, given = self.rule.amount, self.award.decided
        assert amount is not None and amount.ceiling is not None
        floor = Money(0) if amount.floor is None else self.value(amount.floor, self.rule.subject, None)
        ceiling = self.value(amount.ceiling, self.rule.subject, None)
        if not isinstance(floor, Money) or not isinstance(ceiling, Money):
            return None
        if given is None:
            return ceiling.fen if floor == ceiling else None
        stated = floor.fen > 0 or floor == ceiling
        outside = given < 0 or (stated and not floor.fen <= given <= ceiling.fen)
        return None if outside else min(given, ceiling.fen)

    def units_due(self) -> int | None:
        """The units asked for; one where the amount has none."""
        amount = self.rule.amount
        if amount is None or amount.times is None:
            return 1
        times = self.value(amount.times, self.rule.subject, None)
        return max(0, times) if isinstance(times, int) else None

    def holds(self) -> bool:
        """Whether it is in force and every condition is met; those who pay, and of a yearly claim its year, are known."""
        open_payer = any(
            each and self.value(each, self.rule.subject, self.award.low) is None
            for payer in self.rule.paid_by.payers
            if self.rule.paid_by.kind == "chosen"
            for each in (payer.when,)
        )
        met = all(self.value(each.formula, self.rule.subject, None) is True for each in self.rule.when)
        stated = self.rule.period is None or self.award.period is not None
        plain = self.rule.paid_by.kind != "split"  # shares may rest on what is not known
        return met and stated and plain and not open_payer and self.in_force() is True

    def in_force(self) -> bool | None:
        """Whether the day whose law counts lies in the days of the pack and of the rule; None: not known."""
        day = self.law_at()
        answers: list[bool | None] = []
        for span, about in ((self.pack.in_force, ""), (self.rule.in_force, self.rule.subject)):
            for bound, first in ((span.since, True), (span.until, False)) if span else ():
                edge = None if bound is None else self.value(bound, about, None)
                if bound is not None:
                    known = isinstance(edge, date) and day is not None
                    answers.append((edge <= day if first else day <= edge) if known else None)  # type: ignore[operator]
        return False if False in answers else None if None in answers else True

    def law_at(self) -> date | None:
        """The day whose law counts: the rule's own, else the first of its period, else that of application."""
        if self.rule.law_at is not None:
            day = self.value(self.rule.law_at, self.rule.subject, None)
            return day if isinstance(day, date) else None
        if self.rule.period is not None:
            return self.period.start if self.period else None
        return self.case.as_of

    def payment(self) -> Payment:
        """What this award pays for certain, as limits count it."""
        award, amount = self.award, self.rule.amount
        facts = {f"{each.kind}.{name}": value for each in self.line for name, value in each.facts.items()}
        units, exact = 1, True
        if amount is not None and amount.kind == "each":
            assert amount.value is not None
            each = self.value(amount.value, self.rule.subject, None)
            # A claim cut by another limit may still have used up all its units: the least is what its money pays for.
            units = -(-award.low // each.fen) if isinstance(each, Money) and each.fen > 0 else 0
            exact = award.low == self.due()
        day = self.period.start if self.period else None if self.rule.period else self.case.as_of
        return Payment(award.rule, award.path, award.period, day, award.low, units, 1, facts, False, exact)
