"""Values tried for what is missing, and a record of what a formula read; what a line of history says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from engine.backends.outcome import Step
from engine.lang.values import UNKNOWN, Known, Money, Value
from engine.pack.case import Entry, Instance, Path
from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Overlay:
    """Values tried in place of what is missing (`needs`)."""

    facts: Mapping[tuple[Path, str], Known] = field(default_factory=dict)
    children: Mapping[tuple[Path, str], tuple[Instance, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Trace:
    """What one formula read."""

    facts: dict[str, Value] = field(default_factory=dict)
    inner: list[Step] = field(default_factory=list)


def of_past(entry: Entry, word: str) -> Value:
    """What a line of history says under `past.word`."""
    match word:
        case "amount":
            return UNKNOWN if entry.amount is None else Money(entry.amount)
        case "as_of":
            return UNKNOWN if entry.as_of is None else entry.as_of
        case "paid_on":
            return UNKNOWN if entry.paid_on is None else entry.paid_on
        case "times" | "claims":
            return int(getattr(entry, word))
        case _:
            return next((value for key, value in entry.facts.items() if key.rpartition(".")[2] == word), UNKNOWN)
