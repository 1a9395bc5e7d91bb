"""The tables and lines of a Word report: labelled rows, figures, and sheets whose cells hold lines with marked words."""

from __future__ import annotations

from docx.document import Document as Written
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from engine.reports import page_docx_style as style
from engine.reports.page import Grid, Line, Row, Sheet
from engine.reports.page_docx_style import LABEL_WIDTH, text_width
from engine.reports.page_text import clean

SMALL = 4  # lines of a row that is not torn apart at the end of a page
BEGINS = 2  # rows that stay with the next one at the beginning of a list
STEP = Mm(5)  # how much further in what stands under a line is set
NARROW = Mm(3)  # the same in a cell of a sheet


def put_free(written: Written, line: Line, depth: int, follows: bool = False) -> None:
    """A line that stands by itself; a strong one, or with `follows`, is kept on the page of what comes next."""
    _line(new_paragraph(written, "Cell"), line, depth, follows=follows or line.tone == "strong")
    for under in line.under:
        put_free(written, under, depth + 1, follows)


def put_rows(written: Written, rows: list[Row], follows: bool = False) -> None:
    """Labelled rows; with `follows` kept on the page of what comes next, if they are few."""
    if not rows:
        return
    table = _table(written, len(rows), [LABEL_WIDTH, text_width(written) - LABEL_WIDTH], lined=False)
    for row, cells in zip(rows, table.rows, strict=True):
        label, text = cells.cells
        put_both(_first(label, "Label"), row.label, row.also, "Also")
        _lines(text, row.lines, 0)
        if _height(row.lines) <= SMALL:
            style.whole(cells)
    follows = follows and sum(_height(row.lines) for row in rows) <= SMALL  # what is longer may begin a page earlier
    begins = len(rows) if follows else min(BEGINS, len(rows) - 1)  # a heading with a single row at the foot of a page looks lost
    for cells in table.rows[:begins]:
        for cell in cells.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    new_gap(written).paragraph_format.keep_with_next = follows


def _height(lines: tuple[Line, ...]) -> int:
    """How many lines these are with all that stands under them."""
    return sum(1 + _height(line.under) for line in lines)


def _lines(cell: _Cell, lines: tuple[Line, ...], depth: int) -> None:
    for line in lines:
        first = cell.paragraphs[0]
        _line(cell.add_paragraph() if first.runs else first, line, depth)
        _lines(cell, line.under, depth + 1)


def _line(paragraph: Paragraph, line: Line, depth: int, follows: bool = False) -> None:
    """One line, `depth` steps in; `follows`: kept on the page of what comes next."""
    paragraph._p.style = "Under" if depth else "Cell"
    if depth:
        paragraph.paragraph_format.left_indent = Length(STEP * depth)
    if follows:
        paragraph.paragraph_format.keep_with_next = True
    text = f"{line.mark} {clean(line.text)}" if line.mark else clean(line.text)
    if text.strip():
        style.say(paragraph, text, style.TONES.get(line.tone, ""))
        put_also(paragraph, line.also, "Also")
    else:
        style.say(paragraph, clean(line.also), "Also")


def put_grid(written: Written, grid: Grid) -> None:
    head, *rows = grid.cells()
    shown = [*([head] if grid.head else []), *rows]
    shares = grid.shares or (1,) * len(shown[0])
    table = _table(written, len(shown), _widths(written, shares), lined=True)
    for number, (texts, cells) in enumerate(zip(shown, table.rows, strict=True)):
        heads = bool(grid.head) and number == 0
        if heads:
            style.repeat(cells)
        for column, ((text, also), cell) in enumerate(zip(texts, cells.cells, strict=True)):
            paragraph = _first(cell, "Head" if heads else "Cell")
            put_both(paragraph, text, also, "Also")
            if column in grid.right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            elif heads:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    new_gap(written)


def put_sheet(written: Written, sheet: Sheet) -> None:
    """A table of lines; its rows may run on to the next page, since a provision may be longer than one."""
    table = _table(written, len(sheet.rows) + 1, _widths(written, sheet.shares), lined=False)
    if sheet.boxed:
        style.boxed(table)
    first, *rest = table.rows
    style.repeat(first)
    style.whole(first)
    for text, cell in zip(sheet.head, first.cells, strict=True):
        style.say(_first(cell, "SheetHead"), clean(text))
    for lines_of, row in zip(sheet.rows, rest, strict=True):
        if all(_height(lines) <= SMALL for lines in lines_of):
            style.whole(row)
        for column, (lines, cell) in enumerate(zip(lines_of, row.cells, strict=True)):
            _held(cell, lines, 0, "SheetName" if sheet.names and column == 0 else "Sheet")
    together = table.rows[:3] if sheet.names else table.rows[:1]  # an answer stays with its reasons
    for paragraph in (each for row in together for cell in row.cells for each in cell.paragraphs):
        paragraph.paragraph_format.keep_with_next = True
    new_gap(written)


def _held(cell: _Cell, lines: tuple[Line, ...], depth: int, name: str) -> None:
    for line in lines:
        first = cell.paragraphs[0]
        held = cell.add_paragraph() if first.runs else first
        held._p.style = name
        if depth:
            held.paragraph_format.left_indent = Length(NARROW * depth)
        if line.mark:
            style.say(held, f"{line.mark} ", style.TONES.get(line.tone, ""))
        for op, text in line.runs:
            style.say(held, clean(text), style.CHANGED[op])
        if not line.runs:
            style.say(held, clean(line.text), style.TONES.get(line.tone, ""))
        _held(cell, line.under, depth + 1, name)
    if not lines:
        cell.paragraphs[0]._p.style = name


def _widths(written: Written, shares: tuple[int, ...]) -> list[int]:
    width = text_width(written)
    return [round(width * share / sum(shares)) for share in shares]


def _table(written: Written, rows: int, widths: list[int], lined: bool) -> Table:
    """A table of fixed columns (each program measures text its own way); the rows of a table of figures stay whole on a page."""
    table: Table = written.add_table(rows, len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    style.frame(table, lined)
    for row in table.rows:
        if lined:  # else a long list of conditions would leave half a page empty
            style.whole(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def new_paragraph(written: Written, name: str) -> Paragraph:
    """A new paragraph in the style of this id."""
    paragraph: Paragraph = written.add_paragraph()
    paragraph._p.style = name
    return paragraph


def _first(cell: _Cell, name: str) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph._p.style = name
    return paragraph


def put_both(paragraph: Paragraph, text: str, also: str, name: str) -> None:
    style.say(paragraph, clean(text))
    put_also(paragraph, also, name)


def put_also(paragraph: Paragraph, also: str, name: str) -> None:
    """English beneath, in the same paragraph: so it stays on the page, and a heading stays one entry of the outline."""
    if also:
        paragraph.add_run().add_break()
        style.say(paragraph, clean(also), name)


def new_gap(written: Written) -> Paragraph:
    """Two tables without a paragraph between them would become one."""
    return new_paragraph(written, "Gap")
