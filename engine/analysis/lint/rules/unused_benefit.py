"""其他补贴没有限额计入。 A benefit of another instrument that no limit counts.

为何重要：经办人查了、填了另一文件的兑付，结果却不因此改变。
Why it matters: clerks look up what another instrument paid, and no answer changes for it.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.text.diagnostics import Diagnostic

CODE = "L406"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for name, benefit in draft.pack.other_benefits.items():
        if f"benefit {name}" not in draft.named:
            yield Diagnostic(CODE, benefit.place, {"name": name})
