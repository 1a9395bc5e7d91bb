"""A stretch of a file as a terminal can show it: escaped, measured in cells, with marks under it."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, east_asian_width

from engine.text.source import Place, Source

WIDEST = 100  # display cells of an excerpt


def visible(text: str) -> str:
    """`text` with everything that a terminal would act on or not show (controls, bidi marks, odd blanks) as \\uXXXX."""
    return text if text.isprintable() else "".join(map(_shown, text))


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    if character.isprintable():
        return character
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"


def width(text: str) -> int:
    """How many cells of a terminal `text` takes: two for a Han character or full-width sign, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


@lru_cache(maxsize=65536)
def _cells(character: str) -> int:
    if combining(character) or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return 0
    # Ambiguous signs (“ ” … ·) are drawn in two cells by Chinese consoles and in one elsewhere; one is the wider custom.
    return 2 if east_asian_width(character) in "WF" else 1


def excerpt(place: Place, mark: str = "^") -> list[str]:
    """The line where a place begins and, under it, a run of marks; nothing where the file has no text."""
    if not place.source.text:
        return []
    line, column = place.source.position(place.start)
    before, inside, after = _pieces(place.source, line, column - 1, place.end - place.start)
    room = WIDEST - min(width(inside), WIDEST // 2)
    shown_before = _tail(before, room // 2)
    inside = _head(inside, WIDEST // 2)
    shown_after = _head(after, WIDEST - width(shown_before) - width(inside))
    gutter = f"{line:>5} | "
    marks = " " * width(shown_before) + mark * max(1, width(inside))
    return [(gutter + shown_before + inside + shown_after).rstrip(), " " * (len(gutter) - 2) + "| " + marks]


def _pieces(source: Source, line: int, column: int, length: int) -> tuple[str, str, str]:
    """What stands before, in and after a place on its first line, each as it can be shown."""
    start = source.line_starts[line - 1]
    # A hostile file may be one line of 10 MB: only what can be shown is looked at.
    low = max(start, start + column - 2 * WIDEST)
    end = source.text.find("\n", start + column, start + column + length + 2 * WIDEST)
    high = end if end >= 0 else start + column + length + 2 * WIDEST
    split = min(start + column + length, high)
    clip = 2 * WIDEST
    texts = (source.text[low : start + column], source.text[start + column : split][:clip], source.text[split:high][:clip])
    before, inside, after = ("".join("    " if c == "\t" else _shown(c) for c in text.rstrip("\r")) for text in texts)
    return ("…" + before if low > start else before), inside, after


def _tail(text: str, cells: int) -> str:
    """The end of `text` that fits; an ellipsis tells what was cut."""
    if width(text) <= cells:
        return text
    while text and width(text) > cells - 1:
        text = text[1:]
    return "…" + text


def _head(text: str, cells: int) -> str:
    if width(text) <= cells:
        return text
    while text and width(text) > cells - 1:
        text = text[:-1]
    return text + "…"
