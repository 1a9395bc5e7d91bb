"""What an answer of a rule rests on, without its words: rules that rest on the same answer alike, whatever is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date

from engine.lang.ir import Expr, Ref, walk
from engine.pack.model import Pack
from engine.pack.reads import reads
from engine.pack.rule import Rule
from engine.pack.terms import Fact, Formula, Label, Parameter, Reading

# Names and remarks, which change no answer.
WORDS = frozenset({
    "label", "cite", "place", "text", "instrument", "expected", "question", "register", "decided", "certified_by", "evidence",
    "changeable", "source",
})  # fmt: skip


def rests_on(pack: Pack, rule: Rule, since: date | None = None) -> object:
    """All that answers under `rule` turn on, as data that compares; from a day on which the pack is in force, that apart."""
    found = reads(pack, rule)
    named: dict[str, object] = {}
    for expr in found.exprs:
        for each in walk(expr):
            if isinstance(each, Ref):
                named[f"{each.kind} {each.carrier}.{each.name}"] = _behind(pack, each)
            elif getattr(each, "table", ""):
                named[f"table {each.table}"] = _number(pack.parameters[each.table])  # type: ignore[union-attr]
    named |= {f"fact {key}": domain(pack.facts[key]) for key in found.facts}
    named |= {f"reading {name}": _reading(pack.readings[name]) for name in found.readings}
    return (
        meaning(rule),
        meaning(pack.in_force) if since is None or rule.duty is not None else None,
        named,
        pack.path_of(rule.subject),
        tuple(found.collections),
        rivals(pack, rule),
    )


def rivals(pack: Pack, rule: Rule) -> tuple[object, ...]:
    """What tells only where several claims are made at once.

    The rules whose claims its limits count, in the order in which they are served, and how each is counted; by what its limits
    order claims, and whether one that does not fit closes them to all later ones.
    """
    over = {name for limit in rule.limits for name in limit.over}
    served = [other for name, other in pack.rules.items() if name in over]
    ways = tuple((limit.order_by and limit.order_by.expr, limit.short == "close") for limit in rule.limits)
    orders = tuple(way for way in ways if way != (None, False))
    return (*((other.name, other.period, pack.path_of(other.subject), bool(other.parts)) for other in served), orders)


def meaning(value: object) -> object:
    """A record without its words, as nested tuples."""
    match value:
        case Formula(expr=expr):
            return _spelt(expr)
        case Label():
            return None
        case tuple():
            return tuple(meaning(each) for each in value)
        case Mapping():
            return tuple((key, meaning(each)) for key, each in value.items())
        case _ if is_dataclass(value) and not isinstance(value, type):
            return (type(value).__name__, *(meaning(getattr(value, each)) for each in _fields(value)))
        case _:
            return value


def _spelt(expr: Expr) -> object:
    """An expression; its places never take part."""
    return expr


def _fields(value: object) -> Iterator[str]:
    yield from (each.name for each in fields(value) if each.name not in WORDS)  # type: ignore[arg-type]


def _behind(pack: Pack, ref: Ref) -> object:
    match ref.kind:
        case "definition":
            return pack.definitions[f"{ref.carrier}.{ref.name}"].means.expr
        case "parameter":
            return _number(pack.parameters[ref.name])
        case _:
            return None


def _number(parameter: Parameter) -> object:
    table = parameter.table
    return table.columns, table.rows, table.otherwise, table.type


def domain(fact: Fact) -> object:
    """Which values a fact may take."""
    bound = None if fact.not_after is None else fact.not_after.expr
    return fact.type, fact.digits, fact.least, fact.most, fact.entries, bound


def _reading(reading: Reading) -> object:
    options = {name: (option.means and option.means.expr, option.open_ended) for name, option in reading.options.items()}
    return reading.type, options, reading.adopted
