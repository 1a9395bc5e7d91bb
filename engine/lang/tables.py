"""A number of the law as a table: plain (no columns), by one value or several, by bands, dated."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from engine.lang.types import Type
from engine.lang.values import Known
from engine.text.source import Place


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of values: from the edge of the band before to its own; None is without end."""

    low: Known | None
    low_included: bool
    high: Known | None
    high_included: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: what each column must be (a name, a whole number, a truth value, or a band), from which day, and the value."""

    match: tuple[str | int | bool | Band, ...]
    since: date | None  # in force from this day until the next row with the same `match`
    value: Known
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """What `name(value, …)` looks up; a plain number has no columns and one row, or one per day it changed.

    The first row that matches counts, dated rows being told apart by `law_at`; where none matches, `otherwise` (None: that cannot happen).
    """

    name: str
    columns: tuple[Type, ...]
    rows: tuple[Row, ...]
    otherwise: Known | None
    type: Type

    @property
    def dated(self) -> bool:
        return any(row.since is not None for row in self.rows)
