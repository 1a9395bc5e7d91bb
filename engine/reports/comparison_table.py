"""修订对照表: old and new text side by side, with the kind of revision, the effect on rules and a witness in each row."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.diff.model import Difference, Run, TextChange
from engine.backends.prose_values import either, listed
from engine.pack.model import Pack
from engine.pack.terms import Label
from engine.reports.comparison_case import answer, case_parts, say_gap
from engine.reports.comparison_rows import Rows, TableRow, Witness, kind_of
from engine.reports.comparison_words import KINDS, change_in_words, column, packs_of, sentence
from engine.reports.difference_words import rule_label
from engine.reports.page import Block, Line, Section, Sheet, marked

SHARES = (5, 27, 27, 8, 33)


def table_section(found: Difference, held: Rows, number: str, lang: str) -> Section:
    """The whole table with the sentences before and behind it."""
    texts = found.texts
    assert texts is not None
    lines: list[Block] = [Line(sentence("not_listed", lang))]
    if not texts.official:
        lines.append(Line(sentence("summaries", lang), "strong"))
    else:
        lines.append(Line(sentence("marks", lang)))
    told_once: set[int] = set()
    rows = [*_replaced(found, lang)]
    for row in held.rows:
        rows.append(_row(row, len(rows) + 1, found, told_once, lang))
    if not rows:
        lines.append(Line(sentence("no_row", lang), "yes"))
    else:
        heads = either(lang, "序号|修订类型|修订依据和理由", "No.|Kind of revision|Basis and reasons").split("|")
        head = (heads[0], column(found.sides.old, "old", lang), column(found.sides.new, "new", lang), heads[1], heads[2])
        lines.append(Sheet(head, tuple(rows), SHARES))
    if held.renumbered:
        lines.append(Line(either(lang, "序号顺延：", "Renumbered, with the same words: ") + _renumbered(held.renumbered, lang)))
    return Section(number + either(lang, "修订对照表", "Table of comparison"), tuple(lines))


def _renumbered(changes: tuple[TextChange, ...], lang: str) -> str:
    said = [either(lang, f"原{each.old}改为{each.new}", f"{each.old} is now {each.new}") for each in changes]
    return either(lang, "；", "; ").join(said) + either(lang, "。内容不变。", ".")


def _replaced(found: Difference, lang: str) -> Iterator[tuple[tuple[Line, ...], ...]]:
    """Words replaced throughout, in one row before all others."""
    replacements = found.texts.replacements if found.texts else ()
    if not replacements:
        return
    old = tuple(marked((("same", either(lang, "全文：", "Throughout: ")), ("del", each.old))) for each in replacements)
    new = tuple(marked((("same", either(lang, "全文：", "Throughout: ")), ("ins", each.new))) for each in replacements)
    lines = []
    for each in replacements:
        places = listed(list(each.cites), lang)
        text = either(lang, f"全文“{each.old}”改为“{each.new}”", f"“{each.old}” becomes “{each.new}” throughout")
        lines.append(
            Line(
                text,
                under=(
                    Line(either(lang, f"见于：{places}。以下各行不再标出。", f"at {places}; not marked again below"), "note"),
                ),
            )
        )
    yield (Line("1"),), old, new, (Line(either(lang, *KINDS["wording"])),), (_reason(lang), *lines)


def _row(row: TableRow, number: int, found: Difference, told_once: set[int], lang: str) -> tuple[tuple[Line, ...], ...]:
    kind = either(lang, *KINDS[row.kind])
    blank = (Line("—", "idle"),)
    if row.unit is not None:
        old, new = _full(row.old, row.unit.before), _full(row.new, row.unit.after)
    else:
        old, new = _summary(row.old, row.changes, lang, old=True), _summary(row.new, row.changes, lang, old=False)
    if row.kind == "added":
        old, new = (), (Line(either(lang, "【新增】", "[added]"), "strong"), *new)
    elif row.kind == "removed":
        old, new = (Line(either(lang, "【删除】", "[deleted]"), "strong"), *old), ()
    return (Line(str(number)),), old or (), new or (), (Line(kind),), tuple(_effects(row, found, told_once, lang)) or blank


def _full(cite: str, paragraphs: tuple[tuple[Run, ...], ...]) -> tuple[Line, ...]:
    """The words of a unit under its citation."""
    return (Line(cite, "strong"), *map(marked, paragraphs)) if paragraphs else ()


def _summary(cite: str, changes: tuple[TextChange, ...], lang: str, old: bool) -> tuple[Line, ...]:
    """Our own words, where there are none of the text."""
    said: list[Label] = [each.summary_old if old else each.summary_new for each in changes]
    return (Line(cite, "strong"), *(Line(each.say(lang)) for each in said if each.say(lang))) if cite else ()


# --- basis and reasons ---


def _reason(lang: str) -> Line:
    """For the drafter: no machine knows why."""
    return Line(sentence("to_fill_in", lang), "note")


def _effects(row: TableRow, found: Difference, told_once: set[int], lang: str) -> Iterator[Line]:
    yield _reason(lang)
    sides = found.sides
    if row.effects:
        under = []
        for each in row.effects:
            names = listed([rule_label(sides, name, lang) for name in each.rules[:MOST]], lang)
            if len(each.rules) > MOST:
                names = either(lang, f"{names}等{len(each.rules)}项", f"{names} and {len(each.rules) - MOST} more")
            about = change_in_words(each, lang)
            under.append(Line(either(lang, f"〔{names}〕", f"[{names}] ") + about if names else about))
        yield Line(either(lang, "规则效果", "Effect on rules"), "strong", tuple(under))
    elif row.others:
        names = listed([rule_label(sides, name, lang) for name in row.others], lang)
        yield Line(
            either(
                lang,
                f"依据本条的规则（{names}）的变化见其他各行。",
                f"What changed of the rules resting on it ({names}) stands in other rows.",
            )
        )
    elif row.rules and found.rules is not None:
        names = listed([rule_label(sides, name, lang) for name in row.rules], lang)
        yield Line(
            either(
                lang,
                f"规则效果：无。依据本条的规则（{names}）未变。",
                f"No effect: the rules resting on it ({names}) did not change.",
            )
        )
    else:
        yield Line(
            either(lang, "没有规则依据本条，须人工判断。", "No rule rests on it: to be judged by reading.")
            + _why_not(row, sides.new, sides.old, lang)
        )
    new = [each for each in row.witnesses if each.number not in told_once][:TOLD]
    for witness in row.witnesses:
        if witness in new:
            yield _witness(witness, found, lang)
            told_once.add(witness.number)
    if rest := [str(each.number) for each in row.witnesses if each not in new]:
        numbers = listed(rest, lang)
        yield Line(either(lang, f"另见例{numbers}", f"see also cases {numbers}"))


MOST = 3  # rules named in one row
TOLD = 3  # witnesses told in one row


def _why_not(row: TableRow, new: Pack, old: Pack, lang: str) -> str:
    """Why the pack computes nothing from a provision."""
    for pack, cite in ((new, row.new), (old, row.old)):
        if (provision := pack.provisions.get(cite)) and (why := provision.not_computed.say(lang)):
            return either(lang, f"规则包注明：{why}", f" The pack says: {why}")
    return ""


def _witness(witness: Witness, found: Difference, lang: str) -> Line:
    """A witness in short."""
    old, new = packs_of(found.sides)
    finding = witness.finding
    kind = kind_of(witness, found.sides, lang) + (either(lang, "，溯及既往", ", retroactive") if finding.retroactive else "")
    money = say_gap(finding.before, finding.after, lang)
    label = rule_label(found.sides, witness.of.rule, lang)
    title = either(lang, f"例{witness.number}　{label}：{kind}", f"Case {witness.number}, {label}: {kind}")
    title += either(lang, f"，{money}", f", {money}") if money else ""
    case = either(lang, "；", "; ").join(case_parts(finding.case, new if witness.of.rule_new else old, lang))
    before, after = answer(finding.before, old, lang), answer(finding.after, new, lang)
    return Line(
        title,
        "strong",
        (
            Line(case),
            Line(either(lang, f"修订前：{before}", f"before: {before}")),
            Line(either(lang, f"修订后：{after}", f"after: {after}")),
        ),
    )
