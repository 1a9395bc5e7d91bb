"""Parameters: the numbers of the law, plain or as tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from engine.lang.quantities import day, quantity
from engine.lang.tables import Band, Row, Table
from engine.lang.types import BOOL, DATE, INT, RATIO, OneOf, Type
from engine.lang.values import Known
from engine.pack.document import Fields, Items, Node, Text
from engine.pack.formulas import Builder
from engine.pack.names import GIVEN
from engine.pack.nodes import place_of, said
from engine.pack.terms import Fact, Parameter
from engine.text.render import suggest
from engine.text.source import Place

MOST_MISSING = 5  # named in a message
BANDED = ("int", "money", "ratio", "date")
Cell = tuple[tuple[str | int | bool | Band, ...], date | None, Text]


def parameters(b: Builder, fields: Fields) -> None:
    """All parameters of the pack."""
    taken = {*b.names.subjects, *GIVEN, "past", *(fact.name for fact in b.names.facts.values())}
    for key, value in b.ask.entries(fields.get("parameters"), "parameters"):
        if not b.identifier(key, lambda word: word in taken):
            continue
        body = b.ask.fields(value, key.text)
        made = _parameter(b, key, body) if body is not None else None
        if made is None:
            b.names.failed.add(key.text)
        else:
            b.names.parameters[key.text] = made


def _parameter(b: Builder, key: Text, body: Fields) -> Parameter | None:
    by = tuple(fact for item in b.ask.items(body.get("by"), "by") if (fact := _column(b, item)) is not None)
    stated = [name for name in ("value", "values", "bands") if body.get(name) is not None]
    if len(stated) != 1 or (stated == ["value"]) != (body.get("by") is None):
        b.found.add("P513", key.place, name=key.text)
        return None
    if len(by) < len(b.ask.items(body.get("by"), "by")):
        return None
    node = body.get(stated[0])
    assert node is not None
    before = len(b.found.found)
    cells = list(_cells(b, node, by, ()))
    if not cells and body.get("otherwise") is None and len(b.found.found) == before:
        b.found.add("P504", key.place, what=key.text, key="value")
    rows, type = _rows(b, key, by, cells, body.get("otherwise"))
    if type is None:
        return None
    otherwise = _value(b, body.get("otherwise"), type)
    _covered(b, key, by, cells, otherwise)
    table = Table(key.text, tuple(fact.type for fact in by), rows, otherwise, type)
    label, cite = b.ask.label(body.get("label"), "label"), b.ask.text(body.get("cite"), "cite")
    return Parameter(key.text, label, cite, b.ask.text(body.get("source"), "source"), by, table, key.place)


def _column(b: Builder, node: Node) -> Fact | None:
    """The fact a column is named after: `level`, or `certificate.level` where several subjects have one."""
    word = b.ask.text(node, "by")
    named = [fact for fact in b.names.facts.values() if word in (fact.key, fact.name)]
    if not named or len({fact.type for fact in named}) > 1:
        b.found.add("P514", node.place, name=word, did_you_mean=suggest(word, [fact.name for fact in b.names.facts.values()]))
        return None
    return named[0]


def _cells(b: Builder, node: Node, by: tuple[Fact, ...], match: tuple[str | int | bool | Band, ...]) -> Iterator[Cell]:
    """Every entry below `node`, with what its columns must be."""
    if by and isinstance(node, Items):
        for band, value in _bands(b, node, by[0]):
            yield from _cells(b, value, by[1:], (*match, band))
    elif by:
        for key, value in b.ask.entries(node, by[0].name):
            cell = _cell(b, key, by[0])
            if cell is not None:
                yield from _cells(b, value, by[1:], (*match, cell))
    elif isinstance(node, Fields):
        for key, value in b.ask.entries(node, "value"):
            since = day(key.text)
            if since is None:
                b.found.add(
                    "P503",
                    key.place,
                    what="value",
                    text=key.text,
                    type_zh=said("zh", DATE),
                    type_en=said("en", DATE),
                    example="2025-12-31",
                )
            elif isinstance(value, Text):
                yield match, since, value
            else:
                b.ask.text(value, key.text)  # says that it is none
    elif isinstance(node, Text):
        yield match, None, node
    else:
        b.found.add("P501", node.place, what="value", expected_zh="一个值", expected_en="a single value")


def _cell(b: Builder, key: Text, fact: Fact) -> str | int | bool | None:
    """What one column must be, as the type of its fact."""
    if isinstance(fact.type, OneOf) and key.text in fact.type.names:
        return key.text
    if fact.type == BOOL and key.text in ("true", "false"):
        return key.text == "true"
    if fact.type == INT and isinstance(value := b.ask.quantity(key, fact.name, INT), int):
        return value
    if fact.type != INT:
        allowed = fact.type.names if isinstance(fact.type, OneOf) else ("true", "false")
        near = suggest(key.text, allowed)
        b.found.add("P502", key.place, what=fact.name, text=key.text, allowed="、".join(allowed), did_you_mean=near)
    return None


def _bands(b: Builder, node: Items, fact: Fact) -> Iterator[tuple[Band, Node]]:
    """The bands in order; each begins where the one before ends."""
    if fact.type.name not in BANDED:
        b.found.add("P515", node.place, name=fact.name)
        return
    low: Known | None = None
    low_included = False
    for number, item in enumerate(node.items, 1):
        body = b.ask.fields(item, "bands")
        value = b.ask.required(body, "value", "bands") if body else None
        edges = [name for name in ("up_to", "below") if body and body.get(name) is not None]
        if body is None or value is None:
            continue
        if len(edges) > 1 or (not edges) != (number == len(node.items)):
            b.found.add("P519", place_of(item), number=number)
            continue
        high = b.ask.quantity(body.get(edges[0]), edges[0], fact.type) if edges else None
        if edges and high is None:
            continue
        if high is not None and low is not None and not low < high:  # type: ignore[operator]
            b.found.add("P520", place_of(item), number=number)
        yield Band(low, low_included, high, edges == ["up_to"]), value
        low, low_included = high, edges == ["below"]


def _rows(
    b: Builder, key: Text, by: tuple[Fact, ...], cells: list[Cell], otherwise: Node | None
) -> tuple[tuple[Row, ...], Type | None]:
    """The entries typed; all of one type."""
    nodes = [node for _, _, node in cells] + ([otherwise] if isinstance(otherwise, Text) else [])
    types = {read[1] for node in nodes if (read := quantity(node.text)) is not None}
    type = RATIO if types == {INT, RATIO} else next(iter(types), None)
    for node in nodes:
        if quantity(node.text) is None:
            b.found.add("P521", node.place, text=node.text)
            type = None
    if len(types) > 1 and types != {INT, RATIO}:
        b.found.add(
            "P522",
            key.place,
            name=key.text,
            types_zh=said("zh", *sorted(types, key=str)),
            types_en=said("en", *sorted(types, key=str)),
        )
        type = None
    if type is None:
        return (), None
    rows = [Row(match, since, value, node.place) for match, since, node in cells if (value := _value(b, node, type)) is not None]
    rows.sort(key=lambda row: (*map(_rank, row.match, by), row.since or date.min))  # bands stay as they are: the sort is stable
    return tuple(rows), type


def _rank(cell: str | int | bool | Band, fact: Fact) -> int:
    """Where an entry stands among those of its column: as the fact's values do, whatever the order they are written in."""
    if isinstance(fact.type, OneOf):
        return fact.type.names.index(str(cell))
    return 0 if isinstance(cell, Band) else int(cell)


