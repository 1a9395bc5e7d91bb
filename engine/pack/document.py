"""YAML → nodes with places: the only door to yaml.

Walks the parser's events and builds nothing else: every scalar stays text until its declared type reads it. What could make a
file mean something else than it shows (aliases, tags, merge keys, doubled keys, invisible characters) is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import yaml

from engine.pack.characters import REFUSED, decoded, refuse
from engine.pack.syntax import DIRECTIVE, directive_in, glued_colon, lost_words, no_character, problem_of, torn_number, trouble_in
from engine.text.diagnostics import Diagnostic, Diagnostics
from engine.text.records import dataclass
from engine.text.source import Place, Source

MOST_BYTES = 10 * 1024 * 1024
MOST_EVENTS = 200_000
DEEPEST, LONGEST_KEY = 50, 128  # levels, characters

# libyaml and the pure parser give the same events once tabs are gone; the first is some thirty times as fast.
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar. `plain`: without quotes, so that its characters stand one to one in the file; "" plain is an empty value."""

    text: str
    place: Place
    plain: bool

    def at(self, start: int, end: int) -> Place:
        """The place of the characters from `start` up to `end`, where they can be told; else the whole place."""
        written = self.place.text
        if self.plain and written == self.text:
            return self.place.part(start, end)
        if written[1:-1] == self.text:
            return self.place.part(start + 1, end + 1)
        return self.place


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Field:
    """A key with its value."""

    key: Text
    value: Node


@dataclass(frozen=True, slots=True)
class Fields:
    """A map, in the order of the file."""

    fields: tuple[Field, ...]
    place: Place
    index: dict[str, Field] = field(init=False, repr=False, compare=False)  # the first field of each name

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", {each.key.text: each for each in reversed(self.fields)})

    def get(self, name: str) -> Node | None:
        return found.value if (found := self.index.get(name)) else None

    def key(self, name: str) -> Text | None:
        return found.key if (found := self.index.get(name)) else None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.key.text for field in self.fields)


Node: TypeAlias = Text | Items | Fields


def read(path: Path) -> tuple[Node | None, list[Diagnostic]]:
    """The nodes of a file, or None and why there are none."""
    data, found = contents(path)
    return (None, found) if data is None else parse(data, str(path))


