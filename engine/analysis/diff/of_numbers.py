"""What changed of the numbers of the law: values, rows, edges of bands, and by what they are told apart."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.diff.model import Pair, RuleChange
from engine.analysis.diff.noting import NOTHING, At, Noting
from engine.backends.prose_tables import row_pairs, say_rows
from engine.backends.prose_values import as_written, say_value
from engine.lang.tables import Band, Row
from engine.lang.values import Known
from engine.pack.terms import Label, Parameter


def number_changes(noting: Noting, pair: Pair) -> Iterator[RuleChange]:
    """Everything that is not as it was of one parameter."""
    old = noting.sides.old.parameters[pair.old] if pair.old is not None else None
    new = noting.sides.new.parameters[pair.new] if pair.new is not None else None
    one = new or old
    assert one is not None
    at = At("parameters", pair.old, pair.new, f"parameters.{pair.key}", one.label, one.cite)
    at = at.inside("", old.place if old else None, new.place if new else None)
    if old is None or new is None:
        yield from _alone(noting, at, old, new)
        return
    yield from noting.renamed(at)
    yield from noting.called(at, (old.label, new.label), (old.cite, new.cite))
    if old.source != new.source:
        yield noting.change("citation", at.inside(".source"), Label(*[old.source] * 2), Label(*[new.source] * 2))
    yield from _values(noting, at, old, new)


def _alone(noting: Noting, at: At, old: Parameter | None, new: Parameter | None) -> Iterator[RuleChange]:
    said = [Label(say_rows(each, "zh"), say_rows(each, "en")) if each else NOTHING for each in (old, new)]
    yield noting.change("parameter_added" if old is None else "parameter_removed", at, said[0], said[1])


def _values(noting: Noting, at: At, old: Parameter, new: Parameter) -> Iterator[RuleChange]:
    by = [noting.names.of("facts", fact.key) for fact in old.by]
    alike = by == [fact.key for fact in new.by] and old.type.name == new.type.name
    if not alike or len(old.table.columns) != len(new.table.columns):
        said = [Label(say_rows(each, "zh"), say_rows(each, "en")) for each in (old, new)]
        yield noting.change("parameter_shape", at, said[0], said[1])
        return
    yield from Rows(noting, at, old, new).changes()


class Rows:
    """The rows of a table in two versions. An edge between two bands is said of the lower one."""

    def __init__(self, noting: Noting, at: At, old: Parameter, new: Parameter) -> None:
        self.noting, self.at = noting, at
        self.old, self.new = old, new
        self.before, self.after = old.table.rows, new.table.rows

    def changes(self) -> Iterator[RuleChange]:
        taken = self._taken()
        for one, other in sorted(taken.items(), key=lambda each: each[1]):
            yield from self._row(one, other)
        for at, row in enumerate(self.after):
            if at not in taken.values():
                yield self._alone("table_row_added", at, self.new, row)
        for at, row in enumerate(self.before):
            if at not in taken:
                yield self._alone("table_row_removed", at, self.old, row)
        yield from self._otherwise()

    def _taken(self) -> dict[int, int]:
        """Which row is which, by number: the same keys; of bands that are as many as they were, the one in the same place."""
        before, after = [_key(row) for row in self.before], [_key(row) for row in self.after]
        if self._banded() and len(before) == len(after):
            return {at: at for at in range(len(before))}
        return {at: after.index(key) for at, key in enumerate(before) if key in after}

    def _banded(self) -> bool:
        rows = (*self.before, *self.after)
        return all(row.since is None and [type(cell) for cell in row.match] == [Band] for row in rows)

    def _row(self, one: int, other: int) -> Iterator[RuleChange]:
        old, new = self.before[one], self.after[other]
        here = self.at.inside(self._way(other, new), old.place, new.place)
        if _key(old) != _key(new):
            yield self._edge(here, one, other)
        if old.value == new.value:
            return
        kind = "table_value" if new.match or new.since is not None or len(self.after) > 1 else "parameter_changed"
        heads = [_head(self.new, other, lang) for lang in ("zh", "en")]
        yield self.noting.change(
            kind,
            here,
            self._value(old.value, old, self.old),
            self._value(new.value, new, self.new),
            (_text(old), _text(new)),
            (old.value, new.value),
            Label(*heads),
        )

    def _edge(self, here: At, one: int, other: int) -> RuleChange:
        """The upper edge of a band that is another, or is no longer (or now) part of it."""
        a, b = self.before[one].match[0], self.after[other].match[0]
        assert isinstance(a, Band) and isinstance(b, Band)
        words = [Label(_head(each, at, "zh"), _head(each, at, "en")) for each, at in ((self.old, one), (self.new, other))]
        if a.high != b.high:
            return self.noting.change("band_edge", here, words[0], words[1], values=(a.high, b.high))
        note = (
            Label("改为含本数", "the edge is now included")
            if b.high_included
            else Label("改为不含本数", "the edge is now excluded")
        )
        return self.noting.change("inclusiveness", here, words[0], words[1], note=note)

    def _alone(self, kind: str, at: int, table: Parameter, row: Row) -> RuleChange:
        words = Label(*(f"{_head(table, at, lang)} {as_written(row.value, row.place, lang)}".strip() for lang in ("zh", "en")))
        new = kind == "table_row_added"
        here = self.at.only(self._way(at, row), None if new else row.place, row.place if new else None)
        return self.noting.change(kind, here, NOTHING if new else words, words if new else NOTHING)

    def _otherwise(self) -> Iterator[RuleChange]:
        old, new = self.old.table.otherwise, self.new.table.otherwise
        if old == new:
            return
        here, rest = self.at.inside(".otherwise"), Label("其余", "all others")
        kind = "table_value" if None not in (old, new) else "table_row_added" if old is None else "table_row_removed"
        words = [NOTHING if each is None else Label(say_value(each, "zh"), say_value(each, "en")) for each in (old, new)]
        yield self.noting.change(kind, here, words[0], words[1], values=(old, new), note=rest)

    def _value(self, value: Known, row: Row, parameter: Parameter) -> Label:
        return Label(as_written(value, row.place, "zh"), as_written(value, row.place, "en"))

    def _way(self, at: int, row: Row) -> str:
        """The way to a row in the pack."""
        if self._banded():
            return f".bands[{at}]"
        keys = [str(cell).lower() if isinstance(cell, bool) else str(cell) for cell in row.match if not isinstance(cell, Band)]
        dated = [str(row.since)] if row.since else []
        return ".".join(["" if not row.match else ".values", *keys, *dated]) if keys else ".".join([".value", *dated])


def _key(row: Row) -> tuple[object, ...]:
    """What tells a row from the others."""
    return *(("to", each.high, each.high_included) if isinstance(each, Band) else each for each in row.match), row.since


def _head(parameter: Parameter, at: int, lang: str) -> str:
    return row_pairs(parameter, lang)[at][0]


def _text(row: Row) -> str:
    return " ".join(row.place.text.split()).strip("\"'")
