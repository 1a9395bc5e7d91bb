"""How much two things of a pack are alike that do not have the same name: 0 not at all, 1 in all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import TypeAlias, cast

from engine.analysis.diff.forms import SAME, Names, form, formula_form, record_form, type_form
from engine.lang.ir import Choose, Expr, Ref, walk
from engine.lang.types import OneOf
from engine.pack.model import Invariant, Note, OtherBenefit, Pack
from engine.pack.reads import formulas
from engine.pack.rule import Rule
from engine.pack.terms import Definition, Fact, Label, Parameter, Reading, Subject

Usage: TypeAlias = Mapping[str, frozenset[tuple[str, str]]]  # by name: which rules, definitions and readings speak of it
KINDS = {"facts": "fact", "definitions": "definition", "parameters": "parameter", "readings": "reading"}


def usage(pack: Pack, part: str, names: Names) -> Usage:
    """Where the things of a part are spoken of; the owners by their new names."""
    found: dict[str, set[tuple[str, str]]] = {}
    for owner, expr in _owned(pack, names):
        for inner in walk(expr):
            match inner:
                case Ref(kind=kind, carrier=carrier, name=name) if kind == KINDS.get(part):
                    found.setdefault(f"{carrier}.{name}" if part in ("facts", "definitions") else name, set()).add(owner)
                case Choose(table=name) if name and part == "parameters":
                    found.setdefault(name, set()).add(owner)
                case _:
                    pass
    return {name: frozenset(owners) for name, owners in found.items()}


def _owned(pack: Pack, names: Names) -> Iterator[tuple[tuple[str, str], Expr]]:
    for rule in pack.rules.values():
        owner = ("rules", names.of("rules", rule.name))
        yield from ((owner, formula.expr) for formula in formulas(rule))
        yield from ((owner, each.formula.expr) for each in rule.expected)
    for key, definition in pack.definitions.items():
        yield ("definitions", names.of("definitions", key)), definition.means.expr
    for reading in pack.readings.values():
        means = [option.means.expr for option in reading.options.values() if option.means]
        yield from ((("readings", names.of("readings", reading.name)), expr) for expr in means)


def same_label(old: Label, new: Label) -> bool:
    """Whether people call both the same, in either language."""
    return bool((old.zh and old.zh == new.zh) or (old.en and old.en == new.en))


def nearness(old: str, new: str) -> float:
    """How much two words or sentences have in common."""
    return SequenceMatcher(None, old, new, autojunk=False).ratio() if old and new else 0.0


def _shared(old: frozenset[object], new: frozenset[object]) -> float:
    return len(old & new) / len(old | new) if old | new else 1.0


def _fact(old: object, new: object, names: Names, used: float) -> float:
    old, new = cast(Fact, old), cast(Fact, new)
    if old.type.name != new.type.name:
        return 0.0
    if isinstance(old.type, OneOf) and isinstance(new.type, OneOf):
        if _shared(frozenset(old.type.names), frozenset(new.type.names)) < 0.5:
            return 0.0
    elif type_form(old.type) != type_form(new.type):
        return 0.0
    if same_label(old.label, new.label):
        return 0.6 + 0.2 * used + 0.1 * (old.cite == new.cite) + 0.1 * nearness(old.name, new.name)
    if old.label != Label() and new.label != Label():
        return 0.0
    return 0.6 * used + 0.4 * nearness(old.name, new.name)


def _subject(old: object, new: object, names: Names, used: float) -> float:
    old, new = cast(Subject, old), cast(Subject, new)
    parent = None if old.of is None else names.of("subjects", old.of)
    return 0.9 * same_label(old.label, new.label) if parent == new.of else 0.0


def _parameter(old: object, new: object, names: Names, used: float) -> float:
    old, new = cast(Parameter, old), cast(Parameter, new)
    if old.type.name != new.type.name or len(old.by) != len(new.by):
        return 0.0
    same = record_form(old.table, names, ("name",)) == record_form(new.table, SAME, ("name",))
    label, cite = same_label(old.label, new.label), bool(old.cite) and old.cite == new.cite
    return 0.4 * same + 0.4 * label + 0.25 * used + 0.1 * cite + 0.1 * nearness(old.name, new.name)


def _definition(old: object, new: object, names: Names, used: float) -> float:
    old, new = cast(Definition, old), cast(Definition, new)
    if names.of("subjects", old.subject) != new.subject:
        return 0.0
    same, label = form(old.means.expr, names) == form(new.means.expr), same_label(old.label, new.label)
    return 0.7 * same + 0.4 * label + 0.25 * used + 0.1 * nearness(old.name, new.name)


def _reading(old: object, new: object, names: Names, used: float) -> float:
    old, new = cast(Reading, old), cast(Reading, new)
    options = [frozenset(each.options) for each in (old, new)]
    means = [
        tuple((name, formula_form(option.means, by)) for name, option in each.options.items())
        for each, by in ((old, names), (new, SAME))
    ]
    asked = nearness(old.question.zh or old.question.en, new.question.zh or new.question.en)
    return 0.3 * _shared(*options) + 0.2 * (means[0] == means[1]) + 0.3 * asked + 0.25 * used


def _rule(old: object, new: object, names: Names, used: float) -> float:
    old, new = cast(Rule, old), cast(Rule, new)
    if old.kind != new.kind or names.of("subjects", old.subject) != new.subject:
        return 0.0
    one, other = (dict(rule_parts(each, by)) for each, by in ((old, names), (new, SAME)))
    alike = sum(_shared(one[name], other[name]) for name in one) / len(one)
    return 0.55 * alike + 0.35 * same_label(old.label, new.label) + 0.1 * nearness(old.name, new.name)


def rule_parts(rule: Rule, names: Names) -> Iterator[tuple[str, frozenset[object]]]:
    """What a rule is made of, without its names and without whatever names itself by it."""
    yield "when", frozenset(form(each.formula.expr, names) for each in rule.when)
    yield "amount", frozenset({record_form(rule.amount, names)})
    yield "limits", frozenset((each.kind, form(each.bound.expr, names), each.per, each.short) for each in rule.limits)
    yield "else", frozenset({record_form((rule.period, rule.law_at, rule.choose, rule.target, rule.duty), names)})
    yield "paid", frozenset({record_form((rule.parts, rule.paid_by, rule.owed), names)})


def _benefit(old: object, new: object, names: Names, used: float) -> float:
    old, new = cast(OtherBenefit, old), cast(OtherBenefit, new)
    if names.of("subjects", old.subject) != new.subject:
        return 0.0
    return 0.7 * same_label(old.label, new.label) + 0.2 * (bool(old.document) and old.document == new.document)


def _invariant(old: object, new: object, names: Names, used: float) -> float:
    old, new = cast(Invariant, old), cast(Invariant, new)
    same = form(old.means.expr, names) == form(new.means.expr)
    return 0.6 * same + 0.4 * same_label(old.label, new.label) + 0.2 * nearness(old.name, new.name)


def _note(old: object, new: object, names: Names, used: float) -> float:
    old, new = cast(Note, old), cast(Note, new)
    return 0.9 * nearness(old.text.zh or old.text.en, new.text.zh or new.text.en)


SCORES: Mapping[str, Callable[[object, object, Names, float], float]] = {
    "facts": _fact,
    "subjects": _subject,
    "parameters": _parameter,
    "definitions": _definition,
    "readings": _reading,
    "rules": _rule,
    "other_benefits": _benefit,
    "invariants": _invariant,
    "notes": _note,
}
