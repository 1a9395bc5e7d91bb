"""同一条件写了两次。 The same condition twice in one rule.

为何重要：修订时只改一处，另一处仍按旧的要求。
Why it matters: a revision changes one of them, and the other still asks what was asked before.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.analysis.lint.edits import Edit, without_item
from engine.lang.ir import Expr
from engine.pack.document import Items, Node
from engine.pack.terms import Formula
from engine.text.diagnostics import Diagnostic
from engine.text.source import Place

CODE = "L425"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for name, rule in draft.pack.rules.items():
        seen: dict[Expr, Formula] = {}
        for formula in (each.formula for each in rule.when):
            before = seen.setdefault(formula.expr, formula)
            if before is not formula:
                values = {"text": formula.text or "true", "name": name}
                yield Diagnostic(CODE, formula.place, values, (before.place,), rule.cite)


def mend(draft: Draft, finding: Diagnostic) -> Iterator[Edit]:
    """The second one taken out of the list."""
    items = draft.node("rules", finding.values["name"], "when")
    if isinstance(items, Items) and finding.place:
        for number, item in enumerate(items.items):
            if _holds(item, finding.place) and (edit := without_item(items, number)):
                yield edit


def _holds(item: Node, place: Place) -> bool:
    return item.place.start <= place.start and place.end <= item.place.end
