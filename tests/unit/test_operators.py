"""Whether every operator does what its examples say, takes what it says, and can be said in both languages."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from engine.lang.operators import (
    CALLED,
    FOLDS,
    INFIX,
    KLEENE,
    OPERATOR_OF,
    OPERATORS,
    OVERLOADS,
    PROMOTED,
    Operator,
    apply,
    choose,
    fold,
    run,
    type_of,
)
from engine.lang.quantities import UNITS, quantity
from engine.lang.types import INT, MONEY
from engine.lang.values import UNKNOWN, Member, Money, Quantity, Value


def read(text: str) -> Value:
    """A value as the table's examples write it; an amount in fen with a point is an exact one."""
    if text == "未知":
        return UNKNOWN
    if text in ("true", "false"):
        return text == "true"
    if text.startswith("["):
        items = text[1:-1].split()
        return tuple(each.strip("'") if each.startswith("'") else date.fromisoformat(each) for each in items)
    if "∈" in text:
        name, names = text.split("∈")
        return Member(name, tuple(names))
    if exact := re.fullmatch(r"(-?[0-9]+\.[0-9]+)(分|元|万元)", text):
        fen = Fraction(exact[1]) * UNITS[exact[2]]
        return Quantity(fen) if exact[2] == "分" or fen.denominator > 1 else Money(int(fen))
    found = quantity(text)
    assert found, text
    return found[0]


EXAMPLES = [pytest.param(each, example, id=f"{each.name}: {example}") for each in OPERATORS.values() for example in each.examples]


@pytest.mark.parametrize(("operator", "example"), EXAMPLES)
def test_example(operator: Operator, example: str) -> None:
    written, _, wanted = example.partition(" = ")
    args = [read(each) for each in written.split(", ")]
    result = apply(operator.name, args)
    if operator.name in ("*", "/", "元", "万元", "exact") and isinstance(result, Quantity):
        assert result.fen == getattr(read(wanted), "fen", None)
    else:
        assert result == read(wanted)
        assert type(result) is type(read(wanted))


def test_every_operator_has_examples_and_can_be_said() -> None:
    for operator in OPERATORS.values():
        assert operator.examples, operator.name
        for overload in operator.overloads:
            for text in (overload.zh or operator.zh, overload.en or operator.en):
                wanted = {f"{{{number}}}" for number in range(len(overload.params))}
                assert set(re.findall(r"\{\d\}", text)) == wanted, (overload.id, text)
    for folding in FOLDS.values():
        assert set(re.findall(r"\{\d\}", folding.zh)) == set(re.findall(r"\{\d\}", folding.en)) == {"{0}", "{1}"}


def test_ids_are_unique_and_lead_back() -> None:
    ids = [overload.id for operator in OPERATORS.values() for overload in operator.overloads]
    assert len(ids) == len(set(ids)) == len(OVERLOADS)
    assert all(OPERATOR_OF[id].name in (*INFIX, *CALLED) for id in ids)
    assert set(PROMOTED.values()) <= set(ids)


@pytest.mark.parametrize("id", [each for each in OVERLOADS if each not in KLEENE])
def test_an_unknown_makes_every_operator_unknown(id: str) -> None:
    overload = OVERLOADS[id]
    assert run(id, [UNKNOWN] * len(overload.params)) is UNKNOWN
    assert apply(OPERATOR_OF[id].name, [UNKNOWN] * len(overload.params)) is UNKNOWN


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("+", [Money(1), 1]),
        ("==", [True, 1]),
        ("<", [True, False]),
        ("<", ["a", "b"]),
        ("*", [Money(1), Money(1)]),
        ("round_down", [Money(1), 1]),
        ("months", [Fraction(1, 2)]),
        ("min", [Money(1), date(2024, 1, 1)]),
    ],
)
def test_what_no_overload_takes_is_refused(name: str, args: list[Value]) -> None:
    """3 fen are never taken for 3, nor a truth value for a number."""
    with pytest.raises(TypeError):
        apply(name, args)


def test_the_narrowest_overload_is_chosen() -> None:
    assert (choose(OPERATORS["+"], [INT, INT]) or OVERLOADS["not"]).id == "add_int"
    assert (choose(OPERATORS["*"], [MONEY, INT]) or OVERLOADS["not"]).id == "mul_money_int"
    assert (choose(OPERATORS["min"], [INT] * 16) or OVERLOADS["not"]).id == "min_int"
    assert choose(OPERATORS["min"], [INT] * 17) is None
    assert choose(OPERATORS["min"], [INT]) is None


def test_a_fold_over_nothing() -> None:
    assert fold("sum", [], MONEY) == Money(0)
    assert fold("count", [], INT) == 0
    assert fold("any", [], INT) is False
    assert fold("all", [], INT) is True
    assert fold("max", [], MONEY) is UNKNOWN
    assert fold("max", [], MONEY, Money(7)) == Money(7)


def test_an_empty_list_is_one_of_days() -> None:
    assert str(type_of(())) == "dates"
