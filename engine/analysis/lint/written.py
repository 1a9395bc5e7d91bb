"""The amounts, dates, ratios and spans that expressions state themselves, with the provision they stand under."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from engine.lang.ir import Choose, Expr, Literal, Ref, parts
from engine.lang.lower_make import constant
from engine.lang.values import Known, Money, Quantity, Span, Unknown
from engine.pack.model import Pack
from engine.pack.reads import formulas, of_limit
from engine.pack.terms import Formula
from engine.text.records import dataclass
from engine.text.source import Place


@dataclass(frozen=True, slots=True)
class Written:
    """One quantity as written in an expression."""

    value: Known
    type: str
    place: Place
    cite: str


def cited(pack: Pack) -> Iterator[tuple[Formula, str]]:
    """Every formula with the provision it stands under."""
    for rule in pack.rules.values():
        own = {id(formula) for limit in rule.limits for formula in of_limit(limit)}
        own |= {id(each.formula) for each in rule.when}
        yield from ((each.formula, each.cite or rule.cite) for each in rule.when)
        yield from ((formula, rule.cite) for formula in formulas(rule) if id(formula) not in own)
        yield from ((formula, limit.cite) for limit in rule.limits if not limit.shared for formula in of_limit(limit))
        yield from ((each.formula, each.cite or rule.cite) for each in rule.expected)
    yield from ((formula, limit.cite) for limit in pack.limits for formula in of_limit(limit))
    yield from ((each.means, each.cite) for each in pack.definitions.values())
    for reading in pack.readings.values():
        yield from ((option.means, reading.cite) for option in reading.options.values() if option.means)


def written(pack: Pack) -> Iterator[Written]:
    """Every quantity that is more than nothing or one unit; plain whole numbers mean too many different things."""
    for formula, cite in cited(pack):
        for expr, value in _quantities(formula.expr):
            place = expr.place or formula.place
            match value:
                case Money(fen=fen) | Quantity(fen=fen) if fen > 100:
                    yield Written(Money(int(fen)) if fen == int(fen) else value, "money", place, cite)
                case Span() if value not in (Span(), Span(days=1), Span(months=1)):
                    yield Written(value, "span", place, cite)
                case Fraction() if value not in (0, 1):
                    yield Written(value, "ratio", place, cite)
                case date():
                    yield Written(value, "date", place, cite)
                case _:
                    pass


def _quantities(expr: Expr) -> Iterator[tuple[Expr, Known]]:
    """The largest parts that are written down as they stand; not what a table holds."""
    if (isinstance(expr, Choose) and expr.table) or isinstance(expr, Ref):
        return
    value = constant(expr)
    if not isinstance(value, Unknown):
        yield expr, value
        return
    if not isinstance(expr, Literal):
        for part in parts(expr):
            yield from _quantities(part)
