"""The answers a rule can give: its verdicts, and the results of a choice."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.coverage.points import Way
from engine.lang.ir import Choose, Expr, Literal, Ref
from engine.lang.values import Money
from engine.pack.model import Pack
from engine.pack.reads import reads
from engine.pack.rule import Amount, Rule

OF_AMOUNT = {
    "computed": ("granted", "refused", "unknown"),
    "each": ("granted", "refused", "unknown"),
    "decided": ("granted", "to_decide", "rejected", "refused", "unknown"),
    "elsewhere": ("delegated", "refused", "unknown"),
    "unstated": ("unstated", "refused", "unknown"),
}


def result_ways(pack: Pack, rule: Rule) -> Iterator[Way]:
    """Each answer, and of those that never come the reason."""
    for name in _names(pack, rule):
        yield Way(name, ("result", rule.name, name), _never(pack, rule, name))


def _names(pack: Pack, rule: Rule) -> Iterator[str]:
    if rule.amount is not None:
        yield from OF_AMOUNT[rule.amount.kind]
        if pack.in_force is not None or rule.in_force is not None:
            yield "not_in_force"
        return
    if rule.kind == "choose":
        yield from dict.fromkeys(arm.result for arm in rule.choose)
        open_ended = all(arm.when is not None for arm in rule.choose)
        yield from ["not_applicable"] if rule.when or open_ended or pack.in_force or rule.in_force else []
    else:
        yield from ("kept", "breached") if rule.duty else ("met", "not_met")
        target = rule.target
        yield from ["pending"] if target and target.by else []
        yield from ["not_measurable"] if target and target.of else []
        yield from ["above_at_most"] if target and target.at_most else []
        yield from ["not_applicable"] if rule.when else []
    yield "unknown"


def _never(pack: Pack, rule: Rule, name: str) -> str:
    read = reads(pack, rule)
    turns = bool(read.facts or read.collections or read.past or rule.limits or rule.period)
    if name == "unknown" and not turns and not any(pack.readings[each].adopted is None for each in read.readings):
        return "always_known"
    if (
        name == "refused"
        and not rule.when
        and not rule.limits
        and rule.amount is not None
        and _surely_something(pack, rule.amount)
    ):
        return "nothing_refuses"
    return ""


def _surely_something(pack: Pack, amount: Amount) -> bool:
    """Whether an amount can never come to nothing."""
    if amount.kind in ("elsewhere", "unstated"):
        return True
    return amount.kind == "computed" and amount.value is not None and _positive(pack, amount.value.expr)


def _positive(pack: Pack, expr: Expr) -> bool:
    """Whether a sum is a number above nil whatever the facts are, by the numbers written down alone."""
    match expr:
        case Literal(value=value):
            return isinstance(value, Money) and value.fen > 0
        case Ref(kind="parameter", name=name):
            return all(isinstance(row.value, Money) and row.value.fen > 0 for row in pack.parameters[name].table.rows)
        case Choose(arms=arms, otherwise=otherwise):
            return all(_positive(pack, value) for _, value in arms) and (otherwise is None or _positive(pack, otherwise))
        case _:
            return False
