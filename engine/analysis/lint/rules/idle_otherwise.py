"""表的 otherwise 用不上。 An `otherwise` of a table that covers every value.

为何重要：事实增加一个取值时，它会悄悄得到 otherwise 的数，而不会报错让人补上。
Why it matters: when the fact is given one value more, that silently gets what `otherwise` says, and nobody is asked for it.
"""

from collections.abc import Iterator, Sequence

from engine.analysis.lint.draft import Draft
from engine.analysis.lint.edits import Edit, without_field
from engine.lang.tables import Band
from engine.lang.types import BOOL, INT, OneOf
from engine.pack.document import Fields
from engine.pack.terms import Fact
from engine.text.diagnostics import Diagnostic

CODE = "L436"
MOST = 1_000  # whole numbers of a column that are looked through

Cell = str | int | bool | Band


def check(draft: Draft) -> Iterator[Diagnostic]:
    for name, parameter in draft.pack.parameters.items():
        table = parameter.table
        rows = [row.match for row in table.rows if row.since is None]
        if table.otherwise is not None and parameter.by and _covered(parameter.by, rows):
            place = draft.key("parameters", name, "otherwise") or parameter.place
            yield Diagnostic(CODE, place, {"name": name}, cite=parameter.cite)


def mend(draft: Draft, finding: Diagnostic) -> Iterator[Edit]:
    fields = draft.node("parameters", finding.values["name"])
    if isinstance(fields, Fields) and "otherwise" in fields.names and (edit := without_field(fields, "otherwise")):
        yield edit


def _covered(by: Sequence[Fact], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether every value of the columns has a row."""
    if not by:
        return bool(rows)
    below: dict[Cell, list[Sequence[Cell]]] = {}
    for head, *rest in rows:
        below.setdefault(head, []).append(rest)
    if any(isinstance(head, Band) for head in below):
        return all(_covered(by[1:], each) for each in below.values())  # the last band has no end
    every = _values(by[0])
    return every is not None and all(value in below and _covered(by[1:], below[value]) for value in every)


def _values(fact: Fact) -> Sequence[Cell] | None:
    """All values of a column; None where they are too many."""
    if isinstance(fact.type, OneOf):
        return fact.type.names
    if fact.type == BOOL:
        return (True, False)
    if fact.type == INT and fact.least is not None and fact.most is not None and fact.most - fact.least < MOST:
        return range(fact.least, fact.most + 1)
    return None
