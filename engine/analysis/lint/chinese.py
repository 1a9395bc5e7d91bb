"""Numbers in Chinese sentences, and on which side of them the words beside them put the number itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from engine.text.records import dataclass

DIGITS = {each: value for value, each in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1_000}
LARGE = {"万": 10_000, "亿": 100_000_000}

# Civil Code art. 1259: 以上、以下、以内、届满 include the number; 不满、超过、以外 do not. A threshold has the number either with
# what lies above it (以上 and its complement 不满) or with what lies below (以下 and its complement 超过).
ABOVE = ("不低于", "不少于", "不小于", "至少", "最少", "最低", "届满", "满", "达到", "达")
NOT_ABOVE = ("不满", "不足", "不到", "未满", "未达到", "未达", "低于", "少于", "小于")
BELOW = ("不超过", "不高于", "不多于", "不大于", "至多", "最多", "最高", "最长")
NOT_BELOW = ("超过", "高于", "多于", "大于")
BEFORE = {**dict.fromkeys((*ABOVE, *NOT_ABOVE), "above"), **dict.fromkeys((*BELOW, *NOT_BELOW), "below")}
AFTER = {
    **dict.fromkeys(("及以上", "或以上", "以上", "起"), "above"),
    **dict.fromkeys(("及以下", "以下", "以内", "以外"), "below"),
}
OTHER = {"above": "below", "below": "above"}

_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?[百千]?[万亿]?|[〇零一二两三四五六七八九十百千万亿]+"
_UNIT = r"(?P<unit>%|％|元|个月|[年月日天人名家个张套岁级次])?"
_MENTION = re.compile(
    rf"(?P<before>{'|'.join(sorted(BEFORE, key=len, reverse=True))})?(?P<number>{_NUMBER}){_UNIT}"
    rf"(?P<after>{'|'.join(sorted(AFTER, key=len, reverse=True))})?(?P<express>[（(](?P<not>不)?含[^（()）]*[)）])?"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a sentence: its value, its unit, the words around it, and the side that has the number itself ("" unsaid)."""

    value: Fraction
    unit: str
    text: str
    side: str


def mentions(sentence: str) -> Iterator[Mention]:
    """Every number of a sentence."""
    for match in _MENTION.finditer(sentence):
        value = number(match["number"])
        if value is not None:
            side = BEFORE.get(match["before"] or "", "") or AFTER.get(match["after"] or "", "")
            if match["unit"] == "元" and (match["before"] or "").startswith(("至", "最")):
                side = ""  # 至多五万元 caps an amount; it is no threshold
            if side and match["express"]:
                side = _expressly(match["before"] or match["after"], bool(match["not"]))
            unit = "元" if match["number"][-1] in "万亿" and not match["unit"] else match["unit"] or ""
            yield Mention(value, unit, match.group(), side)


def _expressly(word: str, excluded: bool) -> str:
    """The side where the text says in brackets whether the number counts."""
    upwards = word in (*ABOVE, *NOT_BELOW, "及以上", "或以上", "以上", "起", "以外")
    return ("below" if excluded else "above") if upwards else ("above" if excluded else "below")


def number(text: str) -> Fraction | None:
    """A number in digits, in Chinese, or mixed like 3万; None if it is none."""
    text = text.replace(",", "")
    if match := re.fullmatch(r"([0-9.]+)([百千]?)([万亿]?)", text):
        return Fraction(match[1]) * TENS.get(match[2], 1) * LARGE.get(match[3], 1)
    total = section = digit = 0
    for each in text:
        if each in DIGITS:
            digit = DIGITS[each]
        elif each in TENS:
            section += (digit or 1) * TENS[each]
            digit = 0
        elif each in LARGE and (section + digit or total):
            total = (total + section + digit) * LARGE[each]
            section = digit = 0
        else:
            return None
    return Fraction(total + section + digit)
