"""The report of a comparison as a reviewer of legality hands it on: 修订对照表 with answers, witnesses, checklist and signatures.

One description, in blocks; Markdown, HTML and Word are made of it as of every other page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.analysis.diff.model import Difference, RuleChange
from engine.backends.prose_values import either
from engine.reports import page_html, page_markdown
from engine.reports.comparison_answers import answer_sections
from engine.reports.comparison_ground import coverage_section, elsewhere_section, readings_section
from engine.reports.comparison_review import review_section, signatures
from engine.reports.comparison_rows import Rows, rows
from engine.reports.comparison_summary import lead, summary_section
from engine.reports.comparison_table import table_section
from engine.reports.comparison_words import sentence
from engine.reports.difference_words import PARTS, told
from engine.reports.explanation import numbered
from engine.reports.page import Block, Line, Page, Section, Sheet
from engine.version import ENGINE

FORMS: dict[str, Callable[[Page], str]] = {"markdown": page_markdown.as_markdown, "html": page_html.as_html}


def comparison(found: Difference, lang: str) -> Page:
    """The whole report before it takes a form; of a layer that was not asked for it says nothing."""
    held = rows(found)
    sections: list[Section] = []
    for make in (
        _summary, _table, elsewhere_section, _answers, _readings, _coverage, _impact, review_section, _signatures,
    ):  # fmt: skip
        number = numbered(sum(each.level == 1 for each in sections) + 1, lang)
        made = make(found, held, number, lang)
        sections += [each for each in ([made] if isinstance(made, Section) else made or ()) if each.blocks]
    sections += _appendix(found, held, lang)
    old, new = found.sides.old, found.sides.new
    name = new.title.say(lang, new.id)
    title = either(lang, f"修订对照表：{name}", f"Table of comparison: {name}")
    digests = " → ".join(f"{pack.id} {pack.version} ({pack.digest[:19]})" for pack in (old, new))
    foot = (sentence("foot", lang), f"{digests} · tiaokuan {ENGINE}")
    dated = next((day for key in ("signed", "published") if (day := new.document.get(key))), "")
    return Page(title, lang, lead(found, lang), tuple(sections), foot, dated=dated, wide=True)


def _summary(found: Difference, held: Rows, number: str, lang: str) -> Section:
    return summary_section(found, held, number, lang)


def _table(found: Difference, held: Rows, number: str, lang: str) -> Section | None:
    return table_section(found, held, number, lang) if found.texts is not None else None


def _answers(found: Difference, held: Rows, number: str, lang: str) -> Iterator[Section] | None:
    return answer_sections(found, held, number, lang) if found.behaviour is not None else None


def _readings(found: Difference, held: Rows, number: str, lang: str) -> Section | None:
    return readings_section(found, number, lang)


def _coverage(found: Difference, held: Rows, number: str, lang: str) -> Section:
    return coverage_section(found, number, lang)


def _impact(found: Difference, held: Rows, number: str, lang: str) -> Section | None:
    if found.impact is None:
        return None
    from engine.reports.comparison_impact import impact_section

    return impact_section(found, number, lang)


def _signatures(found: Difference, held: Rows, number: str, lang: str) -> Section:
    return signatures(number, lang)


# --- appendix ---


def _appendix(found: Difference, held: Rows, lang: str) -> Iterator[Section]:
    """Words, names and what goes with them, on which no answer turns by itself."""
    blocks: list[Block] = []
    if held.slight:
        heads = either(lang, "条款|修订前|修订后", "Provision|Before|After").split("|")
        lines = tuple(((Line(each.new or each.old),), (Line(each.words_old),), (Line(each.words_new),)) for each in held.slight)
        blocks += [
            Line(either(lang, "仅标点或序号变动的条文", "Provisions with other punctuation or numerals alone"), "strong"),
            Sheet(tuple(heads), lines, (12, 44, 44)),
        ]
    editorial = [each for each in found.rules or () if each.about.editorial]
    if editorial:
        heads = either(lang, "类别|对象|变化|内容|出处", "Of|Which|Change|What|Under").split("|")
        blocks += [
            Line(either(lang, "规则包的文字、名称、出处等变动", "Words, names, citations and the like of the packs"), "strong"),
            Sheet(tuple(heads), tuple(_editorial(each, lang) for each in editorial), (8, 20, 16, 46, 10)),
        ]
    if blocks:
        title = either(lang, "附录　文字和名称变动（不影响认定结果）", "Appendix: words and names (no answer turns on them)")
        yield Section(title, tuple(blocks))


ABOUT = {
    "version": ("版本", "version"),
    "title": ("名称", "title"),
    "document": ("文件信息", "document"),
    "authorities": ("主管部门", "authorities"),
}


def _editorial(change: RuleChange, lang: str) -> tuple[tuple[Line, ...], ...]:
    name = change.new or change.old or ""
    label = either(lang, *ABOUT[name]) if change.part == "about" and name in ABOUT else change.label.say(lang, name)
    kind = either(lang, change.about.zh, change.about.en)
    cells = (either(lang, *PARTS[change.part]), label, kind, told(change, lang), change.cite)
    return tuple((Line(each),) for each in cells)
