"""One claim worked out by the solver: validity → conditions → amount → decision → limits → parts → payers (DESIGN 5).

It mirrors `engine.backends.reference.awards` where all that money turns on is known: then the two ends of an award are one, but
for a range that an officer has yet to decide. Facts that only conditions read may be unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from engine.backends.smt import logic
from engine.backends.smt.earlier import Claimed, Earlier
from engine.backends.smt.exactly import Exactly
from engine.backends.smt.expression import Speaker
from engine.backends.smt.folds import kleene, truth
from engine.backends.smt.limits import Bound, Limits, Standing
from engine.backends.smt.logic import Number, Truth, all_of, any_of, at_most, both, either, equal, less, no, pick
from engine.backends.smt.shares import Share, paid_by, parts_of
from engine.backends.smt.validity import begin, validity
from engine.backends.smt.values import Val
from engine.pack.rule import Amount, Rule
from engine.text.records import dataclass

VERDICTS = ("not_in_force", "refused", "unknown", "delegated", "unstated", "rejected", "to_decide", "granted")
CODE = {verdict: code for code, verdict in enumerate(VERDICTS)}


@dataclass(frozen=True)
class Decided:
    """Whether an officer decided an amount, and which (fen; may be negative in a wrong case)."""

    is_there: Truth
    amount: Number


UNDECIDED = Decided(False, 0)


@dataclass(frozen=True)
class Award:
    """An award as the solver sees it. `unbounded`: `high` is without end (an amount fixed elsewhere or not at all)."""

    verdict: Number
    low: Number
    high: Number
    unbounded: Truth
    floor: Number
    parts: tuple[Share, ...]
    paid_by: Mapping[str, Number]
    units: Number  # what it takes of a limit of units
    bounds: tuple[Bound, ...]
    law_at: Val
    limited: Truth = False  # whether a limit is on, so that nothing is certain while history is unknown
    known: Truth = True  # whether all is known that its money turns on, if it comes to money; else it is not worked out here
    left: Number = 0  # by the limits, before it is divided in parts

    def is_(self, *verdicts: str) -> Truth:
        return any_of(equal(self.verdict, CODE[each]) for each in verdicts)

    @property
    def pays(self) -> Truth:
        """Whether it brings something, or may once it is decided or worked out elsewhere."""
        return either(self.is_("delegated", "unstated"), both(self.is_("granted", "to_decide"), less(0, self.high)))


@dataclass
class Working:
    """A claim while it is worked out."""

    speaker: Speaker
    rule: Rule
    claimed: Claimed
    earlier: Earlier
    decided: Decided = UNDECIDED
    refused: Truth = False
    held: Truth = True  # no condition fails
    unsure: Truth = False
    rejected: Truth = False
    undecided: Truth = False
    floor: Number = 0
    now: Standing = field(default_factory=lambda: Standing(0))
    exactly: Exactly = field(init=False)

    def __post_init__(self) -> None:
        self.exactly = Exactly(self.speaker)

    def award(self) -> Award:
        """The award of the claim."""
        rule, speaker = self.rule, self.speaker
        assert rule.amount is not None
        begin(speaker, rule, self.claimed)
        valid = validity(speaker, rule)
        holds = kleene([speaker.value(each.formula) for each in rule.when], every=True)
        self.refused = both(holds.known, no(truth(holds)))
        self.held = no(self.refused)
        self.unsure = either(no(valid.known), no(holds.known))
        self._due(rule.amount)
        limits = Limits(self.exactly, rule, self.claimed, self.earlier, self.undecided)
        self.now = limits.leave(self.now)
        self.refused = either(self.refused, limits.refused)
        return self._concluded(both(valid.known, no(truth(valid))), limits)

    # -- what is due -----------------------------------------------------------------------------------------------------

    def _due(self, amount: Amount) -> None:
        exactly = self.exactly
        match amount.kind:
            case "computed":
                assert amount.value is not None
                self.now = Standing(logic.most(0, exactly.number(amount.value)))
            case "each":
                assert amount.value is not None and amount.times is not None
                each = logic.most(0, exactly.number(amount.value))
                units = logic.most(0, exactly.number(amount.times))
                self.now = Standing(logic.times(each, units), units=units, each=each)
            case "decided":
                self._decided(amount)
            case _:
                self.now = Standing(0, unbounded=True)
        nothing = both(no(self.now.unbounded), at_most(self.now.high, 0))
        self.refused = either(self.refused, nothing)

    def _decided(self, amount: Amount) -> None:
        """An amount between a floor and a ceiling, for an officer to decide."""
        assert amount.ceiling is not None
        ceiling = self.exactly.number(amount.ceiling)
        floor = self.exactly.number(amount.floor) if amount.floor is not None else 0
        fixed, given = equal(floor, ceiling), self.decided.amount
        stated = either(fixed, less(0, floor))
        outside = both(stated, either(less(given, floor), less(ceiling, given)))
        made = self.decided.is_there
        self.floor = floor
        self.undecided = both(no(made), no(fixed))
        wrong = both(made, no(equal(given, 0)), either(less(given, 0), outside))
        self.rejected = wrong
        self.refused = either(self.refused, both(made, equal(given, 0)))
        due = pick(both(made, no(wrong)), logic.least(given, ceiling), logic.most(0, ceiling))
        self.now = Standing(pick(both(made, equal(given, 0)), 0, due))

    # -- the verdict --------------------------------------------------------------------------------

    def _concluded(self, outside: Truth, limits: Limits) -> Award:
        """The verdict: the first that fits."""
        assert self.rule.amount is not None
        kind = self.rule.amount.kind
        worked = list(self.exactly.known)
        parts, total = parts_of(self.exactly, self.rule, self.earlier, self.now.high)
        payers = paid_by(self.exactly, self.rule, total)
        elsewhere = kind in ("elsewhere", "unstated")
        known = worked if elsewhere else self.exactly.known  # who pays is not said of what is not worked out here
        settled = CODE["delegated" if kind == "elsewhere" else "unstated"] if elsewhere else CODE["granted"]
        verdict = pick(self.undecided, CODE["to_decide"], settled)
        verdict = pick(self.unsure, CODE["unknown"], verdict)
        verdict = pick(self.rejected, pick(self.unsure, CODE["unknown"], CODE["rejected"]), verdict)
        verdict = pick(self.refused, CODE["refused"], verdict)
        verdict = pick(outside, CODE["not_in_force"], verdict)
        granted, to_decide = equal(verdict, CODE["granted"]), equal(verdict, CODE["to_decide"])
        open = equal(verdict, settled) if elsewhere else False
        high = pick(either(granted, to_decide), total, pick(open, self.now.high, 0))
        return Award(
            verdict=verdict,
            low=pick(granted, total, 0),
            high=high,
            unbounded=both(open, self.now.unbounded),
            floor=pick(to_decide, self.floor, 0),
            parts=parts,
            paid_by={name: pick(granted, share, 0) for name, share in payers.items()},
            units=pick(either(granted, to_decide, open), self.now.units, 0),
            bounds=tuple(limits.bounds),
            law_at=self.speaker.given["law_at"],
            limited=limits.on,
            known=either(outside, no(self.held), all_of(known)),
            left=self.now.high,
        )
