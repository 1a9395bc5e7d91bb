"""Operators on rules: conditions, amounts, periods, instalments, payers, choices, targets, duties."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from engine.analysis.mutate.change import Change, Workshop
from engine.analysis.mutate.found import Found
from engine.analysis.mutate.of_expressions import STEPS
from engine.analysis.mutate.of_values import near, quantity_near
from engine.analysis.mutate.tree import scalar
from engine.lang.ir import Ref
from engine.lang.types import BOOL
from engine.lang.values import Money
from engine.pack.document import Fields, Items, Text
from engine.pack.nodes import with_key
from engine.pack.rule import Amount, Arm, Duty, Part, Payer, Payers, Rule, Target
from engine.pack.terms import Formula, InForce

NOBODY = "〈nobody〉"


def condition(found: Found, shop: Workshop) -> Iterator[Change]:
    """What must hold always holds; it must not hold."""
    match found.record:
        case Formula(text=text, type=type, place=place) if type == BOOL and found.role in ("formula", "when"):
            if text is not None:
                yield from (shop.rewrite(place, each) for each in ("true", f"not ({text})"))
            else:
                yield shop.rewrite(place, "false" if place.text == "true" else "true")
        case _:
            return


def whole(found: Found, shop: Workshop) -> Iterator[Change]:
    """What a whole expression gives, one step more and one less: an amount, a bound, a day."""
    match found.record:
        case Formula(text=str() as text, type=type, place=place, expr=expr) if found.role not in ("means", "order_by"):
            number = shop.pack.parameters.get(expr.name) if isinstance(expr, Ref) and expr.kind == "parameter" else None
            if number is not None and len(number.table.rows) == 1 and not number.by:
                yield from (shop.rewrite(place, each) for each in quantity_near(number.table.rows[0].value))
            elif type in STEPS:
                yield from (shop.rewrite(place, f"({text}) {each}") for each in STEPS[type])
        case _:
            return


def amount(found: Found, shop: Workshop) -> Iterator[Change]:
    """What is to be decided is paid as it stands; the floor falls away; of many units one is paid; unstated becomes elsewhere."""
    match found.record:
        case Amount(kind="decided", floor=floor, place=place):
            fields = shop.fields(place)
            assert fields is not None
            if floor is not None:
                yield shop.key(place, "from", None)
            if (ceiling := fields.get("up_to")) is not None:
                yield Change(place, fields, ceiling, "up_to", "amount")
        case Amount(kind="each", place=place):
            fields = shop.fields(place)
            assert fields is not None
            yield Change(place, fields, fields.get("each"), "each, times", "each")
        case Amount(kind="unstated", place=place):
            yield shop.rewrite(place, "elsewhere")
        case Amount(kind="elsewhere", place=place):
            node = shop.fields(place) or shop.tree.spot(place).node
            yield Change(place, node, scalar("unstated"), "elsewhere", "unstated")
        case _:
            return


def period(found: Found, shop: Workshop) -> Iterator[Change]:
    """Claims are for another period, or for none; the day of the law falls away; what is due is owed, and the other way round."""
    match found.record:
        case Rule(period=period, law_at=law_at, owed=owed):
            body = shop.body(found)
            if period is not None:
                yield _key(body, "period", "month" if period == "year" else "year", found)
                yield _key(body, "period", None, found)
            if law_at is not None:
                yield _key(body, "law_at", None, found)
            if owed:
                yield _key(body, "owed", None, found)
        case _:
            return


def _key(body: Fields, key: str, word: str | None, found: Found) -> Change:
    held = body.get(key)
    assert isinstance(held, Text)
    return Change(held.place, held, None if word is None else scalar(word), f"{key}: {held.text}", "—" if word is None else word)


def validity(found: Found, shop: Workshop) -> Iterator[Change]:
    """The first or the last day in force falls away."""
    match found.record:
        case InForce(since=since, until=until, place=place):
            yield from (shop.key(place, key, None) for key, bound in (("from", since), ("until", until)) if bound is not None)
        case _:
            return


def part(found: Found, shop: Workshop) -> Iterator[Change]:
    """An instalment loses its day or its condition, is rounded otherwise, or falls to the last."""
    match found.record:
        case Part(due=due, when=when, round_to=round_to, share=share, place=place):
            for key, stated in (("due", due), ("when", when)):
                if stated is not None:
                    yield shop.key(place, key, None)
            fields = shop.fields(place)
            if fields is not None and fields.get("round") is not None:
                yield shop.key(place, "round", None)
                yield from (shop.word(place, "round", each) for each in near(f"{round_to}分", Money(round_to)))
            if share is not None:
                yield shop.without(place, "share")
            else:
                yield from _early(found, shop)
        case _:
            return


def _early(found: Found, shop: Workshop) -> Iterator[Change]:
    """The last instalment is paid on the day of the one before."""
    rule = found.owner
    if isinstance(rule, Rule) and len(rule.parts) > 1 and rule.parts[-2].due is not None:
        before = rule.parts[-2].due
        yield shop.word(found.place, "due", before.place.text if before.text is None else before.text)


def payer(found: Found, shop: Workshop) -> Iterator[Change]:
    """Somebody else pays; two payers change shares; one chosen for a reason is not there to be chosen."""
    match found.record:
        case Payer(share=share, when=when, place=place):
            above = found.owner
            assert isinstance(above, Payers)
            if above.kind == "chosen":
                fields = shop.fields(place)
                assert fields is not None
                yield shop.word(place, "otherwise" if when is None else "name", NOBODY)
                if when is not None:
                    yield shop.without(place, "when")
            else:
                yield shop.rewrite(place, NOBODY)
                if share is not None:
                    yield from _shares(found, above, shop)
        case _:
            return


def _shares(found: Found, payers: Payers, shop: Workshop) -> Iterator[Change]:
    """The share of a payer goes to whoever takes the rest."""
    spot = shop.tree.spot(found.place)
    fields = spot.parents[-1]
    rest = next(each for each in payers.payers if each.share is None)
    if isinstance(fields, Fields) and len(payers.payers) > 1:
        mine, other = fields.get(found.place.text), fields.get(rest.name)
        assert mine is not None and other is not None
        swapped = {found.place.text: other, rest.name: mine}
        made = Fields(tuple(type(each)(each.key, swapped.get(each.key.text, each.value)) for each in fields.fields), fields.place)
        yield Change(found.place, fields, made, f"{found.place.text}, {rest.name}", f"{rest.name}, {found.place.text}")


def arm(found: Found, shop: Workshop) -> Iterator[Change]:
    """One way of a choice gives another result, that of the next, or is not there to be taken."""
    match found.record:
        case Arm(when=when, result=result, place=place):
            rule = found.owner
            assert isinstance(rule, Rule)
            fields = shop.fields(place)
            assert fields is not None
            key = _result(fields)
            yield from _swapped(found.record, rule.choose, shop)
            others = [each.result for each in rule.choose if each.result != result]
            yield shop.word(place, key, (others or [result + "_"])[0])
            if when is not None and len(rule.choose) > 1:
                yield shop.without(place, "when")
        case _:
            return


def _result(fields: Fields) -> str:
    return "result" if fields.get("result") is not None else "otherwise"


def _swapped(one: Arm, arms: tuple[Arm, ...], shop: Workshop) -> Iterator[Change]:
    """An arm and the next change results: no name goes unused, which the loader refuses where an expression asks for it."""
    for arm, other in pairwise(arms):
        mine, its = shop.fields(arm.place), shop.fields(other.place)
        listed = shop.tree.spot(arm.place).parents[-2]
        if arm is one and arm.result != other.result and mine is not None and its is not None and isinstance(listed, Items):
            made = {id(mine): (mine, other.result), id(its): (its, arm.result)}
            items = [
                with_key(held[0], _result(held[0]), scalar(held[1])) if (held := made.get(id(each))) else each
                for each in listed.items
            ]
            yield Change(
                arm.place,
                listed,
                Items(tuple(items), listed.place),
                f"{arm.result}, {other.result}",
                f"{other.result}, {arm.result}",
            )


def target(found: Found, shop: Workshop) -> Iterator[Change]:
    """At least becomes at most; the day falls away; what is counted and what it is counted of change places."""
    match found.record:
        case Target(of=of, by=by, reached_on=reached_on, at_least=at_least, at_most=at_most, place=place):
            fields = shop.fields(place)
            assert fields is not None
            for key, other, stated, taken in (
                ("at_least", "at_most", at_least, at_most),
                ("at_most", "at_least", at_most, at_least),
            ):
                if stated is not None and taken is None:
                    held = fields.key(key)
                    assert held is not None
                    yield Change(held.place, held, scalar(other), key, other)
                elif stated is not None:
                    yield shop.key(place, key, None)
            yield from (shop.key(place, key, None) for key, stated in (("by", by), ("reached_on", reached_on)) if stated)
            if of is not None and (whole := fields.get("of")) is not None:
                yield shop.key(place, "count", whole)
        case _:
            return


def duty(found: Found, shop: Workshop) -> Iterator[Change]:
    """A duty falls due in the other way of counting."""
    match found.record:
        case Duty(counted=counted, place=place):
            yield from (shop.word(place, "counted", each) for each in ("rolling", "calendar") if each != counted.place.text)
        case _:
            return
