"""Whether any text at all becomes a typed form or findings that lie in it, quickly; and what the typed form is in detail."""

from __future__ import annotations

import re
import string
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.lang.ir import Apply, Choose, Expr, Fold, Literal, Ref, walk
from engine.lang.lower import lower
from engine.lang.types import BOOL, DATE, ID, INT, MONEY, QUANTITY, RATIO, Type, one_of
from engine.lang.values import Member
from engine.text.catalog.expression import MESSAGES
from engine.text.diagnostics import Diagnostics
from tests.language.world import LEVEL, Names, Text, typed

PIECES = [
    *"()[]{}<>=!+-*/%.,:;'\"#\\ \t\n0123456789_",
    "and ",
    " or ",
    "not ",
    " in ",
    " if ",
    " else ",
    " is ",
    "lambda ",
    "甲",
    "数",
    "真",
    "级别",
    "岗位",
    "min(",
    "sum(岗位, ",
    "奖励(",
    "元(",
    "months(",
    "'低'",
    "==",
    "<=",
    "（",
    "，",
    "“",
    "≥",
    "３",
    "\u200b",
    "\u202e",
    "\x00",
    "é",
    "𝐚",
    "f'",
    "0x1f",
    "1e9",
    "10**9",
    "岗位.人数",
    "for ",
    "True",
    "\ud800",
]


def well_placed(text: str) -> Expr | None:
    expr, found = typed(text)
    assert (expr is None) == bool(found), (text, found)
    for each in found:
        assert each.place is not None
        assert 0 <= each.place.start <= each.place.end <= len(text)
        assert each.code in {message.code for message in MESSAGES}
    return expr


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_pieces_are_typed_or_found_wrong(text: str) -> None:
    well_placed(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_typed_or_found_wrong(text: str) -> None:
    well_placed(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(" * 51 + "数" + ")" * 51, "T306"),
        ("(" * 190 + ")" * 190, "T306"),
        ("[" * 1999, "T306"),
        ("not " * 490 + "真", "T306"),
        ("-" * 1999 + "数", "T306"),
        ("+".join(["数"] * 900), "T306"),
        ("数." * 900 + "数", "T306"),
        ("1 if 真 else " * 140 + "2", "T306"),
        ("元(" * 60 + "1" + ")" * 60, "T306"),
        ("'" * 1999, "T315"),
        ("9" * 1999, "T313"),
        ("a" * 2001, "T302"),
        ("数 and " * 5000, "T302"),
        ("（" * 2000, "T304"),
    ],
)
def test_hostile_text_is_refused_quickly(text: str, code: str) -> None:
    begun = process_time()
    expr, found = typed(text)
    assert expr is None
    assert found[0].code == code
    assert process_time() - begun < 1.0


def test_fifty_levels_are_enough() -> None:
    assert well_placed("not " * 48 + "真") is not None
    assert well_placed("(" * 50 + "真" + ")" * 50) is not None
    assert well_placed(" and ".join(["真"] * 300)) is not None


def test_places_count_characters() -> None:
    """CPython counts UTF-8 bytes: a Chinese name before the place would shift it."""
    expr = well_placed("真 and 甲 < 上限")
    assert expr is not None
    spoken = {part.place.text for part in walk(expr) if part.place}
    assert spoken == {"真 and 甲 < 上限", "真", "甲 < 上限", "甲", "上限"}
    expr = well_placed("  数 + 数二")
    assert expr is not None and expr.place is not None and expr.place.text == "数 + 数二"


def shape(expr: Expr) -> str:
    """A typed form as a line, to compare with."""
    match expr:
        case Literal(value=value):
            return str(value)
        case Ref(name=name):
            return name
        case Apply(overload=overload, args=args):
            return f"{overload}({', '.join(map(shape, args))})"
        case Choose(arms=arms, otherwise=otherwise):
            return "".join(f"{shape(c)} → {shape(v)}; " for c, v in arms) + (shape(otherwise) if otherwise else "·")
        case Fold(operator=operator, collection=collection, body=body, empty=empty):
            return f"{operator} {collection}: {shape(body)}" + (f" else {shape(empty)}" if empty else "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("数 + 率", "add_ratio(ratio_of_int(数), 率)"),
        ("率 > 1", "gt_ratio(率, 1)"),
        ("甲 * 率 + 乙", "add_quantity(mul_quantity_ratio(quantity_of_money(甲), 率), quantity_of_money(乙))"),
        ("数 / 12", "div_ratio(ratio_of_int(数), 12)"),
        ("-3", "-3"),
        ("真 and 假 and 真", "and(真, 假, 真)"),
        ("min(数, 3, 4)", "min_int(数, 3, 4)"),
        ("甲 if 真 else 甲 / 2", "真 → quantity_of_money(甲); div_quantity(quantity_of_money(甲), 2)"),
        ("人次(数)", "eq_int(数, 1) → Money(fen=100); eq_int(数, 2) → Money(fen=150); Money(fen=200)"),
        (
            "分档(甲)",
            "le_money(甲, Money(fen=10000)) → Money(fen=1); "
            "and(gt_money(甲, Money(fen=10000)), lt_money(甲, Money(fen=20000))) → Money(fen=2); "
            "ge_money(甲, Money(fen=20000)) → Money(fen=3); ·",
        ),
        ("max(岗位, 岗位.比重, 0)", "max 岗位: 比重 else 0"),
        ("count(岗位)", "count 岗位: True"),
    ],
)
def test_the_typed_form(text: str, wanted: str) -> None:
    expr = well_placed(text)
    assert expr is not None
    assert shape(expr) == wanted


