"""A typed case as a case file that `evaluate` runs again: counterexamples are handed over so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from engine.lang.quantities import decimal
from engine.lang.values import Known, Member, Money
from engine.pack.canonical import quoted
from engine.pack.case import Case, Decision, Entry, Instance


def written(case: Case) -> str:
    """The case in YAML; one line for each subject, line of history and decision.

    Of each step only its day is written, which is all that random steps change.
    """
    lines = [f"case: {quoted(case.name)}", f"as_of: {case.as_of}"]
    if case.periods:
        lines.append(f"period: [{', '.join(each.label for each in case.periods)}]")
    for kind, roots in case.roots.items():
        lines += [f"{kind}:", *(f"  - {_flow(_instance(root))}" for root in roots)]
    if case.claims is not None:
        lines.append(f"claims: [{', '.join(each.rule for each in case.claims)}]")
    if case.history is not None:
        lines += ["history:", *(f"  - {_flow(_entry(entry))}" for entry in case.history)] if case.history else ["history: []"]
    if case.decisions:
        lines += ["decisions:", *(f"  - {_flow(_decision(decision))}" for decision in case.decisions)]
    if case.readings:
        lines.append(f"readings: {_flow(dict(case.readings))}")
    if case.steps:
        lines += ["steps:", *(f"  - {{as_of: {step.as_of}}}" for step in case.steps)]
    return "\n".join(lines) + "\n"


def _flow(value: object) -> str:
    match value:
        case Mapping():
            return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case _:
            return str(value)


def _instance(instance: Instance) -> dict[str, object]:
    facts = {name: _value(value) for name, value in instance.facts.items()}
    children = {kind: [_instance(each) for each in some] for kind, some in instance.children.items() if some is not None}
    return {"id": quoted(instance.id), **facts, **children}


def _entry(entry: Entry) -> dict[str, object]:
    return dict(_stated(entry))


def _stated(entry: Entry) -> Iterator[tuple[str, object]]:
    """What a line of history states."""
    yield "rule", entry.rule
    yield from ((kind, quoted(id)) for kind, id in entry.path if id is not None)
    if entry.period is not None:
        yield "period", entry.period.label
    if entry.as_of is not None:
        yield "as_of", entry.as_of
    if entry.amount is not None:
        yield "amount", f"{decimal(entry.amount)}元"
    if entry.paid_on is not None:
        yield "paid_on", entry.paid_on
    for name, usual in (("times", 1), ("claims", 1), ("part", None)):
        if getattr(entry, name) != usual:
            yield name, getattr(entry, name)
    yield from ((key.rpartition(".")[2], _value(value)) for key, value in entry.facts.items())


def _decision(decision: Decision) -> dict[str, object]:
    period = {"period": decision.period.label} if decision.period else {}
    ids = {kind: quoted(id) for kind, id in decision.path if id is not None}
    return {"rule": decision.rule, **ids, **period, "amount": f"{decimal(decision.amount)}元", "by": quoted(decision.by)}


def _value(value: Known) -> object:
    match value:
        case bool():
            return "true" if value else "false"
        case Money(fen=fen):
            return f"{decimal(fen)}元"
        case Member(name=name):
            return name
        case Fraction():
            return str(float(value)) if value.denominator != 1 else str(value.numerator)
        case str():
            return quoted(value)
        case date() | int():
            return str(value)
        case _:
            return [str(each) for each in value]  # type: ignore[union-attr]
