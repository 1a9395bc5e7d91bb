"""Nodes against the closed schema: the only door to jsonschema.

The library finds what does not fit; what is said about it, and where, is ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from engine.pack.document import Fields, Items, Node, Text
from engine.pack.nodes import place_of
from engine.text.diagnostics import Diagnostic
from engine.text.render import suggest
from engine.text.resources import schemas_folder

MOST_FOUND = 1_000
SHOWN = 40

KINDS = {
    "object": ("映射（键: 值）", "a map (key: value)"),
    "array": ("列表", "a list"),
    "string": ("一个值", "a single value"),
}
WANTED = {
    "id": ("小写字母、数字和连字符，如 taicang-2021-163", "small letters, digits and hyphens, like taicang-2021-163"),
    "version": ("三段数字，如 1.0.0", "three numbers, like 1.0.0"),
    "digest": ("sha256: 加64位十六进制数字", "sha256: and 64 hexadecimal digits"),
    "most": ("1 至 999999 的整数", "a whole number from 1 to 999999"),
}
A_NAME = (
    "名称：汉字、字母、数字、下划线，不以数字开头，至多64个字符",
    "a name: letters, digits and underscores, not beginning with a digit, at most 64",
)
OTHER = ("符合格式的值", "a value of the right form")


def check_pack(node: Node) -> list[Diagnostic]:
    """What of a pack does not fit `schemas/pack.schema.json`."""
    errors = islice(_validator().iter_errors(_plain(node)), MOST_FOUND)
    found = [finding for error in errors for finding in _findings(error, node)]
    found.sort(key=lambda each: each.place.start if each.place else 0)
    return found


@lru_cache(maxsize=1)
def _validator() -> Any:
    from jsonschema import Draft202012Validator
    from referencing import Registry

    schema = json.loads((schemas_folder() / "pack.schema.json").read_text(encoding="utf-8"))
    _join(schema, schema["$defs"])
    # The empty registry: a reference to anything outside is an error, never a request.
    return Draft202012Validator(schema, registry=Registry())


def _join(part: Any, named: Any) -> None:
    """Put what each reference names in its place, once: the library would look it up again for every value it checks."""
    inner = list(part.values() if isinstance(part, dict) else part if isinstance(part, list) else ())
    if isinstance(part, dict) and isinstance(part.get("$ref"), str):
        words = part.pop("$ref").removeprefix("#/$defs/")
        part["allOf"] = [named[words]]
    for each in inner:
        _join(each, named)


def _plain(node: Node) -> object:
    """The nodes as plain data, every scalar a text."""
    match node:
        case Text(text=text):
            return text
        case Items(items=items):
            return [_plain(item) for item in items]
        case _:
            return {field.key.text: _plain(field.value) for field in node.fields}


def _at(node: Node, path: Any) -> Node:
    """The node at a path of keys and numbers."""
    for step in path:
        inner = node.items[step] if isinstance(node, Items) else node.get(step) if isinstance(node, Fields) else None
        if inner is None:
            return node
        node = inner
    return node


def _findings(error: Any, root: Node) -> Iterator[Diagnostic]:
    """Our words for one error of the library."""
    node = _at(root, error.absolute_path)
    what = next((step for step in reversed(error.absolute_path) if isinstance(step, str)), "")
    about = what or node.place.source.name
    if "propertyNames" in error.absolute_schema_path:
        yield _bad_name(node, str(error.instance))
        return
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, node)
        case "required":
            # The library says it once for each key; we name them together, at the first.
            missing = [key for key in error.validator_value if key not in error.instance]
            if error.message.startswith(repr(missing[0])):
                yield Diagnostic("S202", place_of(node), {"what": about, "keys": "、".join(missing)})
        case "type":
            kinds = [error.validator_value] if isinstance(error.validator_value, str) else error.validator_value
            words = [KINDS[kind] for kind in ("object", "array", "string") if kind in kinds]
            expected = {"expected_zh": "或".join(zh for zh, _ in words), "expected_en": " or ".join(en for _, en in words)}
            values = {"what": about, **expected}
            yield Diagnostic("S203", place_of(node), values)
        case "enum":
            allowed = dict.fromkeys(str(each).lower() if isinstance(each, bool) else str(each) for each in error.validator_value)
            values = {"what": what, "text": _short(error.instance), "allowed": "、".join(allowed)}
            yield Diagnostic("S204", node.place, {**values, "did_you_mean": suggest(str(error.instance), allowed)})
        case "minLength" | "minItems" | "minProperties":
            yield Diagnostic("S206", node.place, {"what": about})
        case "maxLength":
            yield Diagnostic("S207", node.place, {"what": about, "most": str(error.validator_value)})
        case _:
            zh, en = WANTED.get(what, OTHER)
            yield Diagnostic("S205", node.place, {"text": _short(error.instance), "wanted_zh": zh, "wanted_en": en})


def _unknown_keys(error: Any, node: Node) -> Iterator[Diagnostic]:
    known = list(error.schema.get("properties", ()))
    for field in node.fields if isinstance(node, Fields) else ():
        if field.key.text in known:
            continue
        if (split := _split_by_comma(node, field.key.text)) is not None:
            yield split
        elif field.key.text == "from" and "below" in known:
            yield Diagnostic("S209", field.key.place)
        else:
            values = {"key": _short(field.key.text), "did_you_mean": suggest(field.key.text, known), "allowed": "、".join(known)}
            yield Diagnostic("S201", field.key.place, values)


def _split_by_comma(node: Node, name: str) -> Diagnostic | None:
    """An expression in braces that a comma ended too early, so that the rest of it reads as a key: `{up_to: min(a, b)}`."""
    fields = node.fields if isinstance(node, Fields) else ()
    at = next((number for number, field in enumerate(fields) if field.key.text == name), 0)
    before = fields[at - 1].value if at else None
    if not isinstance(before, Text) or sum(before.text.count(each) for each in "([") <= sum(map(before.text.count, ")]")):
        return None
    return Diagnostic("S208", before.place, {"text": _short(before.text), "key": _short(name)})


def _bad_name(node: Node, name: str) -> Diagnostic:
    if (split := _split_by_comma(node, name)) is not None:
        return split
    key = node.key(name) if isinstance(node, Fields) else None
    values = {"text": _short(name), "wanted_zh": A_NAME[0], "wanted_en": A_NAME[1]}
    return Diagnostic("S205", key.place if key else node.place, values)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
