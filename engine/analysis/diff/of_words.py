"""What changed of the words of a pack: subjects, facts, definitions, readings, benefits of other instruments."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.diff.forms import formula_form, type_form
from engine.analysis.diff.model import Pair, Part, RuleChange
from engine.analysis.diff.noting import NOTHING, At, Noting, written
from engine.backends.prose import Speaker
from engine.backends.prose_values import either, say_value
from engine.lang.types import INT, MONEY, OneOf, in_words
from engine.lang.values import Money
from engine.pack.terms import Definition, Fact, Label, Reading, Subject
from engine.text.source import Place


def at_of(noting: Noting, part: Part, pair: Pair) -> At:
    """Where a thing of a pack is, with its label and citation; the new version's where it has it."""
    old = getattr(noting.sides.old, part).get(pair.old) if pair.old is not None else None
    new = getattr(noting.sides.new, part).get(pair.new) if pair.new is not None else None
    one = new if new is not None else old
    places: list[Place | None] = [getattr(each, "place", None) for each in (old, new)]
    label = getattr(one, "label", None) or getattr(one, "question", None) or Label()
    return At(part, pair.old, pair.new, f"{part}.{pair.key}", label, getattr(one, "cite", ""), *places)


def say_subject(kind: str, speaker: Speaker) -> str:
    """A kind of subject by its label."""
    return speaker.subject(kind)


def subject_changes(noting: Noting, pair: Pair) -> Iterator[RuleChange]:
    at = at_of(noting, "subjects", pair)
    if pair.old is None or pair.new is None:
        yield from _came_or_went(noting, "subject", at)
        return
    old, new = noting.sides.old.subjects[pair.old], noting.sides.new.subjects[pair.new]
    yield from noting.renamed(at)
    yield from noting.called(at, (old.label, new.label))
    if (None if old.of is None else noting.names.of("subjects", old.of)) != new.of:
        words = noting.said(old, new, _parent)
        yield noting.change("subject_parent", at.inside(".of"), *words, (old.of or "", new.of or ""))


def _parent(subject: Subject, speaker: Speaker) -> str:
    return speaker.subject(subject.of) if subject.of else either(speaker.lang, "独立", "stands alone")


def _came_or_went(noting: Noting, kind: str, at: At, said: Label | None = None) -> Iterator[RuleChange]:
    """A thing that only one of the versions has."""
    said = said or at.label
    if at.old is None:
        yield noting.change(f"{kind}_added", at, NOTHING, said, ("", at.new or ""))
    else:
        yield noting.change(f"{kind}_removed", at, said, NOTHING, (at.old, ""))


def fact_changes(noting: Noting, pair: Pair) -> Iterator[RuleChange]:
    at = at_of(noting, "facts", pair)
    if pair.old is None or pair.new is None:
        yield from _came_or_went(noting, "fact", at)
        return
    old, new = noting.sides.old.facts[pair.old], noting.sides.new.facts[pair.new]
    yield from noting.renamed(at)
    yield from noting.called(at, (old.label, new.label), (old.cite, new.cite))
    if type_form(old.type) != type_form(new.type) or old.digits != new.digits:
        words = [Label(_type(each, "zh"), _type(each, "en")) for each in (old, new)]
        yield noting.change("fact_type", at.inside(".type"), words[0], words[1], note=_values_note(old, new))
    elif old.names != new.names:
        words = [Label(_values(each, "zh"), _values(each, "en")) for each in (old, new)]
        yield noting.change("label", at.inside(".names"), words[0], words[1])
    yield from _range(noting, at, old, new)
    for way, one, other in (("certified_by", old.certified_by, new.certified_by), ("evidence", old.evidence, new.evidence)):
        if one != other:
            yield noting.change("fact_evidence", at.inside(f".{way}"), one, other)
    if old.changeable != new.changeable:
        words = [Label(say_value(each.changeable, "zh"), say_value(each.changeable, "en")) for each in (old, new)]
        yield noting.change("fact_changeable", at.inside(".changeable"), words[0], words[1])


def _type(fact: Fact, lang: str) -> str:
    if isinstance(fact.type, OneOf):
        ranked = either(lang, "（有序）", " (ordered)") if fact.type.ordered else ""
        return _values(fact, lang) + ranked
    digits = either(lang, f"（{fact.digits}位小数）", f" ({fact.digits} decimals)") if fact.digits else ""
    return in_words(fact.type, lang) + digits


def _values(fact: Fact, lang: str) -> str:
    names = fact.type.names if isinstance(fact.type, OneOf) else ()
    return either(lang, "、", ", ").join(fact.names[name].say(lang, name) if name in fact.names else name for name in names)


def _values_note(old: Fact, new: Fact) -> Label:
    """The values that came and went."""
    if not isinstance(old.type, OneOf) or not isinstance(new.type, OneOf):
        return NOTHING
    came = [name for name in new.type.names if name not in old.type.names]
    went = [name for name in old.type.names if name not in new.type.names]
    parts = [(came, "新增", "added"), (went, "删除", "removed")]
    zh = "；".join(f"{word}{'、'.join(names)}" for names, word, _ in parts if names)
    return Label(zh, "; ".join(f"{word} {', '.join(names)}" for names, _, word in parts if names))


