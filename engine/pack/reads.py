"""What a rule may read: its formulas, and through definitions and readings every fact, reading and list behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from engine.lang.ir import Expr, Fold, Ref, walk
from engine.pack.model import Pack
from engine.pack.rule import Amount, Limit, Rule
from engine.pack.terms import Formula
from engine.text.records import dataclass


@dataclass
class Reads:
    """Everything a rule may turn on, in the order it is met."""

    facts: dict[str, None] = field(default_factory=dict)  # by key
    readings: dict[str, None] = field(default_factory=dict)
    collections: dict[str, None] = field(default_factory=dict)  # kinds of children folded over
    past: bool = False
    exprs: list[Expr] = field(default_factory=list)  # each once: the rule's own, then those behind its names


def formulas(rule: Rule) -> Iterator[Formula]:
    """Every formula that an answer under `rule` may run, in the order of meaning."""
    spans = [rule.in_force] if rule.in_force else []
    yield from (bound for span in spans for bound in (span.since, span.until) if bound)
    if rule.law_at:
        yield rule.law_at
    yield from (condition.formula for condition in rule.when)
    yield from _of_amount(rule.amount)
    yield from (arm.when for arm in rule.choose if arm.when)
    if rule.target:
        target = rule.target
        yield target.count
        yield from (each for each in (target.of, target.at_least, target.at_most, target.by, target.reached_on) if each)
    if rule.duty:
        yield from (rule.duty.event, rule.duty.every, rule.duty.counted)
    for limit in rule.limits:
        yield from of_limit(limit)
    for part in rule.parts:
        yield from (each for each in (part.share, part.due, part.when) if each)
    yield from (each for payer in rule.paid_by.payers for each in (payer.share, payer.when) if each)


def _of_amount(amount: Amount | None) -> Iterator[Formula]:
    if amount is not None:
        yield from (each for each in (amount.value, amount.times, amount.floor, amount.ceiling) if each)


def of_limit(limit: Limit) -> Iterator[Formula]:
    """The formulas of a limit."""
    yield from (each for each in (limit.when, limit.bound, limit.since, limit.order_by) if each)


def reads(pack: Pack, rule: Rule, chosen: Mapping[str, str] | None = None) -> Reads:
    """What `rule` may read; with `chosen`, of each reading only the option that counts, else every option."""
    found = Reads()
    for span in [pack.in_force] if pack.in_force else []:
        for bound in (span.since, span.until):
            if bound:
                _follow(pack, bound.expr, chosen, found)
    for formula in formulas(rule):
        _follow(pack, formula.expr, chosen, found)
    for limit in rule.limits:
        found.facts.update(dict.fromkeys(str(key) for key in limit.key if key.fact))
    return found


def read_by_conditions(pack: Pack, rule: Rule) -> frozenset[str]:
    """The facts that only conditions and arms read, of which an answer may be unknown without its money being so."""
    conditions = [each.formula.expr for each in rule.when] + [arm.when.expr for arm in rule.choose if arm.when]
    asked = {key for expr in conditions for key in reads_in(pack, expr).facts}
    own = {id(expr) for expr in conditions}
    others = {key for each in formulas(rule) if id(each.expr) not in own for key in reads_in(pack, each.expr).facts}
    keys = {str(key) for limit in rule.limits for key in limit.key if key.fact}
    return frozenset(asked - others - keys)


def reads_of(pack: Pack, formula: Formula, chosen: Mapping[str, str] | None = None) -> Reads:
    """What one formula may read."""
    return reads_in(pack, formula.expr, chosen)


def reads_in(pack: Pack, expr: Expr, chosen: Mapping[str, str] | None = None) -> Reads:
    """What an expression may read."""
    found = Reads()
    _follow(pack, expr, chosen, found)
    return found


def _follow(pack: Pack, expr: Expr, chosen: Mapping[str, str] | None, found: Reads) -> None:
    if expr in found.exprs:
        return
    found.exprs.append(expr)
    for inner in walk(expr):
        match inner:
            case Ref(kind="fact", carrier=carrier, name=name):
                found.facts[f"{carrier}.{name}"] = None
            case Ref(kind="definition", carrier=carrier, name=name):
                _follow(pack, pack.definitions[f"{carrier}.{name}"].means.expr, chosen, found)
            case Ref(kind="reading", name=name):
                _reading(pack, name, chosen, found)
            case Fold(collection="past"):
                found.past = True
            case Fold(collection=collection):
                found.collections[collection] = None
            case _:
                pass


def _reading(pack: Pack, name: str, chosen: Mapping[str, str] | None, found: Reads) -> None:
    found.readings[name] = None
    reading = pack.readings[name]
    option = None if chosen is None else chosen.get(name, reading.adopted)
    for each in reading.options.values():
        if each.means is not None and option in (None, each.name):
            _follow(pack, each.means.expr, chosen, found)
