"""A witness in words: the case, the answer of each version, and what lies between them in yuan."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.expected import Result
from engine.backends.outcome import Award
from engine.backends.prose import Speaker
from engine.backends.prose_limits import claim_label
from engine.backends.prose_values import brief_money, either, money_in_full, plural, say_day, say_period
from engine.pack.case import Case, Entry, Instance
from engine.pack.cases_subjects import ONLY
from engine.pack.model import Pack
from engine.reports.explanation_awards import NO_MONEY, short_sum
from engine.reports.explanation_judgements import rate, result_label
from engine.reports.explanation_reasons import fact_value
from engine.reports.explanation_subjects import safe_id
from engine.reports.explanation_words import verdict


def case_parts(case: Case, pack: Pack, lang: str) -> list[str]:
    """What the case says, thing by thing: the day, each subject with its facts, what was paid and decided, how it is read."""
    speaker = Speaker(pack, lang, case.readings)
    colon = either(lang, "：", ": ")
    parts = [f"{either(lang, '申请日', 'applied for on ')}{say_day(case.as_of, lang)}"]
    if case.periods:
        periods = either(lang, "、", ", ").join(say_period(each.label, lang) for each in case.periods)
        parts.append(f"{either(lang, '所属期', 'for ')}{periods}")
    for some in case.roots.values():
        for one in some:
            parts += _instance(one, speaker)
    if case.history is None:
        parts.append(either(lang, "既往兑付未提供", "what was paid before is not stated"))
    for entry in case.history or ():
        parts.append(either(lang, "此前已付", "paid before") + colon + _entry(entry, speaker))
    for decision in case.decisions:
        amount = money_in_full(decision.amount, lang)
        by = decision.by or either(lang, "主管部门", "the authority")
        parts.append(either(lang, f"{by}审定{amount}", f"decided by {by}: {amount}"))
    for name, option in case.readings.items():
        said = speaker.option(name, option)
        parts.append(either(lang, f"{speaker.reading(name)}取“{said}”", f"{speaker.reading(name)}: “{said}”"))
    return parts


def _instance(one: Instance, speaker: Speaker) -> Iterator[str]:
    lang = speaker.lang
    name = speaker.subject(one.kind)
    if one.id and one.id != ONLY:
        name += either(lang, f"“{safe_id(one.id)}”", f" “{safe_id(one.id)}”")
    colon, said = either(lang, "：", ": "), []
    for key, value in one.facts.items():
        fact = f"{one.kind}.{key}"
        said.append(f"{speaker.fact(fact)}{colon}{fact_value(speaker.pack.facts.get(fact), value, lang)}")
    if said:
        yield f"{name}{either(lang, '（', ' (')}{either(lang, '，', ', ').join(said)}{either(lang, '）', ')')}"
    for children in one.children.values():
        for child in children or ():
            yield from _instance(child, speaker)


def _entry(entry: Entry, speaker: Speaker) -> str:
    """A claim that was paid before."""
    lang = speaker.lang
    parts = [claim_label(entry.rule, speaker)]
    if entry.period is not None:
        parts.append(say_period(entry.period.label, lang))
    if entry.as_of is not None:
        parts.append(either(lang, f"{say_day(entry.as_of, lang)}申请", f"applied for on {say_day(entry.as_of, lang)}"))
    if entry.amount is not None:
        parts.append(money_in_full(entry.amount, lang))
    if entry.times != 1:
        parts.append(either(lang, f"{entry.times}期", plural(entry.times, "unit")))
    if entry.claims != 1:
        parts.append(either(lang, f"{entry.claims}次", plural(entry.claims, "claim")))
    return either(lang, "，", ", ").join(parts)


def answer(result: Result | None, pack: Pack, lang: str) -> str:
    """One answer in a few words: 给付 60,000元（6万元）; that there is no such rule where the version has none."""
    if result is None:
        return either(lang, "没有此项规则", "there is no such rule")
    if isinstance(result, Award):
        money = short_sum(result, lang)
        said = verdict(result.verdict, lang, result.owed)
        return said if money == "—" else f"{said} {money}"
    speaker = Speaker(pack, lang)
    rule = pack.rules[result.rule]
    parts = [result_label(result, rule, speaker) if result.result is not None else verdict(result.verdict, lang)]
    if result.rate is not None:
        parts.append(either(lang, f"比例{rate(result.rate, lang)}", rate(result.rate, lang)))
    if result.by is not None:
        parts.append(either(lang, f"期限{say_day(result.by, lang)}", f"by {say_day(result.by, lang)}"))
    if result.next_due is not None:
        parts.append(either(lang, f"下次到期{say_day(result.next_due, lang)}", f"next due on {say_day(result.next_due, lang)}"))
    if result.gap:
        parts.append(either(lang, f"尚差{result.gap:,}个", f"{result.gap:,} short"))
    if result.late_days:
        parts.append(either(lang, f"逾期{result.late_days}天", f"{plural(result.late_days, 'day')} late"))
    if result.note:
        parts.append(either(lang, "超过所述范围", "above the range stated"))
    return either(lang, "，", ", ").join(parts)


def worth(result: Result | None) -> int | None:
    """Fen that an answer gives at most; None where that is no amount, or not known."""
    if result is None:
        return 0
    if not isinstance(result, Award) or result.verdict in ("delegated", "unstated", "unknown"):
        return None
    return 0 if result.verdict in NO_MONEY else result.high


def gap(before: Result | None, after: Result | None) -> int | None:
    """Fen by which the answer of the new version is above that of the old; None where either is no known amount."""
    if not isinstance(before, Award) and not isinstance(after, Award):
        return None
    old, new = worth(before), worth(after)
    return None if old is None or new is None else new - old


def say_gap(before: Result | None, after: Result | None, lang: str) -> str:
    """The difference in money: +30,000元; of what an officer is to decide, that of its ceiling; "" where it is not known."""
    fen = gap(before, after)
    if fen is None:
        return ""
    signed = f"{'+' if fen > 0 else '−' if fen < 0 else ''}{brief_money(abs(fen), lang)}"
    results = [each for each in (before, after) if isinstance(each, Award)]
    if any(each.verdict == "to_decide" for each in results):
        return either(lang, f"上限差额{signed}", f"difference of the ceilings {signed}")
    if any(each.owed for each in results):
        return either(lang, f"应缴差额{signed}", f"difference owed {signed}")
    return either(lang, f"差额{signed}", f"difference {signed}")
