"""一条规则永远轮不到。 A rule that never gets its turn.

为何重要：凡符合它的人都符合前一条，而两条共用的限额只容一次，所以它从不给付。
Why it matters: whoever meets its conditions meets those of an earlier rule, and a shared limit leaves room for one of the two.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.lang.bounds_sets import Range
from engine.pack.rule import Limit, Rule
from engine.text.diagnostics import Diagnostic

CODE = "L432"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for limit in draft.pack.limits:
        if not _one_only(draft, limit):
            continue
        bound = [draft.pack.rules[name] for name in draft.pack.rules if name in limit.binds]
        for number, later in enumerate(bound):
            for earlier in bound[:number]:
                if _always_first(draft, earlier, later, limit):
                    places = (earlier.place, limit.place)
                    yield Diagnostic(CODE, later.place, {"name": later.name, "other": earlier.name}, places, later.cite)
                    break


def _one_only(draft: Draft, limit: Limit) -> bool:
    """Whether of all that agree in its key only one claim is served."""
    most = draft.ranges.of(limit.bound)
    one = limit.kind == "claims" and isinstance(most, Range) and most.high == 1
    return one and limit.when is None and limit.order_by is None and limit.since is None


def _always_first(draft: Draft, earlier: Rule, later: Rule, shared: Limit) -> bool:
    """Whether `earlier` is granted, or was, to whoever meets the conditions of `later`."""
    if (earlier.subject, earlier.period) != (later.subject, later.period) or earlier.in_force or earlier.law_at:
        return False
    if earlier.amount is None or earlier.amount.kind != "computed" or any(each is not shared for each in earlier.limits):
        return False
    pays = draft.ranges.of(earlier.amount.value) if earlier.amount.value else None
    if not isinstance(pays, Range) or pays.low <= 0:
        return False
    met = [(each.formula, True) for each in later.when]
    return all(draft.can(CODE, *met, (each.formula, False)).possible is False for each in earlier.when)
