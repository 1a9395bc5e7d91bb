"""How a Word report looks: styles by name, fonts for both scripts, lines of tables, the head and foot of every page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from docx.document import Document as Written
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from engine.backends.prose_values import either
from engine.text.render import width

# Fonts that Word brings on every system; another program puts its own Chinese font in their place.
LATIN, SONG, HEI = "Arial", "宋体", "黑体"
INK, SOFT, BRAND = RGBColor(0x1D, 0x27, 0x33), RGBColor(0x5B, 0x6B, 0x7C), RGBColor(0x8C, 0x1C, 0x13)
YES, NO, UNKNOWN = RGBColor(0x17, 0x6B, 0x45), RGBColor(0xB3, 0x26, 0x1E), RGBColor(0x8A, 0x5A, 0x00)
LINE, RULE = "C9D1DA", "7A8794"

MARGIN = Mm(20)
LABEL_WIDTH = Mm(32)

TONES = {"yes": "Yes", "no": "No", "unknown": "Unknown", "idle": "Quiet", "note": "Quiet", "strong": "Strong"}

# name: size, colour, bold, Chinese font, space before and after
PARAGRAPHS: dict[str, tuple[float, RGBColor, bool, str, float, float]] = {
    "Title": (18, INK, True, HEI, 0, 8),
    "Heading 1": (14, BRAND, True, HEI, 18, 6),
    "Heading 2": (12, INK, True, HEI, 14, 4),
    "Cell": (10.5, INK, False, SONG, 1, 1),
    "Under": (9.5, SOFT, False, SONG, 0, 1),
    "Label": (10.5, SOFT, False, HEI, 1, 1),
    "Head": (10, SOFT, True, HEI, 1, 1),
    "Sheet": (9, INK, False, SONG, 0, 1.5),
    "Sheet Name": (9, SOFT, False, HEI, 0, 1.5),
    "Sheet Head": (9.5, INK, True, HEI, 2, 2),
    "Foot": (8.5, SOFT, False, SONG, 4, 0),
    "Contents 1": (9, INK, True, HEI, 1, 0),
    "Contents 2": (9, INK, False, SONG, 0, 0),
    "Gap": (4, INK, False, SONG, 0, 0),
}
# Set on the text itself: a style of characters could not take back the bold of a heading, since two styles that both speak of it
# toggle it (ISO/IEC 29500-1, 17.7.3).
CHARACTERS: dict[str, tuple[float | None, RGBColor, bool]] = {
    "Also": (9, SOFT, False),
    "HeadingAlso": (9.5, SOFT, False),
    "TitleAlso": (11, SOFT, False),
    "Badge": (9, SOFT, False),
    "Yes": (None, YES, False),
    "No": (None, NO, False),
    "Unknown": (None, UNKNOWN, False),
    "Quiet": (None, SOFT, False),
    "Strong": (None, INK, True),
    "Came": (None, INK, True),
    "Went": (None, INK, False),
}
CHANGED = {"same": "", "del": "Went", "ins": "Came"}


def prepare(written: Written, lang: str, wide: bool) -> None:
    """A4, across where `wide`, and every style a report uses."""
    section = written.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    _defaults(written, lang)
    for name, (size, colour, bold, chinese, before, after) in PARAGRAPHS.items():
        style = _style(written, name)
        style.font.size, style.font.color.rgb, style.font.bold, style.font.italic = Pt(size), colour, bold, False
        _faces(style.element.get_or_add_rPr().get_or_add_rFonts(), chinese)
        held = style.paragraph_format
        held.space_before, held.space_after = Pt(before), Pt(after)
        held.keep_together = True  # the two languages of a text stand on one page
        held.line_spacing_rule, held.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.15
        if name == "Contents 2":
            held.left_indent = Mm(6)
        if name == "Gap":
            held.line_spacing_rule, held.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(4)
        _alone(style)


def text_width(written: Written) -> Length:
    """What is left between the margins."""
    section = written.sections[0]
    assert section.page_width is not None
    return Length(section.page_width - 2 * MARGIN)


def _style(written: Written, name: str) -> ParagraphStyle:
    """The template's style of this name, else a new one."""
    held = {style.name: style for style in written.styles}
    style = held.get(name) or written.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    return style


def _faces(fonts: BaseOxmlElement, chinese: str) -> None:
    """Latin letters in one font and Han characters in another; a font of the theme would go before both."""
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, font in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", chinese), ("cs", LATIN)):
        fonts.set(qn(f"w:{name}"), font)


