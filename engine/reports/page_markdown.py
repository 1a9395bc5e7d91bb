"""A report as Markdown (GitHub's tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.reports.page import Block, Grid, Line, Page, Row
from engine.reports.page_text import clean

SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&])")  # would be taken for markup
LIST_START = re.compile(r"^(\d+)([.)])|^([-+])(?=\s)")


def as_markdown(page: Page) -> str:
    """The whole page."""
    parts = [f"# {inline(page.title)}", "", *_blocks(page.lead, page.lang)]
    for section in page.sections:
        badge = f" — {inline(section.badge)}" if section.badge else ""
        parts += ["", f"{'#' * (section.level + 1)} {inline(section.title)}{badge}", "", *_blocks(section.blocks, page.lang)]
    if page.foot:
        parts += ["", "---", "", *(f"{escaped(text)}  " for text in page.foot)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts)).rstrip() + "\n"


def inline(text: str) -> str:
    """A text that Markdown shows as it is, within a line."""
    return SPECIAL.sub(r"\\\1", clean(text))


def escaped(text: str) -> str:
    """The same where a line begins and a number or dash would start a list."""
    safe = inline(text)
    return LIST_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", safe)


def _blocks(blocks: tuple[Block, ...], lang: str) -> Iterator[str]:
    for block in blocks:
        match block:
            case Row():
                yield from _row(block, lang)
            case Line():
                yield from _lines((block,), "")
            case Grid():
                yield from ["", *_grid(block), ""]


def _row(row: Row, lang: str) -> Iterator[str]:
    """One line beside its label; several below it."""
    if len(row.lines) == 1 and not row.lines[0].under:
        yield f"- **{inline(row.label)}**{': ' if lang == 'en' else '：'}{_marked(row.lines[0])}"
    else:
        yield f"- **{inline(row.label)}**"
        yield from _lines(row.lines, "  ")


def _lines(lines: tuple[Line, ...], indent: str) -> Iterator[str]:
    for line in lines:
        yield f"{indent}- {_marked(line)}"
        yield from _lines(line.under, indent + "  ")


def _marked(line: Line) -> str:
    text = escaped(line.text)
    text = f"**{text}**" if line.tone == "strong" and text else text
    return f"{line.mark} {text}" if line.mark else text


def _grid(grid: Grid) -> Iterator[str]:
    head = grid.head or tuple("" for _ in grid.rows[0])
    yield "| " + " | ".join(map(inline, head)) + " |"
    yield "|" + "|".join(" ---: " if column in grid.right else " --- " for column in range(len(head))) + "|"
    for cells in grid.rows:
        yield "| " + " | ".join(map(inline, cells)) + " |"
