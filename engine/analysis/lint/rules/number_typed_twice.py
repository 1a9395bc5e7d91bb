"""同一条款的同一个数字写了两次。 The same number of one provision typed twice instead of named.

为何重要：修订时只改一处，另一处仍是旧数。给它一个参数名，只写一次。
Why it matters: a revision changes one of them and leaves the other. Name it once, as a parameter.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.analysis.lint.written import Written, written
from engine.text.diagnostics import Diagnostic

CODE = "L416"


def check(draft: Draft) -> Iterator[Diagnostic]:
    seen: dict[tuple[object, ...], Written] = {}
    named = {
        (parameter.cite, str(parameter.type), row.value): parameter
        for parameter in draft.pack.parameters.values()
        for row in parameter.table.rows
        if not parameter.by
    }
    for each in written(draft.pack):
        key = (each.cite, each.type, each.value)
        if (parameter := named.get(key)) is not None:
            values = {"text": each.place.text, "name": parameter.name}
            yield Diagnostic(CODE, each.place, values, (parameter.place,), each.cite)
        elif (first := seen.get(key)) is not None:
            yield Diagnostic(CODE, each.place, {"text": each.place.text, "name": "—"}, (first.place,), each.cite)
        else:
            seen[key] = each
