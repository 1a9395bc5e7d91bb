"""Choices, targets and duties as the solver sees them."""

from __future__ import annotations

from engine.backends.smt import logic
from engine.backends.smt.days import Day, Length, before, not_after, pick_day
from engine.backends.smt.duties import by_calendar, rolling
from engine.backends.smt.earlier import Claimed
from engine.backends.smt.expression import Speaker
from engine.backends.smt.folds import kleene, truth
from engine.backends.smt.logic import Beyond, Number, Truth, all_of, both, either, equal, less, no, pick, pick_truth
from engine.backends.smt.validity import begin, validity
from engine.backends.smt.values import UNKNOWN, Exact, Id, List, Name, Val, alike
from engine.pack.rule import Duty, Rule, Target
from engine.text.records import dataclass

VERDICTS = ("unknown", "not_applicable", "chosen", "met", "not_met", "pending", "not_measurable", "kept", "breached")
CODE = {verdict: code for code, verdict in enumerate(VERDICTS)}


@dataclass(frozen=True)
class Judgement:
    """The answer of a rule that gives no money: its verdict, the result chosen, the gap to a target, the day a duty is due."""

    verdict: Number
    result: Number  # by the number of its name
    gap: Number
    over: Truth  # above `at_most`
    due: Day | None
    law_at: Val
    known: Truth = True  # whether all that the answer turns on is known, conditions and arms apart


def judge(speaker: Speaker, rule: Rule, claimed: Claimed) -> Judgement:
    """The answer of a choose, target or duty rule."""
    begin(speaker, rule, claimed)
    applies = kleene([speaker.value(each.formula) for each in rule.when], every=True)
    if rule.kind == "choose":
        applies = kleene([applies, validity(speaker, rule)], every=True)
    never = both(applies.known, no(truth(applies)))
    if rule.kind == "choose":
        found = _choose(speaker, rule)
    elif rule.target is not None:
        found = _target(speaker, rule.target, claimed)
    else:
        assert rule.duty is not None
        found = _duty(speaker, rule, rule.duty, claimed)
    verdict = pick(never, CODE["not_applicable"], pick(no(applies.known), CODE["unknown"], found.verdict))
    stands = both(applies.known, truth(applies))
    return Judgement(
        verdict,
        pick(stands, found.result, -1),
        pick(stands, found.gap, 0),
        both(stands, found.over),
        found.due,
        speaker.given["law_at"],
        found.known,
    )


def _answer(speaker: Speaker, verdict: Number, **more: object) -> Judgement:
    blank: dict[str, object] = {"result": -1, "gap": 0, "over": False, "due": None, "known": True}
    return Judgement(verdict=verdict, law_at=speaker.given["law_at"], **{**blank, **more})  # type: ignore[arg-type]


def _choose(speaker: Speaker, rule: Rule) -> Judgement:
    """The first arm that holds; behind an unknown one nothing is certain."""
    verdict: Number = CODE["not_applicable"]
    result: Number = -1
    for arm in reversed(rule.choose):
        holds = Val(True) if arm.when is None else speaker.value(arm.when)
        is_true, known = truth(holds), holds.known
        number = speaker.pool.names.number(f"result {arm.result}")
        verdict = pick(known, pick(is_true, CODE["chosen"], verdict), CODE["unknown"])
        result = pick(known, pick(is_true, number, result), -1)
    return _answer(speaker, verdict, result=result)


def _target(speaker: Speaker, target: Target, claimed: Claimed) -> Judgement:
    """Before its day pending, from then on met or not."""
    day = None if target.by is None else speaker.value(target.by)
    reached = None if target.reached_on is None else speaker.value(target.reached_on)
    verdict, gap, above, known = _measured(speaker, target)
    limit = claimed.as_of
    if day is not None and isinstance(day.term, Day):
        limit = day.term
    if reached is not None and isinstance(reached.term, Day):
        in_time = pick(not_after(reached.term, limit), CODE["met"], CODE["not_met"])
        verdict, gap, above = in_time, 0, False
        known = reached.known
    if day is not None and isinstance(day.term, Day):
        pending = before(claimed.as_of, day.term)
        verdict = pick(pending, CODE["pending"], verdict)
        known = both(day.known, either(pending, known))
    return _answer(speaker, verdict, gap=gap, over=above, known=known)


