"""A thing to be reached taken apart: what must be so all at once, each in words, so that what stands in the way can be named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.analysis.prove.asked import Asked
from engine.analysis.prove.words import NOT
from engine.backends.smt.claim import Award
from engine.backends.smt.logic import Truth
from engine.pack.rule import Arm, Condition
from engine.pack.terms import Formula, Label

Pieces = Iterator[tuple[Label, Truth]]


def of_rule(asked: Asked) -> Pieces:
    """In force, every condition, and something that is due and that limits leave."""
    yield IN_FORCE, asked.in_force
    for each in asked.rule.when:
        yield _said(each), asked.holds(each.formula)
    if isinstance(asked.answer, Award):
        yield Label("有金额可付（限额有余）", "something is due and limits leave some of it"), asked.answer.pays


def of_arm(asked: Asked) -> Pieces:
    """In force, every condition, no arm before, and this one."""
    (at,) = asked.goal.at
    yield IN_FORCE, asked.in_force
    for each in asked.rule.when:
        yield _said(each), asked.holds(each.formula)
    for arm in asked.rule.choose[:at]:
        if arm.when is not None:
            yield _not(_of_arm(arm)), asked.fails(arm.when)
    last = asked.rule.choose[at]
    yield _of_arm(last), asked.holds(last.when)


def of_condition(asked: Asked) -> Pieces:
    """In force, this condition failing, and every other."""
    (at,) = asked.goal.at
    yield IN_FORCE, asked.in_force
    for number, each in enumerate(asked.rule.when):
        yield (_not(_said(each)), asked.fails(each.formula)) if number == at else (_said(each), asked.holds(each.formula))


IN_FORCE = Label("在施行期内", "it is in force")


def _said(condition: Condition) -> Label:
    return _with(condition.label, condition.formula)


def _of_arm(arm: Arm) -> Label:
    label = Label(arm.label.say("zh", arm.result), arm.label.say("en", arm.result))
    return label if arm.when is None else _with(label, arm.when)


def _with(label: Label, formula: Formula) -> Label:
    """A label with the expression it stands for."""
    text = formula.text or formula.place.text
    zh, en = label.say("zh"), label.say("en")
    return Label(f"{zh}（{text}）", f"{en} ({text})") if zh or en else Label(text, text)


def _not(label: Label) -> Label:
    return Label(NOT.zh + label.zh, NOT.en + label.en)


PIECES: dict[str, Callable[[Asked], Pieces]] = {
    "rule_reached": of_rule,
    "arm_reached": of_arm,
    "condition_counts": of_condition,
}
