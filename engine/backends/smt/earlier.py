"""What was claimed before, in two ways.

`Sums` leaves open how much of each limit is used: any history at all, so that a proof holds for histories of any length.
`Lines` is a history of a few lines, each of which may be there or not: what it shows can be written down as a case. Lines that
count alike for every limit add up, so a few stand for many.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from engine.backends.smt.days import Day
from engine.backends.smt.expression import Speaker
from engine.backends.smt.logic import Number, Truth
from engine.backends.smt.values import Val
from engine.pack.model import Pack
from engine.pack.rule import Limit, Rule
from engine.pack.terms import Fact
from engine.text.records import dataclass


@dataclass(frozen=True)
class Claimed:
    """The claim in question, as limits count it: by its rule's subject, the period it is for, the day of application."""

    as_of: Day
    period: Day | None  # its first day

    @property
    def counted_on(self) -> Day:
        return self.period or self.as_of


class Earlier(Protocol):
    """What limits and folds find of earlier claims."""

    def used(self, speaker: Speaker, rule: Rule, limit: Limit, claimed: Claimed) -> Number: ...

    def first(self, speaker: Speaker, rule: Rule, limit: Limit, claimed: Claimed) -> tuple[Truth, Day]:
        """Whether an earlier claim counts, and the first day of those that do."""

    def closed(self, speaker: Speaker, rule: Rule, limit: Limit) -> Truth:
        """Whether a claim of the same case that did not fit closed the limit to this one (`short: close`)."""

    def instalment(self, rule: Rule, number: int) -> tuple[Truth, Number]:
        """Whether this part of the claim was paid, and how much."""

    def lines(self, speaker: Speaker, rule: Rule) -> Sequence[tuple[Truth, dict[str, Val]]] | None:
        """What a fold over `past` finds; None: any number of lines."""


def keys_of(pack: Pack, rule: Rule) -> tuple[Fact, ...]:
    """The facts that a line of history of this rule carries: those by which a limit over it tells claims apart."""
    limits = [limit for other in pack.rules.values() for limit in other.limits if rule.name in limit.over]
    return tuple({str(key): pack.facts[str(key)] for limit in limits for key in limit.key if key.fact}.values())
