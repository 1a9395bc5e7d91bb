"""A report as a Word document (ISO/IEC 29500): headings, tables, page numbers; fonts for Chinese and Latin apart.

With page_docx_style and page_docx_tables the only module that knows python-docx, which the extra `report` brings. The same page
gives the same bytes on every day: dates come from the page, and the archive is written anew without the time of writing.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Written
from docx.opc.constants import RELATIONSHIP_TYPE

from engine.reports import page_docx_style as style
from engine.reports.page import Bars, Block, Grid, Line, Page, Row, Section, Sheet, as_grid, contents
from engine.reports.page_docx_tables import new_paragraph, put_also, put_both, put_free, put_grid, put_rows, put_sheet
from engine.reports.page_text import clean
from engine.version import ENGINE

EPOCH = datetime(1980, 1, 1)  # the first day an archive can state; of a page without a day of its own
OF_TEMPLATE = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)


def as_docx(page: Page) -> bytes:
    """The whole page."""
    written = Document()
    style.prepare(written, page.lang, page.wide)
    _properties(written, page)
    put_both(new_paragraph(written, "Title"), page.title, page.also, "TitleAlso")
    _blocks(written, page.lead)
    for number, (title, also, level) in enumerate(contents(page), 1):
        entry = new_paragraph(written, f"Contents{level}")
        head = title.partition(" ")[0] + " "  # its number, which both languages begin with
        style.linked(entry, clean(title) + (f"　{clean(also.removeprefix(head))}" if also else ""), _place(number))
    for number, section in enumerate(page.sections, 1):
        _section(written, section, number)
    for number, text in enumerate(page.foot, 1):
        foot = new_paragraph(written, "Foot")
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
    heading = new_paragraph(written, f"Heading{section.level}")
    with style.marked(heading, number, _place(number)):
        style.say(heading, clean(section.title))
    if section.badge:
        style.say(heading, f"　{clean(section.badge)}", "Badge")
    put_also(heading, section.also, "HeadingAlso")
    _blocks(written, section.blocks)


def _blocks(written: Written, blocks: tuple[Block, ...]) -> None:
    """Rows that follow one another share one table, so that their labels align."""
    rows: list[Row] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Row):
            rows.append(block)
            continue
        put_rows(written, rows, follows=_leads(blocks[at:]))
        rows = []
        match block:
            case Grid():
                put_grid(written, block)
            case Sheet():
                put_sheet(written, block)
            case Bars():
                put_free(written, Line(block.title, "strong"), 0)
                put_grid(written, as_grid(block))
            case _:
                put_free(written, block, 0, follows=_leads(blocks[at + 1 :]))
    put_rows(written, rows)


def _leads(rest: tuple[Block, ...]) -> bool:
    """Whether a table comes next, with lines between at most."""
    following = next((each for each in rest if not isinstance(each, Line)), None)
    return isinstance(following, Sheet | Grid)


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
