"""The answer to a case as a person reads it: text to paste into a form, Markdown, or a page to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.backends.outcome import Award, Judgement, Outcome
from engine.backends.prose import Speaker
from engine.backends.prose_values import either, money_in_full, say_day, say_period, titled
from engine.pack.cases_subjects import ONLY
from engine.pack.model import Pack
from engine.reports import page_html, page_markdown, page_text
from engine.reports.explanation_awards import NO_MONEY, award_section, paid_before, say_sum, short_sum, still_to_pay
from engine.reports.explanation_judgements import judgement_section, result_label
from engine.reports.explanation_missing import to_send
from engine.reports.explanation_readings import questions
from engine.reports.explanation_subjects import safe_id, say_path
from engine.reports.explanation_words import tone, verdict, word
from engine.reports.page import Grid, Line, Page, Section, Tone, row
from engine.text.diagnostics import Diagnostic
from engine.text.render import said
from engine.version import ENGINE

DIGITS = "零一二三四五六七八九"


def as_text(outcome: Outcome, pack: Pack, lang: str) -> str:
    """The answer as plain text."""
    return page_text.as_text(page(outcome, pack, lang))


def as_markdown(outcome: Outcome, pack: Pack, lang: str) -> str:
    """The answer as Markdown."""
    return page_markdown.as_markdown(page(outcome, pack, lang))


def as_html(outcome: Outcome, pack: Pack, lang: str) -> str:
    """The answer as one HTML file."""
    return page_html.as_html(page(outcome, pack, lang))


def page(outcome: Outcome, pack: Pack, lang: str) -> Page:
    """The answer before it takes a form."""
    speaker = Speaker(pack, lang, outcome.readings)
    answers = _answers(outcome)
    sections: list[Section] = [*_earlier_steps(outcome, speaker)]
    if len(answers) > 1:
        sections.append(Section(word("overview", lang), (_overview(answers, speaker),)))
    for at, answer in enumerate(answers, 1):
        number = numbered(at, lang) if len(answers) > 1 else ""
        if isinstance(answer, Award):
            sections.append(award_section(answer, number, speaker))
        else:
            sections.append(judgement_section(answer, number, speaker))
    sections += _closing(outcome, speaker)
    document = pack.document.get("number", "")
    lead = (
        row(word("measure", lang), pack.title.say(lang, pack.id)),
        *((row(word("number", lang), document),) if document else ()),
        row(word("case", lang), outcome.case),
        row(word("as_of", lang), say_day(outcome.as_of, lang)),
    )
    foot = (
        either(
            lang,
            "本意见按规则包计算，供审核参考；以办法原文和主管部门的审定为准。",
            "Worked out from the rule pack, to assist the officer; the official text and the competent authority decide.",
        ),
        f"{pack.id} {pack.version} · {outcome.pack_digest[:19]} · {outcome.case_digest[:19]} · tiaokuan {ENGINE}",
    )
    return Page(word("title", lang), lang, lead, tuple(sections), foot)


def _answers(outcome: Outcome) -> list[Award | Judgement]:
    return [*outcome.awards, *outcome.choices, *outcome.targets, *outcome.duties]


def numbered(at: int, lang: str) -> str:
    """一、 二、 … 十一、; 1. 2. in English."""
    if lang == "en":
        return f"{at}. "
    tens, ones = divmod(at, 10)
    if tens > 9:
        return f"{at}、"
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "") + "、"


def _overview(answers: list[Award | Judgement], speaker: Speaker) -> Grid:
    """One line for each answer."""
    lang = speaker.lang
    periods = any(answer.period for answer in answers)
    rows, tones = [], []
    for at, answer in enumerate(answers, 1):
        rule = speaker.pack.rules[answer.rule]
        name = f"{numbered(at, lang)}{titled(rule.label.say(lang, answer.rule), lang)}"
        period = [say_period(answer.period, lang) if answer.period else ""] if periods else []
        rows.append((name, short_path(answer, speaker), *period, _badge(answer, speaker), _sum(answer, speaker)))
        tones.append(tone(answer.verdict))
    heads = ["rule", "subject", *(["period"] if periods else []), "verdict", "amount"]
    columns = len(heads)
    return Grid(tuple(word(head, lang) for head in heads), tuple(rows), frozenset({columns - 1}), tuple(tones), columns - 2)


def short_path(answer: Award | Judgement, speaker: Speaker) -> str:
    """The ids alone; the kind where there is none."""
    return "/".join(safe_id(id) if id not in (None, ONLY) else speaker.subject(kind) for kind, id in answer.path)


def _badge(answer: Award | Judgement, speaker: Speaker) -> str:
    if isinstance(answer, Judgement):
        done = answer.result is not None
        return result_label(answer, speaker.pack.rules[answer.rule], speaker) if done else verdict(answer.verdict, speaker.lang)
    return verdict(answer.verdict, speaker.lang, answer.owed)


def _sum(answer: Award | Judgement, speaker: Speaker) -> str:
    """The money of an answer in a column."""
    return "—" if isinstance(answer, Judgement) else short_sum(answer, speaker.lang)


def _closing(outcome: Outcome, speaker: Speaker) -> Iterator[Section]:
    """What is missing, totals, what was not computed, remarks."""
    lang = speaker.lang
    answers = _answers(outcome)
    if len(answers) > 1 and (wanted := to_send(answers, speaker)):
        yield wanted
    if outcome.awards:
        yield Section(word("totals", lang), tuple(_totals(outcome, lang)))
    if outcome.open:
        lines = [
            _uncomputed(award, speaker)
            for award in outcome.awards
            if award.verdict in ("delegated", "unstated") or award.high is None
        ]
        yield Section(word("open", lang), tuple(lines) or tuple(Line(text) for text in outcome.open))
    read = {name: option for answer in answers for name, option in answer.readings.items()}
    if read:
        yield Section(word("readings", lang), tuple(questions(read, speaker)))
    if outcome.diagnostics:
        yield Section(word("warnings", lang), tuple(Line(remark(each, speaker)) for each in outcome.diagnostics))


def _totals(outcome: Outcome, lang: str) -> Iterator[Line]:
    def line(key: str, fen: int | None, tone: Tone = "plain") -> Line:
        amount = word("unbounded", lang) if fen is None else money_in_full(fen, lang)
        return Line(either(lang, f"{word(key, lang)}：{amount}", f"{word(key, lang)}: {amount}"), tone)

    yield line("certain", outcome.low, "strong")
    if outcome.high != outcome.low:
        yield line("possible", outcome.high)
    yield from _paid_before(outcome, lang, owed=False)
    if outcome.owed_low or outcome.owed_high != 0:
        yield line("owed", outcome.owed_low, "strong")
        if outcome.owed_high != outcome.owed_low:
            yield line("owed_most", outcome.owed_high)
        yield from _paid_before(outcome, lang, owed=True)


def _paid_before(outcome: Outcome, lang: str, *, owed: bool) -> Iterator[Line]:
    """How much of a total was paid before as instalments, and what is left; nothing where nothing was."""
    before = sum(paid_before(award) for award in outcome.awards if award.owed is owed and award.verdict not in NO_MONEY)
    if not before:
        return
    low, high = (outcome.owed_low, outcome.owed_high) if owed else (outcome.low, outcome.high)
    keys = ("owed_before", "still_owed") if owed else ("paid_before", "still_to_pay")
    for key, amount in zip(keys, (money_in_full(before, lang), still_to_pay(low, high, before, lang)), strict=True):
        yield Line(either(lang, f"{word(key, lang)}：{amount}", f"{word(key, lang)}: {amount}"))


def _uncomputed(award: Award, speaker: Speaker) -> Line:
    lang, rule = speaker.lang, speaker.pack.rules[award.rule]
    where = say_path(award.path, speaker) + (
        either(lang, f"，{say_period(award.period, lang)}", f", {award.period}") if award.period else ""
    )
    name = rule.label.say(lang, award.rule)
    reason = say_sum(award, rule, speaker)
    return Line(either(lang, f"{name}（{where}）：{reason}", f"{name} ({where}): {reason}"))


def remark(found: Diagnostic, speaker: Speaker) -> str:
    """A finding as one sentence, with its citation; a rule is called by its label."""
    lang, rule = speaker.lang, speaker.pack.rules.get(str(found.values.get("rule")))
    if rule is not None:
        found = replace(found, values={**found.values, "rule": rule.label.say(lang, rule.name)})
    return said(found, lang)[0] + (either(lang, f"（{found.cite}）", f" ({found.cite})") if found.cite else "")


def _earlier_steps(outcome: Outcome, speaker: Speaker) -> Iterator[Section]:
    """The steps of a chain before the last, each as an overview."""
    lang = speaker.lang
    for at, step in enumerate(outcome.steps[:-1], 1):
        answers = _answers(step)
        title = word("step", lang).format(at) + either(
            lang, f"（{say_day(step.as_of, lang)}）", f" ({say_day(step.as_of, lang)})"
        )
        if answers:
            yield Section(title, (_overview(answers, Speaker(speaker.pack, lang, step.readings)),))
