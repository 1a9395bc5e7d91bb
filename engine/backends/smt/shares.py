"""How an award is divided: into parts over time, and between payers."""

from __future__ import annotations

from engine.backends.smt import logic
from engine.backends.smt.earlier import Earlier
from engine.backends.smt.exactly import Exactly
from engine.backends.smt.logic import Number, Truth, both, either, no, pick
from engine.backends.smt.values import Val
from engine.pack.rule import Part, Rule
from engine.text.records import dataclass


@dataclass(frozen=True)
class Share:
    """An instalment: what it comes to, when it falls due, whether it is lost or was paid."""

    amount: Number
    due: Val | None
    lost: Truth
    paid: Truth


def parts_of(exactly: Exactly, rule: Rule, earlier: Earlier, total: Number) -> tuple[tuple[Share, ...], Number]:
    """The instalments of what limits leave, and what they come to together."""
    if not rule.parts:
        return (), total
    given = _split(exactly, total, rule.parts)
    paid = [earlier.instalment(rule, number) for number in range(1, len(rule.parts) + 1)]
    left, taken = total, []
    for was_paid, amount in paid:  # what was paid before comes first
        taken.append(pick(was_paid, logic.least(amount, left), 0))
        left = logic.minus(left, taken[-1])
    shares: list[Share] = []
    for part, share, (was_paid, _), before in zip(rule.parts, given, paid, taken, strict=True):
        holds = exactly.holds(part.when)
        due = None if part.due is None else exactly.speaker.value(part.due)
        lost = both(no(holds), no(was_paid))
        amount = pick(either(was_paid, lost), 0, logic.least(share, left))
        left = logic.minus(left, amount)
        shares.append(Share(logic.plus(amount, before), due, lost, was_paid))
    return tuple(shares), logic.plus(*(share.amount for share in shares))


def _split(exactly: Exactly, total: Number, parts: tuple[Part, ...]) -> list[Number]:
    """The total in shares, each rounded down to its unit; the one without takes the rest."""
    given: list[Number | None] = []
    left = total
    for part in parts:
        if part.share is None:
            given.append(None)
            continue
        share = logic.times(logic.over(exactly.share(total, part.share), part.round_to), part.round_to)
        share = logic.least(share, left)
        left = logic.minus(left, share)
        given.append(share)
    return [left if share is None else share for share in given]


def paid_by(exactly: Exactly, rule: Rule, total: Number) -> dict[str, Number]:
    """Who pays how much."""
    payers, speaker = rule.paid_by, exactly.speaker
    if payers.kind == "one":
        return {payers.payers[0].name: total}
    paid: dict[str, Number] = {}
    if payers.kind == "chosen":
        none: Truth = True
        for payer in payers.payers:
            holds = exactly.holds(payer.when)
            paid[payer.name] = logic.plus(paid.get(payer.name, 0), pick(both(none, holds), total, 0))
            none = both(none, no(holds))
    elif payers.kind == "split":
        speaker.given["amount"] = Val(total)
        left = total
        for payer in payers.payers:
            if payer.share is not None:
                paid[payer.name] = logic.least(left, exactly.share(total, payer.share))
                left = logic.minus(left, paid[payer.name])
                speaker.given[f"payer.{payer.name}"] = Val(paid[payer.name])
        rest = next(payer.name for payer in payers.payers if payer.share is None)
        paid[rest] = left
    return paid
