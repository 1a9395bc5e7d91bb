"""What is missing for an answer, and the values tried in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from math import isinf
from typing import cast

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
from engine.lang.types import BOOL, DATE, DATES, INT, MONEY, RATIO, OneOf
from engine.lang.values import Known, Member, Money, Quantity, Span, Value
from engine.pack.case import Case, Decision, Instance, Path, PeriodOf
from engine.pack.periods import period_of
from engine.pack.reads import reads_in, reads_of
from engine.pack.rule import Rule
from engine.pack.terms import Fact, Formula
from engine.text.records import dataclass

COMPARED = ("eq_", "ne_", "lt_", "le_", "gt_", "ge_")


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not known.

    kind: fact · reading · history · period · children · decision; `name` as `needs` says it.
    """

    kind: str
    name: str
    path: Path = ()
    rule: str = ""
    period: PeriodOf | None = None


@dataclass(frozen=True)
class Try:
    """A world and a claim with values tried for what is missing."""

    world: World
    claim: Claim

    def put(self, missing: Missing, value: object) -> Try:
        """The same with one more thing known."""
        world, case, overlay = self.world, self.world.case, self.world.overlay
        match missing.kind:
            case "fact":
                fact = missing.name.partition(".")[2]
                facts: dict[tuple[Path, str], Known] = {**overlay.facts, (missing.path, fact): cast(Known, value)}
                return replace(self, world=replace(world, overlay=replace(overlay, facts=facts)))
            case "reading":
                return replace(self, world=replace(world, chosen={**world.chosen, missing.name: str(value)}))
            case "history":
                return replace(self, world=replace(world, case=replace(case, history=())))
            case "period":
                assert isinstance(value, PeriodOf)
                return replace(self, claim=replace(self.claim, period=value))
            case "children":
                listed = cast("tuple[Instance, ...]", value)
                children = {**overlay.children, (missing.path, missing.name): listed}
                return replace(self, world=replace(world, overlay=replace(overlay, children=children)))
            case _:
                assert isinstance(value, Decision)
                return replace(self, world=replace(world, case=replace(case, decisions=(*case.decisions, value))))


def values(tried: Try, missing: Missing, exprs: list[Expr]) -> list[object]:
    """The values to try for what is missing (DESIGN 5), given what has been tried for the rest."""
    world = tried.world
    match missing.kind:
        case "fact":
            return list(_of_fact(tried, missing, world.pack.facts[missing.name], exprs))
        case "reading":
            return list(world.pack.readings[missing.name].options)
        case "history":
            return [()]
        case "period":
            label = world.case.as_of.isoformat()[: 4 if tried.claim.rule.period == "year" else 7]
            return [period_of(label)]
        case "children":
            several = _children(tried, missing, exprs)
            return [(), *(some for one in several for some in ((one,), (one, replace(one, id="2"))))]
        case _:
            return [Decision(missing.rule, missing.path, missing.period, fen, "") for fen in _amounts(world, missing)]


def _amounts(world: World, missing: Missing) -> list[int]:
    """What an officer might decide: nothing, one fen, or more than any ceiling."""
    return [0, 1, 10**12]


def _children(tried: Try, missing: Missing, exprs: list[Expr]) -> Iterator[Instance]:
    """A child, with its numbers at the ends of what they may be, and its names and truths likewise."""
    facts = tried.world.pack.facts_of(missing.name)
    filled = {fact.name: list(_of_fact(tried, Missing("fact", fact.key, missing.path), fact, exprs)) for fact in facts}
    for number, other in product((0, -1), repeat=2):
        values = {name: options[other if isinstance(options[0], bool | Member) else number] for name, options in filled.items()}
        yield Instance(missing.name, "1", values, {}, None)


def _of_fact(tried: Try, missing: Missing, fact: Fact, exprs: list[Expr]) -> Iterator[Known]:
    """All of a one-of, both of a bool, else the values about which comparisons turn."""
    if isinstance(fact.type, OneOf):
        yield from (Member(name, fact.type.names) for name in fact.type.names)
    elif fact.type == BOOL:
        yield from (True, False)
    elif fact.type == DATES:
        yield from ((), (tried.world.case.as_of,))
    elif fact.type in (INT, MONEY, RATIO, DATE):
        yield from _numbers(tried, fact, exprs)
    else:
        yield from _ids(tried.world.case, fact)


def _ids(case: Case, fact: Fact) -> Iterator[str]:
    """Every id that stands for this fact elsewhere in the case, and a new one."""
    lines = [line[-1] for line in case.instances() if line[-1].kind == fact.subject]
    known = [instance.facts.get(fact.name) for instance in lines]
    paid = [entry.facts.get(fact.key) for entry in case.history or ()]
    yield from dict.fromkeys(each for each in (*known, *paid) if isinstance(each, str))
    yield "\N{EN DASH}"