def _range(noting: Noting, at: At, old: Fact, new: Fact) -> Iterator[RuleChange]:
    for way, one, other in (("from", old.least, new.least), ("up_to", old.most, new.most), ("most", old.entries, new.entries)):
        if one != other and old.type.name == new.type.name:
            words = [Label(_edge(each, value, "zh"), _edge(each, value, "en")) for each, value in ((old, one), (new, other))]
            yield noting.change("fact_range", at.inside(f".{way}"), words[0], words[1], values=(one, other))
    yield from noting.formulas("fact_range", at.inside(".not_after"), old.not_after, new.not_after)


def _edge(fact: Fact, value: int | None, lang: str) -> str:
    if value is None:
        return either(lang, "不限", "any")
    return say_value(Money(value) if fact.type == MONEY else value, lang) if fact.type in (MONEY, INT) else str(value)


def definition_changes(noting: Noting, pair: Pair) -> Iterator[RuleChange]:
    at = at_of(noting, "definitions", pair)
    if pair.old is None or pair.new is None:
        one = noting.sides.old.definitions.get(pair.old or ""), noting.sides.new.definitions.get(pair.new or "")
        was, now = noting.said(*one, _defined)
        yield from _came_or_went(noting, "definition", at, was if pair.new is None else now)
        return
    old, new = noting.sides.old.definitions[pair.old], noting.sides.new.definitions[pair.new]
    yield from noting.renamed(at)
    yield from noting.called(at, (old.label, new.label), (old.cite, new.cite))
    yield from noting.formulas("definition_changed", at.inside(".means"), old.means, new.means)


def _defined(definition: Definition, speaker: Speaker) -> str:
    label, means = definition.label.say(speaker.lang, definition.name), speaker.say(definition.means.expr)
    return either(speaker.lang, f"{label}：{means}", f"{label}: {means}")


def benefit_changes(noting: Noting, pair: Pair) -> Iterator[RuleChange]:
    at = at_of(noting, "other_benefits", pair)
    if pair.old is None or pair.new is None:
        yield noting.change("other_benefit", at, *((NOTHING, at.label) if pair.old is None else (at.label, NOTHING)))
        return
    old, new = noting.sides.old.other_benefits[pair.old], noting.sides.new.other_benefits[pair.new]
    yield from noting.renamed(at)
    yield from noting.called(at, (old.label, new.label))
    if old.document != new.document:
        yield noting.change("citation", at.inside(".document"), Label(*[old.document] * 2), Label(*[new.document] * 2))
    if noting.names.of("subjects", old.subject) != new.subject:
        words = noting.said(old.subject, new.subject, say_subject)
        yield noting.change("other_benefit", at.inside(".subject"), *words)


def reading_changes(noting: Noting, pair: Pair) -> Iterator[RuleChange]:
    at = at_of(noting, "readings", pair)
    if pair.old is None or pair.new is None:
        kind = "reading_opened" if pair.old is None else "reading_closed"
        yield noting.change(kind, at, *((NOTHING, at.label) if pair.old is None else (at.label, NOTHING)))
        return
    old, new = noting.sides.old.readings[pair.old], noting.sides.new.readings[pair.new]
    yield from noting.renamed(at)
    yield from noting.called(at, (old.question, new.question), (old.cite, new.cite))
    if old.register != new.register:
        yield noting.change("citation", at.inside(".register"), Label(*[old.register] * 2), Label(*[new.register] * 2))
    if (noting.names.of("subjects", old.subject) if old.subject else "") != new.subject:
        words = noting.said(old.subject, new.subject, say_subject)
        yield noting.change("subject", at.inside(".subject"), *words)
    if old.adopted != new.adopted:
        words = noting.said(old, new, _adopted)
        yield noting.change("reading_adopted", at.inside(".adopted"), *words, (old.adopted or "", new.adopted or ""))
    if old.decided != new.decided:
        was, now = (f"{each.by} {each.on or ''}".strip() if each else "" for each in (old.decided, new.decided))
        yield noting.change("reading_decided", at.inside(".decided"), Label(was, was), Label(now, now))
    yield from _options(noting, at, pair)


def _adopted(reading: Reading, speaker: Speaker) -> str:
    return speaker.option(reading.name, reading.adopted)


def _options(noting: Noting, at: At, pair: Pair) -> Iterator[RuleChange]:
    assert pair.old is not None and pair.new is not None
    olds, news = noting.sides.old.readings[pair.old].options, noting.sides.new.readings[pair.new].options
    for name, option in news.items():
        here = at.only(f".options.{name}", None, option.place)
        if name not in olds:
            yield noting.change("reading_option_added", here, NOTHING, option.label, ("", written(option.means) or name))
            continue
        was = olds[name]
        here = here.inside("", was.place, option.place)
        if was.label != option.label:
            yield noting.change("label", here.inside(".label"), was.label, option.label)
        if was.open_ended != option.open_ended or (was.means is None) != (option.means is None):
            texts = [written(each.means) or ("open" if each.open_ended else name) for each in (was, option)]
            yield noting.change("reading_option_changed", here, was.label, option.label, (texts[0], texts[1]))
        elif formula_form(was.means, noting.names) != formula_form(option.means):
            yield from noting.formulas("reading_option_changed", here.inside(".means"), was.means, option.means)
    for name, option in olds.items():
        if name not in news:
            here = at.only(f".options.{name}", option.place, None)
            yield noting.change("reading_option_removed", here, option.label, NOTHING, (written(option.means) or name, ""))
