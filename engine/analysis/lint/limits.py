"""What limits come to in any case, and which of two counts at least as much together as the other."""

from __future__ import annotations

from engine.analysis.lint.draft import Draft
from engine.lang.bounds_sets import Edge, Range
from engine.lang.ir import Ref, walk
from engine.pack.rule import Key, Limit, Rule


def fixed_bound(draft: Draft, limit: Limit) -> tuple[Edge, Edge] | None:
    """The least and most a limit allows, unless that turns on the amount claimed or on numbers of the case."""
    for each in walk(limit.bound.expr):
        if isinstance(each, Ref) and (each.kind == "given" or not draft.deciding.is_finite(each)):
            return None
    found = draft.ranges.of(limit.bound)
    return (found.low, found.high) if isinstance(found, Range) else None


def within(draft: Draft, wide: Limit, narrow: Limit) -> bool:
    """Whether `wide` binds every claim that `narrow` binds, and then counts every claim that `narrow` counts."""
    if wide.when is not None and (narrow.when is None or wide.when.expr != narrow.when.expr):
        return False
    return set(narrow.binds) <= set(wide.binds) and counts(draft, wide, narrow)


def counts(draft: Draft, wide: Limit, narrow: Limit) -> bool:
    """Whether `wide` counts every claim that `narrow` counts: over as many rules, by no finer key, for as long."""
    same_year = wide.per == narrow.per and (wide.since and wide.since.expr) == (narrow.since and narrow.since.expr)
    # Subjects are compared by whole path: claims of one post are claims of one organisation.
    parents = {Key(kind, "") for key in narrow.key if not key.fact for kind in draft.pack.path_of(key.carrier)}
    as_coarse = set(wide.key) <= {*narrow.key, *parents}
    return set(narrow.over) <= set(wide.over) and as_coarse and (wide.per == "life" or same_year)


def most_of_a_claim(draft: Draft, rule: Rule) -> Edge | None:
    """The most that one claim of a rule may come to before limits; None where the text names no number."""
    amount = rule.amount
    stated = amount and (amount.ceiling if amount.kind == "decided" else amount.value if amount.kind == "computed" else None)
    found = draft.ranges.of(stated) if stated else None
    return found.high if isinstance(found, Range) else None
