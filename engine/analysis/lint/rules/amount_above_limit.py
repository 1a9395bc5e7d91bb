"""数额超过自己的限额。 An amount above its own limit.

为何重要：办法写的数额从来付不足；数额与限额必有一个写错了。
Why it matters: the amount that is stated is never paid in full; it or the limit is wrong.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.analysis.lint.limits import fixed_bound, most_of_a_claim
from engine.lang.quantities import say_money
from engine.text.diagnostics import Diagnostic

CODE = "L442"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for name, rule in draft.pack.rules.items():
        amount = rule.amount
        stated = (amount.value or amount.ceiling) if amount else None
        # What grows with a fact of the case is meant to be cut.
        if stated is None or not draft.deciding.all_finite(stated.expr) or (most := most_of_a_claim(draft, rule)) is None:
            continue
        for limit in rule.limits:
            bound = fixed_bound(draft, limit)
            if limit.kind == "at_most" and limit.when is None and bound is not None and most > bound[1]:
                values = {"name": name, "amount": say_money(int(most), "zh"), "limit": say_money(int(bound[1]), "zh")}
                yield Diagnostic(CODE, stated.place, values, (limit.place,), limit.cite)
