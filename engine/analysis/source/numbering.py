"""How Chinese official texts number their parts: 一、（一）1.（1）①, and 第N编 章 节 条 款 项 目.

The first are those of GB/T 9704-2012, the others those of 立法技术规范.
"""

from __future__ import annotations

import re
from typing import NamedTuple

HAN = "〇零一二三四五六七八九"
NUMERAL = "[〇零一二三四五六七八九十百两]{1,7}"
OPEN, CLOSE = "[(（﹙〔]", "[)）﹚〕]"
CIRCLES = {chr(0x2460 + number - 1): number for number in range(1, 21)}
# One character that holds a whole numeral, as some copies have it.
WHOLE = {
    **{chr(0x3220 + n): f"（{HAN[n + 2]}）" for n in range(9)},
    "㈩": "（十）",
    **{chr(0x2488 + n): f"{n + 1}." for n in range(20)},
}
WHOLE |= {chr(0x2474 + n): f"({n + 1})" for n in range(20)}

# Levels of a text, outermost first. Those of articles and those without never meet in one text, but for the lower ones.
BOOK, CHAPTER, DIVISION, ARTICLE, PARAGRAPH, FIRST, SECOND, THIRD, FOURTH, FIFTH = range(10)
HEADS = {"编": BOOK, "章": CHAPTER, "节": DIVISION}

PATTERNS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (ARTICLE, re.compile(rf"第\s*({NUMERAL}|\d{{1,4}})\s*条(?:之({NUMERAL}))?(?![、和及至的第款项规所之])[\s:：　]*")),
    (BOOK, re.compile(rf"第\s*({NUMERAL}|\d{{1,3}})\s*([编章节])(?![、和及至的第])[\s　]*")),
    (FIRST, re.compile(rf"({NUMERAL})\s*[、.．,，]\s*")),
    (SECOND, re.compile(rf"{OPEN}\s*({NUMERAL})\s*{CLOSE}[、.．]?\s*")),
    (THIRD, re.compile(r"([0-9０-９]{1,3})\s*[.．、](?![0-9０-９])\s*")),
    (FOURTH, re.compile(rf"{OPEN}\s*([0-9０-９]{{1,3}})\s*{CLOSE}[、.．]?\s*")),
    (FIFTH, re.compile(rf"([{''.join(CIRCLES)}])\s*")),
)


class Mark(NamedTuple):
    """A numeral in front of a line."""

    level: int
    number: int
    insert: int  # of 第五条之一; 0 elsewhere
    length: int  # characters of the line that it takes


def whole(line: str) -> str:
    """`line` with a numeral of one character in front of it written out."""
    return WHOLE[line[0]] + line[1:] if line[:1] in WHOLE else line


def mark(line: str) -> Mark | None:
    """The numeral in front of `line`, if there is one."""
    for level, pattern in PATTERNS:
        found = pattern.match(line)
        if found is None:
            continue
        if level == BOOK:
            return Mark(HEADS[found[2]], number_of(found[1]), 0, found.end())
        insert = number_of(found[2]) if level == ARTICLE and found[2] else 0
        return Mark(level, CIRCLES.get(found[1]) or number_of(found[1]), insert, found.end())
    return None


def number_of(numeral: str) -> int:
    """The number that a numeral below a thousand writes: 十二, 一百零五, 二〇, 12."""
    if numeral.isdigit() and not set(numeral) & set(HAN):
        return int(numeral)
    if not set(numeral) & set("十百"):
        return int("".join(str(_digit(each)) for each in numeral))
    total, digit = 0, 0
    for each in numeral:
        if each == "百":
            total, digit = total + max(digit, 1) * 100, 0
        elif each == "十":
            total, digit = total + max(digit, 1) * 10, 0
        else:
            digit = _digit(each)
    return total + digit


def _digit(character: str) -> int:
    return 2 if character == "两" else 0 if character == "〇" else HAN.index(character) - 1


def numeral(number: int) -> str:
    """A number below a thousand as Chinese writes it: 十二, 二十, 一百零五."""
    if number <= 0 or number >= 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{HAN[hundreds + 1]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else HAN[tens + 1]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (HAN[ones + 1] if ones else "")
