"""A workbook (.xlsx) as sheets: the only door to openpyxl, which the extra `batch` brings.

The archive is looked through before openpyxl sees it: what would unpack to too much, holds macros or a document type is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from math import isfinite
from typing import Any
from warnings import catch_warnings, simplefilter

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from engine.analysis.population.delimited import too_large
from engine.analysis.population.table import MOST_COLUMNS, MOST_ROWS, Cell, Row, Sheet
from engine.text.diagnostics import Diagnostic

MOST_PARTS, MOST_UNPACKED, MOST_CELLS = 1_000, 60 * 1024 * 1024, 1_000_000
MOST_WIDE = 4_000_000  # cells, with the empty ones before the last of each row
RATIO, RATIO_FROM = 200, 10 * 1024 * 1024  # a part this many times as large as its packed form, from this size on
MERGED = re.compile(rb"""<(?:[\w.]+:)?mergeCell\s[^>]*\bref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']""")
CELL, ROW = re.compile(rb"<(?:[\w.]+:)?c[\s>/]"), re.compile(rb"<(?:[\w.]+:)?row[\s>/]")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
MOST_MERGED = 200_000  # rows of merged blocks that are looked at


def read_workbook(data: bytes, name: str) -> tuple[tuple[Sheet, ...], list[Diagnostic]]:
    """The sheets that are not hidden, or none and why there are none."""
    if wrong := _refused(data, name):
        return (), [wrong]
    try:
        with catch_warnings():
            simplefilter("ignore")  # openpyxl remarks on what it leaves out: charts, checks of what is typed in
            return _sheets(data, name)
    except (InvalidFileException, *ODD):
        return (), [Diagnostic("D203", None, {"path": name})]


def _sheets(data: bytes, name: str) -> tuple[tuple[Sheet, ...], list[Diagnostic]]:
    sheets: list[Sheet] = []
    wide = 0
    # Formulas are asked for, not their last values: those may be of any day, and a cell that holds one must be seen to.
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    for tab in book.worksheets:
        if tab.sheet_state != "visible":
            continue
        tab.reset_dimensions()  # which a file states as it likes
        rows: list[Row] = []
        # Without a last column each row is as wide as its own cells, and one that is missing costs nothing.
        for number, cells in enumerate(tab.iter_rows(), 1):
            if not cells:
                continue
            wide += len(cells)
            if wide > MOST_WIDE:
                return (), [_more(name, wide, MOST_WIDE, "格", "cells")]
            row = Row(number, tuple(map(_cell, cells)))
            if row.blank:
                continue
            if wrong := too_large(row, name):
                return (), [wrong]
            rows.append(row)
        sheets.append(_unmerged(Sheet(name, tab.title, tuple(rows)), data, tab._worksheet_path))
    return tuple(sheets), []


# What is raised over a file that is not as it should be: parts missing or torn, XML that is none (a SyntaxError, by whichever
# parser), indexes out of range, numbers that are none, a part locked by a password (RuntimeError).
ODD = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, RuntimeError, SyntaxError, LookupError, ValueError,
    TypeError, AttributeError, ArithmeticError,
)  # fmt: skip


def _refused(data: bytes, name: str) -> Diagnostic | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _looked_through(archive, name)
    except ODD:
        return Diagnostic("D203", None, {"path": name})


def _looked_through(archive: zipfile.ZipFile, name: str) -> Diagnostic | None:
    parts = archive.infolist()
    if any("vbaproject" in part.filename.lower() or "macrosheet" in part.filename.lower() for part in parts):
        return Diagnostic("D204", None, {"path": name})
    unpacked, cells = sum(part.file_size for part in parts), 0
    for count, most, zh, en in (
        (len(parts), MOST_PARTS, "个部件", "parts"),
        (unpacked, MOST_UNPACKED, "字节（解压后）", "bytes when unpacked"),
        (max((_bloated(part) for part in parts), default=0), RATIO, "倍压缩", "times its packed size"),
    ):
        if count > most:
            return _more(name, count, most, zh, en)
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        text = archive.read(part)  # which stops where the directory says that it ends
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text:  # NUL: UTF-16, in which neither would be seen
            return Diagnostic("D203", None, {"path": name})
        if SHEET.fullmatch(part.filename):
            cells += sum(1 for _ in CELL.finditer(text)) + sum(1 for _ in ROW.finditer(text))
            if cells > MOST_CELLS:
                return _more(name, cells, MOST_CELLS, "格", "cells")
    return None


def _bloated(part: zipfile.ZipInfo) -> int:
    return part.file_size // max(1, part.compress_size) if part.file_size >= RATIO_FROM else 0


def _more(name: str, count: int, most: int, zh: str, en: str) -> Diagnostic:
    return Diagnostic("D205", None, {"path": name, "count": str(count), "most": str(most), "what_zh": zh, "what_en": en})


def _cell(cell: Any) -> Cell:
    value = cell.value
    match value:
        case None:
            return Cell("")
        case _ if cell.data_type == "f":
            return Cell("", "formula")
        case _ if cell.data_type == "e":
            return Cell(str(value), "error")
        case bool():
            return Cell("是" if value else "否")
        case datetime() | date():
            return Cell(f"{value:%Y-%m-%d}", "day")
        case time():
            return Cell(value.isoformat())
        case float() if not isfinite(value):
            return Cell(repr(value), "error")
        case float() if value.is_integer() and abs(value) < 10**18:
            return Cell(str(int(value)), "number")
        case int() | float():
            # The shortest digits that are the same number: what the sheet shows, not what a double holds.
            return Cell(repr(value), "number")
        case _:
            return Cell(str(value).strip())


def _unmerged(sheet: Sheet, data: bytes, path: str) -> Sheet:
    """The same sheet, where the cells that a merged one has swallowed are known as such."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(path.removeprefix("/"))
    swallowed = set(_swallowed(text, {row.number for row in sheet.rows}))
    if not swallowed:
        return sheet
    rows = [
        Row(row.number, tuple(_merged(cell, (row.number, at) in swallowed) for at, cell in enumerate(row.cells)))
        for row in sheet.rows
    ]
    return Sheet(sheet.file, sheet.name, tuple(rows))


def _merged(cell: Cell, swallowed: bool) -> Cell:
    return Cell("", "merged") if swallowed and not cell.text else cell


def _swallowed(text: bytes, rows: set[int]) -> Iterator[tuple[int, int]]:
    """Row (from 1) and column (from 0) of each cell below or beside the first of a merged block."""
    seen = 0
    for found in MERGED.finditer(text):
        left, top, right, bottom = _column(found[1]), int(found[2]), _column(found[3]), min(int(found[4]), MOST_ROWS)
        seen += max(1, bottom - top + 1)
        if seen > MOST_MERGED:
            return
        for row in range(top, bottom + 1):
            if row in rows:
                yield from ((row, at) for at in range(left, min(right, MOST_COLUMNS) + 1) if (row, at) != (top, left))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
