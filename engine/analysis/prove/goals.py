"""What there is to be decided of a pack, property by property."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.coverage.listing import said_row
from engine.analysis.prove.model import Goal
from engine.pack.model import Pack
from engine.pack.reads import read_by_conditions
from engine.pack.rule import Limit, Rule
from engine.pack.terms import Label, Parameter


def _paying(pack: Pack) -> Iterator[Rule]:
    return (rule for rule in pack.rules.values() if rule.kind == "amount")


def _choosing(pack: Pack) -> Iterator[Rule]:
    return (rule for rule in pack.rules.values() if rule.kind == "choose")


def limits(rule: Rule) -> dict[str, Limit]:
    """The limits of a rule, each with a name of its own."""
    found: dict[str, Limit] = {}
    for limit in rule.limits:
        name, number = limit.name, 2
        while name in found:
            name, number = f"{limit.name}@{number}", number + 1
        found[name] = limit
    return found


def of_limits(pack: Pack) -> Iterator[Goal]:
    for rule in _paying(pack):
        for name, limit in limits(rule).items():
            yield Goal("limits_kept", rule.name, name, limit.label, place=limit.place)


def of_amounts(pack: Pack) -> Iterator[Goal]:
    return (Goal("never_negative", rule.name, place=rule.place) for rule in _paying(pack) if _worked_out(rule))


def _worked_out(rule: Rule) -> bool:
    return rule.amount is not None and rule.amount.kind not in ("elsewhere", "unstated")


def of_ranges(pack: Pack) -> Iterator[Goal]:
    for rule in _paying(pack):
        if rule.amount is not None and rule.amount.floor is not None:
            yield Goal("range_in_order", rule.name, place=rule.amount.place)


def of_decisions(pack: Pack) -> Iterator[Goal]:
    return (Goal("outside_never_pays", goal.rule, place=goal.place) for goal in of_ranges(pack))


def of_ceilings(pack: Pack) -> Iterator[Goal]:
    for rule in _paying(pack):
        if rule.amount is not None and rule.amount.kind == "decided":
            yield Goal("within_range", rule.name, place=rule.amount.place)


def of_parts(pack: Pack) -> Iterator[Goal]:
    return (Goal("parts_add_up", rule.name, place=rule.place) for rule in _paying(pack) if rule.parts)


def of_payers(pack: Pack) -> Iterator[Goal]:
    for rule in _paying(pack):
        if _worked_out(rule) and rule.paid_by.kind != "unstated":
            yield Goal("payers_add_up", rule.name, place=rule.place)


def of_choices(pack: Pack) -> Iterator[Goal]:
    return (Goal("choice_complete", rule.name, place=rule.place) for rule in _choosing(pack))


def of_pairs(pack: Pack) -> Iterator[Goal]:
    for rule in _choosing(pack):
        stated = [(at, arm) for at, arm in enumerate(rule.choose) if arm.when is not None]
        for n, (at, one) in enumerate(stated):
            for other_at, other in stated[n + 1 :]:
                if one.result != other.result:
                    zh, en = (
                        f"“{one.label.say(lang, one.result)}”{joint}“{other.label.say(lang, other.result)}”"
                        for lang, joint in (("zh", "与"), ("en", " and "))
                    )
                    item = f"{at + 1}+{other_at + 1}"
                    yield Goal("choice_unambiguous", rule.name, item, Label(zh, en), (at, other_at), other.place)


def of_answers(pack: Pack) -> Iterator[Goal]:
    for rule in pack.rules.values():
        if rule.kind != "duty":
            yield Goal("always_answered", rule.name, place=rule.place)


ANSWERS = {
    "": Label("可以给付", "can pay"),
    "met": Label("可以达到", "can be met"),
    "not_met": Label("可以未达到", "can be missed"),
    "kept": Label("可以履行", "can be kept"),
    "breached": Label("可以违反", "can be breached"),
}


def of_rules(pack: Pack) -> Iterator[Goal]:
    for rule in pack.rules.values():
        ways = ("met", "not_met") if rule.kind == "target" else ("kept", "breached") if rule.kind == "duty" else ("",)
        for way in ways if rule.kind != "choose" else ():
            yield Goal("rule_reached", rule.name, way, ANSWERS[way], place=rule.place)


def of_arms(pack: Pack) -> Iterator[Goal]:
    for rule in _choosing(pack):
        for at, arm in enumerate(rule.choose):
            label = Label(arm.label.say("zh", arm.result), arm.label.say("en", arm.result))
            yield Goal("arm_reached", rule.name, str(at + 1), label, (at,), arm.place)


def of_rows(pack: Pack) -> Iterator[Goal]:
    """What stands under `otherwise` is no value that somebody is meant to get."""
    for parameter in pack.parameters.values():
        table = parameter.table
        if table.columns or table.dated:
            for at, row in enumerate(table.rows):
                item = f"{parameter.name}({said_row(row)})"
                yield Goal("value_reached", "", item, _row_label(parameter, said_row(row)), (at,), row.place)


def _row_label(parameter: Parameter, row: str) -> Label:
    return Label(f"{parameter.label.say('zh', parameter.name)}（{row}）", f"{parameter.label.say('en', parameter.name)} ({row})")


def of_options(pack: Pack) -> Iterator[Goal]:
    for reading in pack.readings.values():
        for option in reading.options.values():
            zh, en = (
                f"{reading.question.say(lang, reading.name)}{joint}{option.label.say(lang, option.name)}"
                for lang, joint in (("zh", "——"), ("en", " — "))
            )
            yield Goal("option_counts", "", f"{reading.name}={option.name}", Label(zh, en), place=option.place)


def of_conditions(pack: Pack) -> Iterator[Goal]:
    for rule in pack.rules.values():
        for at, each in enumerate(rule.when):
            text = each.formula.text or ""
            label = Label(each.label.say("zh", text), each.label.say("en", text))
            yield Goal("condition_counts", rule.name, str(at + 1), label, (at,), each.formula.place)


def of_unknowns(pack: Pack) -> Iterator[Goal]:
    for rule in pack.rules.values():
        if rule.kind in ("amount", "choose") and read_by_conditions(pack, rule):
            yield Goal("unknown_never_grants", rule.name, place=rule.place)


def of_invariants(pack: Pack) -> Iterator[Goal]:
    for invariant in pack.invariants.values():
        for rule in invariant.of or ("",):
            yield Goal("invariant", rule, invariant.name, invariant.label, place=invariant.place)
