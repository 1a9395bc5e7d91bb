"""One case laid over another: a case over the `defaults` of its file, a step over what came before.

A subject given as a map is laid over the same subject given as a map, fact by fact and down to its children; an empty value laid
over a stated one makes it unknown. Over defaults, a list replaces. In a step every subject finds its counterpart by id, one
without an id the only one there, and one that has no counterpart is added; what a step does not name stays. `readings` are laid
over key by key, so that choosing one option does not undo another. Any other key replaces.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.pack.cases_subjects import ONLY
from engine.pack.document import Field, Fields, Items, Node, Text
from engine.pack.model import Pack

OWN = frozenset({"expect", "steps", "case"})  # of the chain as a whole, not of each step
Kinds = tuple[str, ...]
Combine = Callable[[Node, Node, Kinds, Pack], Node]


def over_defaults(defaults: Fields, case: Fields, pack: Pack) -> Fields:
    """`case` where it says something, else the defaults of its file."""
    return _laid(defaults, case, _roots(pack), pack, _one_over_one)


def over_step(before: Fields, step: Fields, pack: Pack) -> Fields:
    """What a step of a chain knows: what it says itself, else what was known before it."""
    inherited = Fields(tuple(field for field in before.fields if field.key.text not in OWN), before.place)
    return _laid(inherited, step, _roots(pack), pack, _by_id)


def _roots(pack: Pack) -> Kinds:
    return tuple(kind.name for kind in pack.subjects.values() if kind.of is None)


def _laid(under: Fields, upper: Fields, kinds: Kinds, pack: Pack, combine: Combine) -> Fields:
    """`upper` over `under`; the keys in `kinds` hold subjects."""
    values = {field.key.text: field for field in under.fields}
    for field in upper.fields:
        name, below = field.key.text, values.get(field.key.text)
        if below is not None and name in kinds:
            field = Field(field.key, combine(below.value, field.value, (name,), pack))
        elif below is not None and name == "readings" and isinstance(below.value, Fields) and isinstance(field.value, Fields):
            field = Field(field.key, _laid(below.value, field.value, (), pack, combine))
        values[name] = field
    return Fields(tuple(values.values()), upper.place)


def _one_over_one(under: Node, upper: Node, kind: Kinds, pack: Pack) -> Node:
    if isinstance(under, Fields) and isinstance(upper, Fields):
        return _laid(under, upper, pack.children_of(kind[0]), pack, _one_over_one)
    return upper


def _by_id(under: Node, upper: Node, kind: Kinds, pack: Pack) -> Node:
    below, above = _subjects(under), _subjects(upper)
    if not below or not above:
        return upper
    children = pack.children_of(kind[0])
    merged = list(below)
    for subject in above:
        place = _counterpart(subject, merged)
        if place is None:
            merged.append(subject)
        else:
            merged[place] = _laid(merged[place], subject, children, pack, _by_id)
    return merged[0] if len(merged) == 1 else Items(tuple(merged), upper.place)


def _subjects(node: Node) -> list[Fields]:
    """The subjects a node holds; none where some entry is no map, which is reported when the case is read."""
    items = node.items if isinstance(node, Items) else (node,)
    maps = [item for item in items if isinstance(item, Fields)]
    return maps if len(maps) == len(items) else []


def _counterpart(subject: Fields, among: list[Fields]) -> int | None:
    name = _id(subject)
    if not name:
        return 0 if len(among) == 1 else None
    return next((place for place, each in enumerate(among) if (_id(each) or ONLY) == name), None)


def _id(subject: Fields) -> str:
    node = subject.get("id")
    return node.text if isinstance(node, Text) else ""
