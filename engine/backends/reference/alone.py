"""One answer by itself: worked out after only those claims of its case that can move it."""

from __future__ import annotations

from engine.backends.outcome import Award
from engine.backends.reference.claims import Claim, Counted, asked
from engine.backends.reference.order import Order, ordering
from engine.backends.reference.world import World
from engine.pack.model import Pack
from engine.pack.rule import Rule
from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Rivals:
    """The claims of a case whose rules share a limit with one, directly or through others: before and after it in the case."""

    before: tuple[Claim, ...]
    after: tuple[Claim, ...]


def rivals(world: World, claim: Claim) -> Rivals:
    """The rivals of a claim; those after it only where a limit may serve them first."""
    rules = sharing(world.pack, claim.rule)
    line = [each for each in asked(world.pack, world.case, unlisted=True) if each == claim or each.rule.name in rules]
    at = line.index(claim)
    ordered = any(limit.binds and set(limit.binds) & rules for limit in ordering(world.pack))
    return Rivals(tuple(line[:at]), tuple(line[at + 1 :]) if ordered else ())


def alone(world: World, claim: Claim, others: Rivals) -> tuple[Award, list[Award]]:
    """The award of a claim, and those of its rivals that were served before it."""
    order, paid = Order(world, [*others.before, claim, *others.after]), world.before()
    served: list[tuple[Claim, Counted]] = []
    awards: list[Award] = []
    for each in order.claims:
        award, counted = world.award(each, order.earlier(each, served, paid))
        if each is claim:
            return award, awards
        awards.append(award)
        if counted is not None:
            served.append((each, counted))
    raise AssertionError("the claim is one of those served")


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
