"""Which thresholds cases that somebody wrote already stand at: the same thing came out the same way, by the same margin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from engine.analysis.boundaries.turns import Key, Looking, Turn, turns_of
from engine.analysis.coverage.seen import meant
from engine.analysis.expected import results
from engine.backends.reference import evaluate
from engine.backends.reference.claims import Claim
from engine.backends.reference.watched import watched_by
from engine.pack.case import Case, Expectation
from engine.pack.model import Pack


class Stated(Looking):
    """Looks on at the claims of which a case states an expectation."""

    def __init__(self, stated: Sequence[Expectation]) -> None:
        super().__init__(frozenset(each.rule for each in stated))
        self.stated = stated

    def wants(self, claim: Claim | None) -> bool:
        if claim is None or not super().wants(claim):
            return False
        period = claim.period.label if claim.period else None
        return any(meant(each, claim.rule.name, claim.path, period) for each in self.stated)


def standing_at(pack: Pack, cases: Sequence[Case]) -> Mapping[tuple[Key, Turn], list[str]]:
    """For everything that turned in a case, how it came out, and the cases in which it did so by just that much."""
    found: dict[tuple[Key, Turn], list[str]] = defaultdict(list)
    for case in cases:
        stated = [each for one in (*case.steps, case) for each in one.expect or ()]
        if not stated:
            continue
        looking = Stated(stated)
        outcome = evaluate(pack, case, rules=looking.rules, needs=False, world=watched_by(looking))
        for one in outcome.steps or (outcome,):
            for result in results(one):
                if any(meant(each, result.rule, result.path, result.period) for each in stated):
                    looking.all.update(turns_of(pack, result, one.as_of))
        for turn in looking.all:
            found[turn].append(case.name)
    return found
