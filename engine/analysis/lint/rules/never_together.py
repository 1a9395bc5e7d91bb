"""各项条件不可能同时成立。 Conditions of a rule that cannot hold together.

为何重要：每一项单看都有道理，合起来却没有人能得到这项补贴。
Why it matters: each makes sense by itself, yet together they leave the benefit to nobody.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.text.diagnostics import Diagnostic

CODE = "L423"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for name, rule in draft.pack.rules.items():
        stated = [each.formula for each in rule.when]
        if len(stated) < 2 or any(draft.deciding.can([(each.expr, True)]).possible is False for each in stated):
            continue  # one that never holds has been said
        if draft.can(CODE, *((each, True) for each in stated)).possible is False:
            yield Diagnostic(CODE, stated[0].place, {"name": name}, tuple(each.place for each in stated[1:]), rule.cite)
