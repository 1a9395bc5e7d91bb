"""Where an answer turns as a number or a day changes: what it is compared with, and what limits leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import ceil, floor, isinf

from engine.backends.reference.alone import sharing
from engine.backends.reference.claims import Claim
from engine.backends.reference.context import Context
from engine.backends.reference.ranges import CaseRanges
from engine.backends.reference.world import World
from engine.lang.bounds import bounds
from engine.lang.bounds_sets import Bounds
from engine.lang.bounds_sets import Range as Stretch
from engine.lang.bounds_sets import value as value_of
from engine.lang.dates import add, subtract
from engine.lang.ir import Apply, Expr, Ref, walk
from engine.lang.types import DATE, INT, MONEY
from engine.lang.values import Known, Member, Money, Quantity, Span, Value
from engine.pack.reads import reads_in, reads_of
from engine.pack.rule import Rule
from engine.pack.terms import Fact, Formula

COMPARED = ("eq_", "ne_", "lt_", "le_", "gt_", "ge_")
MAGNITUDES = tuple(10**power for power in range(1, 10))  # fen


def numbers(world: World, claim: Claim, fact: Fact, exprs: list[Expr]) -> Iterator[Known]:
    """The values to try for a fact that is a number or a day: where an answer turns, and one unit to both sides."""
    unit: int | Fraction = Fraction(1, 10**fact.digits) if fact.digits else 1
    about = sorted(dict.fromkeys(_turning_points(world, claim, fact, exprs)))
    near = dict.fromkeys(point + step for point in about for step in (-unit, 0, unit))
    if fact.type == MONEY and not any(map(_is_comparison, (part for expr in exprs for part in walk(expr)))):
        near |= dict.fromkeys(MAGNITUDES)  # it is only reckoned with
    low, high = fact.least, fact.most
    if low is not None and high is not None:
        least, most = low * unit, high * unit
        near = dict.fromkeys(min(max(each, least), most) for each in near) or {least: None, most: None}
    for each in near or {world.case.as_of.toordinal(): None}:
        yield _as(each, fact)


def _as(number: int | Fraction, fact: Fact) -> Known:
    if fact.type == DATE:
        return date.fromordinal(int(number))
    return Money(int(number)) if fact.type == MONEY else int(number) if fact.type == INT else Fraction(number)


def _turning_points(world: World, claim: Claim, fact: Fact, exprs: list[Expr]) -> Iterator[int | Fraction]:
    """The numbers that `fact` is compared with, itself or through definitions, in its own unit; and what limits leave."""
    context = world.context(claim)
    context.law_at = claim.period.start if claim.period else world.case.as_of
    ranges = CaseRanges(context)
    for expr in exprs:
        for part in walk(expr):
            if not isinstance(part, Apply) or not _is_comparison(part):
                continue
            for side, other in (part.args, part.args[::-1]):
                behind = _behind(world, claim, side, fact)
                for there in map(CaseRanges, _at_every_line(context, part)) if behind else ():
                    value = value_of(bounds(other, there.env, there.entries), other.type)
                    yield from _solved(there, fact, side, behind, value)
    kinds = {MONEY: "at_most", INT: "times"}
    own = claim.rule
    for rule in (world.pack.rules[name] for name in sorted(sharing(world.pack, own))):
        for limit in (limit for limit in rule.limits if limit.kind == kinds.get(fact.type)):
            stated = fact.key in reads_of(world.pack, limit.bound, world.chosen).facts
            # Where a fact states the bound, it matters how that compares with the amount.
            for formula in (limit.bound, *(_amounts_of(rule) if stated else ())) if stated or rule is own else ():
                yield from _whole(ranges.of(formula))


def _is_comparison(part: Expr) -> bool:
    return isinstance(part, Apply) and part.overload.startswith(COMPARED) and len(part.args) == 2


def _amounts_of(rule: Rule) -> Iterator[Formula]:
    amount = rule.amount
    yield from (each for each in (amount and (amount.value, amount.times, amount.floor, amount.ceiling)) or () if each)


def _at_every_line(context: Context, expr: Expr) -> Iterator[Context]:
    """The context; for what stands inside a fold over `past`, once at every line of history that it may meet."""
    if any(isinstance(each, Ref) and each.carrier == "past" for each in walk(expr)):
        for item in (*(context.past or ()), *context.perhaps_past):
            yield replace(context, inside={**context.inside, "past": item})
    else:
        yield context


def _whole(found: Bounds) -> Iterator[int]:
    """The ends of what a limit binds or leaves, in whole fen or units, and the least that is more than nothing."""
    assert isinstance(found, Stretch)
    yield from (1, *(int(end) for end in (found.low, found.high) if not isinf(end)))


def _behind(world: World, claim: Claim, side: Expr, fact: Fact) -> list[Expr]:
    """The side of a comparison and the definitions and readings behind it, if they read `fact`; else nothing."""
    if isinstance(side, Ref) and side.kind == "given" and side.name == "law_at" and claim.rule.law_at is not None:
        side = claim.rule.law_at.expr
    own = list(walk(side))
    if any(isinstance(each, Ref) and f"{each.carrier}.{each.name}" == fact.key for each in own):
        return [side]
    if not any(isinstance(each, Ref) and each.kind in ("definition", "reading") for each in own):
        return []
    found = reads_in(world.pack, side, world.chosen)
    return found.exprs if fact.key in found.facts else []


def _solved(there: CaseRanges, fact: Fact, side: Expr, behind: list[Expr], value: Value) -> Iterator[int | Fraction]:
    """What `fact` must be for a side, behind which stands `behind`, to come to `value`, where that is easily said."""
    match value:
        case bool() | str() | Member():
            return
        case date():
            shift = _shift(behind, there)
            yield value.toordinal()
            if shift is not None:
                yield (subtract(value, shift[1]) if shift[0] == "add_date" else add(value, shift[1])).toordinal()
        case int() | Fraction() if fact.type == DATE:
            # full_years(fact, as_of) >= n turns about n years, or months, before.
            for span in (Span(12 * int(value)), Span(int(value)), Span(0, int(value))):
                if 0 <= span.months <= 1200 and 0 <= span.days <= 36_500:
                    yield subtract(there.context.case.as_of, span).toordinal()
            if 1900 <= value <= 2999:
                yield date(int(value), 1, 1).toordinal()
        case int() | Fraction() | Money() | Quantity() if fact.type != DATE:
            yield from _even(there, fact, side, Fraction(value.fen if isinstance(value, Money | Quantity) else value))
        case _ if fact.type != DATE:  # compared with what is not known either: as far from it as can be
            yield from (each * Fraction(1, 10**fact.digits) for each in (fact.least, fact.most) if each is not None)
        case _:
            return


def _even(there: CaseRanges, fact: Fact, side: Expr, wanted: Fraction) -> Iterator[Fraction]:
    """Where a side that grows evenly with `fact` comes to a number: two points tell how it grows. Else the number itself."""
    context, unit = there.context, Fraction(1, 10**fact.digits)
    if context.instance(fact.subject) is None:  # of a child in a fold
        yield wanted
        return
    key, first = (context.path_to(fact.subject), fact.name), (fact.least or 0) * unit

    def at(number: Fraction) -> Fraction | None:
        facts = {**context.overlay.facts, key: _as(number, fact)}
        ranges = CaseRanges(replace(context, overlay=replace(context.overlay, facts=facts)))
        found = bounds(side, ranges.env, ranges.entries)
        return Fraction(found.low) if isinstance(found, Stretch) and found.is_point else None

    one, other = at(first), at(first + unit)
    if one is None or other is None or one == other:
        yield wanted
        return
    steps = (wanted - one) / (other - one)
    yield from (first + each * unit for each in {floor(steps), ceil(steps)})


def _shift(side: list[Expr], ranges: CaseRanges) -> tuple[str, Span] | None:
    """The span that a date is moved by before it is compared."""
    for part in (part for expr in side for part in walk(expr)):
        if isinstance(part, Apply) and part.overload in ("add_date", "sub_date"):
            span = value_of(bounds(part.args[1], ranges.env, ranges.entries), part.args[1].type)
            return (part.overload, span) if isinstance(span, Span) else None
    return None
