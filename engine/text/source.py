"""Where a thing stands: a text, and a stretch of it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import field
from functools import cached_property
from itertools import accumulate

from engine.text.records import dataclass

BLOCK = 1 << 14  # characters


@dataclass(frozen=True, eq=False)
class Source:
    """A text with its name; two sources are the same only if they are the same object."""

    name: str  # as a person would call it: a path, or <expression>
    text: str

    @cached_property
    def _lines_before(self) -> list[int]:
        # Counted by block: a list of all lines of a large file would be some hundred megabytes.
        return list(accumulate((self.text.count("\n", at, at + BLOCK) for at in range(0, len(self.text), BLOCK)), initial=0))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both counted in characters from 1."""
        block = min(offset // BLOCK, len(self._lines_before) - 1)
        before = self._lines_before[block] + self.text.count("\n", block * BLOCK, offset)
        return before + 1, offset - self.text.rfind("\n", 0, offset)

    def line_start(self, number: int) -> int:
        """The offset of the first character of line `number` (from 1)."""
        if number == 1:
            return 0
        block = bisect_left(self._lines_before, number - 1) - 1
        at = block * BLOCK - 1
        for _ in range(number - 1 - self._lines_before[block]):
            at = self.text.index("\n", at + 1)
        return at + 1

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its line end."""
        start = self.line_start(number)
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end < 0 else end].rstrip("\r")


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
