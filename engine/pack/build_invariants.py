"""Invariants: what must hold of every answer that a case can get from a rule, or of the numbers of the measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from engine.lang.ir import Ref
from engine.lang.types import BOOL
from engine.pack.document import Fields, Node, Text
from engine.pack.formulas import Builder
from engine.pack.model import Invariant
from engine.pack.names import PackScope
from engine.pack.nodes import key_place
from engine.pack.rule import Rule
from engine.pack.terms import Fact
from engine.text.render import suggest

ANSWERS = {"award": "amount", "result": "choose"}  # by the kind of rule whose answer the name stands for


def invariant(
    b: Builder, key: Text, body: Fields, rules: Mapping[str, Rule], keys: Mapping[str, tuple[Fact, ...]]
) -> Invariant | None:
    """One invariant; None where something is wrong with it, which has been said."""
    of = _of(b, body.get("of"), rules)
    if of is None or not _alike(b, body, [rules[name] for name in of]):
        return None
    scope = _scope(b, [rules[name] for name in of], keys)
    node = b.ask.required(body, "means", key.text)
    if node is None or not _its_own_names(b, node, scope):
        return None
    means = b.formula(node, scope, "means", BOOL)
    if means is None:
        return None
    return Invariant(
        key.text, of, means, b.ask.label(body.get("label"), "label"), b.ask.text(body.get("cite"), "cite"), key.place
    )


def _of(b: Builder, node: Node | None, rules: Mapping[str, Rule]) -> tuple[str, ...] | None:
    """The rules it is of, each once; None where one is none that pays or chooses."""
    known = [name for name, rule in rules.items() if rule.kind in ANSWERS.values()]
    names, wrong = [], False
    for item in b.ask.items(node, "of"):
        name = b.ask.text(item, "of")
        if name in known:
            names.append(name)
        elif name or item is not node:  # an empty field says nothing
            wrong = True
            b.found.add("P552", item.place, name=name, did_you_mean=suggest(name, known))
    return None if wrong else tuple(dict.fromkeys(names))


def _alike(b: Builder, body: Fields, of: Sequence[Rule]) -> bool:
    """Whether one expression can be about the answers of all these rules."""
    if len({(rule.subject, rule.kind) for rule in of}) < 2:
        return True
    rules = "、".join(f"{rule.name} ({rule.subject}, {rule.kind})" for rule in of)
    b.found.add("P553", key_place(body, "of"), related=[rule.place for rule in of], rules=rules)
    return False


def _scope(b: Builder, of: Sequence[Rule], keys: Mapping[str, tuple[Fact, ...]]) -> PackScope:
    """The names of a condition of all these rules, and what stands for the answer."""
    if not of:
        return PackScope(b.names)
    first, others = of[0], of[1:]
    timed = all(rule.period is not None for rule in of)
    carried = tuple(fact for fact in keys.get(first.name, ()) if all(fact in keys.get(rule.name, ()) for rule in others))
    scope = PackScope(b.names, first.subject, frozenset({"past", *(("period",) if timed else ())}), keys=carried)
    if first.kind == "choose":
        return replace(scope, results=tuple(dict.fromkeys(arm.result for rule in of for arm in rule.choose)))
    return replace(scope, givens=scope.givens | {"award"})


def _its_own_names(b: Builder, node: Node, scope: PackScope) -> bool:
    """Whether `award` and `result`, where the expression names them, stand for the answer."""
    there = {"award": "award" in scope.givens, "result": bool(scope.results)}
    for name in _named(node):
        found = scope.name(name)
        if (isinstance(found, Ref) and found.kind != "given") or name in b.names.parameters:
            if there[name]:
                b.found.add("P555", node.place, name=name)
                return False
        elif not there[name]:
            b.found.add("P554", node.place, name=name, kind=ANSWERS[name])
            return False
    return True


def _named(node: Node) -> Iterator[str]:
    """Which of the two names an expression names, plainly."""
    text = node.text if isinstance(node, Text) else ""
    unquoted = re.sub(r"'[^']*'|\"[^\"]*\"", "", text)
    return (name for name in ANSWERS if re.search(rf"(?<![\w.]){name}(?![\w.(])", unquoted))
