"""A chart in HTML: bars drawn in SVG within the page, told apart by their pattern and by the numbers beside them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from engine.reports.page import Bars
from engine.reports.page_text import clean
from engine.text.render import width

ACROSS, NAMES, NUMBERS = 900, 260, 150  # units of the drawing: all of it, the names, the numbers behind the bars
HIGH, GAP = 16, 14  # of a bar, and between two things
CELL = 7  # units of a display cell
FIRST, SECOND = "url(#before)", "#8c1c13"
PATTERN = (
    '<defs><pattern id="before" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fff"/><line x1="0" y1="0" x2="0" y2="6" stroke="#5b6b7c" stroke-width="3"/>'
    "</pattern></defs>"
)


def chart(bars: Bars) -> Iterator[str]:
    """The chart with its legend; nothing where there is nothing to draw."""
    if not bars.bars:
        return
    most = max((abs(value) for _, *pair in bars.bars for value in pair), default=0) or 1
    high = 34 + len(bars.bars) * (2 * HIGH + GAP)
    yield f"<figure><figcaption>{_safe(bars.title)}</figcaption>"
    yield f'<svg viewBox="0 0 {ACROSS} {high}" width="100%" role="img" aria-label="{_safe(bars.title)}">{PATTERN}'
    yield from _legend(bars.series)
    room = ACROSS - NAMES - NUMBERS
    for number, ((name, *pair), shown) in enumerate(zip(bars.bars, bars.shown, strict=True)):
        top = 34 + number * (2 * HIGH + GAP)
        yield f'<text x="{NAMES - 10}" y="{top + HIGH + 4}" text-anchor="end">{_safe(_short(name))}</text>'
        for at, (value, said, fill) in enumerate(zip(pair, shown, (FIRST, SECOND), strict=True)):
            y, long = top + at * HIGH, round(abs(value) / most * room, 1)
            yield f'<rect x="{NAMES}" y="{y}" width="{long}" height="{HIGH - 2}" fill="{fill}" stroke="#5b6b7c"/>'
            yield f'<text x="{NAMES + long + 6}" y="{y + HIGH - 4}">{_safe(said)}</text>'
    yield "</svg></figure>"


def _legend(series: tuple[str, str]) -> Iterator[str]:
    at = NAMES
    for name, fill in zip(series, (FIRST, SECOND), strict=True):
        yield f'<rect x="{at}" y="4" width="22" height="14" fill="{fill}" stroke="#5b6b7c"/>'
        yield f'<text x="{at + 28}" y="16">{_safe(name)}</text>'
        at += 28 + CELL * width(clean(name)) + 30


def _short(name: str) -> str:
    """A name that fits beside its bars."""
    while width(clean(name)) * CELL > NAMES - 10:
        name = name.removesuffix("…")[:-1] + "…"
    return name


def _safe(text: str) -> str:
    return escape(clean(text))
