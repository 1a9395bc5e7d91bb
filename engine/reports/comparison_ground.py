"""Where text and rules part: rules that changed alone, provisions without rule, rules without provision; and the open points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.analysis.diff.model import Difference, RuleChange, Sides
from engine.analysis.source.places import parse
from engine.analysis.source.rests import Grounds
from engine.backends.prose_values import either, listed
from engine.pack.model import Pack
from engine.reports.comparison_rows import Rows
from engine.reports.comparison_words import column, sentence
from engine.reports.difference_words import rule_label, told
from engine.reports.page import Block, Line, Section, Sheet

READINGS = (
    "reading_opened", "reading_closed", "reading_adopted", "reading_option_added", "reading_option_removed",
    "reading_option_changed", "reading_decided",
)  # fmt: skip


def elsewhere_section(found: Difference, held: Rows, number: str, lang: str) -> Section | None:
    """Changes of rules that stand in no row of the table."""
    if found.texts is None or not held.elsewhere:
        return None
    heads = either(lang, "变化|内容|出处|涉及规则", "Change|What|Under|Rules").split("|")
    rows = tuple(_change(each, found.sides, lang) for each in held.elsewhere)
    title = either(lang, "没有对应条文变动的规则变化", "Changes of rules without a change of the text")
    return Section(number + title, (Line(sentence("elsewhere", lang)), Sheet(tuple(heads), rows, (16, 48, 12, 24))))


def _change(change: RuleChange, sides: Sides, lang: str) -> tuple[tuple[Line, ...], ...]:
    label = change.label.say(lang)
    said = told(change, lang) if change.part != "readings" else ""
    text = either(lang, "：", ": ").join(each for each in (label, said) if each)
    cite = change.cite or either(lang, "未注明", "none stated")
    return (
        (Line(either(lang, change.about.zh, change.about.en)),),
        (Line(text),),
        (Line(cite),),
        (Line(_names(change, sides, lang)),),
    )


def _names(change: RuleChange, sides: Sides, lang: str) -> str:
    if change.rules and set(sides.new.rules) <= set(change.rules):
        return either(lang, "全部规则", "every rule")
    return listed([rule_label(sides, name, lang) for name in change.rules], lang)


def readings_section(found: Difference, number: str, lang: str) -> Section | None:
    """Open points of the text that the revision opened, settled or reads otherwise."""
    if found.rules is None:
        return None
    changes = [each for each in found.rules if each.kind in READINGS]
    title = number + either(lang, "解释口径", "Readings")
    still = [
        f"{each.register or each.name} {each.question.say(lang, each.name)}"
        for each in found.sides.new.readings.values()
        if each.decided is None
    ]
    count = either(
        lang,
        f"新版本共有{len(found.sides.new.readings)}个解释口径（旧版本{len(found.sides.old.readings)}个），其中{len(still)}个采用默认口径、未经审定。",
        f"The new version has {len(found.sides.new.readings)} open points (the old one {len(found.sides.old.readings)}); "
        f"{len(still)} of them are read by default, decided by nobody.",
    )
    if not changes:
        return Section(title, (Line(either(lang, "口径没有变化。", "No reading changed. ") + count),))
    heads = either(lang, "变化|问题|说明|出处", "Change|Question|What|Under").split("|")
    rows = tuple(_reading(each, found.sides, lang) for each in changes)
    return Section(title, (Line(count), Sheet(tuple(heads), rows, (14, 36, 38, 12))))


def _reading(change: RuleChange, sides: Sides, lang: str) -> tuple[tuple[Line, ...], ...]:
    pack, name = (sides.new, change.new) if change.new is not None else (sides.old, change.old)
    reading = pack.readings.get((name or "").partition("/")[0])
    question = f"{reading.register} {reading.question.say(lang, reading.name)}".strip() if reading else change.label.say(lang)
    said = told(change, lang) if change.kind not in ("reading_opened", "reading_closed") else _adopted(change, sides, lang)
    kind = either(lang, change.about.zh, change.about.en)
    return (Line(kind),), (Line(question),), (Line(said),), (Line(change.cite),)


def _adopted(change: RuleChange, sides: Sides, lang: str) -> str:
    """How an open point was read before it was settled, or is read for now."""
    opened = change.kind == "reading_opened"
    pack, name = (sides.new, change.new) if opened else (sides.old, change.old)
    reading = pack.readings.get(name or "")
    option = reading.options.get(reading.adopted or "") if reading else None
    if option is None:
        return either(lang, "未采用任何口径", "no reading is adopted")
    label = option.label.say(lang, option.name)
    if opened:
        return either(lang, f"现采用：{label}", f"read for now as: {label}")
    return either(lang, f"原采用：{label}", f"was read as: {label}")


# --- coverage both ways ---


def coverage_section(found: Difference, number: str, lang: str) -> Section:
    """Of each version the provisions on which no rule rests, and the rules that rest on no provision."""
    sides = found.sides
    old, new = _bare(sides.old), _bare(sides.new)
    both = [cite for cite in new if sides.old_of("provisions", cite) in old]
    rows = [
        (either(lang, "没有规则的条款（另一版本不是如此）", "Provisions without a rule (unlike the other version)"),
         _provisions(sides.old, [cite for cite in old if sides.new_of("provisions", cite) not in new], lang),
         _provisions(sides.new, [cite for cite in new if cite not in both], lang)),
        (either(lang, "没有条款的规则", "Rules without a provision"),
         _rules(sides.old, lang), _rules(sides.new, lang)),
    ]  # fmt: skip
    blocks: list[Block] = [
        Sheet(
            ("", column(sides.old, "old", lang), column(sides.new, "new", lang)),
            tuple(((Line(label),), was or _none(lang), now or _none(lang)) for label, was, now in rows),
            (16, 42, 42),
            names=True,
        )
    ]
    if both:
        names = listed(both, lang)
        blocks.append(
            Line(
                either(
                    lang,
                    f"两个版本均没有规则的条款{len(both)}条（原则、职责等）：{names}。",
                    f"{len(both)} provisions without a rule in both versions (principles, tasks): {names}.",
                )
            )
        )
    return Section(number + either(lang, "条款与规则的对应", "Provisions and rules"), tuple(blocks))


def _none(lang: str) -> tuple[Line, ...]:
    return (Line(either(lang, "无", "none"), "note"),)


def _bare(pack: Pack) -> list[str]:
    """The provisions on which no rule, number or reading rests."""
    grounds, found = Grounds(pack, ()), []
    for cite in pack.provisions:
        place = parse(cite)
        on = grounds.on(place) if place else None
        if on is None or not (on.rules or on.parameters or on.readings):
            found.append(cite)
    return found


def _provisions(pack: Pack, cites: Sequence[str], lang: str) -> tuple[Line, ...]:
    lines = []
    for cite in cites:
        provision = pack.provisions[cite]
        why = provision.not_computed.say(lang) or either(lang, "规则包没有写明原因", "the pack gives no reason")
        lines.append(Line(f"{cite} {provision.summary.say(lang)}", under=(Line(why, "note"),)))
    return tuple(lines)


def _rules(pack: Pack, lang: str) -> tuple[Line, ...]:
    return tuple(_groundless(pack, lang))


def _groundless(pack: Pack, lang: str) -> Iterator[Line]:
    """Rules that cite nothing, or a place that the pack does not list."""
    places = [place for cite in pack.provisions if (place := parse(cite)) is not None]
    for rule in pack.rules.values():
        at = parse(rule.cite) if rule.cite else None
        if at is None or (places and not any(at.touches(place) for place in places)):
            cited = rule.cite or either(lang, "未注明出处", "no citation")
            yield Line(
                either(lang, f"{rule.label.say(lang, rule.name)}（{cited}）", f"{rule.label.say(lang, rule.name)} ({cited})")
            )
