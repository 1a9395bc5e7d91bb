"""A report as a Word document (ISO/IEC 29500): headings, tables, page numbers; fonts for Chinese and Latin apart.

The only module that knows python-docx, which the extra `report` brings. The same page gives the same bytes on every day: dates
come from the page, and the archive is written anew without the time of writing.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Written
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Length, Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from engine.reports import page_docx_style as style
from engine.reports.page import Block, Grid, Line, Page, Row, Section, contents
from engine.reports.page_docx_style import LABEL_WIDTH, TEXT_WIDTH
from engine.reports.page_text import clean
from engine.version import ENGINE

EPOCH = datetime(1980, 1, 1)  # the first day an archive can state; of a page without a day of its own
SMALL = 4  # lines of a row that is not torn apart at the end of a page
BEGINS = 2  # rows that stay with the next one at the beginning of a list
OF_TEMPLATE = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
STEP = Mm(5)  # how much further in what stands under a line is set


def as_docx(page: Page) -> bytes:
    """The whole page."""
    written = Document()
    style.prepare(written, page.lang)
    _properties(written, page)
    _both(_paragraph(written, "Title"), page.title, page.also, "TitleAlso")
    _blocks(written, page.lead)
    for number, (title, also, level) in enumerate(contents(page), 1):
        entry = _paragraph(written, f"Contents{level}")
        head = title.partition(" ")[0] + " "  # its number, which both languages begin with
        style.linked(entry, clean(title) + (f"　{clean(also.removeprefix(head))}" if also else ""), _place(number))
    for number, section in enumerate(page.sections, 1):
        _section(written, section, number)
    for number, text in enumerate(page.foot, 1):
        foot = _paragraph(written, "Foot")
        foot.paragraph_format.keep_with_next = number < len(page.foot)  # no page with nothing but its last line
        style.say(foot, clean(text))
    style.running_lines(written, clean(page.title), page.lang)
    return _stable(written)


def _properties(written: Written, page: Page) -> None:
    """What a file manager shows; nothing of it from the clock or the machine."""
    held = written.core_properties
    held.title, held.author, held.last_modified_by = clean(page.title)[:255], f"tiaokuan {ENGINE}", f"tiaokuan {ENGINE}"
    held.subject, held.comments = clean(page.also)[:255], clean(" ".join(page.foot))[:255]
    held.language, held.revision = "en" if page.lang == "en" else "zh-CN", 1
    held.created = held.modified = _day(page.dated)


def _day(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return EPOCH


def _place(number: int) -> str:
    """The name of a section that the list of contents leads to."""
    return f"section{number}"


def _section(written: Written, section: Section, number: int) -> None:
    heading = _paragraph(written, f"Heading{section.level}")
    with style.marked(heading, number, _place(number)):
        style.say(heading, clean(section.title))
    if section.badge:
        style.say(heading, f"　{clean(section.badge)}", "Badge")
    _also(heading, section.also, "HeadingAlso")
    _blocks(written, section.blocks)


def _blocks(written: Written, blocks: tuple[Block, ...]) -> None:
    """Rows that follow one another share one table, so that their labels align."""
    rows: list[Row] = []
    for block in blocks:
        if isinstance(block, Row):
            rows.append(block)
            continue
        _rows(written, rows)
        rows = []
        if isinstance(block, Grid):
            _grid(written, block)
        else:
            _free(written, block, 0)
    _rows(written, rows)


def _free(written: Written, line: Line, depth: int) -> None:
    """A line that stands by itself; a strong one is kept on the page of what comes next."""
    _line(_paragraph(written, "Cell"), line, depth, follows=line.tone == "strong")
    for under in line.under:
        _free(written, under, depth + 1)


def _rows(written: Written, rows: list[Row]) -> None:
    if not rows:
        return
    table = _table(written, len(rows), [LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH], lined=False)
    for row, cells in zip(rows, table.rows, strict=True):
        label, text = cells.cells
        _both(_first(label, "Label"), row.label, row.also, "Also")
        _lines(text, row.lines, 0)
        if _height(row.lines) <= SMALL:
            style.whole(cells)
    for cells in table.rows[: min(BEGINS, len(rows) - 1)]:  # a heading with a single row at the foot of a page looks lost
        for cell in cells.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    _gap(written)


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
        _also(paragraph, line.also, "Also")
    else:
        style.say(paragraph, clean(line.also), "Also")


def _grid(written: Written, grid: Grid) -> None:
    head, *rows = grid.cells()
    shown = [*([head] if grid.head else []), *rows]
    shares = grid.shares or (1,) * len(shown[0])
    table = _table(written, len(shown), [round(TEXT_WIDTH * share / sum(shares)) for share in shares], lined=True)
    for number, (texts, cells) in enumerate(zip(shown, table.rows, strict=True)):
        heads = bool(grid.head) and number == 0
        if heads:
            style.repeat(cells)
        for column, ((text, also), cell) in enumerate(zip(texts, cells.cells, strict=True)):
            paragraph = _first(cell, "Head" if heads else "Cell")
            _both(paragraph, text, also, "Also")
            if column in grid.right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            elif heads:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    _gap(written)


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


def _paragraph(written: Written, name: str) -> Paragraph:
    """A new paragraph in the style of this id."""
    paragraph: Paragraph = written.add_paragraph()
    paragraph._p.style = name
    return paragraph


def _first(cell: _Cell, name: str) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph._p.style = name
    return paragraph


def _both(paragraph: Paragraph, text: str, also: str, name: str) -> None:
    style.say(paragraph, clean(text))
    _also(paragraph, also, name)


def _also(paragraph: Paragraph, also: str, name: str) -> None:
    """English beneath, in the same paragraph: so it stays on the page, and a heading stays one entry of the outline."""
    if also:
        paragraph.add_run().add_break()
        style.say(paragraph, clean(also), name)


def _gap(written: Written) -> None:
    """Two tables without a paragraph between them would become one."""
    _paragraph(written, "Gap")


def _stable(written: Written) -> bytes:
    """The archive without the time of writing, and without what python-docx's template says of itself (picture, program)."""
    package = written.part.package
    assert package is not None
    for name in [name for name, each in package.rels.items() if each.reltype in OF_TEMPLATE]:
        del package.rels[name]
    first, second = BytesIO(), BytesIO()
    written.save(first)
    with ZipFile(first) as held, ZipFile(second, "w") as made:
        for name in held.namelist():
            entry = ZipInfo(name, EPOCH.timetuple()[:6])
            entry.create_system, entry.compress_type = 3, ZIP_DEFLATED  # else it names the system it was made on
            made.writestr(entry, held.read(name))
    return second.getvalue()
