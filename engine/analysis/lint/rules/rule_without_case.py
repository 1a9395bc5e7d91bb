"""规则没有个案。 A rule without a case.

为何重要：没有个案的规则改错了也没有人发觉。只在旁边有个案文件时检查。
Why it matters: a mistake in a rule of which no case expects anything goes unnoticed. Only where cases stand beside the pack.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.text.diagnostics import Diagnostic

CODE = "L461"


def check(draft: Draft) -> Iterator[Diagnostic]:
    if draft.cases is None:
        return
    for name, rule in draft.pack.rules.items():
        if next(draft.expected_by_cases(name), None) is None:
            yield Diagnostic(CODE, rule.place, {"name": name}, cite=rule.cite)
