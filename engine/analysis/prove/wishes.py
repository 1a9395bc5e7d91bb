"""What would break a property, or reach a thing, as a wish to the solver about one open claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.analysis.prove import wishes_money as money
from engine.analysis.prove.asked import Asked
from engine.analysis.prove.wishes_reach import row_read
from engine.backends.smt.claim import Award
from engine.backends.smt.differ import unknown
from engine.backends.smt.expression import Speaker
from engine.backends.smt.folds import truth
from engine.backends.smt.judgement import CODE, Judgement
from engine.backends.smt.logic import Truth, any_of, both, either, equal, less, no, pick
from engine.backends.smt.stated import once_stated
from engine.backends.smt.values import Name, Val
from engine.pack.model import Invariant

OPEN = ("unknown", "delegated", "unstated")  # verdicts after which it is not known what a claim may be paid


def choice_complete(asked: Asked) -> Truth:
    """It applies and no arm holds."""
    if any(arm.when is None for arm in asked.rule.choose):
        return False
    return both(asked.applies, *(asked.fails(arm.when) for arm in asked.rule.choose if arm.when))


def choice_unambiguous(asked: Asked) -> Truth:
    """Two arms hold at once."""
    one, other = _pair(asked)
    return both(asked.applies, one, other)


def in_their_order(asked: Asked) -> Sequence[Truth]:
    """Each of two arms without the other; where either cannot be, one is a case of the other and the order is meant."""
    one, other = _pair(asked)
    return [both(asked.applies, one, no(other)), both(asked.applies, other, no(one))]


def _pair(asked: Asked) -> tuple[Truth, Truth]:
    one, other = (asked.holds(asked.rule.choose[at].when) for at in asked.goal.at)
    return one, other


def always_answered(asked: Asked) -> Truth:
    """All is stated, every reading is decided, and it is unknown all the same."""
    decided: list[Truth] = []
    for name in asked.speaker.read:
        reading = asked.pack.readings[name]
        if reading.adopted is None and not asked.question.ask.ruled:
            decided.append(any_of(asked.question.pool.chooses(name, reading.options).values()))
        elif reading.adopted is None:
            return False
    return both(unknown(asked.answer), *decided)


def rule_reached(asked: Asked) -> Truth:
    answer = asked.answer
    if isinstance(answer, Award):
        return both(answer.pays, answer.known)
    return both(equal(answer.verdict, CODE[asked.goal.item]), answer.known)


def arm_reached(asked: Asked) -> Truth:
    """It applies, no arm before holds, and this one does."""
    (at,) = asked.goal.at
    arms = asked.rule.choose
    before = (asked.fails(arm.when) for arm in arms[:at] if arm.when)
    return both(asked.applies, *before, True if arms[at].when is None else asked.holds(arms[at].when))


def condition_counts(asked: Asked) -> Truth:
    """It is in force, this condition fails and no other does."""
    (at,) = asked.goal.at
    each = (asked.fails(one.formula) if number == at else asked.holds(one.formula) for number, one in enumerate(asked.rule.when))
    return both(asked.in_force, *each)


def unknown_never_grants(asked: Asked) -> Truth:
    """It grants while facts are missing, and would not, or grant less, for some value of them."""
    answer, question = asked.answer, asked.question
    if isinstance(answer, Award):
        granted, low = answer.is_("granted"), once_stated(question, answer.low)
        return both(granted, either(no(once_stated(question, granted)), less(low, answer.low)))
    chosen = equal(answer.verdict, CODE["chosen"])
    return both(chosen, no(equal(once_stated(question, answer.result), answer.result)))


def invariant(asked: Asked) -> Truth:
    """An invariant that is false of the answer for certain."""
    stated = asked.pack.invariants[asked.goal.item]
    if not stated.of:
        return _false(_of_numbers(asked), stated)
    speaker, answer = asked.speaker, asked.answer
    if isinstance(answer, Award):
        speaker.given["award"] = Val(answer.high, both(answer.known, no(answer.unbounded), no(answer.is_(*OPEN))))
        return _false(speaker, stated)
    speaker.given["result"] = _result(asked, answer)
    return both(equal(answer.verdict, CODE["chosen"]), _false(speaker, stated))


def _false(speaker: Speaker, stated: Invariant) -> Truth:
    value = speaker.value(stated.means)
    return both(value.known, no(truth(value)))


def _result(asked: Asked, answer: Judgement) -> Val:
    """The result of a choice as expressions name it."""
    names, results = asked.speaker.pool.names, tuple(dict.fromkeys(arm.result for arm in asked.rule.choose))
    number = names.number(results[0])
    for each in results[1:]:
        number = pick(equal(answer.result, names.number(f"result {each}")), names.number(each), number)
    return Val(Name(number, results))


def _of_numbers(asked: Asked) -> Speaker:
    """Somebody who speaks of the numbers of the measure alone, on the day of application."""
    question = asked.question
    speaker = Speaker(asked.pack, question.pool, question.ask.ruled, dict(question.ask.options))
    day = Val(question.claimed.as_of)
    speaker.given = {"as_of": day, "law_at": day}
    return speaker


WISHES: dict[str, Callable[[Asked], Truth]] = {
    "limits_kept": money.limits_kept,
    "never_negative": money.never_negative,
    "range_in_order": money.range_in_order,
    "within_range": money.within_range,
    "outside_never_pays": money.outside_never_pays,
    "parts_add_up": money.parts_add_up,
    "payers_add_up": money.payers_add_up,
    "choice_complete": choice_complete,
    "choice_unambiguous": choice_unambiguous,
    "always_answered": always_answered,
    "rule_reached": rule_reached,
    "arm_reached": arm_reached,
    "value_reached": row_read,
    "condition_counts": condition_counts,
    "unknown_never_grants": unknown_never_grants,
    "invariant": invariant,
}
# Wishes of which one that cannot be makes a property hold all the same.
UNLESS: dict[str, Callable[[Asked], Sequence[Truth]]] = {"choice_unambiguous": in_their_order}
