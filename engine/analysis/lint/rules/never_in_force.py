"""施行的首日在末日之后。 A first day in force that lies after the last.

为何重要：在任何一天申请都答“不在施行期”。
Why it matters: on any day whatever the answer is “not in force”.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.lang.bounds_sets import Range
from engine.pack.terms import InForce
from engine.text.diagnostics import Diagnostic

CODE = "L472"


def check(draft: Draft) -> Iterator[Diagnostic]:
    pack = draft.pack
    spans: list[tuple[str, InForce | None]] = [(pack.id, pack.in_force)]
    spans += [(name, rule.in_force) for name, rule in pack.rules.items()]
    for name, span in spans:
        ends = [each for _, other in (spans[0], (name, span)) if other for each in (other.until,) if each]
        since = span.since if span else None
        for until in ends if since else ():
            first, last = (draft.ranges.of(each) for each in (since, until) if each)
            if isinstance(first, Range) and isinstance(last, Range) and first.low > last.high:
                place = since.place if since else until.place
                yield Diagnostic(CODE, place, {"name": name}, (until.place,))
                break
