"""What limits leave of a claim, as an interval: `low` if everything unknown goes against it, `high` if all goes for it.

For `low` the claims served before took their high, for `high` their low (DESIGN 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from engine.backends.outcome import LimitUse
from engine.backends.reference.claims import Counted, same
from engine.backends.reference.context import Context
from engine.backends.reference.ranges import Range, range_of
from engine.lang.dates import add
from engine.lang.values import Span, Unknown
from engine.pack.rule import Limit
from engine.text.records import dataclass

INFINITE = 2**63


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left of a claim so far: fen (high None: unbounded), units, and what each unit brings."""

    low: int
    high: int | None
    times_low: int = 1
    times_high: int = 1
    each_low: int | None = None  # fen a unit, where the amount is so many units
    each_high: int | None = None
    closed: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """The claims made before: history, then those served before in this case. `known`: whether history is known."""

    claims: Sequence[Counted]
    known: bool


@dataclass(frozen=True, slots=True)
class Used:
    """What the claims that count together have taken of a limit."""

    low: int
    high: int  # INFINITE where it is not known
    matching: tuple[Counted, ...]  # those that surely count
    possible: tuple[Counted, ...]  # those that may
    known: bool  # whether history is known


def after(limit: Limit, context: Context, claim: Counted, earlier: Earlier, now: Standing) -> tuple[Standing, LimitUse | None]:
    """What `limit` leaves of a claim, and what it had; None where it is switched off."""
    switched = True if limit.when is None else context.value(limit.when)
    if switched is False:
        return now, None
    used = _used(limit, context, claim, earlier)
    if limit.kind == "within":
        bound, use = _within(limit, context, claim, used, now)
    elif limit.kind == "times":
        bound, use = _times(limit, context, used, now)
    elif limit.kind == "claims":
        bound, use = _claims(limit, context, used, now)
    else:
        bound, use = _at_most(limit, context, used, now)
    bound, use = _closed(limit, claim, used, bound, now, use)
    if isinstance(switched, Unknown):
        # Perhaps it binds, perhaps not.
        bound = replace(bound, high=now.high, times_high=now.times_high)
    return bound, use


def _used(limit: Limit, context: Context, claim: Counted, earlier: Earlier) -> Used:
    start = context.value(limit.since) if limit.since is not None else None
    year_starts = start if isinstance(start, date) else None
    matching, possible = [], []
    for other in earlier.claims:
        if other.rule not in limit.over or other.is_own_part(claim):
            continue
        answer = same(claim, other, limit, year_starts)
        if answer is True and other.certain:
            matching.append(other)
        elif answer is not False:
            possible.append(other)
    low = sum(_units(limit, other)[0] for other in matching)
    high: int = sum(_units(limit, other)[1] for other in (*matching, *possible)) if earlier.known else INFINITE
    return Used(low, min(high, INFINITE), tuple(matching), tuple(possible), earlier.known)


def _units(limit: Limit, other: Counted) -> tuple[int, int]:
    """What one earlier claim took, at least and at most."""
    match limit.kind:
        case "at_most":
            return other.low, INFINITE if other.high is None else other.high
        case "times":
            return other.times_low, other.times_high
        case _:
            return other.claims, other.claims


def _use(limit: Limit, used: Used, left: Range | None, cut: bool, until: date | None = None) -> LimitUse:
    return LimitUse(
        limit=limit.name,
        kind=limit.kind,
        used_low=used.low,
        used_high=used.high,
        left_low=None if left is None or left.low is None else left.low,
        left_high=None if left is None or left.high is None else left.high,
        until=until,
        cut=cut,
        short=limit.short,
        rules=limit.over,
        place=limit.place,
        cite=limit.cite,
    )


def _left(limit: Limit, context: Context, used: Used) -> Range:
    """The bound less what was used, never below nothing."""
    bound = range_of(context, limit.bound)
    low = 0 if bound.low is None else max(0, bound.low - used.high)
    high = None if bound.high is None else max(0, bound.high - used.low)
    return Range(low, high)


