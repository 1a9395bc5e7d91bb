"""办法已过有效期，或将到期。 A measure that has ended, or soon will.

为何重要：到期前应当评估是延续、修订还是废止；过期之后的申请一律答“不在施行期”。
Why it matters: before the end somebody must decide whether it goes on; after it every application is answered “not in force”.
"""

from collections.abc import Iterator
from datetime import date

from engine.analysis.lint.draft import Draft
from engine.lang.bounds_sets import Range
from engine.lang.dates import add
from engine.lang.ir import Ref
from engine.lang.values import Span
from engine.pack.terms import Formula
from engine.text.diagnostics import Diagnostic

CODE = "L471"
WARNED = Span(months=6)  # evaluation is due within the last half year


def check(draft: Draft) -> Iterator[Diagnostic]:
    span = draft.pack.in_force
    if span is None or span.until is None or (last := _last(draft, span.until)) is None:
        return
    if last <= add(draft.today, WARNED):
        ended = last < draft.today
        values = {"last": last.isoformat(), "state_zh": "已于", "state_en": "ended"} if ended else {
            "last": last.isoformat(), "state_zh": "将于", "state_en": "will end"
        }  # fmt: skip
        yield Diagnostic(CODE, span.until.place, values)


def _last(draft: Draft, until: Formula) -> date | None:
    """The last day in force: of a reading, under the option adopted; None without end or where it is open."""
    expr = until.expr
    if isinstance(expr, Ref) and expr.kind == "reading":
        reading = draft.pack.readings[expr.name]
        option = reading.options.get(reading.adopted or "")
        if option is None or option.open_ended or option.means is None:
            return None
        until = option.means
    found = draft.ranges.of(until)
    return date.fromordinal(int(found.low)) if isinstance(found, Range) and found.is_point else None
