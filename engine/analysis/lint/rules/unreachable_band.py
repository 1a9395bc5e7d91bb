"""一档在取值范围之外。 A band that lies outside what its fact may be.

为何重要：这一档的数额谁也得不到；档的边界或事实的范围写错了。
Why it matters: nobody ever gets what it says; an edge of the table or the range of the fact is wrong.
"""

from collections.abc import Iterator
from typing import cast

from engine.analysis.lint.draft import Draft
from engine.lang.bounds_sets import Range, point
from engine.lang.tables import Band
from engine.pack.ranges import fact_range
from engine.text.diagnostics import Diagnostic

CODE = "L435"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for name, parameter in draft.pack.parameters.items():
        for row in parameter.table.rows:
            for fact, cell in zip(parameter.by, row.match, strict=True):
                whole = fact_range(fact)
                if isinstance(cell, Band) and isinstance(whole, Range) and _apart(cell, whole):
                    values = {"name": name, "fact": fact.name}
                    yield Diagnostic(CODE, row.place, values, (fact.place,), parameter.cite)
                    break


def _apart(band: Band, whole: Range) -> bool:
    if band.low is not None:
        low = cast(Range, point(band.low)).low
        if low > whole.high or (low == whole.high and not band.low_included):
            return True
    if band.high is not None:
        high = cast(Range, point(band.high)).high
        return high < whole.low or (high == whole.low and not band.high_included)
    return False
