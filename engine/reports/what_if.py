"""On paper: what would have to change so that a claim qualifies, or what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.analysis.what_if.model import Change, Obstacle, Way, WhatIf
from engine.backends.outcome import Award, Outcome
from engine.backends.outcome_json import as_data, to_json
from engine.backends.prose import Speaker
from engine.backends.prose_values import either, say_period
from engine.lang.values import UNKNOWN
from engine.pack.case import Path
from engine.pack.model import Pack
from engine.reports import explanation
from engine.reports.case_results import only
from engine.reports.explanation_awards import say_sum, why
from engine.reports.explanation_reasons import fact_value, reasons
from engine.reports.explanation_subjects import say_path
from engine.reports.explanations import FORMS, joined
from engine.reports.page import Line, Section

WORDS = {
    "title": {"zh": "怎样改变可以享受", "en": "What would qualify"},
    "none": {"zh": "没有不予给付或信息不足的事项。", "en": "Nothing is refused or unknown."},
    "one": {"zh": "改变：{1}", "en": "change: {1}"},
    "each": {"zh": "改变{0}：{1}", "en": "change {0}: {1}"},
    "granted": {"zh": "则给付：{0}", "en": "then granted: {0}"},
    "then": {"zh": "则：{0}", "en": "then: {0}"},
    "missing": {"zh": "不必改变什么，只须查明：", "en": "nothing need change; still to be established:"},
    "provided": {
        "zh": "还须查明（申请人不能改变）：{0}，{1}",
        "en": "still to be established (the applicant cannot change it): {0}, {1}",
    },
    "true": {"zh": "如属实", "en": "if so"},
    "false": {"zh": "如不属实", "en": "if not"},
    "such": {"zh": "如为{0}", "en": "if it is {0}"},
    "history": {"zh": "还须查明：既往兑付，如从未兑付", "en": "still to be established: what was paid before, if it was nothing"},
    "reading": {"zh": "还须审定：{0}，如采用“{1}”", "en": "still to be settled: {0}, if read as “{1}”"},
    "nothing": {
        "zh": "申请人能改变的事实，怎样改变都不能享受（{0}）：",
        "en": "whatever the applicant can change, it does not qualify ({0}):",
    },
    "together": {"zh": "以下各项不能同时成立", "en": "these cannot all hold at once"},
    "undecided": {"zh": "未能断定：{0}", "en": "not decided: {0}"},
    "another": {"zh": "另一个", "en": "another one"},
}


def say_what_if(answers: Sequence[tuple[Pack, Outcome, Sequence[WhatIf]]], form: str, lang: str) -> str:
    """Each answer, followed by what would qualify."""
    pages = []
    for pack, outcome, found in answers:
        page = explanation.page(outcome, pack, lang)
        pages.append(replace(page, sections=(*page.sections, section(found, Speaker(pack, lang, outcome.readings)))))
    return FORMS[form](joined(pages))


def section(found: Sequence[WhatIf], speaker: Speaker) -> Section:
    """What would qualify, award by award."""
    title = WORDS["title"][speaker.lang]
    if not found:
        return Section(title, (Line(WORDS["none"][speaker.lang]),))
    return Section(title, tuple(Line(_about(each.award, speaker), "strong", tuple(_said(each, speaker))) for each in found))


def _about(award: Award, speaker: Speaker) -> str:
    lang = speaker.lang
    where = say_path(award.path, speaker)
    if award.period:
        where += either(lang, f"，{say_period(award.period, lang)}", f", {award.period}")
    name = speaker.pack.rules[award.rule].label.say(lang, award.rule)
    return either(lang, f"{name}（{where}）", f"{name} ({where})")


def _said(found: WhatIf, speaker: Speaker) -> Iterator[Line]:
    words, lang = WORDS, speaker.lang
    for at, way in enumerate(found.ways, 1):
        yield _way(way, at if len(found.ways) > 1 else 0, found.award.path, speaker)
    if found.answer == "nothing":
        lines = [line for each in found.obstacles for line in _obstacle(each, speaker)]
        cite = found.award.cite or speaker.pack.rules[found.award.rule].label.say(lang, found.award.rule)
        yield Line(words["nothing"][lang].format(cite), "no", tuple(lines))
    elif found.answer == "undecided":
        yield Line(words["undecided"][lang].format(found.reason.say(lang)), "unknown")


def _way(way: Way, number: int, path: Path, speaker: Speaker) -> Line:
    lang = speaker.lang
    under = [Line(_provided(each, path, speaker), "unknown") for each in way.supposed]
    if way.no_history:
        under.append(Line(WORDS["history"][lang], "unknown"))
    for name, option in way.readings.items():
        under.append(Line(WORDS["reading"][lang].format(speaker.reading(name), speaker.option(name, option)), "unknown"))
    rule = speaker.pack.rules[way.award.rule]
    then = WORDS["granted" if way.award.verdict == "granted" else "then"][lang]
    under.append(Line(then.format(say_sum(way.award, rule, speaker)), "note"))
    if not way.changes:
        return Line(WORDS["missing"][lang], "yes", tuple(under))
    changes = either(lang, "；", "; ").join(_changed(each, path, speaker) for each in way.changes)
    return Line(WORDS["each" if number else "one"][lang].format(number, changes), "yes", tuple(under))


def _changed(change: Change, path: Path, speaker: Speaker) -> str:
    """登记状态：备案 → 登记"""
    before, after = (_value(change, value, speaker) for value in (change.before, change.after))
    return either(speaker.lang, f"{_fact(change, path, speaker)}：", f"{_fact(change, path, speaker)}: ") + f"{before} → {after}"


def _provided(change: Change, path: Path, speaker: Speaker) -> str:
    lang = speaker.lang
    if isinstance(change.after, bool):
        value = WORDS["true" if change.after else "false"][lang]
    else:
        value = WORDS["such"][lang].format(_value(change, change.after, speaker))
    return WORDS["provided"][lang].format(_fact(change, path, speaker), value)


def _fact(change: Change, path: Path, speaker: Speaker) -> str:
    """The fact, and whose it is where that is not the claim's own subject."""
    label = speaker.fact(change.fact)
    if change.path == path:
        return label
    below = change.path[: len(path)] == path
    whose = say_path(change.path[len(path) :] if below else change.path, speaker)
    return either(speaker.lang, f"{whose}的{label}", f"{label} ({whose})")


