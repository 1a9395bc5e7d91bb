"""How points, the ways they come out, and reasons are called in both languages."""

from __future__ import annotations

from fractions import Fraction

from engine.analysis.coverage.measure import Covered
from engine.analysis.coverage.points import Point, Way
from engine.backends.prose_values import either
from engine.pack.model import Pack
from engine.text.diagnostics import Diagnostic

KINDS = {
    "in_force": ("施行期", "days in force"),
    "condition": ("条件", "conditions"),
    "part": ("条件的组成部分", "parts of conditions"),
    "arm": ("分支", "arms"),
    "name": ("列举的名称", "names listed"),
    "definition": ("定义", "definitions"),
    "row": ("数字与表格的行", "numbers and rows"),
    "reading": ("解释口径", "readings"),
    "limit": ("限额", "limits"),
    "instalment": ("分期", "instalments"),
    "payer": ("支付方", "payers"),
    "result": ("答复", "answers"),
    "expected": ("一般情形的提示", "warnings"),
}
WAYS = {
    "true": ("成立", "true"),
    "false": ("不成立", "false"),
    "unknown": ("不明", "unknown"),
    "read": ("用到", "used"),
    "off": ("不起作用", "switched off"),
    "free": ("未触及", "free"),
    "cutting": ("减额", "cutting"),
    "exhausted": ("用尽", "exhausted"),
    "certain": ("确定", "certain"),
    "lost": ("丧失", "lost"),
    "pays": ("支付", "pays"),
    "before": ("施行前", "before"),
    "inside": ("施行期内", "in force"),
    "after": ("失效后", "after"),
    "open": ("未定", "open"),
    "granted": ("给予", "granted"),
    "refused": ("不给", "refused"),
    "not_in_force": ("不在施行期", "not in force"),
    "delegated": ("另有规定", "delegated"),
    "unstated": ("未载明", "unstated"),
    "to_decide": ("待审定", "to decide"),
    "rejected": ("审定不采纳", "rejected"),
    "not_applicable": ("不适用", "not applicable"),
    "met": ("达到", "met"),
    "not_met": ("未达到", "not met"),
    "pending": ("未到期", "pending"),
    "not_measurable": ("无从衡量", "not measurable"),
    "above_at_most": ("超过上限", "above the most"),
    "kept": ("遵守", "kept"),
    "breached": ("违反", "breached"),
}
LIMITS = {
    "at_most": ("金额限额", "limit on the amount"),
    "claims": ("次数限额", "limit on the number of claims"),
    "times": ("期数限额", "limit on the units"),
    "within": ("期限", "time limit"),
}
NEVER = {
    "always_known": (
        "只取决于已采纳的口径、数字和申请日，不会不明",
        "turns on adopted readings, numbers and the day of application alone, so it is always known",
    ),
    "amount_elsewhere": ("数额由其他文件规定，不计算支付", "another instrument fixes the amount, so no payment is worked out"),
    "amount_unstated": ("原文没有数额，不计算支付", "the text states no amount, so no payment is worked out"),
    "nothing_refuses": ("没有条件和限额，金额也不会为零", "it has no condition and no limit, and the amount is never nil"),
    "declared": ("已注明不可能", "declared out of reach"),
}


def kind(name: str, lang: str) -> str:
    return either(lang, *KINDS[name])


def way(name: str, lang: str) -> str:
    """A way; results of a choice, options and names are the author's own."""
    return either(lang, *WAYS[name]) if name in WAYS else name


def never(each: Way, lang: str) -> str:
    """Why a way is out of reach; what somebody declared, in his words."""
    return each.because or either(lang, *NEVER[each.never])


def label_of(pack: Pack, point: Point, lang: str) -> str:
    """The label of a point; of a limit that has none, its kind."""
    if point.kind == "limit" and not (point.label.zh or point.label.en):
        limit = next(each for each in pack.rules[point.rule].limits if each.name == point.text)
        return either(lang, *LIMITS[limit.kind])
    return point.label.say(lang)


def called(pack: Pack, point: Point, lang: str) -> str:
    """A point as a person names it: its label, then the author's words where they say more."""
    if point.kind == "in_force":
        return kind("in_force", lang)
    if point.kind == "instalment":
        return point.label.say(lang) or either(lang, f"第{point.text}期", f"part {point.text}")
    label = label_of(pack, point, lang)
    if not label or label == point.text:
        return point.text
    if point.kind in ("row", "reading", "limit", "result", "payer"):
        return either(lang, f"{label}（{point.text}）", f"{label} ({point.text})")
    return either(lang, f"{label}：{point.text}", f"{label}: {point.text}")


def percent(share: Fraction) -> str:
    """A share to a tenth of a percent, rounded down, so that 100% is said of everything alone."""
    tenths = share.numerator * 1000 // share.denominator
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


def finding(covered: Covered, ways: list[str]) -> Diagnostic:
    """A point that is not wholly reached, as a warning at its place."""
    said = {f"ways_{lang}": either(lang, "、", ", ").join(way(each, lang) for each in ways) for lang in ("zh", "en")}
    return Diagnostic("V101", covered.point.place, {"text": covered.point.text, **said}, cite=covered.point.cite)
