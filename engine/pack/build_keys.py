"""Which facts a line of history carries besides its subject: those that some limit compares. Known before the rules are typed."""

from __future__ import annotations

from collections.abc import Iterator

from engine.pack.document import Fields, Items, Node, Text
from engine.pack.names import Names, shared_subject
from engine.pack.terms import Fact


def key_facts(names: Names, root: Fields) -> dict[str, tuple[Fact, ...]]:
    """By rule: the facts that `past` holds of it by their plain name. What is wrong with a limit is said where it is built."""
    subjects = {
        rule: subject.text for rule, body in _bodies(root.get("rules")) if isinstance(subject := body.get("subject"), Text)
    }
    found: dict[str, dict[str, Fact]] = {rule: {} for rule in subjects}
    own = [(rule, body.get("limits")) for rule, body in _bodies(root.get("rules"))]
    for owner, limits in [("", root.get("limits")), *own]:
        for limit in _items(limits):
            if not isinstance(limit, Fields):
                continue
            over = [*_words(limit.get("over"))] or [owner]
            binds = [owner] if owner else over
            about = shared_subject([names.path(subjects[rule]) for rule in binds if rule in subjects])
            facts = [
                names.facts.get(f"{word.rpartition('.')[0] or about}.{word.rpartition('.')[2]}")
                for word in _words(limit.get("key"))
            ]
            for rule in over:
                path = names.path(subjects.get(rule, ""))
                found.setdefault(rule, {}).update({fact.key: fact for fact in facts if fact and fact.subject in path})
    return {rule: _by_plain_name(facts) for rule, facts in found.items()}


def _by_plain_name(facts: dict[str, Fact]) -> tuple[Fact, ...]:
    """Those that no other fact of the same name could be taken for."""
    names = [fact.name for fact in facts.values()]
    return tuple(fact for fact in facts.values() if names.count(fact.name) == 1)


def _bodies(node: Node | None) -> Iterator[tuple[str, Fields]]:
    for field in node.fields if isinstance(node, Fields) else ():
        if isinstance(field.value, Fields):
            yield field.key.text, field.value


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else () if node is None else (node,)


def _words(node: Node | None) -> Iterator[str]:
    yield from (item.text for item in _items(node) if isinstance(item, Text))
