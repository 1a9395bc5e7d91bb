"""In which ways two answers to one claim differ, as wishes to the solver."""

from __future__ import annotations

from engine.backends.smt.claim import Award
from engine.backends.smt.days import Day, same_day
from engine.backends.smt.judgement import CODE, Judgement
from engine.backends.smt.logic import Truth, all_of, any_of, both, either, equal, less, no, same_truth
from engine.backends.smt.shares import Share
from engine.backends.smt.values import Val, same_value

Answer = Award | Judgement


def ways(before: Answer, after: Answer, owed: bool) -> dict[str, Truth]:
    """For each kind of difference whether it is there; of money in the order of what matters most to a beneficiary.

    Where all is known. `owed`: the subject pays, so that more is less for it.
    """
    sure = both(no(unknown(before)), no(unknown(after)))
    if isinstance(before, Award) and isinstance(after, Award):
        return {kind: both(sure, wish) for kind, wish in _of_awards(before, after, owed).items()}
    assert isinstance(before, Judgement) and isinstance(after, Judgement)
    return {"other_procedure": both(sure, _of_judgements(before, after))}


def _of_awards(before: Award, after: Award, owed: bool) -> dict[str, Truth]:
    paid, pays = before.pays, after.pays
    gains, loses = both(no(paid), pays), both(paid, no(pays))
    more, less_ = both(paid, pays, _above(after, before)), both(paid, pays, _above(before, after))
    money = either(gains, loses, more, less_)
    if owed:
        gains, loses, more, less_ = loses, gains, less_, more
    other = both(no(money), either(no(equal(before.verdict, after.verdict)), no(_alike(before, after))))
    return {"newly_eligible": gains, "no_longer": loses, "more": more, "less": less_, "other": other}


def _above(one: Award, other: Award) -> Truth:
    """Whether the one may bring more, or is as high and surely brings more."""
    higher = either(
        both(one.unbounded, no(other.unbounded)), both(no(one.unbounded), no(other.unbounded), less(other.high, one.high))
    )
    as_high = both(same_truth(one.unbounded, other.unbounded), equal(one.high, other.high))
    surely = either(less(other.low, one.low), both(equal(one.low, other.low), less(other.floor, one.floor)))
    return either(higher, both(as_high, surely))


def _alike(before: Award, after: Award) -> Truth:
    """Whether two awards that come to the same also say so in the same parts and of the same payers."""
    names = dict.fromkeys((*before.paid_by, *after.paid_by))
    payers = all_of(equal(before.paid_by.get(name, 0), after.paid_by.get(name, 0)) for name in names)
    settled = before.is_("granted", "to_decide")
    return both(payers, equal(before.floor, after.floor), either(no(settled), _same_parts(before.parts, after.parts)))


def _same_parts(before: tuple[Share, ...], after: tuple[Share, ...]) -> Truth:
    if len(before) != len(after):
        return False
    return all_of(
        both(equal(one.amount, other.amount), same_truth(one.lost, other.lost), _same_due(one.due, other.due))
        for one, other in zip(before, after, strict=True)
    )


def _same_due(one: Val | None, other: Val | None) -> Truth:
    if one is None or other is None:
        return one is other
    return both(same_truth(one.known, other.known), either(no(one.known), same_value(one, other)))


def _of_judgements(before: Judgement, after: Judgement) -> Truth:
    due: Truth = False
    if isinstance(before.due, Day) and isinstance(after.due, Day):
        due = no(same_day(before.due, after.due))
    return any_of(
        (
            no(equal(before.verdict, after.verdict)),
            no(equal(before.result, after.result)),
            no(equal(before.gap, after.gap)),
            no(same_truth(before.over, after.over)),
            both(either(equal(before.verdict, CODE["kept"]), equal(before.verdict, CODE["breached"])), due),
        )
    )


def unknown(answer: Answer) -> Truth:
    """Whether it is unknown, or comes to money that turns on something unknown."""
    verdict = answer.is_("unknown") if isinstance(answer, Award) else equal(answer.verdict, CODE["unknown"])
    return either(verdict, no(answer.known))


def knowing(before: Answer, after: Answer) -> dict[str, Truth]:
    """Where one answer is unknown and the other is not, while some facts that conditions read are not stated."""
    return {
        "unknown_now": both(no(unknown(before)), unknown(after)),
        "known_now": both(unknown(before), no(unknown(after))),
    }


def without_history(before: Answer, after: Answer) -> dict[str, Truth]:
    """Where only one of two answers turns on what was paid before, and so is unknown while that is."""
    if not isinstance(before, Award) or not isinstance(after, Award):
        return {}
    stands = both(before.pays, after.pays)
    return {
        "unknown_now": both(stands, no(before.limited), after.limited),
        "known_now": both(stands, before.limited, no(after.limited)),
    }