def _defaults(written: Written, lang: str) -> None:
    """What every run starts from: the fonts, and the languages a spelling checker goes by."""
    found = written.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert found is not None
    for child in found:
        if child.tag == qn("w:rFonts"):
            _faces(child, SONG)
        elif child.tag == qn("w:lang"):
            child.set(qn("w:val"), "en-GB")
            child.set(qn("w:eastAsia"), "zh-CN")


def _alone(style: ParagraphStyle) -> None:
    """Without the line that the template draws under its title, and without the style of characters that goes with it there."""
    held = style.element
    for parent, tag in ((held.get_or_add_pPr(), "w:pBdr"), (held, "w:link")):
        for child in parent.findall(qn(tag)):
            parent.remove(child)
    for other in list(held.getparent()):
        link = other.find(qn("w:link"))
        if link is not None and link.get(qn("w:val")) == style.style_id:
            held.getparent().remove(other)


def _child(parent: BaseOxmlElement, tag: str, **values: str) -> BaseOxmlElement:
    child: BaseOxmlElement = OxmlElement(tag)
    for name, value in values.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


def frame(table: Table, lined: bool) -> None:
    """Thin lines between rows where it is a table of figures, none where it only aligns labels."""
    held = table._tbl.tblPr
    width = held.find(qn("w:tblW"))
    assert width is not None
    width.set(qn("w:type"), "dxa")
    width.set(qn("w:w"), str(sum(column.width.twips for column in table.columns if column.width is not None)))
    layout, look = held.find(qn("w:tblLayout")), held.find(qn("w:tblLook"))
    assert layout is not None and look is not None
    if lined:
        borders = _child(held, "w:tblBorders")
        for side in ("top", "bottom", "insideH"):
            _child(borders, f"w:{side}", val="single", sz="4", space="0", color=LINE)
        layout.addprevious(borders)  # the standard fixes the order of what describes a table
    margins = _child(held, "w:tblCellMar")
    look.addprevious(margins)
    for side, room in (("left", "60"), ("right", "100")):
        _child(margins, f"w:{side}", w=room, type="dxa")


def boxed(table: Table) -> None:
    """Every line of a table, as a form has them."""
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    assert layout is not None
    borders = _child(table._tbl.tblPr, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _child(borders, f"w:{side}", val="single", sz="4", space="0", color=RULE)
    layout.addprevious(borders)


def whole(row: _Row) -> None:
    """A row that is not torn apart at the end of a page."""
    _child(row._tr.get_or_add_trPr(), "w:cantSplit")


def repeat(row: _Row) -> None:
    """A row of heads that every page shows again."""
    _child(row._tr.get_or_add_trPr(), "w:tblHeader")


def say(paragraph: Paragraph, text: str, name: str = "") -> None:
    """Add a text, set apart as CHARACTERS says.

    Quotation marks and dashes belong to both scripts; beside Han characters they are to be Chinese, in English they are not.
    """
    run = Run(paragraph._p.add_r(), paragraph)
    if any(width(each) == 2 for each in text):
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    if name:
        size, colour, bold = CHARACTERS[name]
        run.font.size, run.font.color.rgb, run.font.bold = (Pt(size) if size else None), colour, bold
        if name == "Went":
            run.font.strike = True
    run.text = text


@contextmanager
def marked(paragraph: Paragraph, number: int, name: str) -> Iterator[None]:
    """What is added meanwhile can be led to by `name`; numbers and names are each used once in a file."""
    _child(paragraph._p, "w:bookmarkStart", id=str(number), name=name)
    yield
    _child(paragraph._p, "w:bookmarkEnd", id=str(number))


def linked(paragraph: Paragraph, text: str, name: str) -> None:
    """Add a text that leads to the place of this name. Without the number of its page: that is known only once pages are set."""
    say(paragraph, text)
    link = _child(paragraph._p, "w:hyperlink", anchor=name, history="1")
    link.append(paragraph.runs[-1]._r)


def running_lines(written: Written, title: str, lang: str) -> None:
    """The title above, the number of the page below."""
    section = written.sections[0]
    above, below = section.header.paragraphs[0], section.footer.paragraphs[0]
    above.style = below.style = "Foot"
    say(above, title)
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, between, after = either(lang, "第 | 页，共 | 页", "page | of |").split("|")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES")):
        say(below, text)
        _field(below, field)
    say(below, after)


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that the program showing the document works out."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            _child(run._r, "w:fldChar", fldCharType=kind)
        else:
            _child(run._r, "w:instrText").text = text
