"""限额永远不起作用。 A limit that never binds.

为何重要：另一限额已经更严，或合计根本到不了这个数；数字或单位写错了。
Why it matters: another limit is stricter already, or nothing ever adds up to it; a number or a unit is wrong.
"""

from collections.abc import Iterator, Sequence

from engine.analysis.lint.draft import Draft
from engine.analysis.lint.limits import fixed_bound, most_of_a_claim, within
from engine.pack.rule import Limit
from engine.text.diagnostics import Diagnostic
from engine.text.source import Place

CODE = "L441"
MOST = 60  # limits of a rule that are held against each other


def check(draft: Draft) -> Iterator[Diagnostic]:
    told: set[int] = set()
    for rule in draft.pack.rules.values():
        if len(rule.limits) > MOST:
            draft.undecided[CODE] += len(rule.limits)
            continue
        for limit in rule.limits:
            # What makes a limit idle binds every rule that the limit binds.
            stricter = next((other.place for other in rule.limits if _stricter(draft, other, limit)), None)
            stricter = stricter or _never_reached(draft, limit, rule.limits)
            if stricter and id(limit) not in told:
                told.add(id(limit))
                yield Diagnostic(CODE, limit.place, {"name": limit.name}, (stricter,), limit.cite)


def _stricter(draft: Draft, other: Limit, limit: Limit) -> bool:
    """Whether `other` refuses or cuts whatever `limit` would."""
    if other is limit or other.kind != limit.kind or other.kind == "within" or not within(draft, other, limit):
        return False
    least, most = fixed_bound(draft, limit), fixed_bound(draft, other)
    if least is None or most is None or most[1] > least[0]:
        return False
    # Of two that are alike the first stands.
    return most[1] < least[0] or not within(draft, limit, other) or other.place.start < limit.place.start


def _never_reached(draft: Draft, limit: Limit, every: Sequence[Limit]) -> Place | None:
    """The limit of claims under which the sum stays within `limit` in any case."""
    bound = fixed_bound(draft, limit)
    if limit.kind != "at_most" or bound is None or len(limit.over) > 1 or limit.over != limit.binds:
        return None
    largest = most_of_a_claim(draft, draft.pack.rules[limit.over[0]])
    for other in every:
        if largest is not None and other.kind == "claims" and within(draft, other, limit):
            claims = fixed_bound(draft, other)
            if claims is not None and claims[1] * largest <= bound[0]:
                return other.place
    return None
