"""事实没有任何规则读取。 A fact that no rule reads.

为何重要：空白个案会向申请人要这一项，而答案从不取决于它。
Why it matters: a blank case asks applicants for it, and no answer ever turns on it.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.text.diagnostics import Diagnostic

CODE = "L401"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for key, fact in draft.pack.facts.items():
        if f"fact {key}" not in draft.named:
            yield Diagnostic(CODE, fact.place, {"name": fact.name}, cite=fact.cite)
