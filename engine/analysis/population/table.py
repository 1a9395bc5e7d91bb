"""A list before anything in it is understood: sheets of rows of cells, and how a place in one is told."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal as OneWord

from engine.pack.cases_values import IDENTITY_NUMBER
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass
from engine.text.render import mask
from engine.text.source import Place, Source

MOST_ROWS, MOST_COLUMNS, LONGEST = 20_000, 500, 10_000  # of a sheet; characters of a cell
IDENTITY = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{15,}(?![0-9A-Za-z])")  # as long as the number of a person or an organisation
DIGITS = 10  # fewer make a word of it

Kind = OneWord["text", "number", "day", "formula", "error", "merged"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows. kind: a number or a day that the workbook itself knows as one · a formula, whose value may be of any
    day · an error value · empty because merged with the cell above or beside it."""

    text: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number in the sheet, from 1."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        return not any(cell.text or cell.kind in ("formula", "error") for cell in self.cells)

    def cell(self, column: int) -> Cell:
        """The cell in a column, from 0."""
        return self.cells[column] if column < len(self.cells) else Cell("")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a file; `name` is "" where the file has but one."""

    file: str
    name: str
    rows: tuple[Row, ...]

    def called(self, row: int, column: int = -1) -> str:
        """名单.xlsx[名单!C7], or without a column 名单.xlsx[名单!7]."""
        return f"{self.file}[{self.name + '!' if self.name else ''}{letters(column)}{row}]"

    def place(self, row: int, column: int = -1, text: str = "") -> Place:
        """A cell as a place: its line is the row, its column the column, and nothing of its neighbours is shown."""
        before = "\n" * (row - 1) + " " * max(0, column)
        source = Source(self.called(row, column), before + masked(one_line(text)))
        return Place(source, len(before), len(source.text))


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, Z, AA; "" below that."""
    made, left = "", column + 1
    while left > 0:
        left, rest = divmod(left - 1, 26)
        made = chr(ord("A") + rest) + made
    return made


def one_line(text: str) -> str:
    return " ".join(text.split())


def masked(text: str) -> str:
    """A text in which the numbers of persons and organisations are no longer whole."""
    return IDENTITY.sub(lambda found: _masked(found.group()), text)


def _masked(word: str) -> str:
    return mask(word) if len(word) >= IDENTITY_NUMBER and sum(map(str.isdigit, word)) >= DIGITS else word


def safe(diagnostic: Diagnostic, place: Place | None) -> Diagnostic:
    """A finding at another place, no value of which tells a whole number of a person."""
    values = {name: text if name == "path" else masked(text) for name, text in diagnostic.values.items()}
    return replace(diagnostic, place=place, related=(), values=values)


def quoted(place: Place) -> Place:
    """A place of a case file, of whose line nothing is shown but itself, without the numbers of persons."""
    line, column = place.source.position(place.start)
    before = "\n" * (line - 1) + " " * (column - 1)
    text = masked(place.text.partition("\n")[0])
    return Place(Source(place.source.name, before + text), len(before), len(before) + len(text))
