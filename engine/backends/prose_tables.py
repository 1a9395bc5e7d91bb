"""The numbers of the law as short lists: by name, by band, by day."""

from __future__ import annotations

from collections.abc import Mapping

from engine.backends.prose_values import NO_NAMES, as_written, either, listed, say_day, say_value
from engine.lang.ir import Apply, Choose, Expr, Literal, Ref
from engine.lang.operators import OPERATOR_OF
from engine.lang.tables import Band, Row
from engine.pack.terms import Label, Parameter


def say_rows(parameter: Parameter, lang: str) -> str:
    """All lines of a number of the law in one: 助理1,200元、中级1,800元，其余0元; a plain number is just its value."""
    rows = [f"{key}{_joint(key, lang)}{value}" for key, value in row_pairs(parameter, lang)]
    apart = parameter.table.dated or len(parameter.table.columns) > 1  # a key of two cells has that mark within
    return either(lang, "；" if apart else "、", "; ").join(rows)


def _joint(key: str, lang: str) -> str:
    """What stands between a key and its value: 3A为10万元, where the two would run together."""
    return either(lang, "为" if key[-1:].isascii() and key[-1:].isalnum() else "", " " if key else "")


def called_with(expr: Choose, parameter: Parameter) -> list[Expr]:
    """What a table is looked up by, which need not be the fact it is made for: the lower of two degrees, not the degree."""
    found: list[Expr] = []
    waiting = [condition for condition, _ in expr.arms]
    while waiting:
        test = waiting.pop(0)
        if isinstance(test, Apply) and OPERATOR_OF[test.overload].name == "and":
            waiting = [*test.args, *waiting]
            continue
        asked = test.args[0] if isinstance(test, Apply) else test
        if not isinstance(asked, Literal) and asked not in found and not _is_law_at(asked):
            found.append(asked)
    facts: list[Expr] = [Ref("fact", fact.subject, fact.name, fact.type) for fact in parameter.by]
    return found if len(found) == len(facts) else facts


def _is_law_at(expr: Expr) -> bool:
    return isinstance(expr, Ref) and (expr.kind, expr.name) == ("given", "law_at")


def row_pairs(parameter: Parameter, lang: str) -> list[tuple[str, str]]:
    """What each line is for ("" for a plain number), and its value; the rest last."""
    table = parameter.table
    names = [fact.names for fact in parameter.by] or [NO_NAMES] * len(table.columns)
    pairs = [(_heading(row, names, lang), as_written(row.value, row.place, lang)) for row in table.rows]
    if table.otherwise is not None and table.columns:
        pairs.append((either(lang, "其余", "all others"), say_value(table.otherwise, lang)))
    return pairs


def _heading(row: Row, names: list[Mapping[str, Label]], lang: str) -> str:
    cells = [_cell(cell, labels, lang) for cell, labels in zip(row.match, names, strict=False)]
    if row.since is not None:
        cells.append(either(lang, f"自{say_day(row.since, lang)}起", f"from {say_day(row.since, lang)}"))
    return listed(cells, lang)


def _cell(cell: str | int | bool | Band, labels: Mapping[str, Label], lang: str) -> str:
    return _band(cell, lang) if isinstance(cell, Band) else say_value(cell, lang, labels)


def _band(band: Band, lang: str) -> str:
    """A stretch of numbers with its edges said to be in or out."""
    low, high = say_value(band.low, lang), say_value(band.high, lang)
    within = {True: "含", False: "不含"}
    parts = []
    if band.low is not None:
        parts.append(
            either(lang, f"{low}以上（{within[band.low_included]}）", f"{'from' if band.low_included else 'above'} {low}")
        )
    if band.high is not None:
        word = "up to" if band.high_included else "below"
        parts.append(either(lang, f"{high}以下（{within[band.high_included]}）", f"{word} {high}"))
    return either(lang, "、", " ").join(parts) or either(lang, "不限", "any")
