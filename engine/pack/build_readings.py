"""Definitions and readings: named expressions, and the open points of the text with their options."""

from __future__ import annotations

from engine.lang.types import BOOL, DATE, INT, MONEY, QUANTITY, RATIO, Type, one_of
from engine.pack.document import Fields, Node, Text
from engine.pack.formulas import Builder
from engine.pack.names import GIVEN, PackScope
from engine.pack.nodes import said
from engine.pack.terms import Decided, Definition, Formula, Option, Reading
from engine.text.render import suggest

PROMOTED = {frozenset((INT, RATIO)): RATIO, frozenset((MONEY, QUANTITY)): QUANTITY}


def declare(b: Builder, fields: Fields) -> None:
    """Make all definitions and readings known by name, to be typed when first asked for."""
    names = b.names
    for subject, definitions in b.ask.entries(fields.get("definitions"), "definitions"):
        if subject.text not in names.subjects:
            b.found.add("P509", subject.place, name=subject.text, did_you_mean=suggest(subject.text, names.subjects))
            continue
        for key, value in b.ask.entries(definitions, subject.text):
            full = f"{subject.text}.{key.text}"
            if b.identifier(key, lambda word: full in names.facts or word in names.subjects or word in names.parameters):  # noqa: B023
                names.makers[f"definition {full}"] = (key.place, _definition_maker(b, subject.text, key, value))
    for key, value in b.ask.entries(fields.get("readings"), "readings"):
        if b.identifier(key, lambda word: word in names.parameters or word in names.subjects or word in GIVEN):
            body = b.ask.fields(value, key.text)
            subject_node = body.get("subject") if body else None
            about = b.ask.text(subject_node, "subject")
            if about and about not in names.subjects and subject_node:
                b.found.add("P509", subject_node.place, name=about, did_you_mean=suggest(about, names.subjects))
                about = ""
            names.declared[key.text] = about
            if body is not None:
                names.makers[f"reading {key.text}"] = (key.place, _reading_maker(b, about, key, body))
            _clash(b, key, about)


def _clash(b: Builder, key: Text, about: str) -> None:
    """A shared name may not be a fact's or a definition's too, where both could be meant."""
    for full in (*b.names.facts, *(label.split(" ", 1)[1] for label in b.names.makers if label.startswith("definition"))):
        if full.split(".", 1)[1] == key.text:
            b.found.add("P508", key.place, name=key.text)
            return


def settle_all(b: Builder) -> None:
    """Type whatever has not been asked for yet."""
    for label in list(b.names.makers):
        kind, name = label.split(" ", 1)
        b.names.settle(kind, name)


def _definition_maker(b: Builder, subject: str, key: Text, value: Node):  # type: ignore[no-untyped-def]
    def make() -> None:
        full = f"{subject}.{key.text}"
        body = value if isinstance(value, Fields) else None
        node = b.ask.required(body, "means", "定义") if body else value
        means = b.formula(node, PackScope(b.names, subject), key.text)
        label = b.ask.label(body.get("label") if body else None, "label")
        cite = b.ask.text(body.get("cite") if body else None, "cite")
        b.names.definitions[full] = None if means is None else Definition(subject, key.text, label, cite, means, key.place)

    return make


def _reading_maker(b: Builder, subject: str, key: Text, body: Fields):  # type: ignore[no-untyped-def]
    def make() -> None:
        before = len(b.found.found)
        stated = list(b.ask.entries(b.ask.required(body, "options", "解释口径"), "options"))
        options = {name.text: option for name, value in stated if (option := _option(b, subject, name, value)) is not None}
        if not stated and len(b.found.found) == before:
            b.found.add("P504", key.place, what=key.text, key="options")
        type = _type_of(b, key, options)
        adopted_node = body.get("adopted")
        adopted = b.ask.text(adopted_node, "adopted") or None
        if adopted is not None and options and adopted not in options and adopted_node is not None:
            b.found.add(
                "P516", adopted_node.place, name=adopted, did_you_mean=suggest(adopted, options), options="、".join(options)
            )
            adopted = None
        b.names.readings[key.text] = (
            None
            if type is None
            else Reading(
                name=key.text,
                subject=subject,
                register=b.ask.text(body.get("register"), "register"),
                question=b.ask.label(body.get("question"), "question")
                if body.get("question")
                else b.ask.label(body.get("label"), "label"),
                cite=b.ask.text(body.get("cite"), "cite"),
                options=options,
                adopted=adopted,
                decided=_decided(b, body.get("decided")),
                type=type,
                place=key.place,
            )
        )

    return make


def _option(b: Builder, subject: str, name: Text, value: Node) -> Option | None:
    body = value if isinstance(value, Fields) else None
    label = b.ask.label(body.get("label") if body else None, "label")
    node = body.get("means") if body else value
    if isinstance(node, Text) and node.text == "open":
        return Option(name.text, label, None, True, name.place)
    if node is None or (isinstance(node, Text) and not node.text):
        return Option(name.text, label, None, False, name.place)
    means = b.formula(node, PackScope(b.names, subject), name.text)
    return None if means is None else Option(name.text, label, means, False, name.place)


def _type_of(b: Builder, key: Text, options: dict[str, Option]) -> Type | None:
    """The one type of all options; a reading without `means` is one of its names."""
    if not options:
        return None
    typed = [option for option in options.values() if option.means or option.open_ended]
    if not typed:
        return one_of(tuple(options))
    if len(typed) < len(options):
        bare = next(option for option in options.values() if option not in typed)
        b.found.add("P517", bare.place, name=key.text, option=bare.name)
        return None
    kinds = {DATE if option.open_ended else _means(option).type for option in typed}
    kind = PROMOTED.get(frozenset(kinds)) or next(iter(kinds))
    if len(kinds) > 1 and frozenset(kinds) not in PROMOTED:
        b.found.add(
            "P518",
            key.place,
            name=key.text,
            types_zh=said("zh", *sorted(kinds, key=str)),
            types_en=said("en", *sorted(kinds, key=str)),
        )
        return None
    return kind if kind.name != "name" else BOOL


def _means(option: Option) -> Formula:
    assert option.means is not None
    return option.means


def _decided(b: Builder, node: Node | None) -> Decided | None:
    fields = b.ask.fields(node, "decided")
    if fields is None:
        return None
    return Decided(b.ask.text(fields.get("by"), "by"), b.ask.day(fields.get("on"), "on"), b.ask.label(fields.get("why"), "why"))
