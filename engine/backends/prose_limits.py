"""A limit in one sentence: of whom, over which time, how much, and what becomes of the claim that does not fit."""

from __future__ import annotations

from engine.backends.prose import Speaker
from engine.backends.prose_values import either, listed, plural
from engine.lang.ir import Apply, Literal, Ref
from engine.pack.rule import Key, Limit, Rule
from engine.pack.terms import Formula

UNITS = {  # zh, en of what `times` sums
    "year": ("年", "year"), "years": ("年", "year"), "month": ("个月", "month"), "months": ("个月", "month"),
    "persons": ("人", "person"), "": ("次", "time"),
}  # fmt: skip
PER = {
    "life": ("累计", "in all"),
    "period": ("每一所属期", "per period"),
    "year": ("每一公历年", "per calendar year"),
    "month": ("每月", "per month"),
}
FIRST = {  # from which a `within` runs, by what the rule is claimed for
    "": ("首次申领", "the first claim"),
    "year": ("首次申领的所属年度首日", "the first day of the first year claimed for"),
    "month": ("首次申领的所属月份首日", "the first day of the first month claimed for"),
}
PER_RULE_PERIOD = {"year": ("每一所属年度", "per year it is for"), "month": ("每一所属月份", "per month it is for")}


def say_limit(limit: Limit, rule: Rule, speaker: Speaker) -> str:
    """What a limit of `rule` says."""
    lang = speaker.lang
    who, per, bound = _who(limit, rule, speaker), _per(limit, rule, speaker), _bound(limit, rule, speaker)
    if is_deduction(limit, speaker):
        return _deduction(limit, who, per, speaker) + _when(limit, speaker)
    if limit.kind == "within" or (limit.kind == "at_most" and _is_amount(limit.bound) and limit.per == "life"):
        text = either(lang, f"{who}{bound}", f"{bound} {who}")
    else:
        text = either(lang, f"{who}{per}{bound}", f"{bound} {who} {per}")
    others = [name for name in limit.over if name != rule.name and not (limit.shared and name in limit.binds)]
    if limit.shared:
        text += either(lang, "，所约束的各项合并计算", ", over all benefits it binds")
    if others:
        text += _over(others, speaker)
    return text + _order(limit, speaker) + _short(limit, lang) + _when(limit, speaker)


def _who(limit: Limit, rule: Rule, speaker: Speaker) -> str:
    """Whose claims count together."""
    lang = speaker.lang
    if not limit.key:
        return either(lang, "所有申领合计", "over all claims")
    if all(not key.fact for key in limit.key) and limit.key[-1].carrier == rule.subject:
        subject = speaker.subject(rule.subject)
        return either(lang, f"每一{subject}", f"per {subject}")
    keys = [_key(key, speaker) for key in limit.key]
    return either(lang, "、".join(f"同一{key}" for key in keys), "per " + listed(keys, lang, "and"))


def _key(key: Key, speaker: Speaker) -> str:
    return speaker.fact(str(key)) if key.fact else speaker.subject(key.carrier)


def _per(limit: Limit, rule: Rule, speaker: Speaker) -> str:
    lang = speaker.lang
    if limit.since is not None and limit.per == "year":
        day = speaker.settled(limit.since.expr)
        return either(lang, f"自{day}起每满一年", f"per year running from {day}")
    words = PER_RULE_PERIOD.get(rule.period or "") if limit.per == "period" else None
    return either(lang, *(words or PER[limit.per]))


def _bound(limit: Limit, rule: Rule, speaker: Speaker) -> str:
    lang = speaker.lang
    bound = speaker.plain(limit.bound.expr)
    if limit.kind == "at_most":
        if _is_amount(limit.bound):
            return either(
                lang,
                "合计不超过本次应得金额（即只补差额）",
                "no more than the amount of this claim (only the difference is paid)",
            )
        return either(lang, f"不超过{bound}", f"no more than {bound}")
    if limit.kind == "within":
        return _within(limit, bound, rule, speaker)
    unit = UNITS[""] if limit.kind == "claims" else UNITS[unit_of(rule)]
    number = limit.bound.expr.value if isinstance(limit.bound.expr, Literal) else None
    if number == 1 and limit.kind == "claims":
        return either(lang, "限1次", "once")
    if isinstance(number, int):
        return either(lang, f"最多{number}{unit[0]}", f"at most {plural(number, unit[1])}")
    return either(lang, f"最多{bound}{unit[0]}", f"at most {bound} {unit[1]}s")


