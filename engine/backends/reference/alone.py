"""One answer by itself: worked out after only those claims of its case that can move it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.backends.outcome import Award
from engine.backends.reference.claims import Claim, Counted, asked
from engine.backends.reference.limits import Earlier
from engine.backends.reference.order import served_in_order
from engine.backends.reference.world import World
from engine.pack.model import Pack
from engine.pack.rule import Rule


def related(world: World, claim: Claim) -> list[Claim]:
    """The claims served before this one whose rules share a limit with it, directly or through others."""
    rules = sharing(world.pack, claim.rule)
    found = []
    for each in served_in_order(world, asked(world.pack, world.case)):
        if each == claim:
            break
        if each.rule.name in rules:
            found.append(each)
    return found


def alone(world: World, claim: Claim, before: Sequence[Claim]) -> tuple[Award, list[Award]]:
    """The award of a claim, and those of the claims `before` it."""
    paid = world.before()
    served: list[Counted] = [*paid.claims]
    awards = []
    for each in before:
        award, counted = world.award(each, Earlier(served, paid.known))
        awards.append(award)
        served = served if counted is None else [*served, counted]
    return world.award(claim, Earlier(served, paid.known))[0], awards


def sharing(pack: Pack, rule: Rule) -> set[str]:
    """The rules whose claims can move this one's limits, and theirs in turn."""
    found: set[str] = set()
    waiting = [rule.name]
    while waiting:
        name = waiting.pop()
        if name in found or name not in pack.rules:
            continue
        found.add(name)
        waiting += [other for limit in pack.rules[name].limits for other in limit.over]
    return found