def _at_most(limit: Limit, context: Context, used: Used, now: Standing) -> tuple[Standing, LimitUse]:
    left = _left(limit, context, used)
    left_low = left.low or 0
    if limit.short == "cut":
        low, high = min(now.low, left_low), _least(now.high, left.high)
    else:
        # It fits whole or not at all; of a range, what fits is still possible.
        low = now.low if now.high is not None and now.high <= left_low else 0
        fits = left.high is None or (now.high is not None and now.high <= left.high)
        high = now.high if fits else left.high if left.high is not None and now.low <= left.high else 0
    cut = _least(now.high, high) != now.high or low < now.low
    return replace(now, low=low, high=high), _use(limit, used, left, cut)


def _claims(limit: Limit, context: Context, used: Used, now: Standing) -> tuple[Standing, LimitUse]:
    left = _left(limit, context, used)
    low = now.low if (left.low or 0) >= 1 else 0
    high = now.high if left.high is None or left.high >= 1 else 0
    return replace(now, low=low, high=high), _use(limit, used, left, high == 0)


def _times(limit: Limit, context: Context, used: Used, now: Standing) -> tuple[Standing, LimitUse]:
    """Of so many units those that are left; a claim of one unit fits or not."""
    left = _left(limit, context, used)
    left_low = left.low or 0
    if now.each_low is None or limit.short != "cut":
        fits_low = now.times_high <= left_low
        fits_high = left.high is None or now.times_low <= left.high
        low, high = (now.low if fits_low else 0), (now.high if fits_high else 0)
        return replace(now, low=low, high=high), _use(limit, used, left, not fits_high)
    times_low = min(now.times_low, left_low)
    times_high = now.times_high if left.high is None else min(now.times_high, left.high)
    low = min(now.low, now.each_low * times_low)
    high = _least(now.high, None if now.each_high is None else now.each_high * times_high)
    cut = times_high < now.times_high or (now.times_low == now.times_high and times_low < now.times_low)
    made = replace(now, low=low, high=high, times_low=times_low, times_high=times_high)
    return made, _use(limit, used, left, cut)


def _within(limit: Limit, context: Context, claim: Counted, used: Used, now: Standing) -> tuple[Standing, LimitUse]:
    """A span from the first such claim, or from `from` if that is earlier."""
    span, day = context.value(limit.bound), claim.counted_on
    start = context.value(limit.since) if limit.since is not None else None
    if day is None or not isinstance(span, Span):
        return replace(now, low=0), _use(limit, used, None, False)
    sure = [
        day,
        *(other.counted_on for other in used.matching if other.counted_on),
        *([start] if isinstance(start, date) else []),
    ]
    perhaps = [*sure, *(other.counted_on for other in used.possible if other.counted_on)]
    vague = (
        not used.known
        or isinstance(start, Unknown)
        or any(other.counted_on is None for other in (*used.matching, *used.possible))
    )
    until = _last(min(sure), span, limit)
    fits_high = day <= until
    fits_low = not vague and day <= _last(min(perhaps), span, limit)
    made = replace(now, low=now.low if fits_low else 0, high=now.high if fits_high else 0)
    return made, _use(limit, used, None, not fits_high, until)


def _last(start: date, span: Span, limit: Limit) -> date:
    """The last day of the span."""
    end = add(start, span)
    return end if limit.last_day_included else date.fromordinal(end.toordinal() - 1)


def _closed(limit: Limit, claim: Counted, used: Used, bound: Standing, now: Standing, use: LimitUse) -> tuple[Standing, LimitUse]:
    """`short: close`: the claim that does not fit, and all later ones, get nothing."""
    if limit.short != "close":
        return bound, use
    marks = [
        other.closed[limit.mark] and other in used.matching
        for other in (*used.matching, *used.possible)
        if limit.mark in other.closed
    ]
    if any(marks):
        return replace(bound, low=0, high=0), replace(use, cut=True)
    if marks:
        bound = replace(bound, low=0)
    surely = bound.high == 0 and now.high != 0
    perhaps = surely or bound.low < now.low
    return replace(bound, closed=(*bound.closed, (limit.mark, surely)) if perhaps else bound.closed), use


def _least(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else min(a, b)