def unit_of(rule: Rule) -> str:
    """What a claim counts in: the unit of its amount, else its period, else times."""
    unit = (rule.amount.unit if rule.amount else "") or rule.period or ""
    return unit if unit in UNITS else ""


def _within(limit: Limit, bound: str, rule: Rule, speaker: Speaker) -> str:
    """The span; of a rule with periods it runs from the first day of the first one claimed, not from the day of application."""
    lang = speaker.lang
    first = either(lang, *FIRST[rule.period or ""])
    edge = (
        either(lang, "含最后一日", "the last day included")
        if limit.last_day_included
        else either(lang, "不含对应日", "the corresponding day excluded")
    )
    if limit.since is None:
        return either(lang, f"自{first}起{bound}内（{edge}）", f"within {bound} of {first} ({edge})")
    day = speaker.settled(limit.since.expr)
    return either(
        lang,
        f"自{first}起（{day}更早的，自该日起）{bound}内（{edge}）",
        f"within {bound} of {first}, or of {day} if earlier ({edge})",
    )


def is_deduction(limit: Limit, speaker: Speaker) -> bool:
    """Whether what another instrument paid comes off the amount of the claim."""
    outside = any(name in speaker.pack.other_benefits for name in limit.over)
    return outside and limit.kind == "at_most" and _is_amount(limit.bound) and limit.short == "cut"


def _deduction(limit: Limit, who: str, per: str, speaker: Speaker) -> str:
    """The amount of a claim less what was paid before, ours and theirs."""
    lang = speaker.lang
    paid = listed([claim_label(name, speaker) for name in limit.over], lang, "and")
    return either(lang, f"扣除{who}{per}已付的{paid}", f"less what was already paid of {paid}, {who} {per}")


def _over(others: list[str], speaker: Speaker) -> str:
    names = listed([claim_label(name, speaker) for name in others], speaker.lang, "and")
    return either(speaker.lang, f"，与{names}合并计算", f", counted together with {names}")


def claim_label(name: str, speaker: Speaker) -> str:
    """The label of a rule or of another instrument's benefit."""
    if name in speaker.pack.rules:
        return speaker.pack.rules[name].label.say(speaker.lang, name)
    if name in speaker.pack.other_benefits:
        benefit = speaker.pack.other_benefits[name]
        label = benefit.label.say(speaker.lang, name)
        document = benefit.document if benefit.document not in label else ""
        return label + (either(speaker.lang, f"（{document}）", f" ({document})") if document else "")
    return name


def _order(limit: Limit, speaker: Speaker) -> str:
    if limit.order_by is None:
        return ""
    expr = limit.order_by.expr
    if isinstance(expr, Apply) and expr.overload.startswith("neg_"):
        by = speaker.settled(expr.args[0])
        return either(speaker.lang, f"，按{by}由大到小依次受理", f", served by {by}, largest first")
    by = speaker.settled(expr)
    return either(speaker.lang, f"，按{by}由小到大依次受理", f", served by {by}, smallest first")


def _short(limit: Limit, lang: str) -> str:
    if limit.short == "close":
        return either(lang, "；超出的，该次及以后各次均不予给付", "; the claim that does not fit and all later ones are refused")
    if limit.kind in ("at_most", "times") and limit.short == "refuse":
        return either(lang, "；不足的，该次不予给付", "; a claim that does not fit is refused whole")
    return ""


def _when(limit: Limit, speaker: Speaker) -> str:
    """On which condition the limit counts at all."""
    if limit.when is None or is_always(limit.when, speaker):
        return ""
    condition = speaker.say(limit.when.expr) if is_never(limit.when, speaker) else speaker.settled(limit.when.expr)
    return either(speaker.lang, f"（仅当{condition}时适用）", f" (only if {condition})")


def is_always(when: Formula | None, speaker: Speaker) -> bool:
    """Whether a condition holds by the chosen readings alone."""
    return when is not None and speaker.truth(when.expr) is True


def is_never(when: Formula | None, speaker: Speaker) -> bool:
    """Whether a condition fails by the chosen readings alone, so that what hangs on it plays no part."""
    return when is not None and speaker.truth(when.expr) is False


def _is_amount(bound: Formula) -> bool:
    return isinstance(bound.expr, Ref) and (bound.expr.kind, bound.expr.name) == ("given", "amount")
