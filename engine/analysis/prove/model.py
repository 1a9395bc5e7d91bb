"""What is to be decided of a pack, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Literal as OneWord

from engine.pack.terms import Label
from engine.text.records import dataclass
from engine.text.source import Place

Verdict = OneWord["proved", "shown", "refuted", "unknown"]
GOOD: tuple[Verdict, ...] = ("proved", "shown")

# Why something is not decided.
TIME = "time"  # the solver gave up, or the time of the whole was up
NO_CASE = "no_case"  # a short history shows nothing, and it is not excluded after a long one
OTHERWISE = "otherwise"  # the reference answers the solver's case in another way
BEYOND = "beyond"  # the question cannot be put to the solver


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing to be decided: a property, of a rule ("" where it is of none), of one of its limits, arms, rows."""

    kind: str  # the name of the property
    rule: str = ""
    item: str = ""  # which of them, by its name
    label: Label = field(default_factory=Label)  # of the item
    at: tuple[int, ...] = ()  # which of them, by number
    place: Place | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """Its stable name: `limits_kept/startup_subsidy/once`."""
        return "/".join(filter(None, (self.kind, self.rule, self.item)))


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of a goal. proved: it holds of every case after any history; shown: a case shows that it can be so.

    refuted: `case` breaks it, or, where it should be possible (`case` is ""), it is proved that no case does it.
    """

    goal: Goal
    verdict: Verdict
    reason: str = ""  # why it is unknown
    beyond: Label = field(default_factory=Label)  # what could not be put to the solver
    case: str = ""  # a case file
    adopted: Verdict = "refuted"  # of a refutation: what holds where every reading is as the pack adopts it
    because: tuple[Label, ...] = ()  # of what cannot be: the fewest things that exclude each other


def verdict_of(proofs: Sequence[Proof]) -> Verdict:
    """What came of several taken together."""
    found = {each.verdict for each in proofs}
    return "unknown" if "unknown" in found else "refuted" if "refuted" in found else "proved"
