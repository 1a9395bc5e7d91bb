"""How a goal is put to the solver: of claims of which rules, after how much history; and its case with nothing left out."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.coverage.looked import tables_in
from engine.analysis.prove.model import Goal
from engine.backends.smt.question import Ask
from engine.backends.smt.witness import Shown
from engine.lang.values import Known
from engine.pack.case import Case, with_facts
from engine.pack.model import Pack
from engine.pack.reads import reads
from engine.pack.rule import Rule

MOST_LINES = 3  # of history in an example


def candidates(pack: Pack, goal: Goal) -> list[Rule]:
    """The rules whose claims could reach it."""
    if goal.rule:
        return [pack.rules[goal.rule]]
    read = {rule.name: reads(pack, rule) for rule in pack.rules.values()}
    if goal.kind == "option_counts":
        reading = goal.item.partition("=")[0]
        return [rule for rule in pack.rules.values() if reading in read[rule.name].readings]
    table = goal.item.partition("(")[0]
    return [rule for rule in pack.rules.values() if table in set(tables_in(read[rule.name].exprs))]


def asks(rule: Rule, hidden: frozenset[str] = frozenset()) -> Iterator[Ask]:
    """The plainest way to ask first."""
    lines = MOST_LINES if rule.limits or rule.parts else 0 if rule.kind != "amount" else 2
    for ruled in (True, False):
        yield from (Ask(lines=count, ruled=ruled, hidden=hidden) for count in range(lines + 1))


def as_stated(shown: Shown, case: Case) -> Case | None:
    """The case with the facts that it leaves out, as the solver had them; None if it leaves out none."""
    missing: dict[str, Known | None] = {
        fact.key: shown.value(fact, value)
        for (slot, _), (fact, value) in shown.question.pool.facts.items()
        if not slot and not shown.holds(value.known)
    }
    return with_facts(case, missing) if missing else None
