"""目标的总数可以是零，而没有个案写明届时如何。 A target whose total may be nil, with no case that shows what then.

为何重要：总数为零时无从衡量；要么它不会是零（写 from: 1），要么应当有一个个案说明“无从衡量”。
Why it matters: over an empty total nothing is measured; either it is never empty (say `from: 1`), or a case should show it.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.lang.bounds_sets import Range
from engine.text.diagnostics import Diagnostic

CODE = "L443"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for name, rule in draft.pack.rules.items():
        of = rule.target.of if rule.target else None
        total = draft.ranges.of(of) if of else None
        if of is None or not isinstance(total, Range) or not total.holds(0):
            continue
        if not any("not_measurable" in text for text in draft.expected_by_cases(name)):
            yield Diagnostic(CODE, of.place, {"name": name, "text": of.text or "0"}, cite=rule.cite)