def test_a_dated_table_tries_the_latest_day_first() -> None:
    expr = well_placed("标准(类别)")
    assert isinstance(expr, Choose) and expr.table == "标准"
    assert [shape(value) for _, value in expr.arms] == ["Money(fen=200)", "Money(fen=100)", "Money(fen=300)"]
    assert shape(expr.arms[0][0]).endswith("ge_date(law_at, 2022-01-01))")


def test_a_name_becomes_the_value_it_is_compared_with() -> None:
    expr = well_placed("级别 >= '中'")
    assert isinstance(expr, Apply)
    assert expr.args[1] == Literal(Member("中", LEVEL.names), LEVEL)


@pytest.mark.parametrize(
    ("text", "expect", "type"),
    [
        ("3", RATIO, RATIO),
        ("3", MONEY, INT),
        ("数", RATIO, RATIO),
        ("甲", QUANTITY, QUANTITY),
        ("甲 / 2", MONEY, QUANTITY),
        ("'低' if 真 else '高'", LEVEL, LEVEL),
        ("'X1'", ID, ID),
        ("真", BOOL, BOOL),
        ("日", BOOL, DATE),
        ("1 if 真 else 2", RATIO, RATIO),
        ("数", INT, INT),
    ],
)
def test_what_its_place_expects(text: str, expect: Type, type: Type) -> None:
    expr, found = typed(text, expect)
    assert expr is not None and not found
    assert expr.type == type


def test_a_name_that_its_place_does_not_have() -> None:
    _, found = typed("'rolling' if 真 else 'calender'", one_of(("rolling", "calendar")))
    assert [(each.code, each.place and each.place.column, each.values["did_you_mean"]) for each in found] == [
        ("T345", 21, "calendar")
    ]


def test_suggestions_come_from_the_names_there_are() -> None:
    assert typed("registere == 'filed'")[1][0].values["did_you_mean"] == ""
    assert typed("持证 == 'X'")[1][0].values["did_you_mean"] == "持证人"
    assert typed("登记 == 'registred'")[1][0].values["did_you_mean"] == "registered"
    assert typed("round_dwn(甲, 分(1))")[1][0].values["did_you_mean"] == "round_down"


def test_several_mistakes_are_found_at_once() -> None:
    assert [each.code for each in typed("无甲 > 无乙 and 甲 < 1 and not 数")[1]] == ["T330", "T330", "T358", "T343"]


def test_a_chain_says_how_to_write_it() -> None:
    assert typed("元(1) <= 甲 < 上限")[1][0].values["instead"] == "元(1) <= 甲 and 甲 < 上限"


def test_messages_are_whole() -> None:
    """Unique codes and names, the same placeholders in both languages (or theirs in _zh and _en), no full stop."""
    assert len({message.code for message in MESSAGES}) == len({message.name for message in MESSAGES}) == len(MESSAGES)
    for message in MESSAGES:
        assert re.fullmatch(r"T3\d\d", message.code)
        zh, en = ({name.removesuffix(end) for name in placeholders(*texts)} for end, texts in pairs(message))
        assert zh == en, message.code
        for text in (message.zh, message.en, message.help_zh, message.help_en):
            assert text and not text.endswith((".", "。"))


def pairs(message):  # type: ignore[no-untyped-def]
    return (("_zh", (message.zh, message.help_zh)), ("_en", (message.en, message.help_en)))


def placeholders(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def test_law_at_is_the_scope_s_own() -> None:
    class Elsewhere(Names):
        def name(self, word: str) -> Expr | None:
            return Ref("given", "", "as_of", DATE) if word == "law_at" else super().name(word)

    expr = lower(Text("标准(类别)"), Elsewhere(), Diagnostics())
    assert expr is not None
    assert {part.name for part in walk(expr) if isinstance(part, Ref)} == {"as_of", "类别"}


def test_money_is_built_in_fen() -> None:
    assert typed("分(3)")[0] == Apply("fen_int", (Literal(3, INT),), MONEY)
    assert typed("上限")[0] == Ref("parameter", "", "上限", MONEY)
