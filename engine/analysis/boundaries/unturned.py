"""The thresholds of a pack at which no case was found: said, so that nobody takes the file for the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.analysis.boundaries.comparisons import comparisons
from engine.analysis.boundaries.find import Threshold
from engine.analysis.boundaries.turns import Key
from engine.analysis.coverage.listing import row_key, said_row
from engine.analysis.coverage.looked import tables_in
from engine.lang.ir import Apply, Expr, walk
from engine.lang.tables import Band
from engine.lang.types import DATE, INT, MONEY, QUANTITY, RATIO
from engine.pack.model import Pack
from engine.pack.reads import reads
from engine.text.records import dataclass
from engine.text.source import Place

ORDERED = (INT, MONEY, DATE, RATIO, QUANTITY)


@dataclass(frozen=True, slots=True)
class Unturned:
    """A threshold that was not crossed: a comparison, a limit, a row; its rule, or "" where rules share it."""

    rule: str
    text: str
    place: Place | None


def unturned(pack: Pack, rules: Sequence[str], found: Sequence[Threshold]) -> Iterator[Unturned]:
    """What of these rules may turn and was not seen to."""
    keys = {each.key for each in found}
    read = [reads(pack, pack.rules[name]) for name in rules]
    yield from _comparisons(pack, keys, [expr for each in read for expr in each.exprs])
    for name in rules:
        rule = pack.rules[name]
        limits = (limit for limit in rule.limits if ("limit", name, limit.name) not in keys)
        yield from (Unturned(name, limit.name, limit.place) for limit in limits)
        if (rule.target and ("target", name) not in keys) or (rule.duty and ("duty", name) not in keys):
            yield Unturned(name, name, rule.place)
    yield from _rows(pack, found, {name for each in read for name in tables_in(each.exprs)})


def _comparisons(pack: Pack, keys: set[Key], exprs: Sequence[Expr]) -> Iterator[Unturned]:
    """Comparisons of what has an order, wherever a rule reads them."""
    turned = {key[2:] for key in keys if key[0] in ("compare", "round")}
    ordered = {
        (inner.place.start, inner.place.end)
        for expr in exprs
        for inner in walk(expr)
        if isinstance(inner, Apply) and inner.place and inner.args and inner.args[0].type in ORDERED
    }
    done: set[object] = set()
    for each in comparisons(pack):
        at = (each.formula, each.span)
        if at not in turned and at not in done and each.place and (each.place.start, each.place.end) in ordered:
            done.add(at)
            yield Unturned("", each.text, each.place)


def _rows(pack: Pack, found: Sequence[Threshold], tables: set[str]) -> Iterator[Unturned]:
    """Bands and dated rows that no side of a threshold is in."""
    met = {side.turn.outcome for each in found if each.key[0] == "row" for side in each.sides}
    for name in sorted(tables):
        table = pack.parameters[name].table
        if not table.dated and not any(isinstance(cell, Band) for row in table.rows for cell in row.match):
            continue
        rows = (row for row in table.rows if row_key(table, row) not in met)
        yield from (Unturned("", f"{name}({said_row(row)})", row.place) for row in rows)
