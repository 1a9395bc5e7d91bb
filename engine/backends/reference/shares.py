"""How an award is divided: into parts over time, and between payers. Every share is whole fen, and they add up."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from engine.backends.outcome import PartPaid
from engine.backends.reference.claims import Claim
from engine.backends.reference.context import Context
from engine.backends.reference.limits import Earlier, Standing
from engine.lang.values import Money, Quantity, Unknown, Value
from engine.pack.rule import Rule
from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Divided:
    """The parts of an award; `low` leaves out those not yet certain, `high` those that are lost."""

    parts: tuple[PartPaid, ...]
    low: int
    high: int | None
    shares_known: bool


def divide(context: Context, rule: Rule, claim: Claim, earlier: Earlier, now: Standing) -> Divided:
    """The instalments of what is left after limits."""
    if not rule.parts or now.high is None:
        return Divided((), now.low, now.high, True)
    shares = [None if part.share is None else context.value(part.share) for part in rule.parts]
    known = earlier.known and _paid_is_known(context, claim) and not any(isinstance(share, Unknown) for share in shares)
    units = [part.round_to for part in rule.parts]
    lows, highs = _split(now.low, shares, units), _split(now.high, shares, units)
    paid = _paid_parts(context, claim)
    parts: dict[int, PartPaid] = {}
    low_left, high_left = now.low, now.high
    # What was paid before comes first: the rest of the award is what it leaves, and more than the award is no part of it.
    for number in sorted(range(1, len(rule.parts) + 1), key=lambda number: number not in paid):
        part = rule.parts[number - 1]
        holds: Value = True if part.when is None else context.value(part.when)
        due = context.value(part.due) if part.due is not None else None
        state = "certain" if holds is True else "lost" if holds is False else "unknown"
        low, high = (lows[number - 1] if holds is True else 0), (0 if holds is False else highs[number - 1])
        if number in paid:
            state, low, high = "paid", paid[number], paid[number]
        low, high = min(low, low_left), min(high, high_left)
        low_left, high_left = low_left - low, high_left - high
        parts[number] = PartPaid(number, low, high, due if isinstance(due, date) else None, state, part.label.say("zh"))
    found = tuple(parts[number] for number in sorted(parts))
    if not known:
        return Divided(found, 0, now.high, False)
    return Divided(found, sum(part.low for part in found), sum(part.high for part in found), True)


def _paid_is_known(context: Context, claim: Claim) -> bool:
    """Whether history says of every instalment that may be of this claim whose it is, for which period and how much."""
    own = [entry for entry in context.past or () if entry.part is not None]
    vague = any(entry.amount is None or (claim.rule.period is not None and entry.period is None) for entry in own)
    return not vague and not any(entry.part is not None for entry in context.perhaps_past)


def _paid_parts(context: Context, claim: Claim) -> dict[int, int]:
    """The instalments of this very claim that history holds."""
    period = claim.period.label if claim.period else None
    paid: dict[int, int] = {}
    for entry in context.past or ():
        if entry.part is not None and entry.amount is not None and (entry.period and entry.period.label) == period:
            paid[entry.part] = paid.get(entry.part, 0) + entry.amount
    return paid


def _split(total: int, shares: list[Value | None], units: list[int]) -> list[int]:
    """`total` fen in shares, each rounded down to its unit; the one that is None takes the rest."""
    given = [0 if share is None else _share(total, share) // unit * unit for share, unit in zip(shares, units, strict=True)]
    left = total
    for at, share in enumerate(shares):
        given[at] = min(given[at], left)
        left -= 0 if share is None else given[at]
    return [left if share is None else given[at] for at, share in enumerate(shares)]


def _share(total: int, share: Value) -> int:
    """A share in fen: a ratio of the total, or an amount; of an unknown share nothing is certain."""
    match share:
        case Money(fen=fen):
            return max(0, fen)
        case Quantity(fen=exact):
            return max(0, exact.numerator // exact.denominator)
        case int() | Fraction():
            exact = total * Fraction(share)
            return max(0, exact.numerator // exact.denominator)
        case _:
            return 0


def paid_by(context: Context, rule: Rule, total: int) -> dict[str, int] | None:
    """Who pays how much of `total` fen; {} where the text names nobody, None where it turns on something unknown."""
    payers = rule.paid_by
    if payers.kind == "unstated":
        return {}
    if payers.kind == "one":
        return {payers.payers[0].name: total}
    if payers.kind == "chosen":
        for payer in payers.payers:
            holds: Value = True if payer.when is None else context.value(payer.when)
            if isinstance(holds, Unknown):
                return None
            if holds is True:
                return {payer.name: total}
        return {}
    context.amount, context.payers = Money(total), {}
    left, paid = total, {payer.name: 0 for payer in payers.payers}
    for payer in payers.payers:
        if payer.share is not None:
            share = context.value(payer.share)
            if isinstance(share, Unknown):
                return None
            paid[payer.name] = min(left, _share(total, share))
            left -= paid[payer.name]
            context.payers[payer.name] = Money(paid[payer.name])
    rest = next(payer.name for payer in payers.payers if payer.share is None)
    return {**paid, rest: left}
