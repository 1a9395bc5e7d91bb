"""One claim worked out: validity → conditions → amount → decision → limits → parts → payers (DESIGN 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from engine.backends.outcome import Award, LimitUse, Needs, Step, Verdict
from engine.backends.reference.claims import Claim, Counted, fact_of
from engine.backends.reference.context import OPEN_END, Context
from engine.backends.reference.limits import Earlier, Standing, after
from engine.backends.reference.ranges import Range, range_of
from engine.backends.reference.shares import divide, paid_by
from engine.lang.values import UNKNOWN, Money, Unknown, Value
from engine.pack.case import Decision
from engine.pack.rule import Amount, Rule
from engine.pack.terms import InForce


@dataclass
class Work:
    """What has been found out about a claim so far."""

    because: list[Step] = field(default_factory=list)
    limits: list[LimitUse] = field(default_factory=list)
    refused: str = ""  # what refused it for certain
    unsure: bool = False  # a condition or the validity is not known
    rejected: bool = False
    undecided: bool = False  # a range, and no officer has decided
    floor: int | None = None
    standing: Standing = field(default_factory=lambda: Standing(0, 0))


def validity(context: Context, rule: Rule) -> tuple[Value, list[Step]]:
    """Whether the pack and the rule are in force on the day that counts."""
    answers: list[Value] = []
    steps: list[Step] = []
    for span in (context.pack.in_force, rule.in_force):
        if span is not None:
            for answer, step in _inside(context, span, rule):
                answers.append(answer)
                steps.append(step)
    if False in answers:
        return False, steps
    return (UNKNOWN if any(isinstance(answer, Unknown) for answer in answers) else True), steps


def _inside(context: Context, span: InForce, rule: Rule) -> Sequence[tuple[Value, Step]]:
    found = []
    for bound, first in ((span.since, True), (span.until, False)):
        if bound is None:
            continue
        with context.about_subject("" if span is not rule.in_force else rule.subject):
            step = context.step("in_force", bound, name="from" if first else "until")
        day, at = step.value, context.law_at
        answer: Value = UNKNOWN
        if day == OPEN_END:
            answer = True
        elif isinstance(day, date) and at is not None:
            answer = day <= at if first else at <= day
        found.append((answer, step))
    return found


def law_at(context: Context, rule: Rule) -> date | None:
    """The day whose law counts: the rule's own, else the period's first day, else the day of application."""
    if rule.law_at is not None:
        day = context.value(rule.law_at)
        return day if isinstance(day, date) else None
    if rule.period is not None:
        return context.period.start if context.period else None
    return context.case.as_of


def work_out(context: Context, claim: Claim, earlier: Earlier, decision: Decision | None) -> tuple[Award, Counted | None]:
    """The award of a claim, and how later claims are to count it (None: not at all)."""
    rule, work = claim.rule, Work()
    assert rule.amount is not None
    context.law_at = law_at(context, rule)
    valid, steps = validity(context, rule)
    work.because += steps
    if valid is False:
        return _award(context, claim, work, "not_in_force"), None
    work.unsure = isinstance(valid, Unknown) or (rule.period is not None and claim.period is None)
    conditions(context, rule, work)
    if not work.refused:
        _amount(context, rule.amount, work, decision)
    counted = counted_of(claim, context)
    _limits(context, rule, counted, earlier, work)
    award = _conclude(context, claim, work, earlier, decision)
    return award, _served(counted, award, work)


def conditions(context: Context, rule: Rule, work: Work) -> None:
    """Every condition, so that an applicant sees all that fail."""
    for condition in rule.when:
        step = context.step("condition", condition.formula, condition.cite or rule.cite)
        work.because.append(step)
        if step.value is False:
            work.refused = work.refused or step.text
        elif isinstance(step.value, Unknown):
            work.unsure = True


def _amount(context: Context, amount: Amount, work: Work, decision: Decision | None) -> None:
    """What is due before limits."""
    match amount.kind:
        case "computed":
            assert amount.value is not None
            due = range_of(context, amount.value)
            work.because.append(context.step("amount", amount.value))
            work.standing = Standing(max(0, due.low or 0), due.high)
        case "each":
            assert amount.value is not None and amount.times is not None
            each, times = range_of(context, amount.value), range_of(context, amount.times)
            work.because += [
                context.step("amount", amount.value),
                context.step("amount", amount.times, name=amount.unit or "times"),
            ]
            low, high = max(0, each.low or 0), each.high
            units = max(0, times.low or 0), max(0, times.high or 0)
            work.standing = Standing(low * units[0], None if high is None else high * units[1], *units, low, high)
        case "decided":
            _decided(context, amount, work, decision)
        case _:
            work.standing = Standing(0, None)
    if work.standing.high is not None and work.standing.high <= 0:
        work.refused = work.refused or "nothing_due"


def _decided(context: Context, amount: Amount, work: Work, decision: Decision | None) -> None:
    """An amount between a floor and a ceiling, for an officer to decide."""
    assert amount.ceiling is not None
    floor = range_of(context, amount.floor) if amount.floor is not None else Range(0, 0)
    ceiling = range_of(context, amount.ceiling)
    work.because += [
        context.step("amount", each, name=name) for each, name in ((amount.floor, "floor"), (amount.ceiling, "ceiling")) if each
    ]
    fixed = floor == ceiling and floor.low == floor.high
    if floor.low == floor.high:
        work.floor = floor.low or None
    if decision is None:
        work.undecided = not fixed
        work.standing = Standing(max(0, ceiling.low or 0), ceiling.high)
        return
    given = decision.amount
    stated = fixed or (floor.low or 0) > 0
    low_floor, high_ceiling = floor.low or 0, ceiling.high
    outside = stated and (given < low_floor or (high_ceiling is not None and given > high_ceiling))
    work.because.append(Step("decision", str(given), Money(given), decision.place, decision.by))
    if given == 0:
        work.refused = work.refused or "nothing_due"
    elif given < 0 or outside:
        work.rejected = True  # unless limits leave nothing of any amount: then it is refused
        work.standing = Standing(max(0, ceiling.low or 0), ceiling.high)
    else:
        # Above a ceiling it is paid up to the ceiling; below an uncertain floor it may still be rejected.
        perhaps_outside = stated and (given < (floor.high or 0) or given > (ceiling.low or 0))
        low = 0 if perhaps_outside else min(given, ceiling.low if ceiling.low is not None else given)
        high = given if ceiling.high is None else min(given, ceiling.high)
        if not stated and high < given:
            work.limits.append(_ceiling_use(amount, high))
        work.standing = Standing(low, high)


def _ceiling_use(amount: Amount, ceiling: int) -> LimitUse:
    place = amount.ceiling.place if amount.ceiling else None
    return LimitUse("ceiling", "at_most", 0, 0, ceiling, ceiling, None, True, "cut", (), place)


def counted_of(claim: Claim, context: Context) -> Counted:
    """A claim as limits see it, nothing granted yet."""
    keys = {str(key): key for rule in context.pack.rules.values() for limit in rule.limits for key in limit.key if key.fact}
    facts = {
        name: context.overlay.facts.get((context.path_to(key.carrier), key.fact), fact_of(claim.line, key))
        for name, key in keys.items()
        if context.instance(key.carrier) is not None
    }
    periodic = claim.rule.period is not None
    return Counted(claim.rule.name, claim.path, claim.period, context.case.as_of, 0, 0, 1, 1, 1, False, facts, periodic=periodic)


def _limits(context: Context, rule: Rule, counted: Counted, earlier: Earlier, work: Work) -> None:
    """Each limit in turn; whatever is left of nothing stays nothing."""
    before, whole = context.about, work.standing
    context.amount = Money(whole.high) if whole.high is not None and whole.low == whole.high else UNKNOWN
    context.amount_range = (whole.low, whole.high)
    for limit in rule.limits:
        now = work.standing
        context.about = limit.about
        served = work.undecided and limit.kind == "at_most"  # an officer can still decide what fits
        work.standing, use = after(replace(limit, short="cut") if served else limit, context, counted, earlier, now)
        if use is not None:
            work.limits.append(replace(use, short=limit.short))
            if work.standing.high == 0 and now.high != 0:
                work.refused = work.refused or limit.name
    context.about = before
    context.amount = UNKNOWN


def _conclude(context: Context, claim: Claim, work: Work, earlier: Earlier, decision: Decision | None) -> Award:
    """The verdict: the first that fits, in the order of DESIGN 5."""
    rule, now = claim.rule, work.standing
    assert rule.amount is not None
    if work.refused:
        return _award(context, claim, work, "refused", reason=work.refused, decision=decision)
    if work.rejected:
        return _award(context, claim, work, "unknown" if work.unsure or now.low <= 0 else "rejected", decision=decision)
    if rule.amount.kind in ("elsewhere", "unstated"):
        exists = not work.unsure and all(use.left_low is None or use.left_low > 0 for use in work.limits)
        verdict: Verdict = "unknown" if not exists else "delegated" if rule.amount.kind == "elsewhere" else "unstated"
        return _award(context, claim, work, verdict, high=now.high)
    parts = divide(context, rule, claim, earlier, now)
    shares = paid_by(context, rule, parts.low)
    settled = now.low == now.high and parts.shares_known and shares is not None and not work.unsure
    if work.undecided:
        verdict = "to_decide" if settled else "unknown"
        return _award(context, claim, work, verdict, high=parts.high, parts=parts.parts)
    if not settled:
        low = 0 if work.unsure else parts.low
        return _award(context, claim, work, "unknown", low=low, high=parts.high, parts=parts.parts, decision=decision)
    return _award(
        context, claim, work, "granted", low=parts.low, high=parts.high, parts=parts.parts, paid=shares or {}, decision=decision
    )


def _award(
    context: Context,
    claim: Claim,
    work: Work,
    verdict: Verdict,
    low: int = 0,
    high: int | None = 0,
    reason: str = "",
    parts: tuple = (),  # type: ignore[type-arg]
    paid: dict[str, int] | None = None,
    decision: Decision | None = None,
) -> Award:
    rule = claim.rule
    assert rule.amount is not None
    return Award(
        rule=rule.name,
        path=claim.path,
        period=claim.period.label if claim.period else None,
        law_at=context.law_at,
        verdict=verdict,
        low=low,
        high=high,
        floor=work.floor if verdict in ("to_decide", "unknown") else None,
        needs=Needs(),
        readings=dict(sorted(context.readings.items())),
        unruled=tuple(sorted(context.unruled)),
        parts=parts,
        paid_by=paid or {},
        limits=tuple(work.limits),
        cite=rule.cite,
        because=tuple(work.because),
        reason=reason,
        owed=rule.owed,
        decided=decision.amount if decision else None,
        decided_by=decision.by if decision else "",
        instrument=rule.amount.instrument.say("zh"),
    )


def _served(counted: Counted, award: Award, work: Work) -> Counted | None:
    """How a claim just worked out counts for those after it; None if it leaves no trace."""
    # A claim that may be none does not surely close what it did not fit into.
    closed = {limit: surely and not work.unsure for limit, surely in work.standing.closed}
    if award.verdict in ("refused", "rejected"):
        nothing = replace(counted, claims=0, times_low=0, times_high=0, certain=True, closed=closed)
        return nothing if closed else None
    certain = award.verdict in ("granted", "delegated", "unstated") or award.low > 0
    times = (work.standing.times_low if certain else 0), work.standing.times_high
    return replace(
        counted,
        low=award.low if certain else 0,
        high=award.high,
        certain=certain,
        times_low=times[0],
        times_high=times[1],
        closed=closed,
    )
