"""分日期的数在施行之前就已改掉。 A dated number that was replaced before the measure applies.

为何重要：它对任何申请都不起作用；多半是施行日或改数的日期写错了。
Why it matters: it counts for no application; most often the first day of the measure or the day of the change is wrong.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from engine.analysis.lint.draft import Draft
from engine.lang.bounds_sets import Range
from engine.text.diagnostics import Diagnostic

CODE = "L437"


def check(draft: Draft) -> Iterator[Diagnostic]:
    span = draft.pack.in_force
    earliest = draft.ranges.of(span.since) if span and span.since else None
    # A rule that picks its own day of the law may look further back.
    if not isinstance(earliest, Range) or any(rule.law_at for rule in draft.pack.rules.values()):
        return
    for name, parameter in draft.pack.parameters.items():
        for row, after in pairwise(parameter.table.rows):
            if row.match == after.match and after.since and after.since.toordinal() <= earliest.low:
                values = {
                    "name": name,
                    "since": after.since.isoformat(),
                    "first": date.fromordinal(int(earliest.low)).isoformat(),
                }
                yield Diagnostic(CODE, row.place, values, (after.place,), parameter.cite)
