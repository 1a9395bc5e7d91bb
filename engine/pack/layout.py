"""The one way a pack is laid out: its content and its comments decide, not how it was typed.

- The parts of a pack stand in the order of the guide; all maps below keep their author's order, which may mean something.
- A list or map stands on one line, in brackets, if with its key it takes at most 140 cells (a Han character takes two), or 180
  where it is a text in two languages, and no comment is inside; else each entry has a line, two spaces deeper. The parts of a
  pack, the bodies of rules and readings, the options of readings, and lists of maps that hold others have lines in any case.
- A comment on a line of its own stands before the entry it stood before; one behind a value stays behind it, after two spaces.
- Empty lines stay, one at a time, but not at the beginning or end of a map. One stands before every part from `subjects` on.
- Quotes stay as they are. A text of several lines keeps its lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.pack.canonical import Way, canonical
from engine.pack.comments import Comment, Stream, comments, scalars
from engine.pack.document import Field, Fields, Items, Node, Text, parse
from engine.pack.layout_shape import APART, ORDER, Shape, children, flow
from engine.text.diagnostics import Diagnostic
from engine.text.source import Place

DEEPER = 2  # spaces
MOST_TIMES = 5


@dataclass(frozen=True)
class Laid:
    """A text laid out, or why it was not: what would have changed, and where."""

    text: str
    found: tuple[Diagnostic, ...] = ()


def laid_out(root: Fields) -> Laid:
    """The text of a pack (the root of its file) in its one layout; nothing but layout differs, or it is refused."""
    writer = Writer(root)
    text = writer.document()
    wrong = difference(root, text, writer.order) or difference(root, text := settled(text), writer.order)
    return Laid(root.place.source.text, (Diagnostic("F007", wrong),)) if wrong else Laid(text)


def settled(text: str) -> str:
    """A text laid out once, until laying out changes nothing: a comment that was moved may let what it stood in be shorter."""
    for _ in range(MOST_TIMES):
        root, _found = parse(text.encode("utf-8"), "")
        if not isinstance(root, Fields) or (again := Writer(root).document()) == text:
            break
        text = again
    return text


def difference(root: Fields, text: str, order: list[Comment]) -> Place | None:
    """Where the text laid out says something else than the pack did; None if it says the same."""
    again, _ = parse(text.encode("utf-8"), root.place.source.name)
    if again is None:
        # Keys over several lines are the only thing known to do this.
        return next((each.place for each in scalars(root) if "\n" in each.place.text), root.place.part(0, 0))
    for old, new in zip(order, comments(again), strict=False):
        if old.text != new.text:
            return old.place
    if len(order) != len(comments(again)):
        return order[-1].place if order else root.place.part(0, 0)
    if canonical(again) == canonical(root):
        return None
    pairs = zip(_in_order(root), scalars(again), strict=False)
    return next((old.place for old, new in pairs if old.text != new.text), root.place.part(0, 0))


def _in_order(root: Fields) -> Iterator[Text]:
    for field in sorted(root.fields, key=lambda each: _rank(each.key.text)):
        yield field.key
        yield from scalars(field.value)


def _rank(key: str) -> int:
    return ORDER.index(key) if key in ORDER else len(ORDER)


class Writer:
    """Writes one file. Comments are taken from a stream in their order, so that none is lost or passes another.

    Lines are given without the line end; the lines of an entry begin with an empty one if there was one.
    """

    def __init__(self, root: Fields) -> None:
        self.root = root
        self.text = root.place.source.text
        self.stream = Stream(comments(root))
        self.order: list[Comment] = []  # as they stand in what was written
        self.shape = Shape(root, self.stream)

    def document(self) -> str:
        """The whole text, its parts in their order; comments before the first and behind the last stay there."""
        head = self.stream.before(self.root.fields[0].key.place.start)
        lines = self._alone(head, "")
        chunks: list[tuple[str, list[str], list[Comment]]] = []
        for field in self.root.fields:
            begun = self.stream.at
            written = self._entry(field, 0, (field.key.text,))
            chunks.append((field.key.text, written, self.stream.found[begun : self.stream.at]))
        tail = self.stream.before(len(self.text))
        chunks.sort(key=lambda chunk: _rank(chunk[0]))
        for at, (key, written, _) in enumerate(chunks):
            if at == 0:
                # What stands before the first key counts as the head of the file from now on.
                begun = next(number for number, line in enumerate(written) if line and not line.startswith("#"))
                lines, written = [*lines, *written[:begun]], written[begun:]
                lines = lines[: len(lines) - (lines[-1:] == [""])]
            blank = not written[0] or key in APART or (at == 0 and self._blank_before(self.root.fields[0].key.place.start))
            lines += ["", *written[not written[0] :]] if blank and lines else written[not written[0] :]
        self.order = [*head, *(each for chunk in chunks for each in chunk[2]), *tail]
        lines += self._alone(tail, "")
        return "\n".join(lines[not lines[0] :]) + "\n"

    def _entry(self, field: Field, indent: int, way: Way) -> list[str]:
        """A key with its value, and the comments before and behind."""
        margin = " " * indent
        lead = self._alone(self.stream.before(field.key.place.start), margin)
        blank = [""] if self._blank_before(field.key.place.start) else []
        between, lines = self._value(field.value, f"{margin}{field.key.place.text}:", indent, way, field.key.place.end)
        return [*lead, *self._alone(between, margin), *blank, *lines]

    def _item(self, node: Node, indent: int, way: Way) -> list[str]:
        """An item of a list, and the comments before and behind."""
        margin = " " * indent
        start = node.place.start
        lead = self._alone(self.stream.before(start), margin)
        blank = [""] if self._blank_before(start) else []
        if isinstance(node, Fields) and node.fields and not self.shape.fits(node, f"{margin}- ", way, start):
            inner = self._inside(node, indent + DEEPER, way)
            begun = next(at for at, line in enumerate(inner) if line.strip() and not line.lstrip().startswith("#"))
            # Comments between the dash and the first key go before the dash.
            before = [line[DEEPER:] if line else line for line in inner[:begun]]
            return [*lead, *before, *blank, f"{margin}- {inner[begun].lstrip()}", *inner[begun + 1 :]]
        between, lines = self._value(node, f"{margin}-", indent, way, start)
        return [*lead, *self._alone(between, margin), *blank, *lines]

    def _value(self, node: Node, head: str, indent: int, way: Way, after: int) -> tuple[list[Comment], list[str]]:
        """A value behind its key or dash, and the comments that must stand before the key since no place is left for them."""
        if isinstance(node, Text):
            between = self.stream.before(node.place.start)
            inside = self.stream.before(node.place.end)  # behind the mark of a text in block style
            lines = self._scalar(node, head, indent)
            behind = [*between, *inside, *self._behind(node.place.end)]
            if len(behind) == 1:
                at = 0 if node.place.text[:1] in ("|", ">") else len(lines) - 1
                return [], [*lines[:at], self._with(lines[at], behind[0]), *lines[at + 1 :]]
            return behind, lines
        if not children(node) or self.shape.fits(node, f"{head} ", way, after):
            end = self.shape.span(node)[1]
            between = self.stream.before(end)
            line = f"{head} {flow(node)}"
            behind = [*between, *self._behind(end)]
            return ([], [self._with(line, behind[0])]) if len(behind) == 1 else (behind, [line])
        opening = self._behind_key(node)
        inner = self._inside(node, indent + DEEPER, way)
        return [], [self._with(head, opening) if opening else head, *inner]

    def _inside(self, node: Items | Fields, indent: int, way: Way) -> list[str]:
        """The entries of a list or map, a line or more for each, and the comments that stand at its end."""
        lines: list[str] = []
        if isinstance(node, Items):
            for item in node.items:
                lines += self._item(item, indent, (*way, "[]"))
        else:
            for field in node.fields:
                lines += self._entry(field, indent, (*way, field.key.text))
        while (comment := self.stream.next) and self._at_the_end_of(node, comment):
            lines += self._alone([self.stream.take()], " " * indent)
        return lines[not lines[0] :]

    def _at_the_end_of(self, node: Items | Fields, comment: Comment) -> bool:
        """Whether a comment behind the last entry of `node` belongs to it rather than to what comes next."""
        place = comment.place
        if self.shape.braced(node):
            return place.start < node.place.end or self._behind_bracket(node, place.start)
        last = bisect_left(self.shape.starts, place.start) - 1
        inside = node.place.start <= self.shape.starts[last] < node.place.end
        return inside and comment.alone and comment.column >= node.place.column

    def _behind_bracket(self, node: Node, start: int) -> bool:
        return not self.text[node.place.end : start].strip(" ,")

    def _behind_key(self, node: Items | Fields) -> Comment | None:
        """The comment on the line of a key whose entries follow on lines of their own."""
        comment = self.stream.next
        first = children(node)[0].place.start
        if comment is None or comment.alone or comment.place.start > first:
            return self._behind_all(node) if self.shape.braced(node) else None
        return self.stream.take()

    def _behind_all(self, node: Node) -> Comment | None:
        """The one comment behind the bracket of a list or map without any inside."""
        comment = self.stream.next
        inside = self.stream.between(node.place.start, node.place.end)
        behind = comment is not None and not comment.alone and self._behind_bracket(node, comment.place.start)
        return self.stream.take() if behind and not inside else None

    def _behind(self, end: int) -> list[Comment]:
        """The comment behind a value on its line; brackets of what holds it may stand between."""
        comment = self.stream.next
        if comment is None or comment.alone or self.text[end : comment.place.start].strip(" ,]}"):
            return []
        return [self.stream.take()]

    def _alone(self, found: Sequence[Comment], margin: str) -> list[str]:
        """Comments on lines of their own."""
        lines = []
        for each in found:
            lines += [""] if self._blank_before(each.place.start) else []
            lines.append(f"{margin}{each.text}")
        return lines

    @staticmethod
    def _with(line: str, comment: Comment) -> str:
        return f"{line}  {comment.text}"

    def _blank_before(self, offset: int) -> bool:
        """Whether what begins its line at `offset` has an empty line before it."""
        line = self.text.rfind("\n", 0, offset) + 1
        if line == 0 or self.text[line:offset].strip(" -"):
            return False
        return not self.text[self.text.rfind("\n", 0, line - 1) + 1 : line].strip()

    def _scalar(self, node: Text, head: str, indent: int) -> list[str]:
        """A scalar behind its key; one of several lines keeps them."""
        raw = node.place.text
        if "\n" not in raw:
            return [f"{head} {raw}" if raw else head]
        first, *rest = raw.rstrip("\n").split("\n")
        margin = " " * (indent + DEEPER)
        if first[0] not in "|>":
            return [f"{head} {first.rstrip()}", *(f"{margin}{line.strip()}" if line.strip() else "" for line in rest)]
        mark = first.split("#")[0].rstrip()
        depth = min((len(line) - len(line.lstrip(" ")) for line in rest if line.strip()), default=0)
        return [f"{head} {mark}", *(f"{margin}{line[depth:]}" if line.strip() else "" for line in rest)]
