"""What changed of rules: conditions, amounts, ways, targets, duties, payers, instalments, and when they are in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from engine.analysis.diff.conditions import condition_changes, expected_changes
from engine.analysis.diff.forms import SAME, formula_form, record_form
from engine.analysis.diff.limits import own_limits
from engine.analysis.diff.model import Pair, RuleChange
from engine.analysis.diff.noting import At, Noting, written
from engine.analysis.diff.of_limits import limit_order
from engine.analysis.diff.of_words import at_of, say_subject
from engine.backends.prose import Speaker
from engine.backends.prose_amounts import say_amount, say_duty, say_part, say_payers, say_target
from engine.backends.prose_values import either, say_value
from engine.pack.rule import Amount, Arm, Part, Rule
from engine.pack.terms import Formula, InForce, Label

Changes: TypeAlias = Iterator[RuleChange]
KINDS = {"amount": ("给付", "pays"), "choose": ("选择", "chooses"), "target": ("目标", "target"), "duty": ("职责", "duty")}
PERIODS = {None: ("不分期间", "no period"), "year": ("按年", "by year"), "month": ("按月", "by month")}


def rule_changes(noting: Noting, pair: Pair) -> Changes:
    """Everything that is not as it was of one rule; its limits are told apart from it."""
    at = at_of(noting, "rules", pair)
    old = noting.sides.old.rules[pair.old] if pair.old is not None else None
    new = noting.sides.new.rules[pair.new] if pair.new is not None else None
    if old is None or new is None:
        yield noting.change("rule_added" if old is None else "rule_removed", at, *noting.said(old, new, _in_short))
        return
    yield from noting.renamed(at)
    yield from noting.called(at, (old.label, new.label), (old.cite, new.cite))
    if old.kind != new.kind:
        words = [Label(*KINDS[each.kind]) for each in (old, new)]
        yield noting.change("rule_kind", at, words[0], words[1], (old.kind, new.kind))
    if noting.names.of("subjects", old.subject) != new.subject:
        said = noting.said(old.subject, new.subject, say_subject)
        yield noting.change("subject", at.inside(".subject"), *said, (old.subject, new.subject))
    if old.period != new.period:
        words = [Label(*PERIODS[each.period]) for each in (old, new)]
        yield noting.change("period", at.inside(".period"), words[0], words[1], (old.period or "", new.period or ""))
    yield from in_force_changes(noting, at.inside(".in_force"), old.in_force, new.in_force)
    yield from noting.formulas("law_at", at.inside(".law_at"), old.law_at, new.law_at)
    yield from condition_changes(noting, at.inside(".when"), old.when, new.when)
    yield from _given(noting, at, old, new)
    pairs = noting.sides.of("limits")
    yield from limit_order(noting, own_limits(noting.sides.old, old), own_limits(noting.sides.new, new), pairs, at)
    yield from _paid(noting, at, old, new)
    yield from expected_changes(noting, at.inside(".expected"), old.expected, new.expected)


def _in_short(rule: Rule, speaker: Speaker) -> str:
    label = rule.label.say(speaker.lang, rule.name)
    conditions = [speaker.condition(each) for each in rule.when]
    gives = say_amount(rule.amount, speaker) if rule.amount else ""
    if rule.target:
        gives = say_target(rule.target, speaker)
    if rule.duty:
        gives = say_duty(rule.duty, speaker)
    for_whom = either(speaker.lang, f"对象：{speaker.subject(rule.subject)}", f"for: {speaker.subject(rule.subject)}")
    if conditions:
        heading, joint = either(speaker.lang, "条件：", "if: "), either(speaker.lang, "，", ", ")
        for_whom += either(speaker.lang, "；", "; ") + heading + joint.join(conditions)
    if gives:
        for_whom += either(speaker.lang, f"；{gives}", f"; {gives}")
    return f"{label}{either(speaker.lang, '：', ': ')}{for_whom}"


def in_force_changes(noting: Noting, at: At, old: InForce | None, new: InForce | None) -> Changes:
    """The first and the last day, each by itself."""
    for way, field in (("from", "since"), ("until", "until")):
        bounds: list[Formula | None] = [getattr(each, field) if each else None for each in (old, new)]
        for each in noting.formulas("in_force", at.inside(f".{way}"), bounds[0], bounds[1]):
            yield replace(each, kind="in_force") if each.kind == "number_changed" else each


def _given(noting: Noting, at: At, old: Rule, new: Rule) -> Changes:
    if old.amount is not None and new.amount is not None:
        yield from _amount(noting, at.inside(".amount", old.amount.place, new.amount.place), old.amount, new.amount)
    if old.owed != new.owed:
        words = [Label(say_value(each.owed, "zh"), say_value(each.owed, "en")) for each in (old, new)]
        yield noting.change("owed", at.inside(".owed"), words[0], words[1])
    if old.choose or new.choose:
        yield from _arms(noting, at.inside(".choose"), old.choose, new.choose)
    for way in ("target", "duty"):
        yield from _aim(noting, at.inside(f".{way}"), way, getattr(old, way), getattr(new, way))


def _amount(noting: Noting, at: At, old: Amount, new: Amount) -> Changes:
    said = noting.said(old, new, say_amount)
    if old.kind != new.kind or old.unit != new.unit:
        yield noting.change("amount_kind", at, *said)
        return
    if old.instrument != new.instrument:
        yield noting.change("amount", at, old.instrument, new.instrument)
    for way, field in (("", "value"), (".times", "times"), (".from", "floor"), (".up_to", "ceiling")):
        one, other = getattr(old, field), getattr(new, field)
        if (one is None) != (other is None):
            yield noting.change("amount", at, *said, (written(one), written(other)))
        else:
            yield from noting.formulas("amount", at.inside(way), one, other)


def _arms(noting: Noting, at: At, old: Sequence[Arm], new: Sequence[Arm]) -> Changes:
    """The ways of a choice: by what they result in; the order counts, since the first that holds is taken."""
    olds, news = _by_result(old), _by_result(new)
    for number, (name, arm) in enumerate(news.items()):
        here = at.only(f"[{number}]", None, arm.place, arm.cite)
        if name not in olds:
            yield noting.change("arm_added", here, *noting.said(None, arm, _arm))
            continue
        was = olds[name]
        here = here.inside("", was.place, arm.place)
        yield from noting.called(here, (was.label, arm.label), (was.cite, arm.cite))
        if was.when is None or arm.when is None:
            if was.when is not arm.when:
                yield noting.change("arm_changed", here, *noting.said(was, arm, _arm), (written(was.when), written(arm.when)))
        else:
            yield from noting.formulas("arm_changed", here.inside(".when"), was.when, arm.when)
    for name, arm in olds.items():
        if name not in news:
            yield noting.change("arm_removed", at.only("", arm.place, None, arm.cite), *noting.said(arm, None, _arm))
    before, after = [each for each in olds if each in news], [each for each in news if each in olds]
    if before != after:
        yield noting.change("arm_order", at, Label(*["、".join(before)] * 2), Label(*["、".join(after)] * 2))


def _by_result(arms: Sequence[Arm]) -> dict[str, Arm]:
    """The ways by what they result in; the second with the same result gets a number."""
    found: dict[str, Arm] = {}
    for arm in arms:
        same = sum(each.result == arm.result for each in found.values())
        found[f"{arm.result} {same + 1}" if same else arm.result] = arm
    return found


def _arm(arm: Arm, speaker: Speaker) -> str:
    result = arm.label.say(speaker.lang, arm.result)
    if arm.when is None:
        return either(speaker.lang, f"其他情形：{result}", f"otherwise: {result}")
    return either(speaker.lang, f"{speaker.say(arm.when.expr)}：{result}", f"{speaker.say(arm.when.expr)}: {result}")


SAY_AIM: dict[str, Callable[..., str]] = {"target": say_target, "duty": say_duty}
AIMS = {"target": ("count", "of", "at_least", "at_most", "by", "reached_on"), "duty": ("event", "every", "counted")}


def _aim(noting: Noting, at: At, kind: str, old: object, new: object) -> Changes:
    if old is None or new is None:
        return  # the rule is of another kind, and that is said
    said = noting.said(old, new, SAY_AIM[kind])
    for field in AIMS[kind]:
        one, other = getattr(old, field), getattr(new, field)
        if (one is None) != (other is None):
            yield noting.change(kind, at.inside(f".{field}"), *said, (written(one), written(other)))
        else:
            yield from noting.formulas(kind, at.inside(f".{field}"), one, other)


def _paid(noting: Noting, at: At, old: Rule, new: Rule) -> Changes:
    if record_form(old.paid_by, noting.names) != record_form(new.paid_by):
        yield noting.change("payer", at.inside(".paid_by"), *noting.said(old.paid_by, new.paid_by, say_payers))
    yield from _parts(noting, at.inside(".parts"), old, new)


def _parts(noting: Noting, at: At, old: Rule, new: Rule) -> Changes:
    """Instalments by their number; the words of one say its share, its day and its condition."""
    for number in range(max(len(old.parts), len(new.parts))):
        one = old.parts[number] if number < len(old.parts) else None
        other = new.parts[number] if number < len(new.parts) else None
        same = one is not None and other is not None and record_form(one, noting.names) == record_form(other, SAME)
        if same or (one is None and other is None):
            continue
        said = noting.said(one, other, partial(_part, number + 1))
        here = at.only(f"[{number}]", one.place if one else None, other.place if other else None)
        shares = [getattr(each.share.expr, "value", None) if each and each.share else None for each in (one, other)]
        changed = one and other and formula_form(one.share, noting.names) != formula_form(other.share)
        yield noting.change("part", here, *said, values=(shares[0], shares[1]) if changed else (None, None))


def _part(number: int, part: Part, speaker: Speaker) -> str:
    return say_part(part, number, speaker)
