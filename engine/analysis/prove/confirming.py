"""Whether the reference answers a case so that it breaks a property, or reaches a thing: only then is the case shown."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace

from engine.analysis import limits_kept as judge
from engine.analysis.coverage.listing import row_key
from engine.analysis.diff.replay import kind_of
from engine.analysis.invariants import broken
from engine.analysis.prove.goals import limits
from engine.analysis.prove.model import Goal
from engine.analysis.prove.replayed import Replayed
from engine.analysis.replaying import answer
from engine.backends.outcome import Award
from engine.backends.reference.claims import Claim
from engine.backends.reference.evaluate import evaluate
from engine.backends.reference.watched import Span, watched_by
from engine.lang.tables import Row, Table
from engine.lang.values import Money, Unknown, Value
from engine.pack.terms import Formula, Reading
from engine.text.records import dataclass

PAYING = ("granted", "to_decide", "delegated", "unstated")


def limits_kept(replayed: Replayed, goal: Goal) -> bool:
    named = limits(replayed.rule)[goal.item].name
    found = judge.judged(replayed.pack, replayed.case, replayed.served[1].outcome)
    return any(each.passed and f": {named}: " in each.line for each in found)


def never_negative(replayed: Replayed, goal: Goal) -> bool:
    award = replayed.award
    if award is None:
        return False
    sums = [award.low, award.floor or 0, *(part.low for part in award.parts), *award.paid_by.values()]
    return min(sums) < 0 or (award.high is not None and award.high < award.low)


def _range(replayed: Replayed) -> tuple[int, int] | None:
    """Floor and ceiling in fen, where both are known."""
    amount = replayed.rule.amount
    if amount is None or amount.ceiling is None or replayed.context is None:
        return None
    floor = Money(0) if amount.floor is None else replayed.value(amount.floor)
    ceiling = replayed.value(amount.ceiling)
    return (floor.fen, ceiling.fen) if isinstance(floor, Money) and isinstance(ceiling, Money) else None


def range_in_order(replayed: Replayed, goal: Goal) -> bool:
    found = _range(replayed)
    return found is not None and replayed.applies and found[1] < found[0]


def within_range(replayed: Replayed, goal: Goal) -> bool:
    found, award = _range(replayed), replayed.award
    if found is None or award is None or award.verdict not in ("granted", "to_decide"):
        return False
    above = award.high is not None and award.high > found[1]
    return above or (award.verdict == "granted" and award.low < found[0] and not any(use.cut for use in award.limits))


def outside_never_pays(replayed: Replayed, goal: Goal) -> bool:
    found, award = _range(replayed), replayed.award
    if found is None or award is None or award.decided is None:
        return False
    stated = found[0] == found[1] or found[0] > 0
    outside = award.decided < 0 or (stated and not found[0] <= award.decided <= found[1])
    return outside and award.verdict in PAYING and award.high != 0


def parts_add_up(replayed: Replayed, goal: Goal) -> bool:
    award = replayed.award
    if award is None or award.verdict not in ("granted", "to_decide"):
        return False
    return sum(part.low for part in award.parts) > award.low or sum(part.high for part in award.parts) != award.high


def payers_add_up(replayed: Replayed, goal: Goal) -> bool:
    award = replayed.award
    return award is not None and award.verdict == "granted" and sum(award.paid_by.values()) != award.low


def choice_complete(replayed: Replayed, goal: Goal) -> bool:
    return replayed.applies and all(replayed.value(arm.when) is False for arm in replayed.rule.choose)


def choice_unambiguous(replayed: Replayed, goal: Goal) -> bool:
    return replayed.applies and all(replayed.value(replayed.rule.choose[at].when) is True for at in goal.at)


def always_answered(replayed: Replayed, goal: Goal) -> bool:
    """Unknown, though every fact that was met is stated."""
    result = replayed.result
    if result is None or result.verdict != "unknown" or result.unruled:
        return False
    return not any(isinstance(value, Unknown) for step in result.because for value in step.facts.values())


def rule_reached(replayed: Replayed, goal: Goal) -> bool:
    result = replayed.result
    if isinstance(result, Award):
        return result.verdict in PAYING and result.high != 0
    return result is not None and result.verdict == goal.item


def arm_reached(replayed: Replayed, goal: Goal) -> bool:
    (at,) = goal.at
    arms = replayed.rule.choose
    before = all(replayed.value(arm.when) is False for arm in arms[:at]) if replayed.applies else False
    return before and replayed.value(arms[at].when) is True


def condition_counts(replayed: Replayed, goal: Goal) -> bool:
    return replayed.in_force and all(each is (at != goal.at[0]) for at, each in enumerate(replayed.conditions))


def unknown_never_grants(replayed: Replayed, goal: Goal) -> bool:
    result, stated = replayed.result, replayed.stated
    if result is None or stated is None or result.verdict not in ("granted", "chosen"):
        return False
    other = answer(replayed.pack, stated, replayed.name)
    return other is not None and kind_of(result, other) in ("no_longer", "less", "other_procedure")


def invariant(replayed: Replayed, goal: Goal) -> bool:
    found = broken(replayed.pack, replayed.case, rules=frozenset({replayed.name}))
    return any(each.invariant.name == goal.item and each.rule == goal.rule for each in found)


def option_counts(replayed: Replayed, goal: Goal) -> bool:
    """Under some other option of the reading the answer is another."""
    name, _, option = goal.item.partition("=")
    if replayed.result is None or name not in (*replayed.result.readings, *replayed.result.unruled):
        return False  # nobody asked for it
    others = [each for each in replayed.pack.readings[name].options if each != option]
    mine, *rest = (
        answer(replayed.pack, replace(replayed.case, readings={**replayed.case.readings, name: each}), replayed.name)
        for each in (option, *others)
    )
    return any(kind_of(mine, each) is not None for each in rest)


def value_reached(replayed: Replayed, goal: Goal) -> bool:
    table = replayed.pack.parameters[goal.item.partition("(")[0]].table
    row = table.rows[goal.at[0]]
    seen = Seen()
    evaluate(replayed.pack, replayed.case, rules=(replayed.name,), needs=False, world=watched_by(seen))
    return row_key(table, row) in seen.rows


@dataclass
class Seen:
    """Notes the rows that were read (a `Watcher`)."""

    rows: set[tuple[object, ...]] = field(default_factory=set)

    def wants(self, claim: Claim | None) -> bool:
        return claim is not None

    def part(self, formula: Formula, node: ast.expr, value: Value, inside: Mapping[Span, Value]) -> None:
        pass

    def formula(self, formula: Formula, value: Value) -> None:
        pass

    def row(self, table: Table, row: Row | Unknown | None, args: Sequence[Value], law_at: Value) -> None:
        self.rows.add(row_key(table, row))

    def option(self, reading: Reading, option: str | None) -> None:
        pass


CONFIRMS: dict[str, Callable[[Replayed, Goal], bool]] = {
    "limits_kept": limits_kept,
    "never_negative": never_negative,
    "range_in_order": range_in_order,
    "within_range": within_range,
    "outside_never_pays": outside_never_pays,
    "parts_add_up": parts_add_up,
    "payers_add_up": payers_add_up,
    "choice_complete": choice_complete,
    "choice_unambiguous": choice_unambiguous,
    "always_answered": always_answered,
    "rule_reached": rule_reached,
    "arm_reached": arm_reached,
    "value_reached": value_reached,
    "option_counts": option_counts,
    "condition_counts": condition_counts,
    "unknown_never_grants": unknown_never_grants,
    "invariant": invariant,
}
