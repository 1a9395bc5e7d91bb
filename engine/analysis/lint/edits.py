"""Changes to the text of a pack by place, so that every comment and the layout stay as they are."""

from __future__ import annotations

from collections.abc import Iterable

from engine.pack.document import Fields, Items
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


def without_item(items: Items, number: int) -> Edit | None:
    """One item taken out of a list; None where a comment would go with it."""
    place = items.items[number].place
    text = place.source.text
    if text[items.place.start] == "[":
        start = items.items[number - 1].place.end if number else place.start
        end = place.end if number or len(items.items) == 1 else items.items[1].place.start
    else:
        end = place.start + len(text[place.start : place.end].rstrip())
        lines = whole_lines(Place(place.source, place.start, end))
        if text[lines.start : place.start].strip() != "-":
            return None
        start, end = lines.start, lines.end
    return None if "#" in text[start:end] else Edit(Place(place.source, start, end), "")


def without_field(fields: Fields, name: str) -> Edit | None:
    """One key with its value taken out of a map; None where a comment would go with it."""
    number = fields.names.index(name)
    field, text = fields.fields[number], fields.place.source.text
    start, end = field.key.place.start, field.value.place.end
    if text[fields.place.start] == "{":
        if number:
            start = fields.fields[number - 1].value.place.end
        elif len(fields.fields) > 1:
            end = fields.fields[1].key.place.start
    else:
        end = start + len(text[start:end].rstrip())
        lines = whole_lines(Place(fields.place.source, start, end))
        if text[lines.start : start].strip():
            return None
        start, end = lines.start, lines.end
    return None if "#" in text[start:end] else Edit(Place(fields.place.source, start, end), "")
