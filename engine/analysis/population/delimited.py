"""A CSV file as a sheet: in UTF-8 or GB18030, every field as text."""

from __future__ import annotations

import csv
import io

from engine.analysis.population.table import LONGEST, MOST_COLUMNS, MOST_ROWS, Cell, Row, Sheet
from engine.text.diagnostics import Diagnostic

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
BETWEEN = (",", "\t", ";")


def read_csv(data: bytes, name: str) -> tuple[Sheet | None, list[Diagnostic]]:
    """The one sheet of a CSV file, or None and why there is none."""
    text = _decoded(data)
    if text is None or "\0" in text:
        return None, [Diagnostic("D202", None, {"path": name})]
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_between(text), strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            row = Row(number, tuple(Cell(cell.strip()) for cell in cells))
            if row.blank:
                continue
            if wrong := too_large(row, name):
                return None, [wrong]
            rows.append(row)
    except csv.Error:
        # An open quotation mark, mostly. The library's own words may hold the whole row.
        return None, [Diagnostic("D203", Sheet(name, "", ()).place(reader.line_num), {"path": name})]
    return Sheet(name, "", tuple(rows)), []


def too_large(row: Row, name: str) -> Diagnostic | None:
    """What of a row is more than is read."""
    for count, most, zh, en in (
        (row.number, MOST_ROWS, "行", "rows"),
        (max((at for at, cell in enumerate(row.cells, 1) if cell.text), default=0), MOST_COLUMNS, "列", "columns"),
        (max((len(cell.text) for cell in row.cells), default=0), LONGEST, "字（一格）", "characters in a cell"),
    ):
        if count > most:
            return Diagnostic("D205", None, {"path": name, "count": str(count), "most": str(most), "what_zh": zh, "what_en": en})
    return None


def _decoded(data: bytes) -> str | None:
    marked = [encoding for mark, encoding in MARKS if data.startswith(mark)]
    for encoding in marked or ["utf-8", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _between(text: str) -> str:
    """What stands between two fields: the one that the first line has most of."""
    first = next((line for line in text.splitlines()[:100] if line.strip()), "")
    return max(BETWEEN, key=first.count)
