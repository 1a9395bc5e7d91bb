"""The comments of a YAML text: what begins with # between its tokens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from engine.pack.document import Fields, Items, Node, Text
from engine.text.source import Place


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, from its # to the end of its line."""

    text: str
    place: Place
    alone: bool  # on a line of its own

    @property
    def column(self) -> int:
        return self.place.column


def scalars(node: Node) -> Iterator[Text]:
    """Every key and value, in the order of the file."""
    match node:
        case Text():
            yield node
        case Items(items=items):
            for item in items:
                yield from scalars(item)
        case Fields(fields=fields):
            for field in fields:
                yield field.key
                yield from scalars(field.value)


def comments(root: Node) -> list[Comment]:
    """All comments of a file. Between two scalars stand only marks, white space and comments: there every # begins one."""
    source = root.place.source
    found: list[Comment] = []
    at = 0
    for scalar in scalars(root):
        start, end = scalar.place.start, scalar.place.end
        found += _between(root, at, start)
        if source.text[start : start + 1] in ("|", ">"):
            line = _line_end(source.text, start)
            found += _between(root, start, min(line, end))  # behind the mark of a text in block style
        at = max(at, end)
    return found + list(_between(root, at, len(source.text)))


def _between(root: Node, start: int, end: int) -> Iterator[Comment]:
    text = root.place.source.text
    while (at := text.find("#", start, end)) >= 0:
        stop = _line_end(text, at)
        alone = not text[text.rfind("\n", 0, at) + 1 : at].strip(" ")
        yield Comment(text[at:stop].rstrip(), Place(root.place.source, at, stop), alone)
        start = stop


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


class Stream:
    """Comments to be taken in their order."""

    def __init__(self, found: list[Comment]) -> None:
        self.found = found
        self.starts = [each.place.start for each in found]
        self.at = 0

    @property
    def next(self) -> Comment | None:
        return self.found[self.at] if self.at < len(self.found) else None

    def take(self) -> Comment:
        self.at += 1
        return self.found[self.at - 1]

    def before(self, offset: int) -> list[Comment]:
        """Those that are left before `offset`."""
        taken = []
        while (each := self.next) and each.place.start < offset:
            taken.append(self.take())
        return taken

    def between(self, start: int, end: int) -> list[Comment]:
        """Those that stand from `start` up to `end`, taken or not."""
        return self.found[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
