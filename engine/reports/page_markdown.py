"""A report as Markdown (GitHub's tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.reports.page import Bars, Block, Grid, Line, Page, Row, Sheet, as_grid
from engine.reports.page_text import clean

SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&])")  # would be taken for markup
# Tags, since a star beside a Chinese mark of punctuation is taken for a star.
CHANGED = {"same": "{}", "del": "<del>{}</del>", "ins": "<b>{}</b>"}
LIST_START = re.compile(r"^(\d+)([.)])|^([-+])(?=\s)")


def as_markdown(page: Page) -> str:
    """The whole page."""
    parts = [f"# {_both(inline(page.title), page.also)}", "", *_blocks(page.lead, page.lang)]
    for section in page.sections:
        badge = f" — {inline(section.badge)}" if section.badge else ""
        parts += [
            "",
            f"{'#' * (section.level + 1)} {_both(inline(section.title), section.also)}{badge}",
            "",
            *_blocks(section.blocks, page.lang),
        ]
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


def _both(safe: str, also: str) -> str:
    """A text that is safe already, the other language beneath."""
    return "<br>".join(each for each in (safe, inline(also)) if each)


def _blocks(blocks: tuple[Block, ...], lang: str) -> Iterator[str]:
    for block in blocks:
        match block:
            case Row():
                yield from _row(block, lang)
            case Line():
                yield from _lines((block,), "")
            case Grid():
                yield from ["", *_grid(block), ""]
            case Bars():
                yield from [f"**{inline(block.title)}**", "", *_grid(as_grid(block)), ""]
            case Sheet():
                yield from ["", *_sheet(block), ""]


def _row(row: Row, lang: str) -> Iterator[str]:
    """One line beside its label; several below it."""
    label = f"**{inline(row.label)}**" + (f" {inline(row.also)}" if row.also else "")
    if len(row.lines) == 1 and not row.lines[0].under:
        yield f"- {label}{': ' if lang == 'en' else '：'}{_marked(row.lines[0])}"
    else:
        yield f"- {label}"
        yield from _lines(row.lines, "  ")


def _lines(lines: tuple[Line, ...], indent: str) -> Iterator[str]:
    for line in lines:
        yield f"{indent}- {_marked(line)}"
        yield from _lines(line.under, indent + "  ")


def _marked(line: Line) -> str:
    text = "".join(CHANGED[op].format(inline(each)) for op, each in line.runs) or escaped(line.text)
    text = f"**{text}**" if line.tone == "strong" and text else text
    return _both(f"{line.mark} {text}" if line.mark else text, line.also)


def _grid(grid: Grid) -> Iterator[str]:
    width = len(grid.head or grid.rows[0])
    head, *rows = grid.cells()
    yield _cells(head or [("", "")] * width)
    yield "|" + "|".join(" ---: " if column in grid.right else " --- " for column in range(width)) + "|"
    yield from map(_cells, rows)


def _cells(cells: list[tuple[str, str]]) -> str:
    return "| " + " | ".join(_both(inline(text), also) for text, also in cells) + " |"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield _cells([(text, "") for text in sheet.head])
    yield "|" + " --- |" * len(sheet.head)
    for cells in sheet.rows:
        yield "| " + " | ".join("<br>".join(_held(lines, "")) for lines in cells) + " |"


def _held(lines: tuple[Line, ...], indent: str) -> Iterator[str]:
    """The lines of a cell; what stands under one is set further in."""
    for line in lines:
        yield indent + _marked(line)
        yield from _held(line.under, indent + "　")
