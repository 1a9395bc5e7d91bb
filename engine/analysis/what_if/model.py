"""What could be changed so that a claim qualifies, or what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal as OneWord

from engine.backends.outcome import Award, Outcome, Step
from engine.lang.values import Known
from engine.pack.case import Path
from engine.pack.terms import Label
from engine.text.records import dataclass

MOST_WAYS = 3  # that are shown for one award
ASKED = ("refused", "unknown", "not_in_force")
PAYING = ("delegated", "unstated")

# changes: so it would qualify. missing: nothing need be changed, only stated. nothing: no change helps. undecided: `reason`.
Answer = OneWord["changes", "missing", "nothing", "undecided"]
ObstacleKind = OneWord["not_in_force", "condition", "together", "limit", "nothing_due", "decision"]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that becomes another. `before` None: it was not stated. `another`: an id that is any but those in the case."""

    path: Path  # whose
    fact: str  # its key
    before: Known | None
    after: Known
    another: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """Changes that qualify, replayed: `award` is the reference's answer after them, and none of them can be left out.

    `supposed` is what is still missing and cannot be changed, with the values that `award` rests on; so are `readings`, which
    the pack leaves open, and `no_history`: that nothing was paid before.
    """

    changes: tuple[Change, ...]
    award: Award
    supposed: tuple[Change, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)
    no_history: bool = False

    @property
    def outright(self) -> bool:
        """Whether it qualifies whatever the missing facts are."""
        return not (self.supposed or self.readings or self.no_history)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What no change overcomes. condition, together: conditions, by themselves or all at once, as `steps` of the award.

    not_in_force, limit, nothing_due, decision: `award` says it; it is the reference's where no condition stands in the way.
    """

    kind: ObstacleKind
    rule: str
    steps: tuple[Step, ...] = ()
    award: Award | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What came of one award."""

    award: Award  # as it is
    answer: Answer
    ways: tuple[Way, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    reason: Label = field(default_factory=Label)  # why it is undecided


def asked_about(outcome: Outcome) -> list[Award]:
    """The awards that do not pay, or of which it is not known; what a subject owes is no benefit."""
    return [each for each in outcome.awards if each.verdict in ASKED and not each.owed]


def pays(award: Award) -> bool:
    """Whether it brings something, or may once it is decided or worked out elsewhere."""
    return award.verdict in PAYING or (award.verdict in ("granted", "to_decide") and award.high != 0)