def contents(path: Path) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a file (one more than may be read, if it is too large), or None and why there are none."""
    try:
        with open(path, "rb") as file:
            return file.read(MOST_BYTES + 1), []
    except FileNotFoundError:
        return None, [Diagnostic("Y101", None, {"path": str(path)})]
    except (OSError, ValueError):  # ValueError: a name with NUL in it
        return None, [Diagnostic("Y102", None, {"path": str(path)})]


def parse(data: bytes, name: str) -> tuple[Node | None, list[Diagnostic]]:
    """The nodes of a text, or None and what is wrong with it. Any bytes may be given."""
    found = Diagnostics()
    if len(data) > MOST_BYTES:
        found.add("Y103", Place(Source(name, ""), 0, 0), size=len(data), most=MOST_BYTES)
        return None, found.found
    source = decoded(data, name, found)
    root = None if source is None or found.found else _Reader(source, found).document()
    if root is None or any(each.code != "Y119" for each in found.found):
        return None, found.found
    return root, found.found


class _Reader:
    """Turns events into nodes."""

    def __init__(self, source: Source, found: Diagnostics) -> None:
        self.source = source
        self.found = found
        self.events = self._parsed()
        self.depth = 0
        self.quoted: Place | None = None  # the last text in quotes

    def _parsed(self) -> Iterator[Any]:
        parser = PARSER(self.source.text)
        try:
            count = 0
            while parser.check_event():
                count += 1
                event = parser.get_event()
                if count > MOST_EVENTS:
                    self._stop("Y109", self._place(event), most=MOST_EVENTS)
                yield event
        finally:
            parser.dispose()

    def _stop(self, code: str, place: Place, **values: str | int) -> NoReturn:
        self.found.found.append(Diagnostic(code, place, {name: str(value) for name, value in values.items()}))
        raise _Stopped

    def document(self) -> Node | None:
        """The one document of the text."""
        try:
            return self._document()
        except _Stopped:
            return None
        except yaml.YAMLError as error:
            at, begun = (getattr(getattr(error, mark, None), "index", 0) or 0 for mark in ("problem_mark", "context_mark"))
            seen = {each.place for each in self.found.found}
            problem = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', '')}"
            found = trouble_in(self.source) or [problem_of(self.source, at, problem, begun, self.quoted)]
            self.found.found.extend(each for each in found if each.place not in seen)
            return None
        except (ValueError, OverflowError):  # of chr(), in the pure parser
            self.found.found.append(no_character(self.source))
            return None

    def _document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            if root is not None:
                self._stop("Y115", self._place(event))
            # The pure parser passes over directives that it does not know.
            if event.version or event.tags or DIRECTIVE.search(self.source.text, 0, self._place(event).end):
                self._stop("Y114", directive_in(self.source))
            root = self._node(next(self.events))
        if root is None or (isinstance(root, Text) and not root.text):
            self._stop("Y106", Place(self.source, 0, 0))
        return root

    def _node(self, event: Any) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._stop("Y111", self._place(event))
        if event.tag is not None and event.tag != "!":
            self._stop("Y113", self._place(event), tag=(self._place(event).text.split() or [event.tag])[0])
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        self.depth += 1
        if self.depth > DEEPEST:
            self._stop("Y108", self._place(event), most=DEEPEST)
        node = self._items(event) if isinstance(event, yaml.SequenceStartEvent) else self._fields(event)
        self.depth -= 1
        return node

    def _text(self, event: Any) -> Text:
        place = self._place(event)
        plain = not event.style  # libyaml says "", the pure parser None
        if plain:
            if "：" in event.value and (colon := glued_colon(event.value, place)):
                self.found.add("Y118", colon)
            if lost := lost_words(place):
                self.found.add("Y119", lost, lost=lost.text)
        else:
            self.quoted = place
            # A tab is refused only where the parsers differ about it, which is not where it is written as an escape.
            if event.style == '"' and (hidden := REFUSED.search(event.value.replace("\t", " "))):
                if "\ud800" <= hidden.group() <= "\udfff":
                    raise ValueError("half a character, which libyaml refuses by itself")
                # The text holds none, or it would not have come here: this one was written as an escape.
                refuse(hidden.group(), place, self.found)
        return Text(event.value, place, plain)

    def _items(self, start: Any) -> Items:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event))
        return Items(tuple(items), self._place(start, event))

    def _fields(self, start: Any) -> Fields:
        fields: list[Field] = []
        seen: dict[str, Place] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event)
            if key.text in seen:
                self.found.add("Y110", key.place, related=[seen[key.text]], key=key.text)
            seen.setdefault(key.text, key.place)
            value = self._node(next(self.events))
            fields.append(Field(key, value))
            # `{zh：甲}`, `{price: 28,000元}`: all of it, or its rest, became a key without a value.
            alone = isinstance(value, Text) and value.place.start == value.place.end
            if alone and len(fields) > 1 and (torn := torn_number(fields[-2].value.place, key.place)):
                self._stop("Y123", torn, text=torn.text, written=torn.text.replace(",", ""))
            if alone and key.plain and "：" in key.text:
                self.found.add("Y118", key.at(key.text.index("："), key.text.index("：") + 1))
        return Fields(tuple(fields), self._place(start, event))

    def _key(self, event: Any) -> Text:
        key = self._node(event) if not isinstance(event, yaml.CollectionStartEvent) else None
        if not isinstance(key, Text):
            self._stop("Y116", self._place(event))
        if key.text == "<<" and key.plain:
            self._stop("Y112", key.place)
        if len(key.text) > LONGEST_KEY:
            self._stop("Y117", key.place, most=LONGEST_KEY)
        return key

    def _place(self, event: Any, end: Any = None) -> Place:
        start, stop = event.start_mark.index, (end or event).end_mark.index
        return Place(self.source, min(start, len(self.source.text)), min(max(start, stop), len(self.source.text)))


class _Stopped(Exception):
    """The rest of the text is not looked at."""
