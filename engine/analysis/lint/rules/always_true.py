"""条件总是成立。 A condition that is always true.

为何重要：它什么都不限制；多半是比较的方向或数字写错了。
Why it matters: it restricts nothing; most often a comparison points the wrong way or a number is wrong.
"""

from collections.abc import Iterator

from engine.analysis.lint.conditions import conditions, with_itself
from engine.analysis.lint.draft import Draft
from engine.text.diagnostics import Diagnostic

CODE = "L421"


def check(draft: Draft) -> Iterator[Diagnostic]:
    said: set[int] = set()
    for each in conditions(draft.pack):
        if draft.can(CODE, (each.formula, False)).possible is False:
            said.add(each.formula.place.start)
            yield Diagnostic(CODE, each.formula.place, {"text": each.text}, cite=each.cite)
    for place in with_itself(draft, ("eq_", "le_", "ge_")):
        if place.start not in said:
            yield Diagnostic(CODE, place, {"text": place.text})
