"""A pack, or one of its rules, as prose: generated from the pack, so that there is no second copy of the rules to go stale."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal as OneWord

from engine.backends.prose import Speaker
from engine.backends.prose_amounts import say_in_force
from engine.backends.prose_limits import say_limit
from engine.backends.prose_tables import row_pairs
from engine.backends.prose_values import either, listed, say_day, titled
from engine.pack.model import Pack
from engine.pack.terms import Reading
from engine.reports import page_both, page_html, page_markdown, page_text
from engine.reports.explanation_readings import as_stated, standing
from engine.reports.pack_prose_guide import at_a_glance, guide_section
from engine.reports.pack_prose_rules import readings_of, rule_section, switched_off
from engine.reports.page import Block, Grid, Line, Page, Row, Section, row
from engine.version import ENGINE

Format = OneWord["text", "markdown", "html"]
RENDER = {"text": page_text.as_text, "markdown": page_markdown.as_markdown, "html": page_html.as_html}
Lang = OneWord["zh", "en", "both"]

DOCUMENT = {
    "number": ("文号", "Number"),
    "issuer": ("制定机关", "Issued by"),
    "signed": ("成文日期", "Signed"),
    "published": ("公布日期", "Published"),
    "index": ("索引号", "Index number"),
    "status": ("公布的状态", "Published status"),
    "url": ("网址", "Address"),
}


SHORT = 8  # sections of a guide that is found through without a list of them
DAYS = ("signed", "published")


def show(pack: Pack, rule: str | None, lang: str, format: Format = "text") -> str:
    """The whole pack, or the rule of this name, in `lang` ("zh" or "en"). KeyError if the pack has no such rule."""
    return RENDER[format](page(pack, rule, lang))


def guide(pack: Pack, rule: str | None, lang: Lang) -> Page:
    """The same for applicants and counters, to be printed: with what to bring, and every open point asked where it counts."""
    if lang != "both":
        return page(pack, rule, lang, guiding=True)
    return page_both.both(page(pack, rule, "zh", guiding=True), page(pack, rule, "en", guiding=True))


def page(pack: Pack, rule: str | None, lang: str, guiding: bool = False) -> Page:
    """The prose before it takes a form; `guiding`: as a guide."""
    speaker = Speaker(pack, lang)
    section = guide_section if guiding else rule_section
    if rule is not None:
        held = pack.rules[rule]
        names = as_stated(readings_of(held, pack), pack)
        sections = [section(held, "", speaker), _readings([pack.readings[name] for name in names], speaker)]
        title = titled(held.label.say(lang, rule), lang)
    else:
        sections = [section(each, f"{at}. ", speaker) for at, each in enumerate(pack.rules.values(), 1)]
        sections = [
            *([at_a_glance(speaker)] if guiding else []),
            Section(either(lang, "规则", "Rules"), ()),
            *sections,
            *(each for each in _rest(pack, speaker) if each.blocks),
        ]
        title = pack.title.say(lang, pack.id)
    lead, foot = tuple(_lead(pack, speaker, whole=rule is None)), _foot(pack, lang)
    return Page(title, lang, lead, tuple(sections), foot, dated=_dated(pack), contents=guiding and len(sections) > SHORT)


def _dated(pack: Pack) -> str:
    """The day the measure was made public, or signed, as the pack states it."""
    return next((day for key in ("published", "signed") if (day := pack.document.get(key))), "")


def _foot(pack: Pack, lang: str) -> tuple[str, ...]:
    words = either(
        lang,
        "本文由规则包自动生成，系自拟概述；以办法原文为准。",
        "Generated from the rule pack in our own words; the official text alone is authoritative.",
    )
    return words, f"{pack.id} {pack.version} · {pack.digest[:19]} · tiaokuan {ENGINE}"


def _lead(pack: Pack, speaker: Speaker, whole: bool) -> Iterator[Row]:
    """What measure this is."""
    lang, held = speaker.lang, pack.document
    if not whole:
        yield row(either(lang, "办法", "Measure"), pack.title.say(lang, pack.id))
    for key, labels in DOCUMENT.items():
        if held.get(key) and (whole or key == "number"):
            yield row(either(lang, *labels), _day_or_text(held[key], lang) if key in DAYS else held[key])
    yield row(either(lang, "施行期", "In force"), say_in_force(pack.in_force, speaker))


def _day_or_text(text: str, lang: str) -> str:
    """A day as every other day of the page is said."""
    try:
        return say_day(date.fromisoformat(text), lang)
    except ValueError:
        return text


def _rest(pack: Pack, speaker: Speaker) -> Iterator[Section]:
    """Everything in a pack besides its rules."""
    lang = speaker.lang
    yield Section(either(lang, "共同限额", "Shared limits"), tuple(_shared(pack, speaker)))
    yield Section(either(lang, "办法中的数字", "Numbers of the measure"), tuple(_numbers(pack, speaker)))
    yield Section(either(lang, "用语", "Terms"), tuple(_terms(pack, speaker)))
    yield _readings([pack.readings[name] for name in as_stated(pack.readings, pack)], speaker)
    yield Section(
        either(lang, "一般情形（仅提示）", "Usual expectations (remarks only)"),
        tuple(Line(speaker.condition(each)) for each in pack.expected),
    )
    yield Section(either(lang, "未尽事项", "Open notes"), tuple(_notes(pack, lang)))
    yield Section(either(lang, "没有规则的条款及原因", "Provisions without a rule, and why"), tuple(_unruled(pack, lang)))
    yield Section(either(lang, "主管部门", "Authorities"), tuple(_authorities(pack, lang)))
    yield Section(either(lang, "须复核的时点", "Days of review"), tuple(_reviews(pack, speaker)))


def _shared(pack: Pack, speaker: Speaker) -> Iterator[Block]:
    lang = speaker.lang
    for limit in pack.limits:
        held = pack.rules[limit.binds[0]]
        bound = listed([pack.rules[name].label.say(lang, name) for name in limit.binds], lang, "and")
        under = [
            Line(either(lang, "适用于：", "binds ") + bound, "note"),
            Line(say_limit(limit, held, speaker), "note"),
        ]
        text = limit.label.say(lang, limit.name) + switched_off(limit, speaker)
        yield row(limit.cite or "—", Line(text, under=tuple(under)))


def _numbers(pack: Pack, speaker: Speaker) -> Iterator[Block]:
    """Every number of the law with its citation, tables line by line."""
    lang, rows = speaker.lang, []
    for parameter in pack.parameters.values():
        label = parameter.label.say(lang, parameter.name)
        source = either(lang, f"（取自{parameter.source}）", f" (from {parameter.source})") if parameter.source else ""
        for at, (key, value) in enumerate(row_pairs(parameter, lang)):
            name = f"{label}{source}" if at == 0 else ""
            rows.append((name, key, value, parameter.cite if at == 0 else ""))
    if rows:
        heads = either(lang, "数字|情形|数值|出处", "Number|Case|Value|Under").split("|")
        yield Grid(tuple(heads), tuple(rows), frozenset({2}), shares=(6, 4, 4, 4))


def _terms(pack: Pack, speaker: Speaker) -> Iterator[Block]:
    for definition in pack.definitions.values():
        cite = either(speaker.lang, f"（{definition.cite}）", f" ({definition.cite})") if definition.cite else ""
        label = definition.label.say(speaker.lang, definition.name)
        subject = speaker.subject(definition.subject)
        yield row(
            subject, either(speaker.lang, f"“{label}”指：", f"“{label}” means: ") + speaker.say(definition.means.expr) + cite
        )


def _readings(readings: list[Reading], speaker: Speaker) -> Section:
    """Open points of the text: the question, every option, the one adopted and by whom."""
    lang = speaker.lang
    blocks: list[Block] = []
    for reading in readings:
        cite = either(lang, f"（{reading.cite}）", f" ({reading.cite})") if reading.cite else ""
        question = Line(reading.question.say(lang, reading.name) + cite, under=tuple(_options(reading, speaker)))
        blocks.append(row(reading.register or reading.name, question))
    return Section(either(lang, "解释口径", "Readings"), tuple(blocks))


def _options(reading: Reading, speaker: Speaker) -> Iterator[Line]:
    """Every way to read, the one adopted marked with who stands behind it."""
    lang = speaker.lang
    for option in reading.options.values():
        label = option.label.say(lang, option.name)
        means = speaker.bare(option.means.expr) if option.means else ""
        text = label + (either(lang, f"：{means}", f": {means}") if means and means != label else "")
        taken = option.name == reading.adopted
        by = standing(reading.name, option.name, speaker)
        yield Line(text + (either(lang, f"【采用，{by}】", f" [adopted; {by}]") if taken else ""), "yes" if taken else "plain")
    if reading.adopted is None:
        yield Line(either(lang, "尚未确定，须先审定", "not settled; to be decided first"), "unknown")
    if reading.decided and (why := reading.decided.why.say(lang)):
        yield Line(either(lang, f"理由：{why}", f"why: {why}"), "note")


def _notes(pack: Pack, lang: str) -> Iterator[Block]:
    for note in pack.notes.values():
        cite = either(lang, f"（{note.cite}）", f" ({note.cite})") if note.cite else ""
        why = note.why.say(lang)
        yield row(note.name, Line(note.text.say(lang) + cite, under=(Line(why, "note"),) if why else ()))


def _unruled(pack: Pack, lang: str) -> Iterator[Block]:
    """Provisions on which nothing rests, or that are computed in part only, each with the reason."""
    cited = set(_cites(pack))
    for provision in pack.provisions.values():
        why = provision.not_computed.say(lang)
        if why or provision.cite not in cited:
            why = why or either(lang, "规则包没有写明原因", "the pack gives no reason")
            yield row(provision.cite, Line(provision.summary.say(lang), under=(Line(why, "note"),)))


def _cites(pack: Pack) -> Iterator[str]:
    """Every citation of whatever a result may rest on."""
    yield from (fact.cite for fact in pack.facts.values())
    yield from (definition.cite for definition in pack.definitions.values())
    yield from (parameter.cite for parameter in pack.parameters.values())
    yield from (reading.cite for reading in pack.readings.values())
    yield from (invariant.cite for invariant in pack.invariants.values())
    yield from (limit.cite for limit in pack.limits)
    yield from (usual.cite for usual in pack.expected)
    yield from (review.cite for review in pack.review)
    for rule in pack.rules.values():
        yield rule.cite
        yield from (condition.cite for condition in rule.when)
        yield from (arm.cite for arm in rule.choose)
        yield from (limit.cite for limit in rule.limits)
        yield from (usual.cite for usual in rule.expected)


def _authorities(pack: Pack, lang: str) -> Iterator[Block]:
    for authority in pack.authorities:
        text = authority.label.say(lang, authority.name)
        if not text.startswith(authority.name):  # the name that stands beside the facts it certifies
            text = either(lang, f"{authority.name}：{text}", f"{authority.name}: {text}")
        if authority.since:
            text += either(lang, f"，自{say_day(authority.since, lang)}起", f", from {say_day(authority.since, lang)}")
        if authority.until:
            text += either(lang, f"，至{say_day(authority.until, lang)}止", f", until {say_day(authority.until, lang)}")
        yield Line(text)


def _reviews(pack: Pack, speaker: Speaker) -> Iterator[Block]:
    for review in pack.review:
        yield row(speaker.say(review.since.expr), review.label.say(speaker.lang))
