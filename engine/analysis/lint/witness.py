"""The values that show something, as a person would write them in a case."""

from __future__ import annotations

from engine.analysis.lint.decide import Decided
from engine.lang.bounds_sets import value
from engine.lang.quantities import say_money
from engine.lang.values import Member, Money, Unknown


def example(decided: Decided) -> str:
    """`price = 1,000,000元、kind = other`."""
    said = []
    for ref, known in decided.values.items():
        found = value(known, ref.type)
        if not isinstance(found, Unknown):
            said.append(f"{ref.name} = {_written(found)}")
    return "、".join(said)


def _written(known: object) -> str:
    match known:
        case Money(fen=fen):
            return say_money(fen, "zh")
        case Member(name=name):
            return name
        case bool():
            return str(known).lower()
        case _:
            return str(known)
