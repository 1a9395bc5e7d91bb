"""What would break a property of money: limits, ranges, parts, payers."""

from __future__ import annotations

from engine.analysis.prove.asked import Asked
from engine.analysis.prove.goals import limits
from engine.backends.smt.claim import Award
from engine.backends.smt.days import Day, Length, add, not_after, pick_day
from engine.backends.smt.exactly import Exactly
from engine.backends.smt.logic import Number, Truth, any_of, at_most, both, either, equal, less, no, plus
from engine.backends.smt.values import Val
from engine.pack.rule import Limit
from engine.pack.terms import Formula

TAKES = ("granted", "to_decide")


def limits_kept(asked: Asked) -> Truth:
    """An award takes something although what was used and what it takes are more than the limit."""
    award, limit = asked.award, limits(asked.rule)[asked.goal.item]
    takes = both(award.pays, award.known)
    if limit.kind == "within":
        return both(takes, _too_late(asked, limit))
    taken: Number = {"at_most": award.high, "times": award.units}.get(limit.kind, 1)
    return any_of(
        both(takes, bound.on, less(bound.bound, plus(bound.used, taken))) for bound in award.bounds if bound.limit is limit
    )


def _too_late(asked: Asked, limit: Limit) -> Truth:
    """The claim counts for a day after the span that begins with the first, or at `from` if that is earlier."""
    speaker, day = asked.speaker, asked.question.claimed.counted_on
    some, first = asked.question.earlier.first(speaker, asked.rule, limit, asked.question.claimed)
    start = pick_day(some, first, day)
    span = speaker.value(limit.bound)
    known = span.known
    if limit.since is not None:
        since = speaker.value(limit.since)
        assert isinstance(since.term, Day)
        start = pick_day(not_after(since.term, start), since.term, start)
        known = both(known, since.known)
    assert isinstance(span.term, Length)
    end = add(start, span.term, speaker.pool.sure)
    beyond = no(not_after(day, end)) if limit.last_day_included else not_after(end, day)
    return both(True if limit.when is None else asked.holds(limit.when), known, beyond)


def never_negative(asked: Asked) -> Truth:
    award = asked.award
    below = [less(award.low, 0), less(award.high, award.low), less(award.floor, 0)]
    below += [less(part.amount, 0) for part in award.parts] + [less(share, 0) for share in award.paid_by.values()]
    return both(award.known, any_of(below))


def _number(asked: Asked, formula: Formula | None) -> Val:
    """Whole fen, rounded down."""
    if formula is None:
        return Val(0)
    value = asked.speaker.value(formula)
    return Val(Exactly(asked.speaker).whole(value), value.known)


def _range(asked: Asked) -> tuple[Number, Number, Truth]:
    """Floor and ceiling, and whether both are known."""
    amount = asked.rule.amount
    assert amount is not None
    floor, ceiling = _number(asked, amount.floor), _number(asked, amount.ceiling)
    return floor.term, ceiling.term, both(floor.known, ceiling.known)


def range_in_order(asked: Asked) -> Truth:
    """It applies and its floor lies above its ceiling."""
    floor, ceiling, known = _range(asked)
    return both(asked.applies, known, less(ceiling, floor))


def within_range(asked: Asked) -> Truth:
    """It may pay more than its ceiling, or less than its floor though every limit had room for that."""
    award = asked.award
    floor, ceiling, known = _range(asked)
    room = (
        either(no(bound.on), at_most(plus(bound.used, floor), bound.bound))
        for bound in award.bounds
        if bound.limit.kind == "at_most"
    )
    less_paid = both(award.is_("granted"), less(award.low, floor), *room) if not asked.rule.parts else False
    return both(award.known, known, award.is_(*TAKES), either(less(ceiling, award.high), less_paid))


def outside_never_pays(asked: Asked) -> Truth:
    """An officer decided outside the range, and it pays."""
    award, decided = asked.award, asked.question.decided
    floor, ceiling, known = _range(asked)
    stated = either(equal(floor, ceiling), less(0, floor))
    outside = either(less(decided.amount, 0), both(stated, either(less(decided.amount, floor), less(ceiling, decided.amount))))
    return both(award.known, known, decided.is_there, outside, award.pays)


def parts_add_up(asked: Asked) -> Truth:
    """The parts are more than what limits left, or not what is paid, or less though none is lost and one takes the rest."""
    award = asked.award
    total = plus(*(part.amount for part in award.parts))
    wrong = either(less(award.left, total), no(equal(total, award.high)))
    if any(part.share is None for part in asked.rule.parts):
        untouched = both(*(both(no(part.lost), no(part.paid)) for part in award.parts))
        wrong = either(wrong, both(untouched, less(total, award.left)))
    return both(award.known, award.is_(*TAKES), wrong)


def payers_add_up(asked: Asked) -> Truth:
    award: Award = asked.award
    return both(award.known, award.is_("granted"), no(equal(plus(*award.paid_by.values()), award.low)))
