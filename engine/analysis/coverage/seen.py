"""What one case reached of a pack: of the claims it states an expectation of."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from engine.analysis.coverage.listing import row_key
from engine.analysis.coverage.looked import Tables, looked_at, shows, steps_of
from engine.analysis.coverage.points import Key, truth
from engine.analysis.expected import results
from engine.backends.outcome import Award, Judgement, LimitUse, Step
from engine.backends.reference import evaluate
from engine.backends.reference.claims import Claim
from engine.backends.reference.context import OPEN_END
from engine.backends.reference.limits import INFINITE
from engine.backends.reference.watched import Span, span, watched_by
from engine.backends.reference.world import World
from engine.lang.tables import Row, Table
from engine.lang.values import Member, Unknown, Value
from engine.pack.case import Case, Expectation
from engine.pack.model import Pack
from engine.pack.terms import Formula, Reading


def seen_by(pack: Pack, case: Case) -> set[Key]:
    """The keys of all that a case reaches. What it only computes on the way, and expects nothing of, does not count.

    Of a chain each step reaches what is expected of that step; and nothing is reached in a field that nobody looks at.
    """
    steps = steps_of(case)
    rules = {each.rule for stated in steps for each in stated}
    if not rules:
        return set()
    seen = Seen(pack, steps)
    outcome = evaluate(pack, case, rules=rules, needs=False, world=seen.world)
    for one, stated in zip(outcome.steps or (outcome,), steps, strict=True):
        for result in results(one):
            if fields := looked_at(stated, result.rule, result.path, result.period):
                seen.keys.update(_of_award(pack, result, fields) if isinstance(result, Award) else _of_judgement(result))
    return seen.keys


class Seen:
    """Collects keys while a case is worked out, step by step (a `Watcher`)."""

    def __init__(self, pack: Pack, steps: Sequence[Sequence[Expectation]]) -> None:
        self.steps = iter(steps)
        self.stated: Sequence[Expectation] = ()
        self.rule = ""
        self.fields: frozenset[str] = frozenset()
        self.tables = Tables(pack)
        self.keys: set[Key] = set()

    def world(self, pack: Pack, case: Case, chosen: Mapping[str, str]) -> World:
        """The world of the next step."""
        self.stated = next(self.steps)
        return watched_by(self)(pack, case, chosen)

    def wants(self, claim: Claim | None) -> bool:
        self.rule = claim.rule.name if claim else ""
        if claim is None:
            return bool(self.stated)
        self.fields = looked_at(self.stated, self.rule, claim.path, claim.period.label if claim.period else None)
        return bool(self.fields)

    def part(self, formula: Formula, node: ast.expr, value: Value, inside: Mapping[Span, Value]) -> None:
        if name := truth(value):
            self.keys.add(("part", id(formula), span(node), name))
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            left = inside.get(span(node.left))
            if isinstance(left, Member):
                self.keys.add(("name", id(formula), span(node), left.name))

    def formula(self, formula: Formula, value: Value) -> None:
        self.keys.add(("formula", id(formula)))

    def row(self, table: Table, row: Row | Unknown | None, args: Sequence[Value], law_at: Value) -> None:
        if not self.rule or self.tables.shown(self.fields, self.rule, table, row):
            self.keys.add(row_key(table, row))

    def option(self, reading: Reading, option: str | None) -> None:
        self.keys.add(("option", reading.name, option or ""))


def _of_award(pack: Pack, award: Award, fields: frozenset[str]) -> Iterator[Key]:
    rule = pack.rules[award.rule]
    yield "result", rule.name, award.verdict
    yield from in_force(pack, award.rule, award.because, award.law_at)
    uses = {use.limit: use for use in award.limits}
    for limit in rule.limits:
        # What a condition refused never came to its limits.
        reached = award.verdict != "not_in_force" and (award.verdict != "refused" or award.reason == limit.name)
        if reached and limit.name in uses:
            state = limit_state(uses[limit.name], award)
            yield from [("limit", rule.name, limit.name, state)] if shows(fields, state) else []
        elif reached and limit.when is not None:
            yield "limit", rule.name, limit.name, "off"
    if shows(fields, "instalment"):
        yield from (("instalment", rule.name, part.number, part.state) for part in award.parts)
    if shows(fields, "payer"):
        yield from (("payer", rule.name, name) for name, fen in award.paid_by.items() if fen > 0)


def limit_state(use: LimitUse, award: Award) -> str:
    """What a limit left of a claim."""
    if award.reason == use.limit:
        return "exhausted"
    if use.used_high >= INFINITE or (use.kind != "within" and (use.used_low, use.left_low) != (use.used_high, use.left_high)):
        return "unknown"
    if use.kind == "within" and use.until is None:
        return "unknown"
    return "cutting" if use.cut else "free"


def _of_judgement(found: Judgement) -> Iterator[Key]:
    yield "result", found.rule, found.result if found.verdict == "chosen" else found.verdict
    if found.note:
        yield "result", found.rule, found.note


def in_force(pack: Pack, rule: str, because: Sequence[Step], law_at: date | None) -> Iterator[Key]:
    """On which side of the days in force the law's day lies."""
    for name, bounds in (("", pack.in_force), (rule, pack.rules[rule].in_force)):
        if bounds is None or law_at is None:
            continue
        places = [bound.place for bound in (bounds.since, bounds.until) if bound]
        found = {step.name: step.value for step in because if step.kind == "in_force" and step.place in places}
        since, until = found.get("from"), found.get("until")
        if isinstance(since, date) and law_at < since:
            yield "in_force", name, "before"
        elif isinstance(until, date) and until != OPEN_END and law_at > until:
            yield "in_force", name, "after"
        elif isinstance(since, date) or isinstance(until, date):
            yield "in_force", name, "inside"
