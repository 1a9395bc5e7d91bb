"""One rule as prose: for whom, on which conditions, how much, within which limits, paid by whom, on which reading of the text."""

from __future__ import annotations

from collections.abc import Iterator

from engine.backends.prose import Speaker
from engine.backends.prose_amounts import say_amount, say_duty, say_in_force, say_part, say_payers, say_target
from engine.backends.prose_limits import is_never, say_limit
from engine.backends.prose_values import either, titled
from engine.lang.ir import TRUE, Ref, walk
from engine.pack.model import Pack
from engine.pack.reads import formulas
from engine.pack.rule import Condition, Limit, Rule
from engine.reports.explanation_readings import as_stated
from engine.reports.page import Line, Row, Section, cited, row

PERIODS = {"year": ("按年申领", "claimed by the year"), "month": ("按月申领", "claimed by the month")}
KINDS = {
    "amount": ("", ""),
    "choose": ("方式选择", "choice"),
    "target": ("目标", "target"),
    "duty": ("定期事项", "recurring duty"),
}


def rule_section(rule: Rule, number: str, speaker: Speaker, named: bool = True) -> Section:
    """One rule as a section; `named`: with its name in the pack, which a command takes and an applicant has no use for."""
    lang = speaker.lang
    rows = (
        *([row(either(lang, "规则名", "Id"), rule.name)] if named else []),
        *cited(either(lang, "依据", "Under"), rule.cite),
        row(either(lang, "对象", "For"), _subject(rule, speaker)),
        *_conditions(rule, speaker),
        *_gives(rule, speaker),
        *_limits(rule, speaker),
        *_around(rule, speaker),
    )
    return Section(
        f"{number}{titled(rule.label.say(lang, rule.name), lang)}", rows, either(lang, *KINDS[rule.kind]), "note", level=2
    )


def _subject(rule: Rule, speaker: Speaker) -> str:
    text = either(speaker.lang, "的", ", ").join(speaker.subject(kind) for kind in speaker.pack.path_of(rule.subject))
    return text + (either(speaker.lang, "，", ", ") + either(speaker.lang, *PERIODS[rule.period]) if rule.period else "")


def _conditions(rule: Rule, speaker: Speaker) -> Iterator[Row]:
    """What must hold: the pack's words, and below them what that comes to and where a reading would make it another."""
    if rule.when:
        lines = [_condition(each, rule, speaker) for each in rule.when]
        yield row(either(speaker.lang, "条件", "Conditions"), lines)


def _condition(condition: Condition, rule: Rule, speaker: Speaker) -> Line:
    lang, expr = speaker.lang, condition.formula.expr
    text = speaker.condition(condition)
    cited = condition.cite and condition.cite != rule.cite
    settled, whole = speaker.settle(expr), speaker.say(expr)
    under = []
    if settled == TRUE:
        under.append(Line(either(lang, "现行口径下不作此项要求", "not asked for under the readings adopted"), "note"))
    elif (said := speaker.bare(expr)) != text and not (isinstance(expr, Ref) and expr.kind == "fact"):
        under.append(Line(either(lang, f"即：{said}", f"that is: {said}"), "note"))
    if settled != expr:
        under.append(Line(either(lang, f"各种口径下：{whole}", f"under every reading: {whole}"), "note"))
    return Line(text + (either(lang, f"（见{condition.cite}）", f" ({condition.cite})") if cited else ""), under=tuple(under))


def _gives(rule: Rule, speaker: Speaker) -> Iterator[Row]:
    """The amount, the ways to choose from, the target or the duty."""
    lang = speaker.lang
    if rule.amount is not None:
        under = _under_every_reading(rule, speaker)
        yield row(either(lang, "金额", "Amount"), Line(say_amount(rule.amount, speaker), under=under))
    if rule.choose:
        lines = [
            Line(_arm(arm.label.say(lang, arm.result), speaker.settled(arm.when.expr) if arm.when else "", lang))
            for arm in rule.choose
        ]
        yield row(either(lang, "方式", "Ways"), lines)
    if rule.target is not None:
        yield row(either(lang, "目标", "Target"), say_target(rule.target, speaker))
    if rule.duty is not None:
        yield row(either(lang, "要求", "Duty"), say_duty(rule.duty, speaker))


