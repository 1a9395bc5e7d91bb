"""Who took what of limits that several applicants share: one table over all their files, in the order served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from engine.analysis.applicants import Answers
from engine.backends.outcome import Award, LimitUse
from engine.backends.prose import Speaker
from engine.backends.prose_limits import say_limit
from engine.backends.prose_values import either, money_in_full, say_day, say_period, titled
from engine.pack.model import Pack
from engine.pack.rule import Limit, Rule
from engine.reports.explanation import short_path
from engine.reports.explanation_awards import NO_MONEY, paid_before, short_sum, still_to_pay
from engine.reports.explanation_limits import count
from engine.reports.explanation_words import tone, verdict, word
from engine.reports.page import Grid, Line, Section

TITLE = {"zh": "共用限额的给付次序", "en": "What they share, in the order served"}
DAYS = {
    "zh": "各件的申请日不同：先申请的先办，同日的再按规定的次序。要按同一次序排列，用 --as-of 给出同一日。",
    "en": "They were applied for on different days: earlier days are served first, those of one day in the stated order. To "
    "serve all in that order, give them one day with --as-of.",
}


def who_took_what(answers: Answers, pack: Pack, lang: str, *, days_differ: bool) -> Section:
    """The awards that were answered together; a remark where the order of a limit held within each day only."""
    speaker = Speaker(pack, lang)
    periods = any(award.period for _, award in answers.together)
    heads = ["", *(word(key, lang) for key in ("case", "as_of", "rule", "subject"))]
    heads += [*([word("period", lang)] if periods else []), word("verdict", lang), word("amount", lang)]
    rows, tones = [], []
    for number, (at, award) in enumerate(answers.together, 1):
        outcome, rule = answers.outcomes[at], pack.rules[award.rule]
        period = [say_period(award.period, lang) if award.period else ""] if periods else []
        said = [outcome.case, say_day(outcome.as_of, lang), titled(rule.label.say(lang, award.rule), lang)]
        rows.append(
            (str(number), *said, short_path(award, speaker), *period, verdict(award.verdict, lang), short_sum(award, lang))
        )
        tones.append(tone(award.verdict))
    grid = Grid(tuple(heads), tuple(rows), frozenset({0, len(heads) - 1}), tuple(tones), len(heads) - 2)
    after = [*_totals(answers, lang), *_left(answers, speaker)]
    return Section(TITLE[lang], (grid, *([Line(DAYS[lang], "note")] if days_differ else []), *after))


def _totals(answers: Answers, lang: str) -> Iterator[Line]:
    """The sum of the table, and of all that the files ask for where that is more."""
    together = [award for _, award in answers.together if not award.owed]
    before = sum(paid_before(award) for award in together if award.verdict not in NO_MONEY)
    of_table = sum(award.low for award in together), _sum(award.high for award in together)
    of_all = sum(each.low for each in answers.outcomes), _sum(each.high for each in answers.outcomes)
    yield Line(_said(word("table_total", lang), _between(*of_table, lang), lang), "strong")
    if before:
        yield Line(_said(word("paid_before", lang), money_in_full(before, lang), lang))
        yield Line(_said(word("still_to_pay", lang), still_to_pay(*of_table, before, lang), lang))
    if of_all != of_table:
        yield Line(_said(word("files_total", lang), _between(*of_all, lang), lang))


def _sum(amounts: Iterable[int | None]) -> int | None:
    """Of what is possible; None where one has no bound."""
    held = list(amounts)
    return None if None in held else sum(each for each in held if each is not None)


def _between(low: int, high: int | None, lang: str) -> str:
    least = money_in_full(low, lang)
    if high is None:
        return either(lang, f"至少{least}", f"at least {least}")
    return least if low == high else either(lang, "{}至{}", "{} to {}").format(least, money_in_full(high, lang))


def _left(answers: Answers, speaker: Speaker) -> Iterator[Line]:
    """What each limit over all claims (a budget, a number of places) has left, once for each year or period it runs for."""
    lang, last = speaker.lang, dict[tuple[str, str], tuple[LimitUse, Limit, Rule, str]]()
    for at, award in answers.together:
        rule = speaker.pack.rules[award.rule]
        for use in award.limits:
            limit = next((each for each in rule.limits if each.name == use.limit and each.place == use.place), None)
            if limit is None or limit.key or limit.kind == "within":
                continue
            window = _window(limit, award, answers.outcomes[at].as_of, lang)
            last[limit.mark, window] = (use, limit, rule, window)
    for use, limit, rule, window in last.values():
        name = limit.label.say(lang) or say_limit(replace(limit, order_by=None), rule, speaker)
        name += either(lang, f"（{window}）", f" ({window})") if window else ""
        low, high = use.after
        yield Line(_said(name, word("left_after", lang).format(count(use, low or 0, high, rule, lang)), lang))


def _window(limit: Limit, award: Award, as_of: date, lang: str) -> str:
    """The time over which a limit counts a claim; of years that run from a day of their own, the day of application."""
    if limit.per == "life":
        return ""
    if limit.since is not None:
        return say_day(as_of, lang)
    counted = award.period or f"{as_of:%Y-%m}"
    return say_period(counted if limit.per == "period" else counted[:4] if limit.per == "year" else counted[:7], lang)


def _said(name: str, value: str, lang: str) -> str:
    return either(lang, f"{name}：{value}", f"{name}: {value}")
