"""What a value in a case means, by the type that the pack declares; and what a slip was probably meant to be.

A slip is never taken for what it probably means: the finding says how to write it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from engine.lang.quantities import day, money
from engine.lang.types import OneOf
from engine.lang.values import Known, Member, Money
from engine.pack.document import Items, Node, Text
from engine.pack.terms import Fact
from engine.text.diagnostics import Diagnostics
from engine.text.render import mask, suggest
from engine.text.source import Place

LONGEST_ID = 128
IDENTITY_NUMBER = 15  # characters of the shortest number that identifies a person
YES = {"是", "有", "对", "真", "已", "√", "✓", "y", "yes", "true", "1", "on", "t"}
NO = {"否", "无", "没有", "不是", "错", "假", "未", "×", "x", "n", "no", "false", "0", "off", "f"}
LOST_DIGITS = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{2}")
_DAY = re.compile(r"([0-9]{4})(?:([-./年])([0-9]{1,2})[-./月]([0-9]{1,2})日?号?|([0-9]{2})([0-9]{2}))")
SERIAL_ORIGIN = date(1899, 12, 30)  # day 0 of the serial numbers that spreadsheets store for dates
SERIALS = range(36_526, 73_051)  # 2000 to 2099


def blank(node: Node | None) -> bool:
    """Whether nothing is stated: no node, or an empty value."""
    return node is None or (isinstance(node, Text) and not node.text.strip())


def scalar(node: Node | None, what: str, found: Diagnostics) -> Text | None:
    """A single value; None in silence where nothing is stated, with a finding where it is a list or a map."""
    if node is None or blank(node):
        return None
    if isinstance(node, Text):
        return node
    found.add("C702", first_line(node), what=what)
    return None


def first_line(node: Node) -> Place:
    """Where a node begins, so that an excerpt does not show all of it."""
    if isinstance(node, Text):
        return node.place
    items = node.items if isinstance(node, Items) else [field.key for field in node.fields]
    return first_line(items[0]) if items else node.place


def plain(text: str) -> str:
    """`text` with full-width characters narrowed and without blanks, to guess what was meant."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def read_day(node: Text, what: str, found: Diagnostics) -> date | None:
    """A date, written 2022-03-01."""
    if (stated := day(node.text)) is not None:
        return stated
    wrote = plain(node.text)
    parts = _DAY.fullmatch(wrote)
    if parts:
        numbers = [int(each) for each in (parts[1], parts[3] or parts[5], parts[4] or parts[6])]
        written = "{:04}-{:02}-{:02}".format(*numbers)
        if day(written) is None:
            found.add("C711", node.place, what=what, text=node.text)
        else:
            found.add("C710", node.place, what=what, text=node.text, written=written)
    elif wrote.isdecimal() and int(wrote[:9]) in SERIALS:
        meant = SERIAL_ORIGIN + timedelta(int(wrote))
        found.add("C710", node.place, what=what, text=node.text, written=meant.isoformat())
    else:
        found.add("C712", node.place, what=what, text=node.text)
    return None


def read_bool(node: Text, what: str, found: Diagnostics) -> bool | None:
    if node.text in ("true", "false"):
        return node.text == "true"
    wrote = plain(node.text).lower()
    if wrote in YES or wrote in NO:
        found.add("C710", node.place, what=what, text=node.text, written="true" if wrote in YES else "false")
    else:
        found.add("C713", node.place, what=what, text=node.text)
    return None


def read_whole(node: Text, what: str, found: Diagnostics) -> int | None:
    """A whole number within 64 bits."""
    if re.fullmatch(r"-?[0-9]{1,18}", node.text):
        return int(node.text)
    wrote = re.sub(r"\.0+$", "", plain(node.text).replace(",", "").removeprefix("+"))
    wrote = re.sub(r"(?<=[0-9])[个人名年月天日次家]$", "", wrote)
    if re.fullmatch(r"-?[0-9]{1,18}", wrote):
        found.add("C710", node.place, what=what, text=node.text, written=str(int(wrote)))
    else:
        found.add("C714", node.place, what=what, text=node.text)
    return None


