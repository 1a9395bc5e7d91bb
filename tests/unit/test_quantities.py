"""Whether quantities mean what a person writes, exactly, and nothing else is taken for one."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.lang.quantities import decimal, money, quantity, say_money
from engine.lang.types import DATE, INT, MONEY, RATIO, SPAN, Type
from engine.lang.values import Known, Money, Span


@pytest.mark.parametrize(
    ("text", "value", "type"),
    [
        ("1分", Money(1), MONEY),
        ("3角", Money(30), MONEY),
        ("1元", Money(100), MONEY),
        ("1800元", Money(180_000), MONEY),
        ("1,800元", Money(180_000), MONEY),
        ("3万元", Money(3_000_000), MONEY),
        ("2.5万元", Money(2_500_000), MONEY),
        ("2亿元", Money(20_000_000_000), MONEY),
        ("999999.99元", Money(99_999_999), MONEY),
        ("0.000001万元", Money(1), MONEY),
        ("-3元", Money(-300), MONEY),
        ("0元", Money(0), MONEY),
        ("70%", Fraction(7, 10), RATIO),
        ("12.5%", Fraction(1, 8), RATIO),
        ("100%", Fraction(1), RATIO),
        ("2/3", Fraction(2, 3), RATIO),
        ("0.125", Fraction(1, 8), RATIO),
        ("0.1", Fraction(1, 10), RATIO),
        ("3年", Span(36), SPAN),
        ("2个月", Span(2), SPAN),
        ("10天", Span(0, 10), SPAN),
        ("10日", Span(0, 10), SPAN),
        ("1年6个月", Span(18), SPAN),
        ("2025-12-31", date(2025, 12, 31), DATE),
        ("2024-02-29", date(2024, 2, 29), DATE),
        ("12", 12, INT),
        ("010", 10, INT),
        ("-4", -4, INT),
        (" 12 ", 12, INT),
    ],
)
def test_a_quantity(text: str, value: Known, type: Type) -> None:
    assert quantity(text) == (value, type)
    assert quantity(text)[0].__class__ is value.__class__  # type: ignore[index]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "元",
        "3",
        "万",
        "3 万元 多",
        "0.5分",
        "0.001元",
        "３万元",
        "3万",
        "3千",
        "1,80元",
        "1e3元",
        "+3元",
        "--3元",
        "99999999999亿元",
        "1234567890123456789元",
        "3.1234567890123元",
    ],
)
def test_no_money(text: str) -> None:
    assert money(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "1:30",
        "0x10",
        "1_000",
        "1e5",
        ".5",
        "5.",
        "2/0",
        "70％",
        "１２",
        "2023-02-29",
        "2024-2-9",
        "2024-13-01",
        "1899-12-31",
        "3000-01-01",
        "20211118",
        "0203-01-01x",
        "3月",
        "个月",
        "101年",
        "50000天",
        "nan",
        "inf",
        "true",
        "registered",
        "3年 2个月",
        "1234567890123456789",
    ],
)
def test_no_quantity(text: str) -> None:
    assert quantity(text) is None or quantity(text) == (20211118, INT)


@given(st.integers(-(10**17), 10**17))
def test_yuan_with_two_digits_are_read_back(fen: int) -> None:
    assert money(f"{decimal(fen)}元") == fen
    assert money(say_money(fen, "zh")) == fen


def test_how_money_is_said() -> None:
    assert decimal(6_000_000) == "60000.00"
    assert decimal(-5) == "-0.05"
    assert say_money(6_000_000, "zh") == "60,000元"
    assert say_money(-12_345, "en") == "CNY -123.45"
