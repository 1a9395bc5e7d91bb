"""An outcome as plain data: the contract of DESIGN 5.

Money is a decimal text of yuan with two digits; days are ISO 8601; what is not known is null. Keys and lists keep one order:
awards as they were served, readings and payers by name. Facts of type id are masked; subjects keep theirs, since the award is
about them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from engine.backends.outcome import Award, Judgement, LimitUse, Needs, Outcome, PartPaid, Step
from engine.lang.values import Member, Money, Quantity, Span, Unknown, Value
from engine.pack.case import Path
from engine.text.render import as_json, mask
from engine.version import ENGINE

Json: TypeAlias = object  # str, int, bool, None, or lists and maps of these

BOUNDLESS = 2**62  # a count from here on is not known


def to_json(outcome: Outcome) -> dict[str, object]:
    """The outcome in the shape of `schemas/outcome.schema.json`; of a chain also each step, in `steps`."""
    made: dict[str, object] = {
        "engine": ENGINE,
        "pack": {"id": outcome.pack_id, "version": outcome.pack_version, "digest": outcome.pack_digest},
        "case": outcome.case,
        "case_digest": outcome.case_digest,
        "as_of": outcome.as_of.isoformat(),
        "awards": [_award(each) for each in outcome.awards],
        "choices": [_judgement(each) for each in outcome.choices],
        "targets": [_judgement(each) for each in outcome.targets],
        "duties": [_judgement(each) for each in outcome.duties],
        "low": yuan(outcome.low),
        "high": _yuan(outcome.high),
        "owed": {"low": yuan(outcome.owed_low), "high": _yuan(outcome.owed_high)},
        "open": list(outcome.open),
        "readings": _sorted(outcome.readings),
        "diagnostics": _diagnostics(outcome),
    }
    if outcome.steps:
        made["steps"] = [to_json(each) for each in outcome.steps]
    return made


def yuan(fen: int) -> str:
    """Fen as decimal yuan: 6000000 is "60000.00"."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else yuan(fen)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _sorted(names: Mapping[str, str]) -> Json:
    return {name: names[name] for name in sorted(names)}


def _subject(path: Path) -> Json:
    return {kind: id for kind, id in path}


def _needs(needs: Needs) -> Json:
    return {
        "facts": list(needs.facts),
        "readings": list(needs.readings),
        "refusing": list(needs.refusing),
        "needs_minimal": needs.minimal,
    }


def _award(award: Award) -> Json:
    made: dict[str, object] = {
        "rule": award.rule,
        "subject": _subject(award.path),
        "period": award.period,
        "law_at": _day(award.law_at),
        "verdict": award.verdict,
        "low": yuan(award.low),
        "high": _yuan(award.high),
        "floor": _yuan(award.floor),
        "needs": _needs(award.needs),
        "readings": _sorted(award.readings),
        "parts": [_part(part) for part in award.parts],
        "paid_by": {name: yuan(award.paid_by[name]) for name in sorted(award.paid_by)},
        "limits": [_limit(use) for use in award.limits],
        "cite": award.cite,
        "because": [_step(step) for step in award.because],
        "reason": award.reason,
        "owed": award.owed,
        "decided": _yuan(award.decided),
        "decided_by": award.decided_by,
        "instrument": award.instrument,
    }
    return made


def _part(part: PartPaid) -> Json:
    return {
        "part": part.number,
        "low": yuan(part.low),
        "high": yuan(part.high),
        "due": _day(part.due),
        "state": part.state,
        "label": part.label,
    }


def _limit(use: LimitUse) -> Json:
    """What was used before the claim and what is left after it; null where not known for certain, their ends beside."""
    used, left = _ends(use, use.used_low, use.used_high), _ends(use, *use.after)
    return {
        "limit": use.limit,
        "kind": use.kind,
        "used": used[0] if used[0] == used[1] else None,
        "used_low": used[0],
        "used_high": used[1],
        "left": left[0] if left[0] == left[1] else None,
        "left_low": left[0],
        "left_high": left[1],
        "until": _day(use.until),
        "cut": use.cut,
        "rules": list(use.rules),
        "cite": use.cite,
        "line": use.place.line if use.place else None,
    }


def _ends(use: LimitUse, low: int | None, high: int | None) -> tuple[Json, Json]:
    """Money as yuan, counts as numbers, what has no bound as null."""

    def one(number: int | None) -> Json:
        if number is None or number >= BOUNDLESS:
            return None
        return yuan(number) if use.kind == "at_most" else number

    return one(low), one(high)


def _step(step: Step) -> Json:
    made: dict[str, object] = {
        "kind": step.kind,
        "text": step.text,
        "value": as_data(step.value),
        "line": step.place.line if step.place else None,
        "name": step.name,
        "cite": step.cite,
        "facts": {key: as_data(step.facts[key]) for key in sorted(step.facts)},
        "inner": [_step(inner) for inner in step.inner],
    }
    return made


def as_data(value: Value | None) -> Json:
    """A value as data: money in yuan, days in ISO 8601, ids masked, unknown as null."""
    match value:
        case None | Unknown():
            return None
        case bool() | int():
            return value
        case Money(fen):
            return yuan(fen)
        case Quantity(fen):
            return str(fen / 100)
        case Fraction():
            return str(value)
        case Span():
            days = f"{value.days}天" if value.days or not value.months else ""
            return (f"{value.months}个月" if value.months else "") + days
        case Member(name=name):
            return name
        case date():
            return value.isoformat()
        case str():
            return mask(value)
        case _:
            return [each.isoformat() if isinstance(each, date) else mask(each) for each in value]


def _judgement(judged: Judgement) -> Json:
    made: dict[str, object] = {
        "rule": judged.rule,
        "subject": _subject(judged.path),
        "period": judged.period,
        "law_at": _day(judged.law_at),
        "verdict": judged.verdict,
        "needs": _needs(judged.needs),
        "readings": _sorted(judged.readings),
        "cite": judged.cite,
        "because": [_step(step) for step in judged.because],
    }
    if judged.kind == "choose":
        return made | {"result": judged.result}
    if judged.kind == "target":
        rate = None if judged.rate is None else str(judged.rate)
        return made | {"rate": rate, "gap": judged.gap, "by": _day(judged.by), "note": judged.note}
    return made | {"next_due": _day(judged.next_due), "late_days": judged.late_days}


def _diagnostics(outcome: Outcome) -> Json:
    """Findings in both languages, since data has no reader's language."""
    both = zip(as_json(outcome.diagnostics, "zh"), as_json(outcome.diagnostics, "en"), strict=True)
    return [zh | {key: {"zh": zh[key], "en": en[key]} for key in ("message", "help")} for zh, en in both]
