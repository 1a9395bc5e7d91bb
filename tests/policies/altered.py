"""A pack with one small thing wrong in it: a number next to the true one, an edge on the other side, a limit that lets one more by.

A case file that passes under such a pack does not show that the thing is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from engine.lang.quantities import day, integer, money, ratio, span
from engine.pack.document import Fields, Items, Node, Text

SAID = {"label", "names", "question", "summary", "not_computed", "title", "document", "certified_by", "evidence", "cite", "notes", "other_benefits"}
NUMBERED = {"value", "otherwise", "up_to", "below", "claims", "times", "share", "from", "until", "means", "within"}
FORMULAS = {"means", "is", "amount", "each", "times", "at_most", "when", "from", "up_to", "share", "due", "claims"}
SWAPPED = {
    ">=": ">", "<=": "<", ">": ">=", "<": "<=", "==": "!=", "!=": "==", "and": "or", "or": "and", "not in": "in", "min": "max", "max": "min",
    "round_down": "round_up", "round_half_up": "round_up", "round_up": "round_down", "+": "-", "-": "+",
}  # fmt: skip
SWAPS = re.compile(r">=|<=|==|!=|>|<|\bnot in\b|\band\b|\bor\b|\bmin\b|\bmax\b|\bround_down\b|\bround_half_up\b|\bround_up\b|(?<= )[+-](?= )")
WORDS = {"once": "{claims: 2}", "close": "cut", "rest": "1%"}


@dataclass(frozen=True)
class Altered:
    """The text of a pack with one thing changed, and where."""

    where: str  # `line 70: 1.6% → 1.5%`
    text: str


def altered(root: Node) -> Iterator[Altered]:
    """Every pack that differs from this one in one number, comparison, limit or condition."""
    for text, key, path in scalars(root, "", ()):
        for start, end, new in _changes(text, key, path):
            yield _change(text, start, end, new)
    yield from _edges(root)


def scalars(node: Node, key: str, path: tuple[str, ...]) -> Iterator[tuple[Text, str, tuple[str, ...]]]:
    """Every scalar that is not said to people, with its key (an item of a list has that of the list) and the keys above."""
    if isinstance(node, Text):
        yield node, key, path
    elif isinstance(node, Items):
        for item in node.items:
            yield from scalars(item, key, path)
    else:
        for each in node.fields:
            if each.key.text not in SAID and not (path == () and each.key.text in ("provisions", "subjects", "facts")):
                yield from scalars(each.value, each.key.text, (*path, each.key.text))


def _changes(text: Text, key: str, path: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Stretches of a scalar and what to put there."""
    numbered = key in NUMBERED or "values" in path or path[-2:-1] == ("value",)
    if text.text in WORDS:
        yield 0, len(text.text), WORDS[text.text]
    elif key == "key":
        return
    elif numbered and (near := list(_near(text.text))):
        yield from ((0, len(text.text), each) for each in near)
    elif key in FORMULAS:
        yield from ((match.start(), match.end(), SWAPPED[match[0]]) for match in SWAPS.finditer(text.text))
    if key in ("is", "when") and "rules" in path and "limits" not in path:
        yield 0, len(text.text), "true"


def _near(text: str) -> Iterator[str]:
    """The quantities next to the one that `text` says: a fen, a day, a unit or a last digit less and more."""
    if (fen := money(text)) is not None:
        yield from (f"{fen + step}分" for step in (-1, 1) if fen + step >= 0)
    elif (date := day(text)) is not None:
        yield from ((date + timedelta(step)).isoformat() for step in (-1, 1))
    elif (number := integer(text)) is not None:
        yield from (str(number + step) for step in (-1, 1) if number + step >= 0)
    elif text.endswith("%") and ratio(text) is not None:
        places = len(text.partition(".")[2]) - 1 if "." in text else 0
        yield from (f"{float(text[:-1]) + step * 10**-places:.{places}f}%" for step in (-1, 1))
    elif (length := span(text)) is not None:
        yield from (f"{length.months}个月{days}天" for days in (length.days + 1,))
        yield f"{length.months - 1}个月" if length.months else f"{length.days - 1}天"


def _edges(root: Node) -> Iterator[Altered]:
    """Bands whose edge lies on the other side."""
    if isinstance(root, Fields):
        for each in root.fields:
            if each.key.text in ("up_to", "below") and root.get("value") is not None and each.key.plain:
                yield _change(each.key, 0, len(each.key.text), {"up_to": "below", "below": "up_to"}[each.key.text])
            yield from _edges(each.value)
    elif isinstance(root, Items):
        for item in root.items:
            yield from _edges(item)


def _change(text: Text, start: int, end: int, new: str) -> Altered:
    place, whole = text.at(start, end), text.place.source.text
    return Altered(f"line {place.line}: {place.text} → {new}", whole[: place.start] + new + whole[place.end :])