def _value(change: Change, value: object, speaker: Speaker) -> str:
    if change.another and value is change.after:
        return WORDS["another"][speaker.lang]
    fact = speaker.pack.facts[change.fact]
    return fact_value(fact, UNKNOWN if value is None else value, speaker.lang)  # type: ignore[arg-type]


def _obstacle(obstacle: Obstacle, speaker: Speaker) -> Iterator[Line]:
    """As the answer itself gives its reasons."""
    if obstacle.award is not None:
        rule = speaker.pack.rules[obstacle.award.rule]
        yield from why(obstacle.award, rule, speaker)
        return
    rule = speaker.pack.rules[obstacle.rule]
    lines = reasons(obstacle.steps, rule, speaker)
    if obstacle.kind == "together":
        yield Line(WORDS["together"][speaker.lang], "no", tuple(lines))
    else:
        yield from lines


# -- as data -------------------------------------------------------------------------------------------------------------


def what_if_json(outcome: Outcome, found: Sequence[WhatIf]) -> dict[str, object]:
    """The outcome in its own shape, and beside it what would qualify."""
    return {"outcome": to_json(outcome), "what_if": [_json(outcome, each) for each in found]}


def _json(outcome: Outcome, found: WhatIf) -> dict[str, object]:
    award = found.award
    return {
        "rule": award.rule,
        "subject": dict(award.path),
        "period": award.period,
        "verdict": award.verdict,
        "answer": found.answer,
        "ways": [
            {
                "changes": [_change_json(each) for each in way.changes],
                "still_needed": {
                    "facts": [_change_json(each) for each in way.supposed],
                    "readings": dict(way.readings),
                    "history": way.no_history,
                },
                "award": _award_json(outcome, way.award),
            }
            for way in found.ways
        ],
        "obstacles": [_obstacle_json(outcome, each) for each in found.obstacles],
        "reason": {"zh": found.reason.say("zh"), "en": found.reason.say("en")} if found.answer == "undecided" else None,
    }


def _change_json(change: Change) -> dict[str, object]:
    return {
        "subject": dict(change.path),
        "fact": change.fact,
        "from": None if change.before is None else as_data(change.before),
        "to": None if change.another else as_data(change.after),
        "any_other": change.another,
    }


def _award_json(outcome: Outcome, award: Award) -> object:
    """An award in the shape it has in an outcome."""
    made = to_json(only(outcome, award))["awards"]
    assert isinstance(made, list)
    return made[0]


def _obstacle_json(outcome: Outcome, obstacle: Obstacle) -> dict[str, object]:
    conditions = [
        {"text": each.text, "cite": each.cite, "line": each.place.line if each.place else None, "facts": sorted(each.facts)}
        for each in obstacle.steps
    ]
    return {
        "kind": obstacle.kind,
        "conditions": conditions,
        "award": None if obstacle.award is None else _award_json(outcome, obstacle.award),
    }
