"""A pack with one small thing wrong in it: a number next to the true one, an edge on the other side, a limit that lets one more by.

Cases that all hold under such a pack do not show that the thing is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from engine.lang.quantities import day, integer, money, ratio, span
from engine.pack.document import Fields, Items, Node, Text

COMPUTED = ("in_force", "definitions", "parameters", "readings", "rules", "limits")
SAID = {"label", "question", "cite", "source", "register", "decided", "adopted", "paid_by", "expected"}
NUMBERS = {"value", "otherwise", "up_to", "below", "claims", "times", "share", "from", "until", "means", "within"}
FORMULAS = {"means", "is", "when", "amount", "each", "times", "at_most", "claims", "from", "up_to", "share", "due", "order_by"}
SWAPPED = {
    ">=": ">", "<=": "<", ">": ">=", "<": "<=", "==": "!=", "!=": "==", "and": "or", "or": "and", "not in": "in", "min": "max", "max": "min",
    "round_down": "round_up", "round_half_up": "round_up", "round_up": "round_down", "+": "-", "-": "+",
}  # fmt: skip
SWAPS = re.compile(r"[><=!]=|[><]|\bnot in\b|\b(?:and|or|min|max|round_down|round_half_up|round_up)\b|(?<= )[+-](?= )")
WORDS = {"once": "{claims: 2}", "close": "cut", "refuse": "cut", "rest": "1%"}
BOUNDLESS = "元(99999999)"

Way = tuple[str, ...]  # the keys down to a thing


@dataclass(frozen=True)
class Altered:
    """The text of a pack with one thing changed, and which: `parameters.required_share.value: 1.6% → 1.5%`."""

    change: str
    text: str


def altered(pack: Fields) -> Iterator[Altered]:
    """Every pack that differs from this one in one number, comparison, condition, or edge, key, span or bound of a limit."""
    for name in COMPUTED:
        if (node := pack.get(name)) is not None:
            yield from _inside(node, (name,))


def _inside(node: Node, way: Way) -> Iterator[Altered]:
    if isinstance(node, Text):
        yield from (_changed(node, way, start, end, new) for start, end, new in _of_scalar(node.text, way))
    elif isinstance(node, Items):
        for item in node.items:
            yield from _inside(item, way)
    else:
        for each in node.fields:
            at = (*way, each.key.text)
            if each.key.text in ("up_to", "below") and node.get("value") is not None:
                yield _changed(each.key, at, 0, len(each.key.text), "below" if each.key.text == "up_to" else "up_to")
            if each.key.text == "key":
                yield from _keys(each.value, at)
            elif each.key.text not in SAID:
                yield from _inside(each.value, at)


def _keys(node: Node, way: Way) -> Iterator[Altered]:
    """A limit that counts together what differs in a key, or only what is the same in every parent."""
    whole, place = node.place.source.text, node.place
    if isinstance(node, Items) and node.items:
        yield Altered(f"{'.'.join(way)}: {place.text} → []", whole[: place.start] + "[]" + whole[place.end :])


def _of_scalar(text: str, way: Way) -> Iterator[tuple[int, int, str]]:
    """Stretches of a scalar, and what to put there."""
    key, size = way[-1], len(text)
    if text in WORDS:
        yield 0, size, WORDS[text]
    elif key == "per":
        yield 0, size, "year" if text == "life" else "life"
    elif (key in NUMBERS or "values" in way or way[-2] == "value") and (near := list(_near(text))):
        yield from ((0, size, each) for each in near)
    elif key in FORMULAS:
        yield from ((each.start(), each.end(), SWAPPED[each[0]]) for each in SWAPS.finditer(text))
    if "limits" in way:
        yield from [(0, size, BOUNDLESS)] if key == "at_most" else []
    elif key in ("is", "when"):
        yield 0, size, "true"


def _near(text: str) -> Iterator[str]:
    """The quantities next to the one that `text` says: a fen, day, unit or last digit less, and more."""
    steps = (-1, 1)
    if (fen := money(text)) is not None:
        yield from (f"{fen + step}分" for step in steps if fen + step >= 0)
    elif (date := day(text)) is not None:
        yield from ((date + timedelta(step)).isoformat() for step in steps)
    elif (number := integer(text)) is not None:
        yield from (str(number + step) for step in steps if number + step >= 0)
    elif text.endswith("%") and ratio(text) is not None:
        places = len(text[:-1].partition(".")[2])
        yield from (f"{float(Fraction(text[:-1]) + Fraction(step, 10**places)):.{places}f}%" for step in steps)
    elif (length := span(text)) is not None and length.months:
        yield from (f"{length.months - 1}个月", f"{length.months}个月1天")


def _changed(text: Text, way: Way, start: int, end: int, new: str) -> Altered:
    place, whole = text.at(start, end), text.place.source.text
    return Altered(f"{'.'.join(way)}: {place.text} → {new}", whole[: place.start] + new + whole[place.end :])
