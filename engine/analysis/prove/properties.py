"""The properties that are decided of every pack, each with its name, in the order in which they are reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.analysis.prove import goals
from engine.analysis.prove.model import Goal
from engine.pack.model import Pack
from engine.pack.terms import Label
from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Property:
    """Something that must hold of every case (`reach` false), or that some case must do. `goals`: of what it is decided."""

    name: str
    label: Label
    goals: Callable[[Pack], Iterator[Goal]]
    reach: bool = False


PROPERTIES: dict[str, Property] = {
    each.name: each
    for each in (
        Property("limits_kept", Label("限额在任何给付之后都不突破", "no payment passes a limit"), goals.of_limits),
        Property("never_negative", Label("金额不为负", "no amount is below nil"), goals.of_amounts),
        Property("range_in_order", Label("下限不高于上限", "no floor lies above its ceiling"), goals.of_ranges),
        Property("within_range", Label("金额在写明的上下限之内", "amounts lie within the range stated"), goals.of_ceilings),
        Property(
            "outside_never_pays",
            Label("区间之外的审定不给付", "a decision outside the range stated does not pay"),
            goals.of_decisions,
        ),
        Property("parts_add_up", Label("分期之和不超过认定金额", "parts add up to no more than the award"), goals.of_parts),
        Property("payers_add_up", Label("各支付方之和等于给付金额", "payers add up to exactly what is paid"), goals.of_payers),
        Property("choice_complete", Label("适用时总有一项选中", "where it applies, an arm holds"), goals.of_choices),
        Property(
            "choice_unambiguous",
            Label("不同结果的两项不同时成立", "two arms with different results do not overlap"),
            goals.of_pairs,
        ),
        Property(
            "always_answered",
            Label(
                "事实和口径齐全即有答复（数字、表格无缺口）",
                "where all is stated there is an answer (no gap in numbers or tables)",
            ),
            goals.of_answers,
        ),
        Property("rule_reached", Label("规则可以适用", "the rule can apply"), goals.of_rules, reach=True),
        Property("arm_reached", Label("每项都可能选中", "every arm can be the one"), goals.of_arms, reach=True),
        Property("value_reached", Label("表中每个数都可能用到", "every value of a table can be read"), goals.of_rows, reach=True),
        Property(
            "option_counts",
            Label("每种口径都影响某个结果", "every option of a reading counts somewhere"),
            goals.of_options,
            reach=True,
        ),
        Property(
            "condition_counts",
            Label("每个条件都可能单独不符", "every condition can be the only one that fails"),
            goals.of_conditions,
            reach=True,
        ),
        Property("unknown_never_grants", Label("事实不明时不予给付", "what is unknown grants nothing"), goals.of_unknowns),
        Property("invariant", Label("规则包自己的不变式", "the pack's own invariants"), goals.of_invariants),
    )
}


def goals_of(pack: Pack, names: tuple[str, ...] = (), rules: tuple[str, ...] = ()) -> tuple[Goal, ...]:
    """All that is to be decided; of these properties and rules alone where any are named."""
    every = (goal for each in PROPERTIES.values() if not names or each.name in names for goal in each.goals(pack))
    return tuple(goal for goal in every if not rules or goal.rule in rules)
