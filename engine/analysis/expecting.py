"""An answer as what a case expects, in the words of a case file."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from engine.analysis.boundaries.pasts import money
from engine.analysis.expected import Result
from engine.backends.outcome import Award, PartPaid
from engine.pack.canonical import quoted

# What tells two answers apart besides, where they differ in it.
BESIDES = ("floor", "paid_by", "rate", "note", "late_days", "next_due")


def expecting(result: Result) -> Iterator[tuple[str, str]]:
    """The fields of an expectation that the answer meets, and their values as YAML but for `reason`, which may hold anything."""
    yield "verdict", result.verdict
    if isinstance(result, Award):
        if result.low == result.high:
            yield "amount", money(result.low)
        else:
            yield "low", money(result.low)
            yield "high", "unbounded" if result.high is None else money(result.high)
        yield from [("reason", result.reason)] if result.verdict == "refused" else []
        if result.parts:
            yield "parts", f"[{', '.join(map(_part, result.parts))}]"
        if len(result.paid_by) > 1:
            yield "paid_by", _payers(result)
        return
    if result.result is not None:
        yield "result", result.result
    for name in ("gap", "next_due", "late_days"):
        value = getattr(result, name)
        if value is not None:
            yield name, str(value)


def telling_apart(result: Result, other: Result | None) -> str:
    """The expectation on one line, with all in which the answer differs from another one."""
    fields = {name: quoted(value) if name == "reason" else value for name, value in expecting(result)}
    for name in BESIDES:
        value = getattr(result, name, None)
        if name not in fields and value not in (None, "", {}) and value != getattr(other, name, None):
            fields[name] = _payers(result) if isinstance(result, Award) and name == "paid_by" else _said(name, value)
    return "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"


def _said(name: str, value: object) -> str:
    if name == "floor" and isinstance(value, int):
        return money(value)
    return str(value) if isinstance(value, Fraction) else quoted(str(value))


def _payers(award: Award) -> str:
    return "{" + ", ".join(f"{quoted(name)}: {money(fen)}" for name, fen in award.paid_by.items()) + "}"


def _part(part: PartPaid) -> str:
    """An instalment: its sum, its day and how certain it is."""
    sums = [("amount", part.low)] if part.low == part.high else [("low", part.low), ("high", part.high)]
    fields = [f"{name}: {money(fen)}" for name, fen in sums] + ([f"due: {part.due}"] if part.due else [])
    return "{" + ", ".join([*fields, f"state: {part.state}"]) + "}"
