"""Turns of phrase that a template alone would say badly: brackets that meet, and a difference that never falls below nothing."""

from __future__ import annotations

import re

from engine.lang.ir import Apply, Expr, Literal
from engine.lang.operators import OPERATOR_OF
from engine.lang.types import DATE
from engine.lang.values import Money

SEAM = re.compile(r"\{(\d)\}(（| \()")  # in a template: an argument followed by a remark in brackets


def bracketed(text: str, remark: str, lang: str) -> str:
    """`text` with a remark in brackets; where it ends in brackets, the remark goes into them: 上限（每年，5万元）."""
    opening, joint, closing = ("(", ", ", ")") if lang == "en" else ("（", "，", "）")
    if text.endswith(closing):
        return f"{text.removesuffix(closing)}{joint}{remark}{closing}"
    return f"{text}{' ' if lang == 'en' else ''}{opening}{remark}{closing}"


def filled(template: str, held: list[str], whole: list[bool]) -> str:
    """A template with its arguments; one that is a `whole` and ends in brackets takes the remark after it into them."""

    def joined(match: re.Match[str]) -> str:
        at = int(match[1])
        closing, joint = ("）", "，") if match[2] == "（" else (")", ", ")
        if at < len(held) and whole[at] and held[at].endswith(closing):
            held[at] = held[at].removesuffix(closing)
            return match[0].replace(match[2], joint)
        return match[0]

    merged = SEAM.sub(joined, template)
    return merged.format(*held)


def is_bracket(text: str) -> bool:
    """Whether all of a text stands in one pair of brackets."""
    if not (text.startswith("（") and text.endswith("）")):
        return False
    depth = 0
    for at, character in enumerate(text):
        depth += {"（": 1, "）": -1}.get(character, 0)
        if depth == 0:
            return at == len(text) - 1
    return False


def excess(expr: Apply) -> tuple[Expr, Expr] | None:
    """`a` and `b` of max(a - b, 0): what `a` has above `b`, which a measure calls the part beyond it."""
    if OPERATOR_OF[expr.overload].name != "max" or len(expr.args) != 2:
        return None
    first, second = expr.args if is_nil(expr.args[1]) else reversed(expr.args)
    if not is_nil(second) or not isinstance(first, Apply) or OPERATOR_OF[first.overload].name != "-":
        return None
    a, b = first.args
    return None if a.type == DATE else (a, b)


def is_nil(expr: Expr) -> bool:
    """Whether an amount is written as nothing: 0元."""
    if isinstance(expr, Apply) and len(expr.args) == 1:
        return is_nil(expr.args[0])
    return isinstance(expr, Literal) and expr.value in (0, Money(0))