def _under_every_reading(rule: Rule, speaker: Speaker) -> tuple[Line, ...]:
    """The amount as its author wrote it, where a reading has a say in it; of a range, which end it is."""
    assert rule.amount is not None
    ends = {
        "value": ("各种口径下：{}", "under every reading: {}"),
        "floor": ("各种口径下的最低额：{}", "the least under every reading: {}"),
        "ceiling": ("各种口径下的最高额：{}", "the most under every reading: {}"),
    }
    found: list[Line] = []
    for end, words in ends.items():
        formula = getattr(rule.amount, end)
        if formula is not None and speaker.settle(formula.expr) != formula.expr:
            found.append(Line(either(speaker.lang, *words).format(speaker.say(formula.expr)), "note"))
    return tuple(found)


def _arm(result: str, condition: str, lang: str) -> str:
    if not condition:
        return either(lang, f"其他情形：{result}", f"otherwise: {result}")
    return either(lang, f"{condition}的：{result}", f"{result}, if {condition}")


def _limits(rule: Rule, speaker: Speaker) -> Iterator[Row]:
    """The limits that count under the readings adopted; those of other readings apart."""
    lang = speaker.lang
    own = [limit for limit in rule.limits if not limit.shared]
    here = [_limit(limit, rule, speaker) for limit in own if not is_never(limit.when, speaker)]
    elsewhere = [_limit(limit, rule, speaker, idle=True) for limit in own if is_never(limit.when, speaker)]
    shared = [limit for limit in rule.limits if limit.shared]
    if here:
        yield row(either(lang, "限额", "Limits"), here)
    if elsewhere:
        yield row(either(lang, "另设限额", "Other limits"), elsewhere)
    if shared:
        lines = [Line(limit.label.say(lang, limit.name) + switched_off(limit, speaker)) for limit in shared]
        yield row(either(lang, "共同限额", "Shared limits"), lines)


def _limit(limit: Limit, rule: Rule, speaker: Speaker, idle: bool = False) -> Line:
    said, label = say_limit(limit, rule, speaker), limit.label.say(speaker.lang)
    under = [Line(said, "note")] if label else []
    return Line(label or said, "note" if idle else "plain", tuple(under))


def switched_off(limit: Limit, speaker: Speaker) -> str:
    """That the readings adopted leave a limit without effect, else nothing."""
    said = either(speaker.lang, "（现行口径下不适用）", " (switched off by the readings adopted)")
    return said if is_never(limit.when, speaker) else ""


def _around(rule: Rule, speaker: Speaker) -> Iterator[Row]:
    """Instalments, payer, time, what is usual, and the readings concerned."""
    lang = speaker.lang
    if rule.parts:
        yield row(
            either(lang, "分期", "Instalments"), [Line(say_part(part, at, speaker)) for at, part in enumerate(rule.parts, 1)]
        )
    if rule.kind == "amount":
        word = ("缴纳义务", "Owed by") if rule.owed else ("支付方", "Paid by")
        yield row(either(lang, *word), speaker.subject(rule.subject) if rule.owed else say_payers(rule.paid_by, speaker))
    if rule.in_force is not None:
        yield row(either(lang, "施行期", "In force"), say_in_force(rule.in_force, speaker))
    if rule.law_at is not None:
        yield row(either(lang, "适用规定之日", "Law as of"), speaker.settled(rule.law_at.expr))
    if rule.expected:
        yield row(
            either(lang, "一般情形", "Usually"),
            [Line(_expected(each.cite, speaker.condition(each), lang)) for each in rule.expected],
        )
    if names := readings_of(rule, speaker.pack):
        yield row(either(lang, "涉及口径", "Readings"), _numbers(names, speaker))


def _expected(cite: str, text: str, lang: str) -> str:
    return text + (either(lang, f"（见{cite}，仅提示）", f" ({cite}; a remark only)") if cite else "")


def _numbers(names: set[str], speaker: Speaker) -> str:
    numbers = [speaker.pack.readings[name].register or name for name in as_stated(names, speaker.pack)]
    return either(speaker.lang, "、", ", ").join(dict.fromkeys(numbers))


def readings_of(rule: Rule, pack: Pack) -> set[str]:
    """The readings that a rule's formulas name, through definitions and other readings too."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [formula.expr for formula in (*formulas(rule), *(each.formula for each in rule.expected))]
    while waiting:
        for part in walk(waiting.pop()):
            if not isinstance(part, Ref) or (key := f"{part.kind} {part.carrier} {part.name}") in seen:
                continue
            seen.add(key)
            if part.kind == "reading" and part.name in pack.readings:
                found.add(part.name)
                waiting += [option.means.expr for option in pack.readings[part.name].options.values() if option.means]
            elif part.kind == "definition" and (definition := pack.definitions.get(f"{part.carrier}.{part.name}")):
                waiting.append(definition.means.expr)
    return found
