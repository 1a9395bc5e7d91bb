"""A report as plain text, aligned by display width (a Han character takes two cells); of a page in two languages the first."""

from __future__ import annotations

from collections.abc import Iterator

from engine.reports.page import Bars, Block, Grid, Line, Page, Row, Section, Sheet, as_grid
from engine.text.render import visible, width

WIDE = 88  # display cells of a line, where it can be kept
CHANGED = {"same": "{}", "del": "[-{}-]", "ins": "{{+{}+}}"}
NEVER_FIRST = "，。、；：！？）》”’,.;:!?)"


def as_text(page: Page) -> str:
    """The whole page."""
    parts = [clean(page.title), "═" * min(WIDE, width(clean(page.title)))]
    parts += _rows(page.lead)
    for section in page.sections:
        parts += ["", *_section(section)]
    if page.foot:
        parts += ["", "─" * 40, *(line for text in page.foot for line in wrapped(clean(text), WIDE))]
    return "\n".join(line.rstrip() for line in parts) + "\n"


def clean(text: str) -> str:
    """A text on one line with nothing unseen in it."""
    return visible(" ".join(text.split()))


def _section(section: Section) -> Iterator[str]:
    badge = f"  【{clean(section.badge)}】" if section.badge else ""
    yield ("" if section.level == 1 else "  ") + clean(section.title) + badge
    indent = "    " if section.level > 1 else "  "
    rows: list[Row] = []
    for block in section.blocks:
        if isinstance(block, Row):
            rows.append(block)
            continue
        yield from _rows(tuple(rows), indent)
        rows = []
        yield from _block(block, indent)
    yield from _rows(tuple(rows), indent)


def _block(block: Block, indent: str) -> Iterator[str]:
    match block:
        case Grid():
            yield from _grid(block, indent)
        case Line():
            yield from _line(block, indent, indent)
        case Row():
            yield from _rows((block,), indent)
        case Bars():
            yield from _grid(as_grid(block), indent)
        case Sheet():
            for cells in block.rows:
                yield from _rows(tuple(Row(name, lines) for name, lines in zip(block.head, cells, strict=True) if lines), indent)
                yield ""


def _rows(rows: tuple[Row, ...], indent: str = "") -> Iterator[str]:
    """Labels in one column, their lines in the next."""
    room = max((width(clean(row.label)) for row in rows), default=0)
    for row in rows:
        label = clean(row.label)
        first = indent + label + " " * (room - width(label) + 2)
        rest = indent + " " * (room + 2)
        for number, line in enumerate(row.lines):
            yield from _line(line, first if number == 0 else rest, rest)


def _line(line: Line, first: str, rest: str) -> Iterator[str]:
    """A line, hung under its own beginning; what stands under it two cells further in."""
    mark = f"{line.mark}{' ' * (3 - width(line.mark))}" if line.mark else ""
    hang = " " * width(mark)
    said = "".join(CHANGED[op].format(text) for op, text in line.runs) or line.text
    for number, text in enumerate(wrapped(clean(said), WIDE - width(rest) - width(mark))):
        yield (first + mark if number == 0 else rest + hang) + text
    for under in line.under:
        yield from _line(under, rest + (hang or "  "), rest + (hang or "  "))


def wrapped(text: str, room: int) -> list[str]:
    """`text` in lines of at most `room` cells, broken at spaces or between Han characters, never before a closing mark."""
    lines, current, used = [], "", 0
    for piece in _pieces(text):
        if current and used + width(piece.rstrip()) > max(room, 20):
            lines.append(current.rstrip())
            current, used = piece.lstrip(), width(piece.lstrip())
        else:
            current, used = current + piece, used + width(piece)
    return [*lines, current.rstrip()]


def _pieces(text: str) -> Iterator[str]:
    """The smallest stretches that may not be broken."""
    piece = ""
    for character in text:
        breaks = piece and character not in NEVER_FIRST and (piece[-1] == " " or _han(character) or _han(piece[-1]))
        if breaks and piece[-1] not in "（《“‘(":
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _han(character: str) -> bool:
    return width(character) == 2


def _grid(grid: Grid, indent: str) -> Iterator[str]:
    rows = [tuple(map(clean, cells)) for cells in ((grid.head,) if grid.head else ()) + grid.rows]
    rooms = [max(width(cells[column]) for cells in rows) for column in range(len(rows[0]))] if rows else []
    for number, cells in enumerate(rows):
        padded = [_padded(cell, room, column in grid.right) for column, (cell, room) in enumerate(zip(cells, rooms, strict=True))]
        yield indent + "  ".join(padded)
        if grid.head and number == 0:
            yield indent + "  ".join("─" * room for room in rooms)


def _padded(cell: str, room: int, right: bool) -> str:
    space = " " * (room - width(cell))
    return space + cell if right else cell + space
