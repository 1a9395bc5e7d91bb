"""A choice, a target or a duty on paper."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from engine.backends.outcome import Judgement
from engine.backends.prose import Speaker
from engine.backends.prose_amounts import say_duty, say_target
from engine.backends.prose_values import either, plural, say_day, say_period, say_ratio, titled
from engine.pack.rule import Rule
from engine.reports import explanation_readings as opened
from engine.reports import explanation_reasons as because
from engine.reports.explanation_missing import missing
from engine.reports.explanation_subjects import say_path
from engine.reports.explanation_words import tone, verdict, word
from engine.reports.page import Line, Row, Section, cited, row


def judgement_section(judged: Judgement, number: str, speaker: Speaker) -> Section:
    """One choice, target or duty as a section."""
    rule, lang = speaker.pack.rules[judged.rule], speaker.lang
    badge = verdict(judged.verdict, lang)
    if judged.result is not None:
        badge = result_label(judged, rule, speaker)
    title = f"{number}{titled(rule.label.say(lang, judged.rule), lang)}"
    return Section(title, tuple(_rows(judged, rule, speaker)), badge, tone(judged.verdict), level=2)


def result_label(judged: Judgement, rule: Rule, speaker: Speaker) -> str:
    """What was chosen, in words."""
    arm = next((arm for arm in rule.choose if arm.result == judged.result), None)
    return arm.label.say(speaker.lang, arm.result) if arm else judged.result or ""


def _rows(judged: Judgement, rule: Rule, speaker: Speaker) -> Iterator[Row]:
    lang = speaker.lang
    yield row(word("subject", lang), say_path(judged.path, speaker))
    if judged.period:
        yield row(word("period", lang), say_period(judged.period, lang))
    yield from cited(word("cite", lang), judged.cite or rule.cite)
    if asked := _asked(rule, speaker):
        yield row(word("asked", lang), asked)
    only = False if judged.verdict == "not_applicable" else None
    lines = because.reasons(judged.because, rule, speaker, only=only)
    read = {key: value for step in judged.because if step.kind in ("target", "duty") for key, value in step.facts.items()}
    lines += [Line(text) for text in because.facts(read, speaker, with_unknown=True)]
    if judged.note == "above_at_most":
        lines.append(Line(either(lang, "已超过所述范围，不视为未达标", "above the range stated, which is no failure"), "note"))
    if lines:
        yield row(word("why", lang), lines)
    if needs := missing(judged.needs, judged.path, speaker):
        yield row(word("needs", lang), needs)
    yield from _measures(judged, lang)
    if judged.readings:
        yield row(word("readings", lang), opened.readings(judged.readings, speaker))


def _asked(rule: Rule, speaker: Speaker) -> str:
    """What the target or duty asks."""
    if rule.target is not None:
        return say_target(rule.target, speaker)
    return say_duty(rule.duty, speaker) if rule.duty is not None else ""


def _measures(judged: Judgement, lang: str) -> Iterator[Row]:
    """Rate and gap of a target, days of a duty."""
    if judged.rate is not None:
        yield row(word("rate", lang), rate(judged.rate, lang))
    if judged.gap:
        yield row(word("gap", lang), either(lang, f"尚差{judged.gap:,}个", f"{judged.gap:,} short"))
    if judged.by is not None:
        yield row(word("by", lang), say_day(judged.by, lang))
    if judged.next_due is not None:
        yield row(word("next_due", lang), say_day(judged.next_due, lang))
    if judged.late_days:
        yield row(word("late", lang), either(lang, f"{judged.late_days}天", plural(judged.late_days, "day")))


def rate(share: Fraction, lang: str) -> str:
    """A share in percent, cut (never rounded up) to two decimals, so that 99.996% is not shown as reached."""
    exact = say_ratio(share)
    if exact.endswith("%"):
        return exact
    hundredths = share.numerator * 10_000 // share.denominator
    return f"{exact}" + either(
        lang, f"（约{hundredths // 100}.{hundredths % 100:02d}%）", f" (about {hundredths // 100}.{hundredths % 100:02d}%)"
    )
