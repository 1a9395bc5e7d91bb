"""The things in a pack that a case can reach, each with the ways in which it can come out."""

from __future__ import annotations

from typing import TypeAlias

from engine.lang.values import Unknown, Value
from engine.pack.terms import Label
from engine.text.records import dataclass
from engine.text.source import Place

Key: TypeAlias = tuple[object, ...]  # what a case that reached it has seen

KINDS = (
    "in_force", "condition", "part", "arm", "name", "definition", "row", "reading", "limit", "instalment", "payer", "result",
    "expected",
)  # fmt: skip
THREE = ("true", "false", "unknown")


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a point can come out, and the key of having seen it.

    `never` names the reason why no case can reach it ("" if one can, as far as is known); `because` gives one in the words of
    whoever declared it.
    """

    name: str
    key: Key
    never: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing in a pack: a condition, a row of a table, a limit; `rule` is "" where several rules share it.

    kind: in_force · condition · part (of `and`, `or`, a fold) · arm (of an `if`, of a choice) · name (in a list of names) ·
    definition · row (of a table) · reading · limit · instalment · payer · result (verdicts) · expected (a warning).
    """

    kind: str
    rule: str
    text: str  # the author's words or name
    label: Label
    cite: str
    place: Place | None
    ways: tuple[Way, ...]


def truth(value: Value) -> str:
    """A truth value as the name of a way; "" for any other value."""
    if isinstance(value, Unknown):
        return "unknown"
    return "true" if value is True else "false" if value is False else ""
