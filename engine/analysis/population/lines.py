"""A row of a list as values of its columns, each with the place it came from; or what is wrong with one of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from engine.analysis.population.columns import Table
from engine.analysis.population.headings import Column, Meaning, folded
from engine.analysis.population.table import Cell, Row, Sheet, safe
from engine.analysis.population.values import amount, day_text, days_text, period_text, ruined, stated, text_of, whole
from engine.lang.types import DATES
from engine.pack.cases_subjects import typed
from engine.pack.cases_values import LOST_DIGITS, plain, read_day, rounded
from engine.pack.document import Items, Node, Text
from engine.text.catalog import CATALOG
from engine.text.diagnostics import Diagnostic, Diagnostics, Severity
from engine.text.records import dataclass
from engine.text.source import Place, Source

ODD = {"formula": "D220", "error": "D221", "merged": "D222"}


@dataclass(frozen=True)
class Line:
    """A row that can be read; `said` holds what it states, by what the column means."""

    table: Table
    row: Row
    said: Mapping[Meaning, Node]
    start: Place  # of the row as a whole

    def of(self, role: str) -> Text | None:
        """What stands in the one column of a role, None where it states nothing."""
        found = next((node for meaning, node in self.said.items() if meaning.role == role), None)
        return found if isinstance(found, Text) else None

    @property
    def number(self) -> tuple[str, int]:
        """The row by its sheet and number."""
        return self.table.sheet.name, self.row.number


@dataclass(frozen=True)
class Origins:
    """Which row and column each node that was made of a list came from."""

    rows: dict[int, tuple[Source, Sheet, Row, list[tuple[int, int, int]]]] = field(default_factory=dict)

    def row(self, place: Place | None) -> tuple[Sheet, Row] | None:
        """The row of a place; None: it is of no list."""
        there = self.rows.get(id(place.source)) if place else None
        return (there[1], there[2]) if there else None

    def column(self, place: Place) -> int:
        """The column of a place, -1 if it is of the row as a whole."""
        stretches = self.rows[id(place.source)][3]
        return next((at for start, end, at in stretches if start <= place.start < max(end, start + 1)), -1)

    def told(self, found: Diagnostic) -> Diagnostic:
        """The same finding, at the cell of the list."""
        place, there = found.place, self.row(found.place)
        if place is None or there is None:
            return safe(found, place)
        sheet, row = there
        at = self.column(place)
        return safe(found, sheet.place(row.number, at, row.cell(at).text if at >= 0 else ""))


@dataclass(frozen=True)
class LineReader:
    """Reads the rows of one table."""

    table: Table
    rules: Mapping[str, str]  # ids by folded word
    origins: Origins

    def line(self, row: Row, found: Diagnostics) -> Line | None:
        """The row; None with a finding for each cell that cannot be read."""
        before, texts = len(found.found), dict[Column, list[str]]()
        for column in self.table.columns:
            cell = row.cell(column.at)
            if cell.kind in ODD:
                spot = self.table.sheet.place(row.number, column.at, cell.text)
                found.add(ODD[cell.kind], spot, text=column.heading, value=cell.text)
            elif stated(cell):
                texts[column] = self._texts(column, cell)
                if _is_id(column.meaning) and _mangled(cell):
                    found.add("D223", self.table.sheet.place(row.number, column.at, cell.text), text=column.heading)
        if row.cells[len(self.table.head.cells) :] and any(cell.text for cell in row.cells[len(self.table.head.cells) :]):
            found.add("D226", self.table.sheet.place(row.number, len(self.table.head.cells)), most=len(self.table.head.cells))
        if len(found.found) > before:
            return None
        made = self._made(row, texts)
        self._held_against_types(made, found)
        return None if len(found.found) > before else made

    def _held_against_types(self, line: Line, found: Diagnostics) -> None:
        """Whether each value is one of its fact's in either version, so that a slip is told as what it is, at its own cell."""
        for meaning, node in line.said.items():
            wrong: list[Diagnostic] = []
            for fact in meaning.facts:
                tried = Diagnostics()
                typed(fact, node, None, tried)
                errors = [each for each in tried.found if CATALOG[each.code].severity is Severity.ERROR]
                if not errors:
                    wrong = []
                    break
                wrong = wrong or errors
            if meaning.role in ("as_of", "paid_on") and isinstance(node, Text):
                tried = Diagnostics()
                read_day(node, meaning.role, tried)
                wrong = tried.found
            found.found += map(self.origins.told, wrong)

    def _texts(self, column: Column, cell: Cell) -> list[str]:
        """What a cell says as a case file says it; of a list of days each."""
        meaning, text = column.meaning, " ".join(cell.text.split())
        match meaning.role:
            case "fact" if meaning.facts[0].type == DATES:
                return days_text(cell.text)
            case "fact":
                return [text_of(cell, meaning.facts, column.unit)]
            case "as_of" | "paid_on":
                return [day_text(text)]
            case "period":
                return [period_text(text)]
            case "rule":
                return [self.rules.get(folded(text), text)]
            case "paid" | "amount":
                return [amount(text, column.unit)]
            case "times" | "claims" | "part":
                return [whole(text)]
            case _:
                return [text]

    def _made(self, row: Row, texts: Mapping[Column, list[str]]) -> Line:
        """The row as nodes that lie in a text of their own."""
        pieces = [(column.at, text) for column, some in texts.items() for text in some]
        source = Source(self.table.sheet.called(row.number), "\n".join(text for _, text in pieces))
        places, start = list[Place](), 0
        for _, text in pieces:
            places.append(Place(source, start, start + len(text)))
            start += len(text) + 1
        stretches = [(place.start, place.end, at) for (at, _), place in zip(pieces, places, strict=True)]
        self.origins.rows[id(source)] = (source, self.table.sheet, row, stretches)
        said, taken = dict[Meaning, Node](), iter(places)
        for column, some in texts.items():
            nodes = tuple(Text(text, next(taken), False) for text in some)
            many = column.meaning.facts and column.meaning.facts[0].type == DATES
            said[column.meaning] = Items(nodes, nodes[0].place) if many else nodes[0]
        return Line(self.table, row, said, Place(source, 0, 0))


def _is_id(meaning: Meaning) -> bool:
    return meaning.role == "id" or any(fact.type.name == "id" for fact in meaning.facts)


def _mangled(cell: Cell) -> bool:
    """Whether a spreadsheet has taken digits of an identity number."""
    text = plain(cell.text)
    return ruined(cell) or bool(LOST_DIGITS.fullmatch(text)) or rounded(text)
