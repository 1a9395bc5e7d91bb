"""一条规则永远轮不到。 A rule that never gets its turn.

为何重要：凡符合它的人都符合前一条，而两条共用的限额不再容它，所以它从不给付。
Why it matters: whoever meets its conditions meets those of an earlier rule, and a shared limit leaves room for one of the two.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.analysis.lint.limits import counts, fixed_bound, most_of_a_claim
from engine.lang.bounds_sets import Range
from engine.lang.ir import Ref
from engine.pack.model import Pack
from engine.pack.rule import Limit, Rule
from engine.text.diagnostics import Diagnostic

CODE = "L432"


def check(draft: Draft) -> Iterator[Diagnostic]:
    told: set[str] = set()
    for limit, later, earlier in _pairs(draft.pack):
        if (
            later.name not in told
            and _leaves_nothing(draft, limit, earlier, later)
            and _always_first(draft, earlier, later, limit)
        ):
            told.add(later.name)
            values = {"name": later.name, "other": earlier.name}
            yield Diagnostic(CODE, later.place, values, (earlier.place, limit.place), later.cite)


def _pairs(pack: Pack) -> Iterator[tuple[Limit, Rule, Rule]]:
    """Each limit that counts several rules, with a rule it binds and one before that which it counts."""
    names = list(pack.rules)
    for limit in (*pack.limits, *(limit for rule in pack.rules.values() for limit in rule.limits if not limit.shared)):
        for number, name in enumerate(names):
            if name in limit.binds:
                yield from ((limit, pack.rules[name], pack.rules[other]) for other in names[:number] if other in limit.over)


def _leaves_nothing(draft: Draft, limit: Limit, earlier: Rule, later: Rule) -> bool:
    """Whether a limit refuses `later` to whom `earlier` was granted."""
    if limit.when is not None or limit.order_by is not None or limit.since is not None:
        return False
    if limit.kind == "claims":
        most = draft.ranges.of(limit.bound)
        return isinstance(most, Range) and most.high == 1
    bound = limit.bound.expr
    largest, pays = most_of_a_claim(draft, later), _pays(draft, earlier)
    own_amount = isinstance(bound, Ref) and (bound.kind, bound.name) == ("given", "amount")
    only_counted = all(each is limit or each.kind == "claims" for each in earlier.limits)
    highest_only = limit.kind == "at_most" and own_amount and only_counted and not earlier.parts
    return highest_only and pays is not None and largest is not None and pays.low >= largest


def _pays(draft: Draft, rule: Rule) -> Range | None:
    found = draft.ranges.of(rule.amount.value) if rule.amount and rule.amount.kind == "computed" and rule.amount.value else None
    return found if isinstance(found, Range) else None


def _always_first(draft: Draft, earlier: Rule, later: Rule, shared: Limit) -> bool:
    """Whether `earlier` is granted, or was, to whoever meets the conditions of `later`."""
    if (earlier.subject, earlier.period) != (later.subject, later.period) or earlier.in_force or earlier.law_at:
        return False
    pays = _pays(draft, earlier)
    if pays is None or pays.low <= 0 or not all(each is shared or _spent(draft, each, shared) for each in earlier.limits):
        return False
    met = [(each.formula, True) for each in later.when]
    return all(draft.can(CODE, *met, (each.formula, False)).possible is False for each in earlier.when)


def _spent(draft: Draft, own: Limit, shared: Limit) -> bool:
    """Whether a limit of the earlier rule refuses only who has claimed already, and so has used up the shared one too."""
    bound = fixed_bound(draft, own)
    return own.kind == "claims" and bound is not None and bound[0] >= 1 and own.since is None and counts(draft, shared, own)