def _measured(speaker: Speaker, target: Target) -> tuple[Number, Number, Truth, Truth]:
    """The count against its goal: verdict, gap, whether it is above the most, and whether all is known."""
    count = speaker.value(target.count)
    total = None if target.of is None else speaker.value(target.of)
    least = None if target.at_least is None else speaker.value(target.at_least)
    most = None if target.at_most is None else speaker.value(target.at_most)
    if not isinstance(count.term, int) and not hasattr(count.term, "sexpr"):
        raise Beyond("目标所计不是整数", "a target that counts no whole number")
    whole: Number = 1 if total is None else total.term
    gap: Number = 0
    if least is not None:
        goal = exact(least)
        needed = logic.times(logic.over(logic.times(logic.times(goal.number, whole), -1), goal.parts), -1)
        gap = logic.most(0, logic.minus(needed, count.term))
    above: Truth = False
    if most is not None:
        highest = exact(most)
        one, other, _ = alike(Exact(count.term, 1), Exact(logic.times(highest.number, whole), highest.parts))
        above = less(other, one)
    met = either(above, equal(gap, 0))
    verdict: Number = pick(met, CODE["met"], CODE["not_met"])
    if total is not None:
        verdict = pick(equal(whole, 0), CODE["not_measurable"], verdict)
        gap = pick(equal(whole, 0), 0, gap)
        above = both(no(equal(whole, 0)), above)
    return verdict, gap, above, all_of(each.known for each in (count, total, least, most) if each is not None)


def exact(value: Val) -> Exact:
    """A number as a fraction."""
    return value.term if isinstance(value.term, Exact) else Exact(value.term, 1)


def _duty(speaker: Speaker, rule: Rule, duty: Duty, claimed: Claimed) -> Judgement:
    """Whether every due day up to now was kept, where the events are few enough to be listed."""
    every, event, counted = speaker.value(duty.every), speaker.value(duty.event), speaker.value(duty.counted)
    start, names = duty_start(speaker, rule), speaker.pool.names
    if not isinstance(every.term, Length) or not isinstance(event.term, List) or not isinstance(counted.term, Name | Id):
        raise Beyond("义务的日期或计法不明", "a duty of which the days, or how they are counted, are not known")
    if not isinstance(start.term, Day):
        return _answer(speaker, CODE["unknown"])
    days = [(both(there, not_after(start.term, day), not_after(day, claimed.as_of)), day) for there, day in event.term.days]
    sure = speaker.pool.sure
    word = "rolling" if isinstance(counted.term, Name) else "id rolling"  # of a reading, or written down
    rolls = equal(counted.term.number, names.number(word))
    due, late = claimed.as_of, False
    if rolls is not False:
        due, late = rolling(start.term, days, every.term, claimed.as_of, sure)
    if rolls is not True:
        slots = by_calendar(start.term, days, every.term, claimed.as_of, sure, no(rolls))
        due, late = pick_day(rolls, due, slots[0]), pick_truth(rolls, late, slots[1])
    verdict = pick(late, CODE["breached"], CODE["kept"])
    known = all_of((every.known, event.known, counted.known, start.known))
    return _answer(speaker, verdict, due=due, known=known)


def duty_terms(speaker: Speaker, rule: Rule, claimed: Claimed) -> list[Val]:
    """All that a duty turns on but its events; where two have the same, and the same events, they are kept alike."""
    assert rule.duty is not None
    begin(speaker, rule, claimed)
    applies = kleene([speaker.value(each.formula) for each in rule.when], every=True)
    return [applies, speaker.value(rule.duty.every), speaker.value(rule.duty.counted), duty_start(speaker, rule)]


def duty_start(speaker: Speaker, rule: Rule) -> Val:
    """The first day from which a duty runs: the rule's own, else the pack's."""
    for span in (rule.in_force, speaker.pack.in_force):
        if span is not None and span.since is not None:
            return speaker.value(span.since)
    return UNKNOWN
