"""What a revision comes to: both documents, how many provisions and rules changed, for whom it is better, with what money."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.diff.model import Behaviour, Difference, RuleChange
from engine.backends.prose import Speaker
from engine.backends.prose_amounts import say_in_force
from engine.backends.prose_values import either, listed
from engine.pack.model import Pack
from engine.reports.comparison_case import say_gap
from engine.reports.comparison_rows import DAYS, Rows, Witness, by_rule, kind_of
from engine.reports.comparison_words import change_in_words, signed
from engine.reports.difference_words import DIRECTIONS, VERDICTS, rule_label
from engine.reports.page import Block, Grid, Line, Row, Section, Sheet, row

LONG = (60, 140)  # characters of a change that is left to the table; in English
FEW = 3  # changes of one rule named in the overview


def lead(found: Difference, lang: str) -> tuple[Row, ...]:
    """Both versions, each with its number, its day, its days in force and the pack it was read from."""
    sides = found.sides
    names = either(lang, "修订前", "Before"), either(lang, "修订后", "After")
    return tuple(row(name, *_document(pack, lang)) for name, pack in zip(names, (sides.old, sides.new), strict=True))


def _document(pack: Pack, lang: str) -> Iterator[Line]:
    colon, joint = either(lang, "：", ": "), either(lang, "；", "; ")
    yield Line(pack.title.say(lang, pack.id), "strong")
    said = [
        f"{either(lang, *label)}{colon}{text}"
        for label, text in (
            (("文号", "number"), pack.document.get("number", "")),
            (("成文日期", "signed"), signed(pack, lang)),
            (("制定机关", "issued by"), pack.document.get("issuer", "")),
        )
        if text
    ]
    if said:
        yield Line(joint.join(said))
    yield Line(either(lang, "施行期：", "in force: ") + say_in_force(pack.in_force, Speaker(pack, lang)))
    yield Line(either(lang, "规则包：", "pack: ") + f"{pack.id} {pack.version} · {pack.digest[:19]}", "note")


def summary_section(found: Difference, held: Rows, number: str, lang: str) -> Section:
    """What changes, in a few lines and one table."""
    blocks: list[Block] = [*_counts(found, held, lang)]
    if found.behaviour:
        blocks.append(_overview(found, held, lang))
    return Section(number + either(lang, "总体情况", "In short"), tuple(blocks))


def _counts(found: Difference, held: Rows, lang: str) -> Iterator[Row]:
    if found.texts is not None:
        yield row(either(lang, "条文", "Text"), *_of_text(found, held, lang))
    if found.rules is not None:
        matters = [each for each in found.rules if not each.about.editorial]
        rest = len(found.rules) - len(matters)
        said = either(
            lang,
            f"影响或可能影响认定结果的变化{len(matters)}项；文字、名称等变动{rest}项（见附录）",
            f"{len(matters)} changes on which an answer may turn; {rest} of words, names and the like (in the appendix)",
        )
        yield row(either(lang, "规则", "Rules"), said)
    if found.behaviour is not None:
        yield row(either(lang, "认定结果", "Answers"), *_of_answers(found, lang))
        yield row(either(lang, "对申请人", "For the beneficiary"), *_direction(found, lang))
        if back := [each.number for each in held.witnesses if each.finding.retroactive]:
            numbers = listed([str(each) for each in back], lang)
            text = either(
                lang,
                f"溯及既往：例{numbers}表明，适用规定之日在新版本施行之前的个案，结果也有变化",
                f"retroactive: cases {numbers} show other answers for days before the first day of the new version",
            )
            yield row(either(lang, "溯及力", "Retroactivity"), Line(text, "no"))


def _of_text(found: Difference, held: Rows, lang: str) -> Iterator[Line]:
    assert found.texts is not None
    for each in found.texts.replacements:
        yield Line(either(lang, f"全文“{each.old}”改为“{each.new}”", f"“{each.old}” becomes “{each.new}” throughout"))
    kinds = (
        ("changed", "修改", "changed"),
        ("added", "新增", "added"),
        ("removed", "删除", "deleted"),
        ("moved", "移动", "moved"),
    )
    counted = [
        (zh, en, sum(each.kind == kind for each in held.rows)) for kind, zh, en in (*kinds, ("wording", "文字调整", "reworded"))
    ]
    said = [either(lang, f"{zh}{count}处", f"{count} {en}") for zh, en, count in counted if count]
    if held.renumbered:
        said.append(either(lang, f"仅序号变动{len(held.renumbered)}处", f"{len(held.renumbered)} with another number only"))
    yield Line(either(lang, "，", ", ").join(said) or either(lang, "没有变动", "no change"))


def _of_answers(found: Difference, lang: str) -> Iterator[Line]:
    behaviour = found.behaviour or ()
    counts = {verdict: sum(each.verdict == verdict for each in behaviour) for verdict in VERDICTS}
    said = [either(lang, f"{zh}{counts[key]}项", f"{counts[key]} {en}") for key, (zh, en) in VERDICTS.items() if counts[key]]
    yield Line(either(lang, "，", ", ").join(said), "unknown" if counts["unknown"] else "plain")


def _direction(found: Difference, lang: str) -> Iterator[Line]:
    """Of every direction, the rules that go that way."""
    for direction, words in DIRECTIONS.items():
        some = [
            rule_label(found.sides, each.rule, lang)
            for each in found.behaviour or ()
            if each.direction == direction and each.verdict != "equivalent" and each.verdict != "unknown"
        ]
        if some:
            yield Line(either(lang, *words) + either(lang, "：", ": ") + listed(some, lang))
    if not any(each.verdict == "changed" for each in found.behaviour or ()):
        yield Line(either(lang, *DIRECTIONS["same"]))


def _overview(found: Difference, held: Rows, lang: str) -> Sheet | Grid:
    """One line for each rule."""
    heads = either(
        lang,
        "事项|结论|对申请人|主要变化|例证中的差额",
        "Rule|Answers|For the beneficiary|What changed|Difference in the witnesses",
    )
    changes = [each for each in found.rules or () if not each.about.editorial and each.kind not in DAYS]
    matters = by_rule(changes)
    rows = tuple(_line(each, matters.get(each.rule, []), held.witnesses_of(each), found, lang) for each in found.behaviour or ())
    return Sheet(tuple(heads.split("|")), rows, (16, 10, 14, 38, 22))


def _line(
    of: Behaviour, changes: list[RuleChange], witnesses: tuple[Witness, ...], found: Difference, lang: str
) -> tuple[tuple[Line, ...], ...]:
    direction = either(lang, *DIRECTIONS[of.direction]) if of.verdict == "changed" else "—"
    said = [Line(_brief(each, lang)) for each in changes[:FEW]]
    if len(changes) > FEW:
        said.append(Line(either(lang, f"等{len(changes)}项", f"and {len(changes) - FEW} more"), "note"))
    money = []
    for each in witnesses:
        kind = kind_of(each, found.sides, lang)
        gap = say_gap(each.finding.before, each.finding.after, lang)
        money.append(
            Line(
                either(lang, f"例{each.number}　{kind}", f"case {each.number}, {kind}")
                + (either(lang, f"：{gap}", f": {gap}") if gap else "")
            )
        )
    tone = "yes" if of.verdict == "equivalent" else "unknown" if of.verdict == "unknown" else "strong"
    name = Line(rule_label(found.sides, of.rule, lang))
    return (name,), (Line(either(lang, *VERDICTS[of.verdict]), tone),), (Line(direction),), tuple(said), tuple(money)  # type: ignore[arg-type]


def _brief(change: RuleChange, lang: str) -> str:
    """A change in short: a whole rule that came or went is named by its kind alone."""
    if change.kind in ("rule_added", "rule_removed"):
        return either(lang, change.about.zh, change.about.en)
    return change_in_words(change, lang, LONG[lang == "en"])
