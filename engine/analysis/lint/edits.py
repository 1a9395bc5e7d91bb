"""Changes to the text of a pack by place, so that every comment and the layout stay as they are."""

from __future__ import annotations

from collections.abc import Iterable

from engine.text.records import dataclass
from engine.text.source import Place


@dataclass(frozen=True)
class Edit:
    """`text` in place of the characters at `place`."""

    place: Place
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """`text` with every edit made; of two that overlap only the first."""
    made, at = [], 0
    for edit in sorted(edits, key=lambda each: (each.place.start, each.place.end)):
        if edit.place.start >= at:
            made += [text[at : edit.place.start], edit.text]
            at = edit.place.end
    return "".join([*made, text[at:]])


def whole_lines(place: Place) -> Place:
    """The lines a place stands on, with their ends."""
    text = place.source.text
    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    return Place(place.source, start, len(text) if end < 0 else end + 1)
