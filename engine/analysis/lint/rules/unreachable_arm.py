"""一路永远轮不到。 An arm that is never reached.

为何重要：排在它前面的已经管住了所有情形；门槛或次序写错了。
Why it matters: those before it take every case; a threshold or the order is wrong.
"""

from collections.abc import Iterator, Sequence

from engine.analysis.lint.draft import Draft
from engine.lang.ir import Choose, Expr, walk
from engine.pack.terms import Formula
from engine.text.diagnostics import Diagnostic
from engine.text.source import Place

CODE = "L434"
MOST = 60  # arms that are held against each other


def check(draft: Draft) -> Iterator[Diagnostic]:
    for rule in draft.pack.rules.values():
        arms = [(each.when, each.place) for each in rule.choose]
        payers = [(each.when, each.place) for each in rule.paid_by.payers] if rule.paid_by.kind == "chosen" else []
        for place in (*_unreached(draft, arms), *_unreached(draft, payers)):
            yield Diagnostic(CODE, place, cite=rule.cite)
    for formula in draft.formulas:
        for each in walk(formula.expr):
            if isinstance(each, Choose) and not each.table:
                yield from (Diagnostic(CODE, place or formula.place) for place in _inside(draft, each))


def _unreached(draft: Draft, arms: Sequence[tuple[Formula | None, Place]]) -> Iterator[Place]:
    earlier: list[Formula] = []
    if len(arms) > MOST:
        draft.undecided[CODE] += len(arms)
        return
    for when, place in arms:
        wanted = [*((each, False) for each in earlier), *([(when, True)] if when else [])]
        if wanted and draft.can(CODE, *wanted).possible is False:
            yield place
        earlier += [when] if when else []


def _inside(draft: Draft, choice: Choose) -> Iterator[Place | None]:
    """The arms of `x if c else y` that are never taken."""
    earlier: list[Expr] = []
    if len(choice.arms) > MOST:
        draft.undecided[CODE] += len(choice.arms)
        return
    for condition, value in choice.arms:
        if draft.deciding.can([*((each, False) for each in earlier), (condition, True)]).possible is False:
            yield value.place
        earlier.append(condition)
    if choice.otherwise is not None and draft.deciding.can([(each, False) for each in earlier]).possible is False:
        yield choice.otherwise.place
