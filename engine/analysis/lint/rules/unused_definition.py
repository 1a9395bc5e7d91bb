"""定义没有任何规则使用。 A definition that no rule uses.

为何重要：读规则包的人以为这个条件在起作用。
Why it matters: whoever reads the pack takes it for something that counts.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.text.diagnostics import Diagnostic

CODE = "L403"


def check(draft: Draft) -> Iterator[Diagnostic]:
    for key, definition in draft.pack.definitions.items():
        if f"definition {key}" not in draft.named:
            yield Diagnostic(CODE, definition.place, {"name": definition.name}, cite=definition.cite)
