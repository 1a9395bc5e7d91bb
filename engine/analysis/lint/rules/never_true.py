"""条件永不成立。 A condition that is never true.

为何重要：依它的补贴谁也得不到，依它的限额从不起作用。
Why it matters: nobody ever gets a benefit that asks for it, and a limit that waits for it never counts.
"""

from collections.abc import Iterator

from engine.analysis.lint.conditions import Stated, conditions, with_itself
from engine.analysis.lint.draft import Draft
from engine.text.diagnostics import Diagnostic

CODE = "L422"


def check(draft: Draft) -> Iterator[Diagnostic]:
    said: set[int] = set()
    invariants = (Stated(each.means, each.cite) for each in draft.pack.invariants.values())
    for each in (*conditions(draft.pack), *invariants):
        if draft.can(CODE, (each.formula, True)).possible is False:
            said.add(each.formula.place.start)
            yield Diagnostic(CODE, each.formula.place, {"text": each.text}, cite=each.cite)
    for place in with_itself(draft, ("ne_", "lt_", "gt_")):
        if place.start not in said:
            yield Diagnostic(CODE, place, {"text": place.text})
