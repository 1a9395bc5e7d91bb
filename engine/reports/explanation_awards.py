"""One award on paper: verdict, amount, citation, reasons, limits, what is missing, readings, payer, instalments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.backends.outcome import Award, PartPaid
from engine.backends.prose import Speaker
from engine.backends.prose_amounts import say_amount, say_payer, say_payers
from engine.backends.prose_values import brief_money, either, listed, money_in_full, say_day, say_period, titled
from engine.pack.rule import Rule
from engine.reports import explanation_readings as opened
from engine.reports import explanation_reasons as because
from engine.reports.explanation_limits import shown_uses, use_line
from engine.reports.explanation_missing import missing
from engine.reports.explanation_subjects import say_path
from engine.reports.explanation_words import tone, verdict, word
from engine.reports.page import Line, Row, Section, cited, row

NO_MONEY = ("refused", "not_in_force", "rejected")


def award_section(award: Award, number: str, speaker: Speaker) -> Section:
    """One award as a section, its title numbered."""
    rule = speaker.pack.rules[award.rule]
    lang = speaker.lang
    refused = award.verdict in NO_MONEY
    first = [row(word("why", lang), said)] if (said := why(award, rule, speaker)) else []
    blocks = [
        row(word("subject", lang), say_path(award.path, speaker)),
        *([row(word("period", lang), say_period(award.period, lang))] if award.period else []),
        *(first if refused else []),
        *([] if refused else [row(word("amount", lang), Line(say_sum(award, rule, speaker), "strong"))]),
        *([] if refused else _standard(award, rule, speaker)),
        *cited(word("cite", lang), award.cite or rule.cite),
        *([] if refused else first),
        *_rows(award, rule, speaker),
    ]
    title = f"{number}{titled(rule.label.say(lang, award.rule), lang)}"
    return Section(title, tuple(blocks), verdict(award.verdict, lang, award.owed), tone(award.verdict), level=2)


def _standard(award: Award, rule: Rule, speaker: Speaker) -> Iterator[Row]:
    """What the amount is worked out from: the number of the law, and the facts it turns on."""
    if rule.amount is None or rule.amount.kind in ("elsewhere", "unstated"):
        return
    read = {key: value for step in award.because if step.kind == "amount" for key, value in step.facts.items()}
    said = because.facts(read, speaker, with_unknown=award.verdict == "unknown")
    under = (Line(either(speaker.lang, "；", "; ").join(said), "note"),) if said else ()
    yield row(word("standard", speaker.lang), Line(say_amount(rule.amount, speaker), under=under))


def _rows(award: Award, rule: Rule, speaker: Speaker) -> Iterator[Row]:
    """What follows the reasons."""
    lang = speaker.lang
    if award.decided is not None:
        yield row(word("decision", lang), _decision(award, lang))
    if needs := missing(award.needs, award.path, speaker):
        yield row(word("needs", lang), needs)
    if award.verdict != "not_in_force" and (uses := [use_line(use, rule, speaker) for use in shown_uses(award)]):
        yield row(word("limits", lang), uses)
    if award.parts:
        yield row(word("parts", lang), [_part(part, lang) for part in award.parts])
    if award.verdict not in NO_MONEY:
        yield row(word("payer", lang), _payers(award, rule, speaker))
    if award.readings:
        yield row(word("readings", lang), opened.readings(award.readings, speaker))


def say_sum(award: Award, rule: Rule, speaker: Speaker) -> str:
    """The amount in words, as far as it is known, and how much of it was paid before."""
    lang, said = speaker.lang, _amount_known(award, rule, speaker)
    if not (before := paid_before(award)) or award.verdict in (*NO_MONEY, "delegated", "unstated"):
        return said
    rest = still_to_pay(award.low, award.high, before, lang)
    of_it = money_in_full(before, lang)
    if award.owed:
        return said + either(
            lang, f"，其中以前已缴{of_it}，尚应缴{rest}", f", of which {of_it} was paid before and {rest} is still owed"
        )
    return said + either(
        lang, f"，其中以前已付{of_it}，尚应付{rest}", f", of which {of_it} was paid before and {rest} is still to pay"
    )


def paid_before(award: Award) -> int:
    """Fen of an award that were paid before as instalments of it."""
    return sum(part.low for part in award.parts if part.state == "paid")


def still_to_pay(low: int, high: int | None, before: int, lang: str) -> str:
    """What of an amount is left to pay: one sum, or from what is certain to what is possible."""
    least = money_in_full(max(0, low - before), lang)
    if high is None:
        return either(lang, f"至少{least}", f"at least {least}")
    most = money_in_full(max(0, high - before), lang)
    if least == most:
        return least
    if low <= before:
        return either(lang, f"最多{most}", f"at most {most}")
    return either(lang, f"{least}至{most}", f"{least} to {most}")


def short_sum(award: Award, lang: str) -> str:
    """The money of an award in a narrow column: what is certain, and what is possible where that is more."""
    if award.verdict in (*NO_MONEY, "delegated", "unstated"):
        return "—"
    if award.high is None:
        return f"≥ {brief_money(award.low, lang)}" if award.low else "—"
    if award.low == award.high:
        return money_in_full(award.low, lang)
    if award.verdict == "granted" and award.low:
        low, high = brief_money(award.low, lang), brief_money(award.high, lang)
        return either(lang, f"{low}（最多{high}）", f"{low} (at most {high})")
    return f"≤ {money_in_full(award.high, lang)}"


def _amount_known(award: Award, rule: Rule, speaker: Speaker) -> str:
    """The amount in words, as far as it is known."""
    lang = speaker.lang
    full = [money_in_full(each, lang) if each is not None else "" for each in (award.low, award.high)]
    if award.verdict == "granted" and award.low == award.high:
        return full[0]
    if award.verdict == "to_decide":
        least = money_in_full(award.floor, lang) if award.floor else ""
        if least:
            return either(lang, f"{least}至{full[1]}，待审定", f"{least} to {full[1]}, to be decided")
        return either(lang, f"不超过{full[1]}，待审定", f"up to {full[1]}, to be decided")
    if award.verdict in ("delegated", "unstated") and rule.amount:
        return say_amount(rule.amount, speaker)
    if award.high is None:
        other = rule.amount is not None and rule.amount.kind in ("elsewhere", "unstated")
        return say_amount(rule.amount, speaker) if other and rule.amount else word("unbounded", lang)
    most = either(lang, f"最多可达{full[1]}", f"at most {full[1]}")
    if award.low:
        return either(lang, f"至少{full[0]}，{most}", f"at least {full[0]}, {most}")
    return either(lang, f"尚不能确定，{most}", f"not yet certain, {most}")


def why(award: Award, rule: Rule, speaker: Speaker) -> list[Line]:
    """The reasons, the deciding one first; of a refusal only what failed."""
    if award.verdict == "not_in_force":
        return [_out_of_force(award, speaker)]
    failed = because.reasons(award.because, rule, speaker, only=False)
    if award.verdict == "refused":
        return failed + _no_condition(award, rule, speaker)
    lines = because.reasons(award.because, rule, speaker)
    if award.verdict == "rejected" and rule.amount:
        scope = say_amount(rule.amount, speaker)
        lines = [
            Line(
                either(
                    speaker.lang, f"审定金额不在规定范围内：{scope}", f"the decision is outside what the text allows: {scope}"
                ),
                "no",
            )
        ]
    return lines


def _no_condition(award: Award, rule: Rule, speaker: Speaker) -> list[Line]:
    """Why a claim was refused, if it was not for a condition: nothing due, or a limit that leaves nothing."""
    lang = speaker.lang
    if award.reason == "nothing_due":
        if award.decided == 0:
            return [Line(either(lang, "审定金额为零", "the decision is nothing"), "no")]
        amount = say_amount(rule.amount, speaker) if rule.amount else ""
        read = {key: value for step in award.because if step.kind == "amount" for key, value in step.facts.items()}
        under = Line(either(lang, "；", "; ").join(because.facts(read, speaker, with_unknown=False)), "note")
        text = either(lang, f"应得金额为零：{amount}", f"nothing is due: {amount}")
        return [Line(text, "no", (under,) if under.text else ())]
    use = next((use for use in award.limits if use.limit == award.reason), None)
    if use is None:
        return []
    line = use_line(replace(use, cut=False), rule, speaker)
    return [Line(either(lang, "限额已用尽：", "the limit leaves nothing: ") + line.text, "no")]


def _out_of_force(award: Award, speaker: Speaker) -> Line:
    lang = speaker.lang
    day = say_day(award.law_at, lang) if award.law_at else "?"
    spans = [step for step in award.because if step.kind == "in_force"]
    said = []
    for step in spans:
        bound = because.say_value_of(step, lang)
        if bound:
            said.append(
                either(
                    lang,
                    f"{'自' if step.name == 'from' else '至'}{bound}",
                    f"{'from' if step.name == 'from' else 'until'} {bound}",
                )
            )
    force = listed(said, lang)
    return Line(
        either(lang, f"适用规定之日{day}不在施行期（{force}）内", f"the day whose law applies, {day}, is not in force ({force})"),
        "no",
    )


# --- payers, parts, decision ---


def _payers(award: Award, rule: Rule, speaker: Speaker) -> str:
    lang = speaker.lang
    if not award.paid_by:
        return say_payers(rule.paid_by, speaker)
    names = {name: say_payer(name, lang) for name in award.paid_by}
    if len(award.paid_by) == 1:
        return next(iter(names.values()))
    return listed([f"{names[name]} {money_in_full(fen, lang)}" for name, fen in award.paid_by.items()], lang)


def _part(part: PartPaid, lang: str) -> Line:
    name = part.label or either(lang, f"第{part.number}期", f"instalment {part.number}")
    amount = money_in_full(part.high, lang)
    states = {
        "paid": ("已付", "paid"), "certain": ("确定", "certain"),
        "unknown": ("条件尚不明", "its condition is not known"), "lost": ("条件不符，不再给付", "lost: its condition failed"),
    }  # fmt: skip
    state = either(lang, *states.get(part.state, (part.state, part.state)))
    due = either(lang, f"，{say_day(part.due, lang)}应付", f", due {say_day(part.due, lang)}") if part.due else ""
    text = either(lang, f"{name}：{amount}{due}（{state}）", f"{name}: {amount}{due} ({state})")
    return Line(text, {"unknown": "unknown", "lost": "no"}.get(part.state, "plain"))  # type: ignore[arg-type]


def _decision(award: Award, lang: str) -> str:
    said = money_in_full(award.decided or 0, lang)
    if award.decided_by:
        said = either(lang, f"{award.decided_by}审定{said}", f"{said}, decided by {award.decided_by}")
    if award.verdict == "granted" and award.decided is not None and award.low < award.decided:
        paid = money_in_full(award.low, lang)
        said += either(lang, f"，按{paid}给付", f"; {paid} is paid")
    return said
