"""Which thresholds cases that somebody wrote already stand at: the same thing came out the same way, by the same margin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from engine.analysis.boundaries.turns import Key, Looking, Turn, turns_of
from engine.analysis.coverage.looked import looked_at, steps_of
from engine.analysis.expected import results
from engine.backends.reference import evaluate
from engine.backends.reference.claims import Claim
from engine.backends.reference.watched import watched_by
from engine.backends.reference.world import World
from engine.pack.case import Case, Expectation
from engine.pack.model import Pack


class Stated(Looking):
    """Looks on, step by step, at the claims of which a case states an expectation."""

    def __init__(self, steps: Sequence[Sequence[Expectation]]) -> None:
        super().__init__(frozenset(each.rule for stated in steps for each in stated))
        self.steps = iter(steps)
        self.stated: Sequence[Expectation] = ()

    def world(self, pack: Pack, case: Case, chosen: Mapping[str, str]) -> World:
        """The world of the next step."""
        self.stated = next(self.steps)
        return watched_by(self)(pack, case, chosen)

    def wants(self, claim: Claim | None) -> bool:
        if claim is None or not super().wants(claim):
            return False
        period = claim.period.label if claim.period else None
        return bool(looked_at(self.stated, claim.rule.name, claim.path, period))


def standing_at(pack: Pack, cases: Sequence[Case]) -> Mapping[tuple[Key, Turn], list[str]]:
    """For everything that turned in a case, how it came out, and the cases in which it did so by just that much."""
    found: dict[tuple[Key, Turn], list[str]] = defaultdict(list)
    for case in cases:
        steps = steps_of(case)
        looking = Stated(steps)
        if not looking.rules:
            continue
        outcome = evaluate(pack, case, rules=looking.rules, needs=False, world=looking.world)
        for one, stated in zip(outcome.steps or (outcome,), steps, strict=True):
            for result in results(one):
                if looked_at(stated, result.rule, result.path, result.period):
                    looking.all.update(turns_of(pack, result, one.as_of))
                    looking.all.update(looking.divided(pack, result))
        for turn in looking.all:
            found[turn].append(case.name)
    return found
