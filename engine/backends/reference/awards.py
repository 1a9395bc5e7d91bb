"""One claim worked out: validity → conditions → amount → decision → limits → parts → payers (DESIGN 5)."""

from __future__ import annotations

from dataclasses import replace

from engine.backends.outcome import Award, LimitUse, Needs, PartPaid, Verdict
from engine.backends.reference.amounts import Work, due
from engine.backends.reference.claims import Claim, Counted, fact_of
from engine.backends.reference.context import Context
from engine.backends.reference.limits import Earlier, after
from engine.backends.reference.shares import divide, paid_by
from engine.backends.reference.validity import law_at, validity
from engine.lang.values import UNKNOWN, Money, Unknown
from engine.pack.case import Decision
from engine.pack.rule import Rule


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
        due(context, rule.amount, work, decision)
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


def counted_of(claim: Claim, context: Context) -> Counted:
    """A claim as limits see it, nothing granted yet."""
    keys = {str(key): key for rule in context.pack.rules.values() for limit in rule.limits for key in limit.key if key.fact}
    facts = {
        name: context.overlay.facts.get((context.path_to(key.carrier), key.fact), fact_of(claim.line, key))
        for name, key in keys.items()
        if context.instance(key.carrier) is not None
    }
    return Counted(
        rule=claim.rule.name,
        path=claim.path,
        period=claim.period,
        day=context.case.as_of,
        low=0,
        high=0,
        claims=1,
        times_low=1,
        times_high=1,
        certain=False,
        facts=facts,
        periodic=claim.rule.period is not None,
        instalment=bool(claim.rule.parts),
    )


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
    parts: tuple[PartPaid, ...] = (),
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
        limits=tuple(_taken(use, work, low, high) for use in work.limits),
        cite=rule.cite,
        because=tuple(work.because),
        reason=reason,
        owed=rule.owed,
        decided=decision.amount if decision else None,
        decided_by=decision.by if decision else "",
        instrument=rule.amount.instrument.say("zh"),
    )


def _taken(use: LimitUse, work: Work, low: int, high: int | None) -> LimitUse:
    """What the claim takes of a limit: its money, its units, or one claim; nothing if it comes to nothing."""
    certain, possible = low > 0, high is None or high > 0
    match use.kind:
        case "at_most":
            takes = low, use.left_high or 0 if high is None else high
        case "times":
            takes = work.standing.times_low * certain, work.standing.times_high * possible
        case _:
            takes = int(certain), int(possible)
    return replace(use, takes_low=takes[0], takes_high=takes[1])


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
