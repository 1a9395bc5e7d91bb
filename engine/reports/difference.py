"""Two versions of a pack side by side, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.analysis.diff.impact import Impact
from engine.analysis.diff.model import Difference, RuleChange, Sides, TextChange, Texts
from engine.backends.prose_values import either
from engine.reports.difference_answers import behaviour_section, case_files
from engine.reports.difference_words import PARTS, TEXT_KINDS, cites, marked, rule_label, side, told
from engine.reports.impact import sections as impact_sections
from engine.reports.page import Line, Page, Section, row
from engine.reports.page_text import as_text


def difference_text(found: Difference, lang: str) -> str:
    """Every layer that was asked for, one after the other; of one that shows nothing it is said."""
    sides = found.sides
    head = (
        row(either(lang, "旧版本", "old"), side(sides.old, lang)),
        row(either(lang, "新版本", "new"), side(sides.new, lang)),
    )
    sections: list[Section] = []
    if found.texts is not None:
        sections.append(_texts(found.texts, sides, lang))
    if found.rules is not None:
        sections += _rules(found.rules, sides, lang)
    if found.behaviour is not None:
        sections.append(behaviour_section(found.behaviour, sides, lang))
    if isinstance(found.impact, Impact):
        sections += impact_sections(found.impact, sides, lang)
    page = Page(either(lang, "两个版本的差异", "what differs between two versions"), lang, head, tuple(sections))
    return as_text(page) + case_files(found.behaviour or (), sides, lang)


# --- text ---


def _texts(texts: Texts, sides: Sides, lang: str) -> Section:
    title = either(lang, "条文", "text")
    if not texts.official:
        title += either(lang, "（概述，非原文）", " (in our summaries, not the official words)")
    lines = [
        Line(
            either(
                lang,
                f"全文“{each.old}”改为“{each.new}”（{len(each.cites)}处条款）",
                f"“{each.old}” is “{each.new}” throughout ({len(each.cites)} provisions)",
            )
        )
        for each in texts.replacements
    ]
    lines += [_text(change, texts.official, sides, lang) for change in texts.changes]
    return Section(title, tuple(lines) or (_nothing(lang),))


def _text(change: TextChange, official: bool, sides: Sides, lang: str) -> Line:
    kind = either(lang, *TEXT_KINDS[change.kind])
    under = []
    if official:
        if change.kind in ("changed", "added", "removed"):
            under.append(Line(marked(change.runs)))
    else:
        under += [Line(text) for text in _summaries(change, lang)]
    if change.rules and change.kind != "renumbered":
        names = either(lang, "、", ", ").join(rule_label(sides, name, lang) for name in change.rules)
        under.append(Line(either(lang, f"依据它的规则：{names}", f"rules resting on it: {names}")))
    return Line(f"{kind} {cites(change)}", under=tuple(under))


def _summaries(change: TextChange, lang: str) -> list[str]:
    old, new = change.summary_old.say(lang), change.summary_new.say(lang)
    if change.kind in ("moved", "renumbered") or old == new:
        return [new] if new else []
    words = ((old, "旧", "old"), (new, "新", "new"))
    return [either(lang, f"{zh}：{text}", f"{en}: {text}") for text, zh, en in words if text]


# --- rules ---


def _rules(changes: Sequence[RuleChange], sides: Sides, lang: str) -> list[Section]:
    """What can change an answer, by what it is about; then the words and names."""
    matters = [each for each in changes if not each.about.editorial]
    words = [each for each in changes if each.about.editorial]
    sections = [Section(either(lang, "规则", "rules"), () if matters else (_nothing(lang),))]
    sections += _by_thing(matters, sides, lang)
    if words:
        sections.append(Section(either(lang, "文字与名称（不影响认定结果）", "words and names (no answer turns on them)"), ()))
        sections += _by_thing(words, sides, lang)
    return sections


def _by_thing(changes: Sequence[RuleChange], sides: Sides, lang: str) -> Iterator[Section]:
    groups: dict[tuple[str, str], list[RuleChange]] = {}
    for each in changes:
        name = each.new if each.new is not None else each.old or ""
        # A limit stands under its rule.
        owner = name.partition("/")[0] if each.part == "limits" else ""
        groups.setdefault(("rules", owner) if owner else (each.part, name), []).append(each)
    for (part, name), some in groups.items():
        label = rule_label(sides, name, lang) if part == "rules" else some[0].label.say(lang, name)
        kind = either(lang, *PARTS[part])
        title = f"{kind} {label}" + (f" ({name})" if label != name else "")
        yield Section(title, tuple(_change(each, part, sides, lang) for each in some), level=2)


def _change(change: RuleChange, part: str, sides: Sides, lang: str) -> Line:
    kind = either(lang, change.about.zh, change.about.en)
    said = told(change, lang)
    joint = either(lang, "：", ": ")
    where = [change.path, *([change.cite] if change.cite else []), *_lines(change, lang)]
    under = [Line(either(lang, "，", ", ").join(where))]
    if part not in ("rules", "about") and change.rules and not change.about.editorial:
        names = either(lang, "、", ", ").join(rule_label(sides, name, lang) for name in change.rules)
        under.append(Line(either(lang, f"涉及规则：{names}", f"rules that read it: {names}")))
    return Line(kind + (joint + said if said else ""), under=tuple(under))


def _lines(change: RuleChange, lang: str) -> list[str]:
    """Where it stands in the files: line 12 → 14."""
    lines = [str(place.line) for place in (change.place_old, change.place_new) if place]
    if not lines:
        return []
    said = lines[0] if lines[0] == lines[-1] else " → ".join(lines)
    return [either(lang, f"第{said}行", f"line {said}")]


def _nothing(lang: str) -> Line:
    return Line(either(lang, "没有差异", "no difference"), "yes")
