"""参数没有任何规则使用。 A parameter that no rule uses.

为何重要：修订时改了这个数字，结果却不变，谁也不会发觉。
Why it matters: whoever revises the number changes no answer, and nobody notices.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.text.diagnostics import Diagnostic

CODE = "L402"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for name, parameter in draft.pack.parameters.items():
        if f"parameter {name}" not in draft.named:
            yield Diagnostic(CODE, parameter.place, {"name": name}, cite=parameter.cite)
