"""What limits leave of a claim, each in turn."""

from __future__ import annotations

from dataclasses import field, replace

from engine.backends.smt import logic
from engine.backends.smt.days import Day, Length, add, not_after, pick_day
from engine.backends.smt.earlier import Claimed, Earlier
from engine.backends.smt.exactly import Exactly
from engine.backends.smt.folds import truth
from engine.backends.smt.logic import Number, Truth, at_most, both, either, equal, no, pick
from engine.backends.smt.values import Val
from engine.pack.rule import Limit, Rule
from engine.text.records import dataclass


@dataclass(frozen=True)
class Bound:
    """What a limit had: whether it was on, what was used before, its bound in fen, claims or units."""

    limit: Limit
    on: Truth
    used: Number
    bound: Number


@dataclass
class Standing:
    """What is left of a claim so far."""

    high: Number
    unbounded: Truth = False
    units: Number = 1
    each: Number | None = None  # fen a unit


@dataclass
class Limits:
    """The limits of one claim: what they had, whether one was on, whether one left nothing."""

    exactly: Exactly
    rule: Rule
    claimed: Claimed
    earlier: Earlier
    undecided: Truth  # an officer can still decide what fits
    on: Truth = False
    refused: Truth = False
    bounds: list[Bound] = field(default_factory=list)

    def leave(self, now: Standing) -> Standing:
        """What all of them leave; whatever is left of nothing stays nothing."""
        self.exactly.speaker.given["amount"] = Val(now.high, no(now.unbounded))
        for limit in self.rule.limits:
            now = self._after(limit, now)
        return now

    def _after(self, limit: Limit, now: Standing) -> Standing:
        switched = Val(True) if limit.when is None else self.exactly.speaker.value(limit.when)
        on = both(switched.known, truth(switched))
        if switched.known is True and on is False:
            return now
        self.on = either(self.on, on, no(switched.known))
        left = self._within(limit, now) if limit.kind == "within" else self._counted(limit, on, now)
        if limit.short == "close":
            closed = self.earlier.closed(self.exactly.speaker, self.rule, limit)
            left = replace(left, high=pick(closed, 0, left.high), unbounded=both(left.unbounded, no(closed)))
        # Whether it is on matters only where it would leave less.
        money = either(
            both(left.unbounded, now.unbounded), both(no(left.unbounded), no(now.unbounded), equal(left.high, now.high))
        )
        self.exactly.known.append(either(switched.known, both(money, equal(left.units, now.units))))
        left = Standing(
            pick(on, left.high, now.high),
            logic.pick_truth(on, left.unbounded, now.unbounded),
            pick(on, left.units, now.units),
            now.each,
        )
        nothing = both(no(left.unbounded), equal(left.high, 0), either(now.unbounded, no(equal(now.high, 0))))
        self.refused = either(self.refused, nothing)
        return left

    def _counted(self, limit: Limit, on: Truth, now: Standing) -> Standing:
        bound = self.exactly.number(limit.bound)
        used = self.earlier.used(self.exactly.speaker, self.rule, limit, self.claimed)
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

    def _within(self, limit: Limit, now: Standing) -> Standing:
        """A span from the first such claim, or from `from` if that is earlier."""
        speaker, day = self.exactly.speaker, self.claimed.counted_on
        span = self.exactly.value(limit.bound)
        assert isinstance(span.term, Length)
        some, first = self.earlier.first(speaker, self.rule, limit, self.claimed)
        start = pick_day(both(some, not_after(first, day)), first, day)
        if limit.since is not None:
            since = self.exactly.value(limit.since)
            assert isinstance(since.term, Day)
            start = pick_day(not_after(since.term, start), since.term, start)
        end = add(start, span.term, speaker.pool.sure)
        fits = not_after(day, end) if limit.last_day_included else no(not_after(end, day))
        return replace(now, high=pick(fits, now.high, 0), unbounded=both(now.unbounded, fits))
