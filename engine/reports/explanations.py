"""Several answers as one report: each case after the other, or one case under every option of its readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from engine.analysis.expected import Result
from engine.analysis.readings import AllReadings, Reached, Spread, answered
from engine.backends.outcome import Award, Outcome
from engine.backends.outcome_json import to_json
from engine.backends.prose_values import plural
from engine.lang.quantities import decimal, say_money
from engine.pack.model import Pack
from engine.reports import explanation, page_html, page_markdown, page_text
from engine.reports.case_results import only
from engine.reports.explanation_subjects import safe_id
from engine.reports.explanation_words import verdict
from engine.reports.page import Grid, Line, Page, Section

FORMS: dict[str, Callable[[Page], str]] = {
    "text": page_text.as_text,
    "markdown": page_markdown.as_markdown,
    "html": page_html.as_html,
}
HEADS = {"zh": ("事项", "现在", "可能改为", "改用的口径"), "en": ("benefit", "now", "may become", "if read otherwise")}
WORDS = {
    "title": {"zh": "其他解释口径下的结果", "en": "the answer under other readings"},
    "none": {"zh": "没有口径会改变结果。", "en": "no reading changes the answer."},
    "total": {"zh": "各项在各口径下合计：{0}", "en": "the sum of all under any reading: {0}"},
    "partly": {
        "zh": "{0}：口径的组合过多，只逐个改变口径",
        "en": "{0}: there are too many combinations of readings; only one was changed at a time",
    },
    "up_to": {"zh": "{0}至{1}", "en": "{0} to {1}"},
    "ways": {"zh": "{0}，等{1}种", "en": "{0}, and {1}"},
    "unbounded": {"zh": "不封顶", "en": "no upper bound"},
}


def say(answers: Sequence[tuple[Pack, Outcome]], form: str, lang: str, closing: Sequence[Section] = ()) -> str:
    """The answers in text, Markdown or HTML; several make one document. `closing` stands after them all."""
    page = joined([explanation.page(outcome, pack, lang) for pack, outcome in answers])
    return FORMS[form](replace(page, sections=(*page.sections, *closing)))


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
    """One row for each other answer that some reading gives."""
    rows = [row for each in answer.spreads for row in _rows(each, pack, lang)]
    if not rows:
        return Section(WORDS["title"][lang], (Line(WORDS["none"][lang]),))
    partly = [
        Line(WORDS["partly"][lang].format(_about(each.usual, pack, lang))) for each in answer.spreads if not each.exhaustive
    ]
    low, high = say_money(answer.low, lang), say_money(answer.high, lang)
    total = Line(WORDS["total"][lang].format(low if low == high else WORDS["up_to"][lang].format(low, high)))
    return Section(WORDS["title"][lang], (Grid(HEADS[lang], tuple(rows)), total, *partly))


def _rows(spread: Spread, pack: Pack, lang: str) -> list[tuple[str, ...]]:
    about = _about(spread.usual, pack, lang)
    others = [each for each in spread.reached if answered(each.result) != answered(spread.usual)]
    return [(about, *_both(spread.usual, each.result, lang), _ways(each, pack, lang)) for each in others]


def _ways(reached: Reached, pack: Pack, lang: str) -> str:
    """The shortest way to an answer; that there are others, if there are."""
    said = _options(reached.departures, pack, lang)
    if not reached.others:
        return said
    others = len(reached.others)
    return WORDS["ways"][lang].format(said, others + 1 if lang == "zh" else plural(others, "other"))


def _options(departures: Mapping[str, str], pack: Pack, lang: str) -> str:
    """The readings that are read otherwise, by their number in the register, each with the option."""
    said = []
    for name, option in departures.items():
        reading = pack.readings[name]
        said.append(f"{reading.register or name} {reading.options[option].label.say(lang, option)}")
    return ("；" if lang == "zh" else "; ").join(said)


def all_readings_json(answer: AllReadings) -> dict[str, object]:
    """The usual outcome, and every answer that each award, choice, target or duty may have."""
    spreads = [
        {
            "readings": list(spread.readings),
            "exhaustive": spread.exhaustive,
            "answers": [_reached_json(answer.usual, each) for each in spread.reached],
        }
        for spread in answer.spreads
    ]
    return {"usual": to_json(answer.usual), "low": decimal(answer.low), "high": decimal(answer.high), "spreads": spreads}


def _reached_json(usual: Outcome, reached: Reached) -> dict[str, object]:
    return {
        "readings": dict(reached.departures),
        "others": [dict(each) for each in reached.others],
        "ways": reached.ways,
        **one_json(usual, reached.result),
    }


def one_json(outcome: Outcome, result: Result) -> dict[str, object]:
    """An answer in the shape it has in an outcome, under the name of its list there."""
    made = to_json(only(outcome, result))
    return {name: made[name] for name in ("awards", "choices", "targets", "duties") if made[name]}


def _about(result: Result, pack: Pack, lang: str) -> str:
    """The rule, its subject and period."""
    ids = "/".join(safe_id(id) if id is not None else kind for kind, id in result.path)
    return " ".join(filter(None, [pack.rules[result.rule].label.say(lang, result.rule), ids, result.period]))


def _both(before: Result, after: Result, lang: str) -> tuple[str, str]:
    """Two answers in a few words each; who pays only where nothing else differs."""
    said = _said(before, lang), _said(after, lang)
    if said[0] == said[1] and isinstance(before, Award) and isinstance(after, Award):
        return f"{said[0]} {'、'.join(before.paid_by)}", f"{said[1]} {'、'.join(after.paid_by)}"
    return said


def _said(result: Result, lang: str) -> str:
    """An answer in a few words."""
    if not isinstance(result, Award):
        return " ".join(filter(None, [verdict(result.verdict, lang), result.result, str(result.rate or "")]))
    low = say_money(result.low, lang)
    high = WORDS["unbounded"][lang] if result.high is None else say_money(result.high, lang)
    return f"{verdict(result.verdict, lang)} {low if low == high else WORDS['up_to'][lang].format(low, high)}"
