"""The identity of a case: a digest of everything that can change its answer.

Left out are its name, the measure it names (the outcome names the pack), what it expects, and its citation and reason. The case
is taken with the defaults of its file laid under it. Empty values say nothing and do not count; lists that mean no order
(history, decisions, the days of a fact) are sorted. Subjects, claims and periods keep their order: claims are served in it.
"""

from __future__ import annotations

from engine.pack.canonical import canonical, digest
from engine.pack.document import Field, Fields, Items, Node, Text

WITHOUT_EFFECT = frozenset({"case", "measure", "expect", "cite", "why"})
UNSORTED = frozenset({"claims", "period", "readings"})  # what else stands in a case is subjects
SORTED = frozenset({"history", "decisions"})


def case_digest(case: Fields) -> str:
    """`sha256:…` of a case with its defaults applied."""
    return digest(_case(case), {})


def _case(case: Fields) -> Fields:
    return Fields(tuple(_part(field) for field in case.fields if field.key.text not in WITHOUT_EFFECT), case.place)


def _part(field: Field) -> Field:
    name, value = field.key.text, field.value
    if name == "steps" and isinstance(value, Items):
        items = tuple(_case(item) if isinstance(item, Fields) else item for item in value.items)
        return Field(field.key, Items(items, value.place))
    if name in SORTED and isinstance(value, Items):
        return Field(field.key, _sorted(value))
    return field if name in UNSORTED else Field(field.key, _subject(value))


def _subject(node: Node) -> Node:
    if isinstance(node, Items):
        if node.items and all(isinstance(item, Text) for item in node.items):
            return _sorted(node)
        return Items(tuple(_subject(item) for item in node.items), node.place)
    if isinstance(node, Fields):
        return Fields(
            tuple(field if field.key.text in UNSORTED else Field(field.key, _subject(field.value)) for field in node.fields),
            node.place,
        )
    return node


def _sorted(node: Items) -> Items:
    return Items(tuple(sorted(node.items, key=lambda item: canonical(item, {}))), node.place)
