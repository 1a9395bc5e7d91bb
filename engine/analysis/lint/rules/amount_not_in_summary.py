"""金额与条款概述不符。 An amount that the summary of its provision does not state.

为何重要：数字少写、多写一个零，或概述与参数只改了一处，只有对照才看得出来。
Why it matters: a nought too many, or a revision of only one of the two, shows only when they are held side by side.
"""

from collections.abc import Iterator
from fractions import Fraction

from engine.analysis.lint.chinese import mentions
from engine.analysis.lint.draft import Draft
from engine.lang.quantities import say_money
from engine.lang.values import Money
from engine.text.diagnostics import Diagnostic

CODE = "L418"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for name, parameter in draft.pack.parameters.items():
        provision = draft.pack.provisions.get(parameter.cite)
        stated = list(mentions(provision.summary.zh)) if provision else []
        if provision is None or parameter.source or not any(each.unit == "元" for each in stated):
            continue
        # A table may gather what several provisions state.
        others = draft.pack.provisions.values() if parameter.by else ()
        numbers = {each.value for each in stated} | {each.value for other in others for each in mentions(other.summary.zh)}
        for row in parameter.table.rows:
            # A bare number may be one of a row: 2000、3000或4000元, 四到五万元.
            if isinstance(row.value, Money) and row.value.fen and not numbers & _ways(row.value.fen):
                values = {"name": name, "amount": say_money(row.value.fen, "zh"), "cite": parameter.cite}
                yield Diagnostic(CODE, row.place, values, (provision.place,), parameter.cite)


def _ways(fen: int) -> set[Fraction]:
    """An amount in yuan, and in ten thousand yuan."""
    return {Fraction(fen, 100), Fraction(fen, 1_000_000)}
