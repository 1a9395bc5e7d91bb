"""Limits on paper: what each had left for a claim, and which one cut it."""

from __future__ import annotations

from engine.backends.outcome import Award, LimitUse
from engine.backends.prose import Speaker
from engine.backends.prose_limits import UNITS, claim_label, say_limit, unit_of
from engine.backends.prose_values import either, listed, money_in_full, plural, say_day
from engine.pack.rule import Limit, Rule
from engine.reports.page import Line

BOUNDLESS = 2**62  # counts from here on stand for "not known"


def shown_uses(award: Award) -> list[LimitUse]:
    """The limits worth showing: none of a refusal, whose reason says it."""
    return [] if award.verdict in ("refused", "rejected") else list(award.limits)


def limit_name(use: LimitUse, rule: Rule, speaker: Speaker) -> str:
    limit = next((each for each in rule.limits if each.name == use.limit and each.kind == use.kind), None)
    if limit is None:
        return either(speaker.lang, "规定上限", "the ceiling") if use.limit == "ceiling" else use.limit
    return limit.label.say(speaker.lang) or say_limit(limit, rule, speaker)


def use_line(use: LimitUse, rule: Rule, speaker: Speaker) -> Line:
    """A limit with what it had: used and left, and whether it cut this claim."""
    lang = speaker.lang
    parts = [limit_name(use, rule, speaker)]
    limit: Limit | None = next((each for each in rule.limits if each.name == use.limit), None)
    if use.limit == "ceiling" and limit is None:
        most = money_in_full(use.left_high or 0, lang)
        said = either(lang, f"审定金额超过规定上限，按上限{most}给付", f"the decision is above the ceiling; {most} is paid")
        return Line(said, "strong")
    if use.kind == "within":
        parts.append(
            either(lang, f"截至{say_day(use.until, lang)}", f"until {say_day(use.until, lang)}")
            if use.until
            else _not_known(lang)
        )
    else:
        parts.append(either(lang, "已用", "used ") + count(use, use.used_low, use.used_high, rule, lang))
        if use.left_low is not None or use.left_high is not None:
            parts.append(either(lang, "本次前尚余", "left ") + count(use, use.left_low or 0, use.left_high, rule, lang))
    labelled = limit is not None and bool(limit.label.say(lang))  # a limit said in full names what it counts with it
    if labelled and (others := [name for name in use.rules if name != rule.name]):
        names = listed([claim_label(name, speaker) for name in others], lang, "and")
        parts.append(either(lang, f"与{names}合并计算", f"counted together with {names}"))
    if use.cut:
        parts.append(either(lang, "本次因此受限", "it cut this claim"))
    return Line(either(lang, "，", ", ").join(parts), "strong" if use.cut else "plain")


def _not_known(lang: str) -> str:
    return either(lang, "期间尚不能确定", "its span is not yet known")


def count(use: LimitUse, low: int, high: int | None, rule: Rule, lang: str) -> str:
    """An amount of what the limit counts, or a range of it."""
    if high is None or high >= BOUNDLESS:
        return either(lang, "不详", "not known")
    return (
        _one(use, low, rule, lang)
        if low == high
        else either(lang, "{}至{}", "{} to {}").format(_one(use, low, rule, lang), _one(use, high, rule, lang))
    )


def _one(use: LimitUse, number: int, rule: Rule, lang: str) -> str:
    if use.kind == "at_most":
        return money_in_full(number, lang)
    zh, en = UNITS["" if use.kind == "claims" else unit_of(rule)]
    return either(lang, f"{number}{zh}", plural(number, en))
