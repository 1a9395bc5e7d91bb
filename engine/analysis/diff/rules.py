"""The layer of rules: every difference of meaning or of names between two packs, never of layout.

What is compared is the typed form: comments, quotes, spaces, the order of keys, 30000元 for 3万元 are no difference. Where order
has a meaning it is compared: of rules whose claims are counted together, of the ways of a choice, of the limits of a rule. The
order of facts and readings only decides which of several missing things is asked for first, and is not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.analysis.diff.matching import names_of
from engine.analysis.diff.model import RuleChange, Sides
from engine.analysis.diff.noting import Noting
from engine.analysis.diff.of_limits import limit_changes
from engine.analysis.diff.of_numbers import number_changes
from engine.analysis.diff.of_pack import pack_changes
from engine.analysis.diff.of_rules import rule_changes
from engine.analysis.diff.of_words import (
    at_of,
    benefit_changes,
    definition_changes,
    fact_changes,
    reading_changes,
    subject_changes,
)
from engine.analysis.diff.order import moved
from engine.pack.model import Pack
from engine.pack.terms import Label


def compare_rules(sides: Sides) -> tuple[RuleChange, ...]:
    """What differs: rules first, each with its limits; then what they are made of; then the pack as a whole."""
    noting = Noting(sides, names_of(sides.pairs))
    found: list[RuleChange] = []
    for pair in sides.of("rules"):
        found += rule_changes(noting, pair)
        owners = {f"{name}/" for name in (pair.old, pair.new) if name is not None}
        for limit in sides.of("limits"):
            if any(key.startswith(owner) for key in (limit.old, limit.new) if key for owner in owners):
                found += limit_changes(noting, limit)
    found += served(noting)
    for limit in sides.of("limits"):
        if limit.key.startswith("/"):
            found += limit_changes(noting, limit)
    for part, changes in (
        ("parameters", number_changes),
        ("readings", reading_changes),
        ("definitions", definition_changes),
        ("facts", fact_changes),
        ("subjects", subject_changes),
        ("other_benefits", benefit_changes),
    ):
        for pair in sides.of(part):  # type: ignore[arg-type]
            found += changes(noting, pair)
    found += _reworded(noting)
    found += pack_changes(noting)
    return tuple(found)


def served(noting: Noting) -> Iterator[RuleChange]:
    """Rules that are served before or after another one than they were, where a limit counts the claims of both."""
    sides = noting.sides
    kept = [pair for pair in sides.of("rules") if pair.old is not None and pair.new is not None]
    before = [noting.names.of("rules", name) for name in sides.old.rules if any(pair.old == name for pair in kept)]
    after = [pair.new for pair in kept if pair.new is not None]
    together = [*_counted_together(sides.new), *(_renamed(noting, each) for each in _counted_together(sides.old))]
    seen: set[frozenset[str]] = set()
    for group in together:
        one, other = [name for name in before if name in group], [name for name in after if name in group]
        if one == other or group in seen:
            continue
        seen.add(group)
        for name in moved(one, other):
            at = at_of(noting, "rules", next(pair for pair in kept if pair.new == name))
            words = [_order(noting, order) for order in (one, other)]
            yield noting.change("rule_moved", at, words[0], words[1])


def _counted_together(pack: Pack) -> list[frozenset[str]]:
    """The rules that a limit binds or counts, limit by limit."""
    every = [limit for rule in pack.rules.values() for limit in rule.limits]
    groups = [frozenset(name for name in (*limit.binds, *limit.over) if name in pack.rules) for limit in every]
    return list(dict.fromkeys(group for group in groups if len(group) > 1))


def _renamed(noting: Noting, group: frozenset[str]) -> frozenset[str]:
    return frozenset(noting.names.of("rules", name) for name in group)


def _order(noting: Noting, names: Sequence[str]) -> Label:
    rules = noting.sides.new.rules
    return Label(
        "、".join(rules[name].label.say("zh", name) for name in names),
        ", ".join(rules[name].label.say("en", name) for name in names),
    )


def _reworded(noting: Noting) -> Iterator[RuleChange]:
    """Provisions whose official words are as they were and whose summary, kind or reason is another."""
    sides = noting.sides
    for pair in sides.of("provisions"):
        if pair.old is None or pair.new is None:
            continue
        old, new = sides.old.provisions[pair.old], sides.new.provisions[pair.new]
        at = at_of(noting, "provisions", pair)
        if old.digest and old.digest == new.digest and old.summary != new.summary:
            yield noting.change("label", at.inside(".summary"), old.summary, new.summary)
        if old.kind != new.kind:
            yield noting.change("note", at.inside(".kind"), Label(old.kind, old.kind), Label(new.kind, new.kind))
        if old.not_computed != new.not_computed:
            yield noting.change("note", at.inside(".not_computed"), old.not_computed, new.not_computed)
