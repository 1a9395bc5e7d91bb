"""What a revision does to the office's own list of applicants, in the report of a comparison: totals, a chart, who is moved."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.diff.impact import WAYS, Impact, Moved, Sums, Total
from engine.analysis.diff.model import Difference
from engine.analysis.population.table import masked
from engine.backends.prose_values import brief_money, either, plural
from engine.reports.comparison_case import answer, say_gap
from engine.reports.difference_words import FINDINGS, rule_label
from engine.reports.page import Bars, Block, Grid, Line, Section, row

OTHERS = {"unknown": ("信息不足", "information is missing")}
MOST = 200  # of those who are moved, one by one


def impact_section(found: Difference, number: str, lang: str) -> Section | None:
    """Who moves and by how much, by rule and year; None where no list was given."""
    impact = found.impact
    if not isinstance(impact, Impact):
        return None
    blocks: list[Block] = [*_counts(impact, lang)]
    if impact.totals:
        blocks += [_chart(impact, found, lang), _totals(impact, found, lang)]
    if impact.moved:
        blocks += [Line(either(lang, "受影响的申领", "Claims that are moved"), "strong"), _moved(impact, found, lang)]
        if len(impact.moved) > MOST:
            text = either(
                lang, f"共{len(impact.moved)}项，只列出前{MOST}项。", f"{len(impact.moved)} in all; the first {MOST} are listed."
            )
            blocks.append(Line(text, "note"))
    return Section(number + either(lang, "对申请人名单的影响", "What it means for the list of applicants"), tuple(blocks))


def _counts(impact: Impact, lang: str) -> Iterator[Block]:
    thing = either(lang, "件", "case") if impact.of_cases else either(lang, "行", "row")
    counted = either(
        lang,
        f"{masked(impact.file)}：共{impact.rows}{thing}，计入{impact.counted}{thing}，{impact.claims}项申领",
        f"{masked(impact.file)}: {plural(impact.counted, thing)} of {impact.rows} counted, {plural(impact.claims, 'claim')}",
    )
    yield row(either(lang, "名单", "List"), counted)
    if impact.left_out:
        text = either(
            lang,
            f"{impact.left_out}{thing}有误，没有计入，下列数字不含这些{thing}",
            f"{plural(impact.left_out, thing)} could not be read and are in none of the figures",
        )
        yield row(either(lang, "没有计入", "Left out"), Line(text, "unknown"))
    ways = [
        f"{_way(way, lang)}{either(lang, f'{count}项', f': {count}')}" for way in WAYS if (count := impact.counts.get(way, 0))
    ]
    yield row(either(lang, "受影响", "Moved"), either(lang, "，", ", ").join(ways) or either(lang, "没有", "none"))
    for owed, label in ((False, ("给付合计", "Paid in all")), (True, ("应缴合计", "Owed in all"))):
        before, after = impact.sums(owed)
        if before != Sums() or after != Sums():
            yield row(either(lang, *label), f"{_sum(before, lang)} → {_sum(after, lang)}{_shift(before, after, lang)}")
        if before.unknown or after.unknown:
            text = either(
                lang,
                f"信息不足：修订前{before.unknown}项，修订后{after.unknown}项，只计入最多部分，不作零计",
                f"information missing: {before.unknown} before, {after.unknown} after; in the most alone, never taken for nil",
            )
            yield row(either(lang, "未定", "Open"), Line(text, "unknown"))
    if impact.assumptions:
        yield row(either(lang, "口径", "Footing"), *(each.say(lang) for each in impact.assumptions))


def _way(way: str, lang: str) -> str:
    return either(lang, *(OTHERS.get(way) or FINDINGS[way]))


def _sum(sums: Sums, lang: str) -> str:
    """What is certain, and what is possible where that is more."""
    said = brief_money(sums.low, lang)
    if sums.high != sums.low:
        most = brief_money(sums.high, lang)
        said += either(lang, f"（最多{most}）", f" (at most {most})")
    if sums.open:
        said += either(lang, f"（另有{sums.open}项未定数额）", f" (and {sums.open} without a number)")
    return said


def _shift(before: Sums, after: Sums, lang: str) -> str:
    said = either(
        lang, f"，确定部分{_signed(after.low - before.low, lang)}", f", the certain part {_signed(after.low - before.low, lang)}"
    )
    if (most := after.high - before.high) != after.low - before.low:
        said += either(lang, f"，最多部分{_signed(most, lang)}", f", the most {_signed(most, lang)}")
    return said


def _signed(fen: int, lang: str) -> str:
    return f"{'+' if fen > 0 else '−' if fen < 0 else '±'}{brief_money(abs(fen), lang)}"


def _chart(impact: Impact, found: Difference, lang: str) -> Bars:
    """What each rule may pay each year at most, under either version."""
    shown = [each for each in impact.totals if each.before.high or each.after.high]
    return Bars(
        either(lang, "各项每年给付（最多，元）", "What each rule pays a year at most, in yuan"),
        (either(lang, "修订前", "before"), either(lang, "修订后", "after")),
        tuple((_name(each, found, lang), each.before.high, each.after.high) for each in shown),
        tuple((brief_money(each.before.high, lang), brief_money(each.after.high, lang)) for each in shown),
        either(lang, "事项", "Rule"),
    )


def _name(total: Total, found: Difference, lang: str) -> str:
    return f"{rule_label(found.sides, total.rule, lang)} {total.year}"


def _totals(impact: Impact, found: Difference, lang: str) -> Grid:
    heads = either(lang, "事项|年度|申领|受影响|修订前|修订后|差额", "Rule|Year|Claims|Moved|Before|After|Difference").split("|")
    rows = []
    for each in impact.totals:
        name = rule_label(found.sides, each.rule, lang) + (either(lang, "（应缴）", " (owed)") if each.owed else "")
        money = _sum(each.before, lang), _sum(each.after, lang), _gap(each, lang)
        rows.append((name, str(each.year), str(each.claims), str(sum(each.counts.values())), *money))
    return Grid(tuple(heads), tuple(rows), frozenset({1, 2, 3, 4, 5, 6}), shares=(7, 2, 2, 2, 6, 6, 6))


def _gap(total: Total, lang: str) -> str:
    said = _signed(total.certain, lang)
    if total.possible != total.certain:
        most = _signed(total.possible, lang)
        said += either(lang, f"（最多部分{most}）", f" (the most {most})")
    return said


def _moved(impact: Impact, found: Difference, lang: str) -> Grid:
    heads = either(lang, "位置|对象|事项|变化|修订前|修订后|差额", "Where|For|Rule|Change|Before|After|Difference").split("|")
    rows = tuple(_line(each, found, lang) for each in impact.moved[:MOST])
    return Grid(tuple(heads), rows, frozenset({6}), shares=(4, 5, 6, 4, 6, 6, 5))


def _line(moved: Moved, found: Difference, lang: str) -> tuple[str, ...]:
    old, new = found.sides.old, found.sides.new
    who = "/".join(masked(id) for _, id in moved.path if id)
    rule = rule_label(found.sides, moved.rule, lang) + f" {moved.period or moved.year}"
    before, after = answer(moved.before, old, lang), answer(moved.after, new, lang)
    return masked(moved.where), who, rule, _way(moved.kind, lang), before, after, say_gap(moved.before, moved.after, lang)
