"""Digests filled into a pack: the file keeps its comments and its layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.analysis.source.outline import Outline
from engine.analysis.source.places import parse
from engine.pack.document import Field, Fields, Items, Node, Text
from engine.pack.editing import Edit, edited


@dataclass(frozen=True)
class Filling:
    """A pack's text with digests, and by provision what was done."""

    text: str
    filled: tuple[str, ...]
    refreshed: tuple[str, ...]
    stale: tuple[str, ...]  # the text has other words; left as they are, unless they are to be refreshed
    same: tuple[str, ...]
    absent: tuple[str, ...]  # the text has no such place


def fill(root: Fields, outline: Outline, refresh: bool) -> Filling:
    """The digests of the text in the provisions of a pack (the root of its file)."""
    provisions = root.get("provisions")
    done: Mapping[str, list[str]] = {key: [] for key in ("filled", "refreshed", "stale", "same", "absent")}
    edits: list[Edit] = []
    for each in provisions.fields if isinstance(provisions, Fields) else ():
        place = parse(each.key.text)
        part = outline.part(place) if place else None
        if part is None or not isinstance(each.value, Fields):
            done["absent"].append(each.key.text)
            continue
        old = each.value.get("digest")
        if isinstance(old, Text) and old.text:
            kind = "same" if old.text == part.digest else "refreshed" if refresh else "stale"
            if kind == "refreshed":
                edits.append(Edit(old.place.start, old.place.end, part.digest))
        else:
            kind = "filled"
            edits.append(
                _added(each.value, part.digest) if old is None else Edit(old.place.start, old.place.end, f" {part.digest}")
            )
        done[kind].append(each.key.text)
    text = edited(root.place.source.text, edits)
    return Filling(text, **{key: tuple(names) for key, names in done.items()})


def _added(body: Fields, digest: str) -> Edit:
    """A digest behind the summary of a provision, or at its end."""
    text = body.place.source.text
    after = body.index.get("summary") or body.fields[-1]
    end = end_of(after)
    if text[body.place.start] == "{":
        return Edit(end, end, f", digest: {digest}")
    if text[end - 1] == "\n":  # a text in block style ends with its line
        end -= 1
    line = text.find("\n", end)
    line = len(text) if line < 0 else line
    indent = " " * (after.key.place.column - 1)
    return Edit(line, line, f"\n{indent}digest: {digest}")


def end_of(field: Field) -> int:
    """Where the last character of a field stands; the place of a block reaches to whatever comes next."""
    return _end(field.value)


def _end(node: Node) -> int:
    text = node.place.source.text
    if isinstance(node, Text) or text[node.place.start : node.place.start + 1] in ("{", "["):
        return node.place.end
    last = node.items[-1] if isinstance(node, Items) else node.fields[-1].value
    return _end(last)
