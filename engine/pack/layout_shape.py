"""Which lists and maps of a pack stand on one line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from engine.pack.canonical import Way, quoted
from engine.pack.comments import Stream, scalars
from engine.pack.document import Fields, Items, Node, Text
from engine.text.render import width

WIDEST = 140
WIDEST_LABEL = 180  # a text in two languages, which nobody splits by its length
ORDER = (
    "format", "id", "version", "title", "document", "in_force", "currency", "subjects", "facts", "definitions", "parameters",
    "readings", "rules", "limits", "provisions", "other_benefits", "authorities", "expected", "review", "invariants", "notes",
    "ignore",
)  # fmt: skip
APART = frozenset(ORDER[ORDER.index("subjects") :])
OPEN = frozenset(((2, "rules"), (2, "readings")))
IN_FLOW = frozenset(",[]{}")


class Shape:
    """Decides for one file, by its comments and by how wide its lists and maps are."""

    def __init__(self, root: Fields, stream: Stream) -> None:
        self.text = root.place.source.text
        self.stream = stream
        self.starts = [each.place.start for each in leaves(root)]

    def braced(self, node: Node) -> bool:
        return self.text[node.place.start : node.place.start + 1] in ("{", "[")

    def fits(self, node: Items | Fields, head: str, way: Way, after: int) -> bool:
        """Whether a list or map stands on one line."""
        if not children(node):
            return True
        if len(way) == 1 and way[0] in APART and not isinstance(node, Items):
            return False
        if (len(way), way[0]) in OPEN or (way[0] == "readings" and way[2:] == ("options",)):
            return False
        if self.remarks_inside(node, after) or any("\n" in each.place.text for each in scalars(node)):
            return False
        if any(not each.place.text for each in scalars(node)):
            return False  # an empty value before a comma is hard to see
        if isinstance(node, Items) and depth(node) > 2:
            return False
        return width(head) + width(flow(node)) <= (WIDEST_LABEL if is_label(node) else WIDEST)

    def remarks_inside(self, node: Items | Fields, after: int) -> bool:
        """Whether a comment is inside a list or map whose key ends at `after`; one on the line of the key is not."""
        first, end = children(node)[0].place.start, self.span(node)[1]
        found = self.stream.between(after, end)
        if found and not found[0].alone and found[0].place.start < first:
            found = found[1:]
        if found or self.braced(node):
            return bool(found)
        at = bisect_left(self.starts, end)
        behind = self.stream.between(end, self.starts[at] if at < len(self.starts) else len(self.text))
        return bool(behind) and (not behind[0].alone or behind[0].column >= node.place.column)

    def span(self, node: Node) -> tuple[int, int]:
        if self.braced(node):
            return node.place.start, node.place.end
        *_, last = leaves(node)
        return node.place.start, last.place.end


def flow(node: Node) -> str:
    """A list or map on one line."""
    match node:
        case Text():
            return flowing(node)
        case Items(items=items):
            return f"[{', '.join(map(flow, items))}]"
        case Fields(fields=fields):
            return f"{{{', '.join(f'{field.key.place.text}: {flow(field.value)}' for field in fields)}}}"


def children(node: Items | Fields) -> Sequence[Node]:
    """The items of a list, the keys of a map."""
    return node.items if isinstance(node, Items) else [field.key for field in node.fields]


def leaves(node: Node) -> Iterator[Node]:
    """Scalars, and lists and maps without entries, in the order of the file."""
    match node:
        case Items(items=items) if items:
            for item in items:
                yield from leaves(item)
        case Fields(fields=fields) if fields:
            for field in fields:
                yield field.key
                yield from leaves(field.value)
        case _:
            yield node


def depth(node: Node) -> int:
    """How many lists and maps stand in one another."""
    match node:
        case Text():
            return 0
        case Items(items=items):
            return 1 + max(map(depth, items), default=0)
        case Fields(fields=fields):
            return 1 + max((depth(field.value) for field in fields), default=0)


def is_label(node: Node) -> bool:
    """Whether a map holds a text in two languages."""
    return isinstance(node, Fields) and set(node.names) <= {"zh", "en"}


def flowing(scalar: Text) -> str:
    """A scalar as it can stand between brackets."""
    raw = scalar.place.text
    return quoted(scalar.text) if scalar.plain and (IN_FLOW & set(raw) or raw.endswith(":")) else raw
