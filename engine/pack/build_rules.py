"""Rules: what is given, chosen, aimed at or required."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from engine.lang.ir import Literal
from engine.lang.types import BOOL, DATE, DATES, INT, MONEY, NAME, RATIO, SPAN
from engine.pack import build_keys, build_limits, build_shares
from engine.pack.document import Fields, Node, Text
from engine.pack.formulas import Builder
from engine.pack.names import PackScope
from engine.pack.nodes import EMPTY, place_of
from engine.pack.rule import Amount, Arm, Condition, Duty, Expected, Limit, Payers, Period, Rule, Target
from engine.pack.terms import Fact, Formula, InForce
from engine.text.render import suggest

KINDS = ("amount", "choose", "target", "duty")
OF_AMOUNT = ("limits", "parts", "paid_by", "owed", "period")


def rules(b: Builder, fields: Fields) -> tuple[dict[str, Rule], tuple[Limit, ...]]:
    """The rules in their order, with the limits that bind each, and the shared limits."""
    made: dict[str, Rule] = {}
    keys = build_keys.key_facts(b.names, fields)
    bodies: dict[str, Fields] = {}
    for key, value in b.ask.entries(fields.get("rules"), "rules"):
        body = b.ask.fields(value, key.text)
        if (
            body is not None
            and b.identifier(key, lambda _: False)
            and (rule := _rule(b, key, body, keys.get(key.text, ()))) is not None
        ):
            made[rule.name], bodies[rule.name] = rule, body
    maker = build_limits.LimitMaker(b, fields, made, keys)
    shared = maker.shared()
    for name, rule in made.items():
        own = maker.of_rule(rule, bodies[name])
        made[name] = replace(rule, limits=(*own, *(limit for limit in shared if name in limit.binds)))
    maker.orders(made)
    return made, shared


def _rule(b: Builder, key: Text, body: Fields, keys: tuple[Fact, ...]) -> Rule | None:
    subject_node = b.ask.required(body, "subject", key.text)
    subject = b.ask.text(subject_node, "subject")
    kinds = [kind for kind in KINDS if body.get(kind) is not None]
    if subject not in b.names.subjects:
        if subject_node is not None:
            b.found.add("P509", subject_node.place, name=subject, did_you_mean=suggest(subject, b.names.subjects))
        return None
    if len(kinds) != 1:
        b.found.add("P524", key.place, name=key.text, kinds="、".join(kinds) or "—")
        return None
    for stray in OF_AMOUNT[:4]:
        if kinds[0] != "amount" and (key_node := body.key(stray)) is not None:
            b.found.add("P525", key_node.place, key=stray, kind=kinds[0])
    period = b.ask.word(body.get("period"), "period", ("year", "month"), "") or None
    scope = PackScope(b.names, subject, frozenset({"past", *(("period",) if period else ())}), keys=keys)
    cite = b.ask.text(body.get("cite"), "cite")
    return Rule(
        name=key.text,
        kind=kinds[0],  # type: ignore[arg-type]
        subject=subject,
        label=b.ask.label(body.get("label"), "label"),
        cite=cite,
        period=cast("Period | None", period),
        in_force=_in_force(b, body.get("in_force"), scope),
        law_at=b.formula(body.get("law_at"), scope, "law_at", DATE),
        when=tuple(conditions(b, body.get("when"), scope)),
        amount=_amount(b, body.get("amount"), scope),
        choose=tuple(_arms(b, body.get("choose"), scope)),
        target=_target(b, body.get("target"), scope),
        duty=_duty(b, body.get("duty"), scope),
        limits=(),
        parts=build_shares.parts(b, body.get("parts"), scope),
        paid_by=build_shares.payers(b, body.get("paid_by"), scope) if kinds[0] == "amount" else Payers("unstated"),
        owed=b.ask.flag(body.get("owed"), "owed"),
        expected=expected(b, body.get("expected"), scope),
        place=key.place,
    )


def _in_force(b: Builder, node: Node | None, scope: PackScope) -> InForce | None:
    fields = b.ask.fields(node, "in_force")
    if fields is None:
        return None
    since = b.formula(fields.get("from"), scope, "in_force.from", DATE)
    return InForce(since, b.formula(fields.get("until"), scope, "in_force.until", DATE), place_of(fields))


def conditions(b: Builder, node: Node | None, scope: PackScope) -> Iterator[Condition]:
    """Each condition of a `when`: an expression, or `{is, label, cite}`."""
    for item in b.ask.items(node, "when"):
        body = item if isinstance(item, Fields) else None
        formula = b.formula(b.ask.required(body, "is", "when") if body else item, scope, "when", BOOL)
        if formula is not None:
            label = b.ask.label(body.get("label"), "label") if body else EMPTY
            yield Condition(formula, label, b.ask.text(body.get("cite"), "cite") if body else "")


def expected(b: Builder, node: Node | None, scope: PackScope) -> tuple[Expected, ...]:
    """What the text says in general: conditions whose failure is a warning."""
    return tuple(Expected(each.formula, each.label, each.cite) for each in conditions(b, node, scope))


def _amount(b: Builder, node: Node | None, scope: PackScope) -> Amount | None:
    if node is None:
        return None
    if isinstance(node, Text):
        if node.text in ("elsewhere", "unstated"):
            return Amount("elsewhere" if node.text == "elsewhere" else "unstated", node.place)
        value = b.formula(node, scope, "amount", MONEY)
        return None if value is None else Amount("computed", node.place, value=value)
    fields = b.ask.fields(node, "amount")
    if fields is None:
        return None
    keys = frozenset(fields.names)
    if keys == {"elsewhere"}:
        return Amount("elsewhere", place_of(node), instrument=b.ask.label(fields.get("elsewhere"), "elsewhere"))
    if keys in ({"up_to"}, {"from", "up_to"}):
        ceiling = b.formula(fields.get("up_to"), scope, "up_to", MONEY)
        floor = b.formula(fields.get("from"), scope, "from", MONEY)
        return None if ceiling is None else Amount("decided", place_of(node), floor=floor, ceiling=ceiling)
    if keys in ({"each", "times"}, {"each", "times", "unit"}):
        each = b.formula(fields.get("each"), scope, "each", MONEY)
        times = b.formula(fields.get("times"), scope, "times", INT)
        unit = b.ask.text(fields.get("unit"), "unit")
        return Amount("each", place_of(node), value=each, times=times, unit=unit) if each and times else None
    b.found.add("P526", place_of(node), keys="、".join(fields.names) or "—")
    return None


def _arms(b: Builder, node: Node | None, scope: PackScope) -> Iterator[Arm]:
    items = b.ask.items(node, "choose")
    for number, item in enumerate(items, 1):
        body = b.ask.fields(item, "choose")
        if body is None:
            continue
        last = body.get("otherwise")
        if (last is not None) == (body.get("when") is not None) or (last is not None and number < len(items)):
            b.found.add("P527", place_of(item), number=number)
            continue
        result_node = last if last is not None and body.get("result") is None else b.ask.required(body, "result", "choose")
        when = b.formula(body.get("when"), scope, "when", BOOL)
        if last is None and when is None:
            continue
        label, cite = b.ask.label(body.get("label"), "label"), b.ask.text(body.get("cite"), "cite")
        yield Arm(when, b.ask.text(result_node, "result"), label, cite, place_of(item))


def _target(b: Builder, node: Node | None, scope: PackScope) -> Target | None:
    fields = b.ask.fields(node, "target")
    if fields is None:
        return None
    measure = INT if fields.get("of") is None else RATIO
    count = b.formula(b.ask.required(fields, "count", "target"), scope, "count", INT)
    bounds = {key: b.formula(fields.get(key), scope, key, measure) for key in ("at_least", "at_most")}
    if fields.get("at_least") is None and fields.get("at_most") is None:
        b.found.add("P528", place_of(node) if node else None)
    by = b.formula(fields.get("by"), scope, "by", DATE)
    reached = b.formula(fields.get("reached_on"), scope, "reached_on", DATE)
    of = b.formula(fields.get("of"), scope, "of", INT)
    if count is None:
        return None
    return Target(count, of, bounds["at_least"], bounds["at_most"], by, reached, place_of(fields))


def _duty(b: Builder, node: Node | None, scope: PackScope) -> Duty | None:
    fields = b.ask.fields(node, "duty")
    if fields is None:
        return None
    event = b.formula(b.ask.required(fields, "event", "duty"), scope, "event", DATES)
    every = b.formula(b.ask.required(fields, "every", "duty"), scope, "every", SPAN)
    counted = _counted(b, b.ask.required(fields, "counted", "duty"), scope)
    return Duty(event, every, counted, place_of(fields)) if event and every and counted else None


def _counted(b: Builder, node: Node | None, scope: PackScope) -> Formula | None:
    """`rolling` or `calendar`, or a reading of these names."""
    if isinstance(node, Text) and node.text in ("rolling", "calendar"):
        return Formula(None, Literal(node.text, NAME, node.place), node.place)
    made = b.formula(node, scope, "counted", NAME)
    if made is not None and not set(getattr(made.type, "names", ())) <= {"rolling", "calendar"}:
        b.found.add("P502", made.place, what="counted", text=made.text or "", allowed="rolling、calendar", did_you_mean="")
        return None
    return made
