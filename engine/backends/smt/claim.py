"""One claim worked out by the solver: validity → conditions → amount → decision → limits → parts → payers (DESIGN 5).

It mirrors `engine.backends.reference.awards` where all that money turns on is known: then the two ends of an award are one, but
for a range that an officer has yet to decide. Facts that only conditions read may be unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from engine.backends.smt import logic
from engine.backends.smt.days import Day, Length, add, not_after, pick_day
from engine.backends.smt.earlier import Claimed, Earlier
from engine.backends.smt.expression import Speaker, kleene, truth
from engine.backends.smt.logic import Number, Truth, all_of, any_of, at_most, both, either, equal, less, no, pick
from engine.backends.smt.validity import begin, validity
from engine.backends.smt.values import Exact, Val
from engine.lang.types import INT, RATIO
from engine.pack.rule import Amount, Limit, Part, Rule
from engine.pack.terms import Formula
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
class Bound:
    """What a limit had: whether it was on, what was used before, its bound in fen, claims or units."""

    limit: Limit
    on: Truth
    used: Number
    bound: Number


@dataclass(frozen=True)
class Share:
    """An instalment: what it comes to, when it falls due, whether it is lost or was paid."""

    amount: Number
    due: Val | None
    lost: Truth
    paid: Truth


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

    def is_(self, *verdicts: str) -> Truth:
        return any_of(equal(self.verdict, CODE[each]) for each in verdicts)

    @property
    def pays(self) -> Truth:
        """Whether it brings something, or may once it is decided or worked out elsewhere."""
        return either(self.is_("delegated", "unstated"), both(self.is_("granted", "to_decide"), less(0, self.high)))


@dataclass
class Standing:
    """What is left of a claim so far."""

    high: Number
    unbounded: Truth = False
    units: Number = 1
    each: Number | None = None  # fen a unit


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
    limited: Truth = False
    known: list[Truth] = field(default_factory=list)
    floor: Number = 0
    now: Standing = field(default_factory=lambda: Standing(0))
    bounds: list[Bound] = field(default_factory=list)

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
        for limit in rule.limits:
            self._limit(limit)
        return self._concluded(both(valid.known, no(truth(valid))))

    def number(self, value: Val) -> Number:
        """A number that money turns on: an award is exact only where it is known."""
        self.known.append(value.known)
        if isinstance(value.term, Exact):
            return logic.over(value.term.number, value.term.parts)
        return 0 if value.term is None else value.term  # type: ignore[return-value]

    def truth(self, value: Val) -> Truth:
        self.known.append(value.known)
        return truth(value)

    # -- what is due -----------------------------------------------------------------------------------------------------

    def _due(self, amount: Amount) -> None:
        speaker = self.speaker
        match amount.kind:
            case "computed":
                assert amount.value is not None
                self.now = Standing(logic.most(0, self.number(speaker.value(amount.value))))
            case "each":
                assert amount.value is not None and amount.times is not None
                each = logic.most(0, self.number(speaker.value(amount.value)))
                units = logic.most(0, self.number(speaker.value(amount.times)))
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
        ceiling = self.number(self.speaker.value(amount.ceiling))
        floor = self.number(self.speaker.value(amount.floor)) if amount.floor is not None else 0
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

    # -- limits ----------------------------------------------------------------------------------------------------------

    def _limit(self, limit: Limit) -> None:
        """One limit; whatever is left of nothing stays nothing."""
        speaker, now = self.speaker, self.now
        speaker.given["amount"] = self.whole
        switched = Val(True) if limit.when is None else speaker.value(limit.when)
        on = self.truth(switched)
        if on is False:
            return
        self.limited = either(self.limited, on)
        left = self._within(limit) if limit.kind == "within" else self._counted(limit, on)
        self.now = Standing(
            pick(on, left.high, now.high),
            logic.pick_truth(on, left.unbounded, now.unbounded),
            pick(on, left.units, now.units),
            now.each,
        )
        nothing = both(no(self.now.unbounded), equal(self.now.high, 0), either(now.unbounded, no(equal(now.high, 0))))
        self.refused = either(self.refused, nothing)

    @property
    def whole(self) -> Val:
        """The claim before limits, as their bounds may name it."""
        if "amount before limits" not in self.speaker.given:
            high = self.now.high
            self.speaker.given["amount before limits"] = Val(high, no(self.now.unbounded))
        return self.speaker.given["amount before limits"]

    def _counted(self, limit: Limit, on: Truth) -> Standing:
        now, earlier = self.now, self.earlier
        bound = self.number(self.speaker.value(limit.bound))
        used = earlier.used(self.speaker, self.rule, limit, self.claimed)
        left = logic.most(0, logic.minus(bound, used))
        self.bounds.append(Bound(limit, on, used, bound))
        if limit.kind == "at_most":
            cut = logic.least(now.high, left)
            fits = at_most(now.high, left)
            # Of a range, an officer can still decide what fits.
            bounded = cut if limit.short == "cut" else pick(either(fits, self.undecided), cut, 0)
            return replace(now, high=pick(now.unbounded, left, bounded), unbounded=False)
        if limit.kind == "claims":
            fits = at_most(1, left)
        elif now.each is None or limit.short != "cut":
            fits = at_most(now.units, left)
        else:
            units = logic.least(now.units, left)
            return replace(now, high=logic.least(now.high, logic.times(now.each, units)), units=units)
        return replace(now, high=pick(fits, now.high, 0), unbounded=both(now.unbounded, fits))

    def _within(self, limit: Limit) -> Standing:
        """A span from the first such claim, or from `from` if that is earlier."""
        now, day = self.now, self.claimed.counted_on
        span = self.speaker.value(limit.bound)
        self.known.append(span.known)
        assert isinstance(span.term, Length)
        some, first = self.earlier.first(self.speaker, self.rule, limit, self.claimed)
        start = pick_day(both(some, not_after(first, day)), first, day)
        if limit.since is not None:
            since = self.speaker.value(limit.since)
            self.known.append(since.known)
            assert isinstance(since.term, Day)
            start = pick_day(not_after(since.term, start), since.term, start)
        end = add(start, span.term, self.speaker.pool.sure)
        fits = not_after(day, end) if limit.last_day_included else no(not_after(end, day))
        return replace(now, high=pick(fits, now.high, 0), unbounded=both(now.unbounded, fits))

    # -- the verdict, the parts, the payers --------------------------------------------------------------------------------

    def _concluded(self, outside: Truth) -> Award:
        """The verdict: the first that fits."""
        assert self.rule.amount is not None
        kind = self.rule.amount.kind
        parts, total = self._parts()
        paid_by = self._paid_by(total)
        elsewhere = kind in ("elsewhere", "unstated")
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
            paid_by={name: pick(granted, share, 0) for name, share in paid_by.items()},
            units=pick(either(granted, to_decide, open), self.now.units, 0),
            bounds=tuple(self.bounds),
            law_at=self.speaker.given["law_at"],
            limited=self.limited,
            known=either(outside, no(self.held), all_of(self.known)),
        )

    def _parts(self) -> tuple[tuple[Share, ...], Number]:
        """The instalments of what is left, and what they come to together."""
        rule, total = self.rule, self.now.high
        if not rule.parts:
            return (), total
        given = self._split(total, rule.parts)
        paid = [self.earlier.instalment(rule, number) for number in range(1, len(rule.parts) + 1)]
        left, taken = total, []
        for was_paid, amount in paid:  # what was paid before comes first
            taken.append(pick(was_paid, logic.least(amount, left), 0))
            left = logic.minus(left, taken[-1])
        shares: list[Share] = []
        for part, share, (was_paid, _), before in zip(rule.parts, given, paid, taken, strict=True):
            holds = Val(True) if part.when is None else self.speaker.value(part.when)
            due = None if part.due is None else self.speaker.value(part.due)
            lost = both(no(self.truth(holds)), no(was_paid))
            amount = pick(either(was_paid, lost), 0, logic.least(share, left))
            left = logic.minus(left, amount)
            shares.append(Share(logic.plus(amount, before), due, lost, was_paid))
        return tuple(shares), logic.plus(*(share.amount for share in shares))

    def _split(self, total: Number, parts: tuple[Part, ...]) -> list[Number]:
        """The total in shares, each rounded down to its unit; the one without takes the rest."""
        given: list[Number | None] = []
        left = total
        for part in parts:
            if part.share is None:
                given.append(None)
                continue
            share = logic.times(logic.over(self._share(total, part.share), part.round_to), part.round_to)
            given.append(logic.least(share, left))
            left = logic.minus(left, given[-1])  # type: ignore[arg-type]
        return [left if share is None else share for share in given]

    def _share(self, total: Number, share: Formula) -> Number:
        """A share in fen: a ratio of the total, or an amount."""
        value = self.speaker.value(share)
        self.known.append(value.known)
        ratio = share.type in (RATIO, INT)
        match value.term:
            case Exact(number=number, parts=parts):
                return logic.most(0, logic.over(logic.times(total, number) if ratio else number, parts))
            case None:
                return 0
            case _:
                number = value.term
                return logic.most(0, logic.times(total, number) if ratio else number)  # type: ignore[arg-type]

    def _paid_by(self, total: Number) -> dict[str, Number]:
        """Who pays how much."""
        payers = self.rule.paid_by
        if payers.kind == "one":
            return {payers.payers[0].name: total}
        paid: dict[str, Number] = {}
        if payers.kind == "chosen":
            none: Truth = True
            for payer in payers.payers:
                holds = True if payer.when is None else self.truth(self.speaker.value(payer.when))
                paid[payer.name] = logic.plus(paid.get(payer.name, 0), pick(both(none, holds), total, 0))
                none = both(none, no(holds))
        elif payers.kind == "split":
            self.speaker.given["amount"] = Val(total)
            left = total
            for payer in payers.payers:
                if payer.share is not None:
                    paid[payer.name] = logic.least(left, self._share(total, payer.share))
                    left = logic.minus(left, paid[payer.name])
                    self.speaker.given[f"payer.{payer.name}"] = Val(paid[payer.name])
            rest = next(payer.name for payer in payers.payers if payer.share is None)
            paid[rest] = left
        return paid
