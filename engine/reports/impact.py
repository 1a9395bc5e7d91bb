"""What a new version means for an office's list: the numbers, the totals by rule and year, a chart, and who is moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.analysis.diff.impact import Impact, Moved, Sums, Total, Way
from engine.analysis.diff.model import Sides
from engine.analysis.population.table import masked
from engine.backends.prose_values import either
from engine.lang.quantities import say_money
from engine.reports.difference_words import rule_label
from engine.reports.impact_words import CALLED, TONES, answered, named, signed, span
from engine.reports.page import Bars, Block, Grid, Line, Row, Section, row
from engine.reports.page_chart import chart

MOST = 50  # of those moved that a report lists; the JSON has all


def sections(impact: Impact, sides: Sides, lang: str, most: int = MOST) -> tuple[Section, ...]:
    """The layer for a terminal, where the chart would only say the totals again."""
    title = either(lang, "名单上的影响", "what it means for the list")
    badge = either(lang, "有变化", "changed") if impact.changed else either(lang, "无变化", "no change")
    shown = tuple(each for each in blocks(impact, sides, lang, most) if not isinstance(each, Bars))  # a chart of text is a table
    return (Section(title, shown, badge, "note" if impact.changed else "yes"),)


def blocks(impact: Impact, sides: Sides, lang: str, most: int = MOST) -> tuple[Block, ...]:
    """The same without a title: the numbers, the totals, a chart, those moved (at most so many), what was left out."""
    made: list[Block] = [*_numbers(impact, lang), *_notes(impact, lang)]
    if impact.totals:
        made += [Line(either(lang, "分规则、分年度", "by rule and year"), "strong"), _totals(impact.totals, sides, lang)]
        made.append(bars(impact, sides, lang))
    if impact.moved:
        made += [Line(either(lang, "谁受影响", "who is moved"), "strong"), _moved(impact.moved[:most], sides, lang)]
    if len(impact.moved) > most:
        more = len(impact.moved) - most
        made.append(Line(either(lang, f"……还有 {more} 项，见 JSON", f"… and {more} more, in the JSON"), "note"))
    return tuple(made)


def svg(impact: Impact, sides: Sides, lang: str) -> str:
    """The chart alone, as a figure in HTML; "" where nothing is paid."""
    return "".join(chart(bars(impact, sides, lang)))


def bars(impact: Impact, sides: Sides, lang: str) -> Bars:
    """What may be paid at most under each version, by rule and year; rules under which neither pays are left out."""
    drawn = [each for each in impact.totals if each.before.high or each.after.high]
    years = len({each.year for each in impact.totals}) > 1
    return Bars(
        either(lang, "各规则新旧金额（含尚未确定的）", "amounts by rule under either version, what is not certain included"),
        (either(lang, "旧版本", "old version"), either(lang, "新版本", "new version")),
        tuple((_name(each, sides, lang, years), each.before.high, each.after.high) for each in drawn),
        tuple((span(each.before, lang), span(each.after, lang)) for each in drawn),
        either(lang, "规则", "rule"),
    )


# --- numbers ---


def _numbers(impact: Impact, lang: str) -> Iterator[Row]:
    unit_zh, unit_en = ("个个案", "cases") if impact.of_cases else ("行", "rows")
    read = either(
        lang,
        f"{masked(impact.file)}：共 {impact.rows} {unit_zh}，计入 {impact.counted} {unit_zh}，{impact.claims} 项申领",
        f"{masked(impact.file)}: {impact.rows} {unit_en}, {impact.counted} of them counted, {impact.claims} claims",
    )
    yield row(either(lang, "名单", "list"), read)
    if impact.bad:
        lost = either(
            lang,
            f"{impact.left_out} {unit_zh}没有计入（错误 {len(impact.bad)} 处，逐一列在报错中）；以下金额都不含它们",
            f"{impact.left_out} {unit_en} are left out ({len(impact.bad)} mistakes, named among the errors); no sum has them",
        )
        yield row(either(lang, "未计入", "left out"), Line(lost, "no"))
    said = [either(lang, f"{CALLED[way][0]} {count}", f"{CALLED[way][1]} {count}") for way, count in impact.counts.items()]
    none = Line(either(lang, "没有一项变动", "no claim is moved"), "yes")
    yield row(either(lang, "变动", "moved"), either(lang, "，", ", ").join(said) if said else none)
    yield from _sums(impact, lang, owed=False)
    if any(each.owed for each in impact.totals):
        yield from _sums(impact, lang, owed=True)


def _sums(impact: Impact, lang: str, owed: bool) -> Iterator[Row]:
    before, after = impact.sums(owed)
    what = either(lang, "应缴", "owed") if owed else either(lang, "给付", "paid")
    certain = _turn(before.low, after.low, lang)
    yield row(either(lang, f"{what}（确定）", f"{what}, for certain"), certain)
    if (before.low, after.low) != (before.high, after.high):
        yield row(either(lang, f"{what}（最多）", f"{what}, at most"), _turn(before.high, after.high, lang))
    if any((before.unknown, after.unknown, before.open, after.open)):
        yield row(either(lang, "未定", "open"), _open(before, after, lang))


def _open(before: Sums, after: Sums, lang: str) -> Line:
    """How many answers are open, so that nobody takes a certain sum for the whole."""
    said = []
    if before.unknown or after.unknown:
        said.append(
            either(
                lang,
                f"信息不足：旧 {before.unknown} 项，新 {after.unknown} 项，不作零计，只计入“最多”",
                f"information missing: {before.unknown} old, {after.unknown} new; they count in “at most” alone, never as nil",
            )
        )
    if before.open or after.open:
        said.append(
            either(
                lang,
                f"本办法未定数额：旧 {before.open} 项，新 {after.open} 项，金额均不含",
                f"no amount in the measure: {before.open} old, {after.open} new; in none of the sums",
            )
        )
    return Line(either(lang, "；", "; ").join(said), "unknown")


def _turn(before: int, after: int, lang: str) -> str:
    said = say_money(before, lang) if before == after else f"{say_money(before, lang)} → {say_money(after, lang)}"
    return f"{said}{either(lang, '，', ', ')}{signed(after - before, lang)}"


def _notes(impact: Impact, lang: str) -> Iterator[Line]:
    for each in impact.assumptions:
        yield Line(each.say(lang), "note")
    codes = {each.code for each in impact.notes}
    if "D229" in codes:
        text = either(
            lang,
            "名单没有写此前付过什么：有限额的补贴一律未定",
            "the list does not say what was paid before: no benefit with a limit is certain",
        )
        yield Line(text, "unknown")
    if "D228" in codes:
        text = either(
            lang,
            "同一对象在几个日期申请：各自认定，前一次给付未计入后一次",
            "a subject applies on several days: each is answered by itself, and a grant of one does not count in the next",
        )
        yield Line(text, "note")


# --- tables ---


def _totals(totals: Sequence[Total], sides: Sides, lang: str) -> Grid:
    split = any((each.before.low, each.after.low) != (each.before.high, each.after.high) for each in totals)
    head = [
        ("规则", "rule"),
        ("年度", "year"),
        ("申领", "claims"),
        ("旧（确定）", "old, certain"),
        ("新（确定）", "new, certain"),
        ("增减", "change"),
    ]
    head += [("旧（最多）", "old, at most"), ("新（最多）", "new, at most"), ("增减", "change")] if split else []
    head += [("变动", "moved")]
    rows = []
    for each in totals:
        cells = [_name(each, sides, lang), str(each.year), str(each.claims)]
        cells += [say_money(each.before.low, lang), say_money(each.after.low, lang), signed(each.certain, lang)]
        if split:
            cells += [_most(each.before, lang), _most(each.after, lang), signed(each.possible, lang)]
        rows.append((*cells, _counts(each.counts, lang)))
    return Grid(tuple(either(lang, *words) for words in head), tuple(rows), frozenset(range(2, len(head) - 1)))


def _name(total: Total, sides: Sides, lang: str, with_year: bool = False) -> str:
    label = rule_label(sides, total.rule, lang) + (either(lang, "（应缴）", " (owed)") if total.owed else "")
    return f"{label} {total.year}" if with_year else label


def _most(sums: Sums, lang: str) -> str:
    extra = either(lang, f" 另 {sums.open} 项未定", f" and {sums.open} open") if sums.open else ""
    return say_money(sums.high, lang) + extra


def _counts(counts: Mapping[Way, int], lang: str) -> str:
    return either(lang, "，", ", ").join(f"{either(lang, *CALLED[way])} {count}" for way, count in counts.items()) or "－"


def _moved(moved: Sequence[Moved], sides: Sides, lang: str) -> Grid:
    head = (
        ("对象", "for"),
        ("规则", "rule"),
        ("年度", "year"),
        ("变化", "change"),
        ("旧", "old"),
        ("新", "new"),
        ("位置", "where"),
    )
    rows = tuple(
        (
            named(each.path, sides, lang),
            rule_label(sides, each.rule, lang),
            each.period or str(each.year),
            either(lang, *CALLED[each.kind]),
            answered(each.before, lang, each.kind == "other"),
            answered(each.after, lang, each.kind == "other"),
            masked(each.where),
        )
        for each in moved
    )
    return Grid(tuple(either(lang, *words) for words in head), rows, tones=tuple(TONES[each.kind] for each in moved), toned=3)