def read_money(node: Text, what: str, found: Diagnostics) -> int | None:
    """An amount with its unit, in whole fen."""
    fen = money(node.text)
    if fen is not None:
        return fen
    wrote = re.sub(r"^[¥￥]|,", "", plain(node.text)).removesuffix("整").replace("圆", "元").replace("块", "元")
    number = r"-?[0-9]+(?:\.[0-9]+)?"
    if re.fullmatch(number, wrote):
        found.add("C716", node.place, what=what, text=node.text, written=f"{wrote}元", myriads=f"{wrote}万元")
    elif re.fullmatch(number + "[万亿]", wrote) and money(wrote + "元") is not None:
        found.add("C710", node.place, what=what, text=node.text, written=wrote + "元")
    elif money(wrote) is not None:
        found.add("C710", node.place, what=what, text=node.text, written=wrote)
    elif re.fullmatch(number + "(分|角|元|万元|亿元)", wrote):
        found.add("C717", node.place, what=what, text=node.text)
    else:
        found.add("C715", node.place, what=what, text=node.text)
    return None


def read_number(node: Text, digits: int, what: str, found: Diagnostics) -> Fraction | None:
    """A number with at most `digits` decimals, exactly."""
    match = re.fullmatch(r"-?[0-9]{1,15}(?:\.([0-9]{1,15}))?", node.text)
    if match and len(match[1] or "") <= digits:
        return Fraction(node.text)
    found.add("C718", node.place, what=what, text=node.text, digits=digits)
    return None


def read_name(node: Text, fact: Fact, type_: OneOf, found: Diagnostics) -> Member | None:
    """One of the names of a one-of fact."""
    if node.text in type_.names:
        return Member(node.text, type_.names)
    called = [name for name, label in fact.names.items() if node.text in (label.zh, label.en)]
    if called:
        found.add("C710", node.place, what=fact.key, text=node.text, written=called[0])
    else:
        near = suggest(node.text, type_.names)
        found.add("C719", node.place, what=fact.key, text=node.text, allowed="、".join(type_.names), did_you_mean=near)
    return None


def read_id(node: Text, what: str, found: Diagnostics) -> str | None:
    """An identity; compared only, so any text, but not one that a spreadsheet has ruined."""
    if LOST_DIGITS.fullmatch(plain(node.text)):
        found.add("C720", node.place, what=what, text=node.text)
        return None
    if len(node.text) > LONGEST_ID or not node.text.isprintable():
        found.add("C722", node.place, what=what, most=LONGEST_ID)
        return None
    if rounded(node.text):
        found.add("C721", node.place, what=what, text=shown(node.text))
    return node.text


def shown(id: str) -> str:
    """A subject's id as a message says it; one as long as an identity number is masked."""
    return mask(id) if len(id) >= IDENTITY_NUMBER else id


def rounded(text: str) -> bool:
    """Whether an 18-digit number ends as if only 15 digits had been kept, and fails the check digit of GB 11643 besides."""
    if not re.fullmatch(r"[0-9]{15}000", text):
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(digit) for weight, digit in zip(weights, text, strict=False))
    return "10X98765432"[total % 11] != text[-1]


def read_fact(fact: Fact, node: Text, found: Diagnostics) -> Known | None:
    """A value of the fact's type; its range is checked apart. A list of dates is read one by one."""
    match fact.type:
        case OneOf() as names:
            return read_name(node, fact, names, found)
        case _:
            return _READERS[fact.type.name](node, fact, found)


def _read_money(node: Text, fact: Fact, found: Diagnostics) -> Money | None:
    fen = read_money(node, fact.key, found)
    return None if fen is None else Money(fen)


_READERS: dict[str, Callable[[Text, Fact, Diagnostics], Known | None]] = {
    "bool": lambda node, fact, found: read_bool(node, fact.key, found),
    "int": lambda node, fact, found: read_whole(node, fact.key, found),
    "ratio": lambda node, fact, found: read_number(node, fact.digits, fact.key, found),
    "money": _read_money,
    "date": lambda node, fact, found: read_day(node, fact.key, found),
    "dates": lambda node, fact, found: read_day(node, fact.key, found),
    "id": lambda node, fact, found: read_id(node, fact.key, found),
}
