"""Who took what of limits that several applicants share: one table over all their files, in the order served."""

from __future__ import annotations

from engine.analysis.applicants import Answers
from engine.backends.outcome import Award
from engine.backends.prose import Speaker
from engine.backends.prose_values import money_in_full, say_day, say_period, titled
from engine.pack.model import Pack
from engine.reports.explanation import short_path
from engine.reports.explanation_awards import NO_MONEY
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
        rows.append((str(number), *said, short_path(award, speaker), *period, verdict(award.verdict, lang), _sum(award, lang)))
        tones.append(tone(award.verdict))
    grid = Grid(tuple(heads), tuple(rows), frozenset({0, len(heads) - 1}), tuple(tones), len(heads) - 2)
    return Section(TITLE[lang], (grid, *([Line(DAYS[lang], "note")] if days_differ else [])))


def _sum(award: Award, lang: str) -> str:
    """The money of an award in a column."""
    if award.verdict in (*NO_MONEY, "delegated", "unstated") or award.high is None:
        return "—"
    amount = money_in_full(award.high, lang)
    return amount if award.low == award.high else f"≤ {amount}"