def _value(b: Builder, node: Node | None, type: Type) -> Known | None:
    value = b.ask.quantity(node, "value", type) if node is not None else None
    return Fraction(value) if type == RATIO and isinstance(value, int) else value


def _covered(b: Builder, key: Text, by: tuple[Fact, ...], cells: list[Cell], otherwise: Known | None) -> None:
    """Every value of the columns has an entry, or there is an `otherwise`."""
    if otherwise is None and (missing := _missing(by, [match for match, _, _ in cells])):
        b.found.add("P523", key.place, name=key.text, missing="、".join(missing))


def _missing(by: tuple[Fact, ...], matches: list[tuple[str | int | bool | Band, ...]]) -> list[str]:
    """Values of the first column without an entry, then of those below."""
    if not by:
        return []
    fact = by[0]
    heads: dict[str | int | bool | Band, list[tuple[str | int | bool | Band, ...]]] = {}
    for match in matches:
        heads.setdefault(match[0], []).append(match[1:])
    if isinstance(fact.type, OneOf):
        domain: list[str | int | bool] = list(fact.type.names)
    elif fact.type == BOOL:
        domain = [True, False]
    elif any(isinstance(head, Band) for head in heads):
        domain = []
    else:
        low, high = fact.least or 0, fact.most or 0
        domain = list(range(low, min(high, low + 1000) + 1))
    missing = [str(value) for value in domain if value not in heads]
    for head, below in heads.items():
        if len(missing) >= MOST_MISSING:
            break
        missing += [f"{head}/{each}" for each in _missing(by[1:], below)]
    return missing[:MOST_MISSING]


def first_day(table: Table) -> tuple[date, Place] | None:
    """The day before which a dated table without `otherwise` says nothing."""
    starts: dict[tuple[str | int | bool | Band, ...], Row] = {}
    for row in table.rows:
        starts.setdefault(row.match, row)
    dated = [row for row in starts.values() if row.since is not None]
    late = max(dated, key=lambda row: row.since or date.min, default=None)
    return (late.since, late.place) if late and late.since and table.otherwise is None else None
