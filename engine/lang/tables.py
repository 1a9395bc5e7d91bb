"""A number of the law as a table: plain (no columns), by one value or several, by bands, dated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import date

from engine.lang.operators import apply, kleene_and
from engine.lang.types import Type
from engine.lang.values import UNKNOWN, Known, Unknown, Value
from engine.text.records import dataclass
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

    The first row that matches counts, dated rows being told apart by `law_at`; where none does, `otherwise` (None: it cannot be).
    """

    name: str
    columns: tuple[Type, ...]
    rows: tuple[Row, ...]
    otherwise: Known | None
    type: Type

    @property
    def dated(self) -> bool:
        return any(row.since is not None for row in self.rows)

    @property
    def in_order(self) -> Iterator[tuple[Row, bool]]:
        """The rows as they are tried: of those with the same `match` the latest first, the undated last; and which are last."""
        groups: dict[tuple[str | int | bool | Band, ...], list[Row]] = {}
        for row in self.rows:
            groups.setdefault(row.match, []).append(row)
        for rows in groups.values():
            latest_first = sorted(rows, key=lambda row: row.since or date.min, reverse=True)
            yield from ((row, row is latest_first[-1]) for row in latest_first)


def look_up(table: Table, args: Sequence[Value], law_at: Value) -> Value:
    """The value of a table for these columns on that day; unknown as soon as a row may or may not be the one."""
    row = matching(table, args, law_at)
    if row is None:
        return UNKNOWN if table.otherwise is None else table.otherwise
    return row if isinstance(row, Unknown) else row.value


def matching(table: Table, args: Sequence[Value], law_at: Value) -> Row | Unknown | None:
    """The first row that matches; None: none does; unknown as soon as a row may or may not be the one."""
    for row, _ in table.in_order:
        tests = [_fits(cell, arg) for cell, arg in zip(row.match, args, strict=True)]
        fits = kleene_and(*tests, True if row.since is None else apply(">=", (law_at, row.since)))
        if isinstance(fits, Unknown):
            return UNKNOWN
        if fits:
            return row
    return None


def _fits(cell: str | int | bool | Band, arg: Value) -> Value:
    if not isinstance(cell, Band):
        return apply("==", (arg, cell))
    low = cell.low is None or apply(">=" if cell.low_included else ">", (arg, cell.low))
    high = cell.high is None or apply("<=" if cell.high_included else "<", (arg, cell.high))
    return kleene_and(low, high)
