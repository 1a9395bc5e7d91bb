"""Several answers as one report: each case after the other, or one case under every option of its readings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from engine.analysis.expected import Result
from engine.analysis.readings import AllReadings, Alternative
from engine.backends.outcome import Award, Outcome
from engine.lang.quantities import say_money
from engine.pack.model import Pack
from engine.reports import explanation, page_html, page_markdown, page_text
from engine.reports.explanation_awards import safe_id
from engine.reports.explanation_words import verdict
from engine.reports.page import Grid, Line, Page, Section

FORMS: dict[str, Callable[[Page], str]] = {
    "text": page_text.as_text,
    "markdown": page_markdown.as_markdown,
    "html": page_html.as_html,
}
HEADS = {"zh": ("口径", "选项", "规则", "现在", "改为"), "en": ("reading", "option", "rule", "now", "then")}
WORDS = {
    "title": {"zh": "其他解释口径下的结果", "en": "the answer under other readings"},
    "none": {"zh": "没有口径会改变结果。", "en": "no reading changes the answer."},
    "absent": {"zh": "无", "en": "none"},
    "up_to": {"zh": "{0}至{1}", "en": "{0} to {1}"},
    "unbounded": {"zh": "不封顶", "en": "no upper bound"},
}


def say(answers: Sequence[tuple[Pack, Outcome]], form: str, lang: str) -> str:
    """The answers in text, Markdown or HTML; several make one document."""
    return FORMS[form](joined([explanation.page(outcome, pack, lang) for pack, outcome in answers]))


def joined(pages: Sequence[Page]) -> Page:
    """One page of several; what each is about stands at its head."""
    if len(pages) == 1:
        return pages[0]
    sections: list[Section] = []
    for page in pages:
        sections.append(Section(" · ".join(line.text for row in page.lead[1:] for line in row.lines), page.lead, level=1))
        sections += page.sections
    feet = dict.fromkeys(foot for page in pages for foot in page.foot)
    return Page(pages[0].title, pages[0].lang, (), tuple(sections), tuple(feet))


def say_all_readings(answers: Sequence[tuple[Pack, AllReadings]], form: str, lang: str) -> str:
    """The usual answers, each followed by a table of what other readings would change."""
    pages = []
    for pack, answer in answers:
        page = explanation.page(answer.usual, pack, lang)
        pages.append(replace(page, sections=(*page.sections, changes(answer, pack, lang))))
    return FORMS[form](joined(pages))


def changes(answer: AllReadings, pack: Pack, lang: str) -> Section:
    """One row for each answer that an option would change."""
    rows = [row for each in answer.alternatives for row in _rows(each, pack, lang)]
    if not rows:
        return Section(WORDS["title"][lang], (Line(WORDS["none"][lang]),))
    return Section(WORDS["title"][lang], (Grid(HEADS[lang], tuple(rows)),))


def _rows(each: Alternative, pack: Pack, lang: str) -> list[tuple[str, ...]]:
    reading = pack.readings[each.reading]
    names = (reading.name, reading.options[each.option].label.say(lang, each.option))
    return [(*names, _about(before or after, pack, lang), *_both(before, after, lang)) for before, after in each.changed]


def _about(result: Result | None, pack: Pack, lang: str) -> str:
    """The rule, its subject and period."""
    assert result is not None
    ids = "/".join(safe_id(id) if id is not None else kind for kind, id in result.path)
    return " ".join(filter(None, [pack.rules[result.rule].label.say(lang, result.rule), ids, result.period]))


def _both(before: Result | None, after: Result | None, lang: str) -> tuple[str, str]:
    """Two answers in a few words each; who pays only where nothing else differs."""
    said = _said(before, lang), _said(after, lang)
    if said[0] == said[1] and isinstance(before, Award) and isinstance(after, Award):
        return f"{said[0]} {'、'.join(before.paid_by)}", f"{said[1]} {'、'.join(after.paid_by)}"
    return said


def _said(result: Result | None, lang: str) -> str:
    """An answer in a few words."""
    if result is None:
        return WORDS["absent"][lang]
    if not isinstance(result, Award):
        return " ".join(filter(None, [verdict(result.verdict, lang), result.result, str(result.rate or "")]))
    low = say_money(result.low, lang)
    high = WORDS["unbounded"][lang] if result.high is None else say_money(result.high, lang)
    return f"{verdict(result.verdict, lang)} {low if low == high else WORDS['up_to'][lang].format(low, high)}"
