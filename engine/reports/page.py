"""A report before it takes a form: a title, sections, labelled lines and small tables. Four forms are made from it.

A page may be in two languages: `also` says the same in English, beneath (page_both.py); "" where nothing is to be added.

Nothing in it is escaped; whatever renders it shows every text through `visible` and escapes for its own form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Literal as OneWord
from typing import TypeAlias

from engine.text.records import dataclass

Tone = OneWord["plain", "yes", "no", "unknown", "idle", "note", "strong"]
Changed = OneWord["same", "del", "ins"]
MARKS = {"yes": "✓", "no": "✗", "unknown": "？", "idle": "－", "note": "", "plain": "", "strong": ""}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; its tone gives it a mark or a colour. `under` stands below it, further in."""

    text: str
    tone: Tone = "plain"
    under: tuple[Line, ...] = ()
    also: str = ""
    runs: tuple[tuple[Changed, str], ...] = ()  # the same text in stretches, where words that went or came are marked in it

    @property
    def mark(self) -> str:
        return MARKS[self.tone]


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what stands beside it."""

    label: str
    lines: tuple[Line, ...]
    also: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `right` are the columns (from 0) set to the right, `tones` the tone of each row's cells by column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    tones: tuple[Tone, ...] = ()  # of each row
    toned: int = -1  # the column that shows the tone
    also: tuple[tuple[str, ...], ...] = ()  # head and rows once more
    shares: tuple[int, ...] = ()  # how the width of a printed page is divided; () in equal parts

    def cells(self) -> list[list[tuple[str, str]]]:
        """Every cell of the head and the rows with what stands beneath it."""
        first = (self.head, *self.rows)
        second = self.also or tuple(tuple("" for _ in cells) for cells in first)
        return [list(zip(texts, alsos, strict=True)) for texts, alsos in zip(first, second, strict=True)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose cells hold lines; `boxed` draws every line of it, as a form has them. In one language."""

    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    shares: tuple[int, ...]  # how its width is divided
    boxed: bool = True
    names: bool = False  # whether the first column says what stands beside it


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of two amounts for each of several things, in fen or numbers; where nothing can be drawn it is a table."""

    title: str
    series: tuple[str, str]
    bars: tuple[tuple[str, int, int], ...]
    shown: tuple[tuple[str, str], ...]  # each pair as it is written
    head: str = ""  # of the column of names


Block: TypeAlias = Row | Grid | Line | Sheet | Bars


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part; `badge` is its verdict in a word, `level` 1 for a part of the report, 2 within one."""

    title: str
    blocks: tuple[Block, ...]
    badge: str = ""
    tone: Tone = "plain"
    level: int = 1
    also: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report; `lead` says what it is about, `foot` where it came from, `dated` the day of its matter (or "")."""

    title: str
    lang: str
    lead: tuple[Row, ...]
    sections: tuple[Section, ...]
    foot: tuple[str, ...] = field(default=())
    also: str = ""
    dated: str = ""
    wide: bool = False  # whether it is printed across
    contents: bool = False  # whether a long page begins with the list of its sections


def contents(page: Page) -> tuple[tuple[str, str, int], ...]:
    """The sections by title, the English one (or ""), and level, if the page is to begin with them."""
    return tuple((each.title, each.also, each.level) for each in page.sections) if page.contents else ()


def row(label: str, *texts: str | Line | Iterable[Line]) -> Row:
    """A row of one or more lines."""
    lines: list[Line] = []
    for text in texts:
        if isinstance(text, str):
            lines.append(Line(text))
        elif isinstance(text, Line):
            lines.append(text)
        else:
            lines.extend(text)
    return Row(label, tuple(lines))


def marked(runs: Iterable[tuple[Changed, str]], tone: Tone = "plain") -> Line:
    """A line with the words that went and came marked."""
    held = tuple(runs)
    return Line("".join(text for _, text in held), tone, runs=held)


def as_grid(bars: Bars) -> Grid:
    """The numbers of a chart."""
    rows = tuple((name, *shown) for (name, _, _), shown in zip(bars.bars, bars.shown, strict=True))
    return Grid((bars.head, *bars.series), rows, frozenset({1, 2}), shares=(4, 3, 3))


def cited(label: str, cite: str) -> tuple[Row, ...]:
    """The row of a citation; a rule that states none gets no empty line."""
    return (row(label, cite),) if cite else ()
