"""The order in which the claims of a case are served: of the pack, then of the case, unless a limit orders them."""

from __future__ import annotations

from collections.abc import Sequence

from engine.backends.reference.claims import Claim
from engine.backends.reference.world import World
from engine.lang.values import Unknown, Value


def served_in_order(world: World, claims: Sequence[Claim]) -> list[Claim]:
    """`claims` in the order they are served.

    The claims that an ordered limit binds change places among themselves only; those whose key is unknown come last.
    """
    line = list(claims)
    for limit in {limit.name: limit for rule in world.pack.rules.values() for limit in rule.limits if limit.order_by}.values():
        at = [number for number, claim in enumerate(line) if claim.rule.name in limit.binds]
        keyed = []
        for number in at:
            context = world.context(line[number])
            context.about = limit.about
            assert limit.order_by is not None
            keyed.append((_rank(context.value(limit.order_by)), line[number]))
        keyed.sort(key=lambda each: each[0])  # stable: equal ones stay in the order of the pack and the case
        for number, (_, claim) in zip(at, keyed, strict=True):
            line[number] = claim
    return line


def _rank(value: Value) -> tuple[bool, object]:
    """Unknown keys after all known ones."""
    return (True, 0) if isinstance(value, Unknown) else (False, getattr(value, "fen", value))
