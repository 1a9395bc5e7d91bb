"""解释口径没有任何规则使用。 A reading that no rule uses.

为何重要：审定了口径，结果却不变；办法的疑问看似已经处理，其实没有。
Why it matters: an officer decides it and no answer changes; the open point looks settled and is not.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.text.diagnostics import Diagnostic

CODE = "L404"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for name, reading in draft.pack.readings.items():
        if f"reading {name}" not in draft.named:
            yield Diagnostic(CODE, reading.place, {"name": name}, cite=reading.cite)
