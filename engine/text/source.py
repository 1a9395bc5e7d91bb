"""Where a thing stands: a text, and a stretch of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, eq=False)
class Source:
    """A text with its name; two sources are the same only if they are the same object."""

    name: str  # as a person would call it: a path, or <expression>
    text: str

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of the first character of every line."""
        return [0, *(at + 1 for at, character in enumerate(self.text) if character == "\n")]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both counted in characters from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its line end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] - 1 if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r")


@dataclass(frozen=True, slots=True)
class Place:
    """The characters from `start` up to, not including, `end` of a source."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]

    @property
    def end_position(self) -> tuple[int, int]:
        return self.source.position(self.end)

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]

    def part(self, start: int, end: int) -> Place:
        """A stretch of this place, by offsets within it; it never leaves this place."""
        low = min(self.start + start, self.end)
        return Place(self.source, low, max(low, min(self.start + end, self.end)))