def _numbers(tried: Try, fact: Fact, exprs: list[Expr]) -> Iterator[Known]:
    unit: int | Fraction = Fraction(1, 10**fact.digits) if fact.digits else 1
    about = sorted(dict.fromkeys(_turning_points(tried, fact, exprs)))
    near = dict.fromkeys(point + step for point in about for step in (-unit, 0, unit))
    low, high = fact.least, fact.most
    if low is not None and high is not None:
        floor, ceiling = low * unit, high * unit
        near = dict.fromkeys(min(max(each, floor), ceiling) for each in near) or {floor: None, ceiling: None}
    for each in near or {tried.world.case.as_of.toordinal(): None}:
        yield _as(each, fact)


def _as(number: int | Fraction, fact: Fact) -> Known:
    if fact.type == DATE:
        return date.fromordinal(int(number))
    return Money(int(number)) if fact.type == MONEY else int(number) if fact.type == INT else Fraction(number)


def _turning_points(tried: Try, fact: Fact, exprs: list[Expr]) -> Iterator[int | Fraction]:
    """The numbers that `fact` is compared with, itself or through definitions, in its own unit; and what limits leave."""
    world, context = tried.world, tried.world.context(tried.claim)
    context.law_at = tried.claim.period.start if tried.claim.period else tried.world.case.as_of
    ranges = CaseRanges(context)
    for expr in exprs:
        for part in walk(expr):
            if not isinstance(part, Apply) or not part.overload.startswith(COMPARED) or len(part.args) != 2:
                continue
            for side, other in (part.args, part.args[::-1]):
                behind = _behind(tried, side, fact)
                for there in map(CaseRanges, _at_every_line(context, part)) if behind else ():
                    value = value_of(bounds(other, there.env, there.entries), other.type)
                    yield from _solved(tried, fact, behind, value, there)
    kinds = {MONEY: "at_most", INT: "times"}
    own = tried.claim.rule
    for rule in (world.pack.rules[name] for name in sorted(sharing(world.pack, own))):
        for limit in (limit for limit in rule.limits if limit.kind == kinds.get(fact.type)):
            stated = fact.key in reads_of(world.pack, limit.bound, world.chosen).facts
            # Where a fact states the bound, it matters how that compares with the amount.
            for formula in (limit.bound, *(_amounts_of(rule) if stated else ())) if stated or rule is own else ():
                yield from _whole(ranges.of(formula))


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


def _behind(tried: Try, side: Expr, fact: Fact) -> list[Expr]:
    """The side of a comparison and the definitions and readings behind it, if they read `fact`; else nothing."""
    own = list(walk(side))
    if any(isinstance(each, Ref) and f"{each.carrier}.{each.name}" == fact.key for each in own):
        return [side]
    if not any(isinstance(each, Ref) and each.kind in ("definition", "reading") for each in own):
        return []
    found = reads_in(tried.world.pack, side, tried.world.chosen)
    return found.exprs if fact.key in found.facts else []


def _solved(tried: Try, fact: Fact, side: list[Expr], value: Value, ranges: CaseRanges) -> Iterator[int | Fraction]:
    """What `fact` must be for a side to come to `value`, where that is easily said."""
    match value:
        case Money(fen=fen) | Quantity(fen=fen):
            yield from (fen,) if fact.type == MONEY else ()
        case bool() | str() | Member():
            return
        case date():
            shift = _shift(side, ranges)
            yield value.toordinal()
            if shift is not None:
                yield (subtract(value, shift[1]) if shift[0] == "add_date" else add(value, shift[1])).toordinal()
        case int() | Fraction() if fact.type == DATE:
            # full_years(fact, as_of) >= n turns about n years, or months, before.
            for span in (Span(12 * int(value)), Span(int(value)), Span(0, int(value))):
                if 0 <= span.months <= 1200 and 0 <= span.days <= 36_500:
                    yield subtract(tried.world.case.as_of, span).toordinal()
            if 1900 <= value <= 2999:
                yield date(int(value), 1, 1).toordinal()
        case int() | Fraction():
            yield value
        case _ if fact.type != DATE:  # compared with what is not known either: as far from it as can be
            yield from (each * Fraction(1, 10**fact.digits) for each in (fact.least, fact.most) if each is not None)
        case _:
            return


def _shift(side: list[Expr], ranges: CaseRanges) -> tuple[str, Span] | None:
    """The span that a date is moved by before it is compared."""
    for part in (part for expr in side for part in walk(expr)):
        if isinstance(part, Apply) and part.overload in ("add_date", "sub_date"):
            span = value_of(bounds(part.args[1], ranges.env, ranges.entries), part.args[1].type)
            return (part.overload, span) if isinstance(span, Span) else None
    return None
