"""A report as one HTML file that needs nothing else: no script, no font, no request; made to be printed on A4."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from engine.reports.page import Bars, Block, Grid, Line, Page, Row, Section, Sheet, contents
from engine.reports.page_chart import chart
from engine.reports.page_text import clean

# The style is allowed by itself only; scripts, pictures, frames and forms by nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

STYLE = """
:root{--ink:#1d2733;--soft:#5b6b7c;--line:#dde3ea;--paper:#fff;--back:#f2f4f7;--yes:#176b45;--no:#b3261e;--unknown:#8a5a00;--brand:#8c1c13}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:15px/1.7 "Source Han Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
main{max-width:62rem;margin:2rem auto;padding:2.2rem 2.6rem;background:var(--paper);border:1px solid var(--line);border-top:4px solid var(--brand);border-radius:4px}
h1{margin:0 0 .8rem;font-size:1.5rem;line-height:1.4;text-wrap:balance}
h2{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:baseline;margin:1.9rem 0 .6rem;padding-bottom:.3rem;border-bottom:1px solid var(--line);font-size:1.1rem}
h3{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:baseline;margin:1.2rem 0 .3rem;font-size:1rem}
dl{display:grid;grid-template-columns:minmax(5.5rem,max-content) 1fr;gap:.25rem 1.2rem;margin:.3rem 0}
dt{color:var(--soft)}dd{margin:0;min-width:0;overflow-wrap:anywhere}
ul{margin:0;padding:0;list-style:none}ul ul{padding-left:1.6em;color:var(--soft);font-size:.93em}
li.marked{padding-left:1.6em;text-indent:-1.6em}li.marked>*{text-indent:0}
.mark{display:inline-block;width:1.6em;text-indent:0;font-weight:700}
.yes .mark,.badge.yes,td.yes{color:var(--yes)}.no .mark,.badge.no,td.no{color:var(--no)}.unknown .mark,.badge.unknown,td.unknown{color:var(--unknown)}
.note,.idle{color:var(--soft)}.strong{font-weight:700}
.badge{padding:0 .6em;border:1px solid currentColor;border-radius:1em;font-size:.85rem;font-weight:600;white-space:nowrap}
.also{display:block;color:var(--soft);font-size:.9em;font-weight:400;line-height:1.5}h1 .also{margin-top:.2rem;font-size:.7em}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;margin:.4rem 0;font-size:.95em}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--soft);font-weight:600;word-break:keep-all}.right{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
nav{margin:1.2rem 0;padding:.7rem 1rem;background:var(--back);border-radius:4px}nav ul{columns:2;column-gap:2rem}nav li{break-inside:avoid}
nav a{color:inherit;text-decoration:none}nav a:hover,nav a:focus{text-decoration:underline}nav .level1{font-weight:600}nav .level2{padding-left:1.2em}
footer{margin-top:2rem;padding-top:.7rem;border-top:1px solid var(--line);color:var(--soft);font-size:.83rem;overflow-wrap:anywhere}
footer p{margin:.15rem 0}
@media(max-width:40rem){main{margin:0;padding:1.2rem;border-radius:0}dl{grid-template-columns:1fr}dt{margin-top:.3rem}nav ul{columns:1}th,td{padding:.3rem .25rem}}
@media print{@page{size:A4;margin:18mm 16mm}body{background:none;font-size:10.5pt}main{max-width:none;margin:0;padding:0;border:0}section{break-inside:avoid-page}h2,h3{break-after:avoid}}
"""  # noqa: E501 - a style sheet reads by rules, not by width
WIDE = """
main.wide{max-width:92rem}
.sheet{table-layout:fixed}.sheet td,.sheet th{padding:.45rem .6rem;overflow-wrap:anywhere}.sheet th{color:var(--ink);background:var(--back);padding:.45rem .4rem}
.sheet.boxed td,.sheet.boxed th{border:1px solid #9aa5b1}.sheet.names td:first-child{color:var(--soft)}
.sheet p{margin:0 0 .25rem}.sheet p.marked{padding-left:1.6em;text-indent:-1.6em}.sheet .under{padding-left:1em;color:var(--soft);font-size:.95em}
ins{font-weight:700;text-decoration:none;background:#e3f1e8}del{text-decoration:line-through;color:var(--soft);background:#f9e9e7}
figure{margin:1rem 0}figcaption{font-weight:600}svg text{font:13px "Source Han Sans SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif;fill:#1d2733}
@media(max-width:60rem){.sheet{min-width:60rem}}
@media print{@page{size:A4 landscape;margin:14mm}body{font-size:9.5pt;line-height:1.55}.scroll{overflow:visible}section{break-inside:auto}thead{display:table-header-group}.sheet{min-width:0}.sheet th,ins,del{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""  # noqa: E501
CHANGED = {"same": "{}", "del": "<del>{}</del>", "ins": "<ins>{}</ins>"}


def as_html(page: Page) -> str:
    """The whole page."""
    lang = "en" if page.lang == "en" else "zh-CN"
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{lang}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{safe(page.title)}</title>",
            f"<style>{STYLE}{WIDE if page.wide else ''}</style>",
            "</head>",
            '<body><main class="wide">' if page.wide else "<body><main>",
            f"<h1>{both(page.title, page.also)}</h1>",
            *_blocks(page.lead),
            *_contents(page),
            *(line for number, section in enumerate(page.sections, 1) for line in _section(section, number)),
            *_foot(page.foot),
            "</main></body>",
            "</html>",
            "",
        )
    )


def safe(text: str) -> str:
    """A text that HTML shows as it is, in an element or in an attribute."""
    return escape(clean(text))


def both(text: str, also: str) -> str:
    """A text as HTML shows it, English beneath."""
    beneath = f'<span class="also" lang="en">{safe(also)}</span>' if also else ""
    return safe(text) + beneath


def _contents(page: Page) -> Iterator[str]:
    listed = contents(page)
    if listed:
        yield "<nav><ul>"
        for number, (title, also, level) in enumerate(listed, 1):
            yield f'<li class="level{level}"><a href="#s{number}">{both(title, also)}</a></li>'
        yield "</ul></nav>"


def _section(section: Section, number: int) -> Iterator[str]:
    tag = f"h{section.level + 1}"
    badge = f'<span class="badge {section.tone}">{safe(section.badge)}</span>' if section.badge else ""
    yield f'<section id="s{number}"><{tag}><span>{both(section.title, section.also)}</span>{badge}</{tag}>'
    yield from _blocks(section.blocks)
    yield "</section>"


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Rows that follow one another share one list, so that their labels align."""
    rows: list[Row] = []
    for block in blocks:
        if isinstance(block, Row):
            rows.append(block)
            continue
        yield from _rows(rows)
        rows = []
        match block:
            case Grid():
                yield from _grid(block)
            case Sheet():
                yield from _sheet(block)
            case Bars():
                yield from chart(block)
            case _:
                yield f"<div>{''.join(_lines((block,)))}</div>"  # each on a line of its own
    yield from _rows(rows)


def _rows(rows: list[Row]) -> Iterator[str]:
    if rows:
        yield "<dl>"
        for row in rows:
            yield f"<dt>{both(row.label, row.also)}</dt><dd>{''.join(_lines(row.lines))}</dd>"
        yield "</dl>"


def _lines(lines: tuple[Line, ...]) -> Iterator[str]:
    if len(lines) == 1 and not lines[0].mark and not lines[0].under:
        yield f'<span class="{lines[0].tone}">{both(lines[0].text, lines[0].also)}</span>'
        return
    yield "<ul>"
    for line in lines:
        mark = f'<span class="mark">{line.mark}</span>' if line.mark else ""
        marked = " marked" if mark else ""
        yield f'<li class="{line.tone}{marked}">{mark}<span>{both(line.text, line.also)}</span>'
        if line.under:
            yield from (
                _lines(line.under)
                if len(line.under) > 1
                else (f"<ul><li>{both(line.under[0].text, line.under[0].also)}</li></ul>",)
            )
        yield "</li>"
    yield "</ul>"


def _grid(grid: Grid) -> Iterator[str]:
    yield '<div class="scroll"><table>'
    if grid.shares:
        yield f"<colgroup>{''.join(_columns(grid.shares))}</colgroup>"
    head, *rows = grid.cells()
    if grid.head:
        cells = (f"<th{_right(grid, column)}>{both(*text)}</th>" for column, text in enumerate(head))
        yield f"<thead><tr>{''.join(cells)}</tr></thead>"
    yield "<tbody>"
    for number, texts in enumerate(rows):
        tone = grid.tones[number] if number < len(grid.tones) else "plain"
        cells = (f"<td{_right(grid, column, tone)}>{both(*text)}</td>" for column, text in enumerate(texts))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _columns(shares: tuple[int, ...]) -> Iterator[str]:
    for share in shares:
        yield f'<col style="width:{100 * share // sum(shares)}%">'


def _sheet(sheet: Sheet) -> Iterator[str]:
    kinds = "sheet" + (" boxed" if sheet.boxed else "") + (" names" if sheet.names else "")
    yield f'<div class="scroll"><table class="{kinds}">'
    yield f"<colgroup>{''.join(_columns(sheet.shares))}</colgroup>"
    yield f"<thead><tr>{''.join(f'<th>{safe(text)}</th>' for text in sheet.head)}</tr></thead><tbody>"
    for cells in sheet.rows:
        held = ("".join(_held(lines)) for lines in cells)
        yield f"<tr>{''.join(f'<td>{each}</td>' for each in held)}</tr>"
    yield "</tbody></table></div>"


def _held(lines: tuple[Line, ...]) -> Iterator[str]:
    """The lines of a cell, each a paragraph, with what stands under it."""
    for line in lines:
        mark = f'<span class="mark">{line.mark}</span>' if line.mark else ""
        yield f'<p class="{line.tone}{" marked" if mark else ""}">{mark}{_said(line)}</p>'
        if line.under:
            yield f'<div class="under">{"".join(_held(line.under))}</div>'


def _said(line: Line) -> str:
    """A line, with the words that went and came marked."""
    return "".join(CHANGED[op].format(safe(text)) for op, text in line.runs) or safe(line.text)


def _right(grid: Grid, column: int, tone: str = "plain") -> str:
    """The class of a cell."""
    names = [*(["right"] if column in grid.right else []), *([tone] if column == grid.toned else [])]
    return f' class="{" ".join(names)}"' if names else ""


def _foot(foot: tuple[str, ...]) -> Iterator[str]:
    if foot:
        yield f"<footer>{''.join(f'<p>{safe(text)}</p>' for text in foot)}</footer>"
