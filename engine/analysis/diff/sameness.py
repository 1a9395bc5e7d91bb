"""What an answer of a rule rests on, without its words: rules that rest on the same answer alike, whatever is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date

from engine.lang.ir import Expr, Ref, walk
from engine.pack.model import Pack
from engine.pack.reads import Reads, reads, reads_of
from engine.pack.rule import Rule
from engine.pack.terms import Fact, Formula, Label, Parameter, Reading

# Names and remarks, which change no answer.
WORDS = frozenset({
    "label", "cite", "place", "text", "instrument", "expected", "question", "register", "decided", "certified_by", "evidence",
    "changeable", "source",
})  # fmt: skip


def rests_on(pack: Pack, rule: Rule, since: date | None = None) -> object:
    """All that answers under `rule` turn on, as data that compares; with `since`, from that day on, whichever was the first."""
    found = reads(pack, rule)
    days = pack.in_force if since is None or rule.duty is not None else pack.in_force and pack.in_force.until
    return (
        meaning(rule),
        meaning(days),
        _named(pack, found),
        pack.path_of(rule.subject),
        tuple(found.collections),
        rivals(pack, rule),
    )


def _named(pack: Pack, found: Reads) -> dict[str, object]:
    """What stands behind every name that is read."""
    named: dict[str, object] = {}
    for expr in found.exprs:
        for each in walk(expr):
            if isinstance(each, Ref):
                named[f"{each.kind} {each.carrier}.{each.name}"] = _behind(pack, each)
            elif getattr(each, "table", ""):
                named[f"table {each.table}"] = _number(pack.parameters[each.table])  # type: ignore[union-attr]
    named |= {f"fact {key}": domain(pack.facts[key]) for key in found.facts}
    named |= {f"reading {name}": _reading(pack.readings[name]) for name in found.readings}
    return named


def disturbed(old: Pack, new: Pack, before: Rule, after: Rule, since: date | None = None) -> Iterator[str]:
    """The other rules of the new version that may now leave more or less of what is limited than they left before."""
    for name in sorted(counted(old, before) | counted(new, after)):
        one, other = old.rules.get(name), new.rules.get(name)
        if other is not None and name != after.name and (one is None or rests_on(old, one, since) != rests_on(new, other, since)):
            yield name


def counted(pack: Pack, rule: Rule) -> set[str]:
    """The rules whose claims the limits of a rule count, those whose claims the limits of these count, and so on."""
    found: set[str] = set()
    more = {name for limit in rule.limits for name in limit.over if name in pack.rules}
    while more:
        found |= more
        more = {each for name in more for limit in pack.rules[name].limits for each in limit.over if each in pack.rules} - found
    return found


def rivals(pack: Pack, rule: Rule) -> tuple[object, ...]:
    """What tells only where several claims are made at once.

    The rules whose claims its limits count, in the order in which they are served, and how each is counted; by what its limits
    order claims, and whether one that does not fit closes them to all later ones.
    """
    over = {name for limit in rule.limits for name in limit.over}
    served = [other for name, other in pack.rules.items() if name in over]
    ways = tuple((_ordered(pack, limit.order_by), limit.short == "close") for limit in rule.limits)
    orders = tuple(way for way in ways if way != (None, False))
    # For which time a claim is matters only to a limit that counts by time.
    timed = {name for limit in rule.limits if limit.per != "life" or limit.kind == "within" for name in limit.over}
    counts = ((other.name, other.period if other.name in timed else None, other) for other in served)
    return (*((name, period, pack.path_of(other.subject), bool(other.parts)) for name, period, other in counts), orders)


def _ordered(pack: Pack, by: Formula | None) -> object:
    """What claims are ordered by, and all that stands behind it."""
    return None if by is None else (by.expr, _named(pack, reads_of(pack, by)))


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
