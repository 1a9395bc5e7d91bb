"""The order in which the claims of a case are served: of the pack, then of the case, unless a limit orders them.

Where what a limit orders by is not known of a claim, that claim may be before or after each of the others: for `low` they
all were served first and took their most, for `high` none of them was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.backends.reference.claims import Claim, Counted
from engine.backends.reference.limits import Earlier
from engine.backends.reference.world import World
from engine.lang.values import Unknown, Value
from engine.pack.model import Pack
from engine.pack.rule import Limit


def ordering(pack: Pack) -> list[Limit]:
    """The limits that say in which order claims are served."""
    return list({limit.mark: limit for rule in pack.rules.values() for limit in rule.limits if limit.order_by}.values())


class Order:
    """The claims of a case as they are served, and what each finds served before it."""

    def __init__(self, world: World, claims: Sequence[Claim]) -> None:
        self.world = world
        self.claims = list(claims)
        self._apart: dict[int, list[Claim]] = {}  # by the id of a claim: those of which it is not known whether they come first
        self._potential: dict[int, Counted | None] = {}
        for limit in ordering(world.pack):
            self._arrange(limit)

    def _arrange(self, limit: Limit) -> None:
        """The claims that an ordered limit binds change places among themselves only; those whose key is unknown come last."""
        at = [number for number, claim in enumerate(self.claims) if claim.rule.name in limit.binds]
        keyed = [(self._key(limit, self.claims[number]), self.claims[number]) for number in at]
        unknown = [claim for key, claim in keyed if isinstance(key, Unknown)]
        keyed.sort(key=lambda each: _rank(each[0]))  # stable: equal ones stay in the order of the pack and the case
        for number, (key, claim) in zip(at, keyed, strict=True):
            self.claims[number] = claim
            apart = [other for _, other in keyed] if isinstance(key, Unknown) else unknown
            self._apart.setdefault(id(claim), []).extend(other for other in apart if other is not claim)

    def _key(self, limit: Limit, claim: Claim) -> Value:
        assert limit.order_by is not None
        context = self.world.context(claim)
        context.about = limit.about
        return context.value(limit.order_by)

    def earlier(self, claim: Claim, served: Sequence[tuple[Claim, Counted]], paid: Earlier) -> Earlier:
        """What `claim` finds: what was paid before the case, what was served, and what perhaps was."""
        apart = self._apart.get(id(claim), [])
        sure = [counted for other, counted in served if not any(other is each for each in apart)]
        perhaps = [counted for other in apart if (counted := self._at_most(other, paid)) is not None]
        return Earlier([*paid.claims, *sure, *perhaps], paid.known)

    def _at_most(self, claim: Claim, paid: Earlier) -> Counted | None:
        """The most that a claim may take if it is served first; None if nothing."""
        if id(claim) not in self._potential:
            counted = self.world.award(claim, paid)[1]
            closed = {} if counted is None else dict.fromkeys(counted.closed, False)
            self._potential[id(claim)] = counted and replace(counted, certain=False, low=0, times_low=0, closed=closed)
        return self._potential[id(claim)]


def _rank(value: Value) -> tuple[bool, object]:
    """Unknown keys after all known ones."""
    return (True, 0) if isinstance(value, Unknown) else (False, getattr(value, "fen", value))
