"""What a guide for applicants and counters adds to the prose of a pack: an overview, what to bring, the open points in full."""

from __future__ import annotations

from dataclasses import replace

from engine.backends.prose import Speaker
from engine.backends.prose_amounts import say_amount, say_duty, say_payers, say_target
from engine.backends.prose_values import either
from engine.pack.model import Note
from engine.pack.rule import Rule
from engine.reports.explanation_readings import as_stated
from engine.reports.pack_prose_evidence import NONE, evidence
from engine.reports.pack_prose_rules import KINDS, readings_of, rule_section
from engine.reports.page import Block, Grid, Line, Section, row

TO_BRING = ("所需材料（按现行口径）", "What to bring (under the readings adopted)")
TO_KNOW = ("须掌握的事实（按现行口径）", "What must be known (under the readings adopted)")  # nobody applies for a target


def at_a_glance(speaker: Speaker) -> Section:
    """Every rule on one line: what it gives, who pays, and under which provision."""
    lang = speaker.lang
    rows = [
        (str(at), rule.label.say(lang, rule.name), _gives(rule, speaker), _payer(rule, speaker), rule.cite or NONE)
        for at, rule in enumerate(speaker.pack.rules.values(), 1)
    ]
    heads = either(lang, "序号|名称|金额或内容|支付方|依据", "No.|Name|Amount or content|Paid by|Under").split("|")
    return Section(either(lang, "一览", "At a glance"), (Grid(tuple(heads), tuple(rows), shares=(3, 11, 15, 7, 8)),))


def _gives(rule: Rule, speaker: Speaker) -> str:
    if rule.amount is not None:
        return say_amount(rule.amount, speaker)
    if rule.target is not None:
        return say_target(rule.target, speaker)
    return say_duty(rule.duty, speaker) if rule.duty is not None else either(speaker.lang, *KINDS[rule.kind])


def _payer(rule: Rule, speaker: Speaker) -> str:
    if rule.kind != "amount":
        return NONE
    return speaker.subject(rule.subject) if rule.owed else say_payers(rule.paid_by, speaker)


def guide_section(rule: Rule, number: str, speaker: Speaker) -> Section:
    """One rule with its open points asked in full and the table of what to bring."""
    lang, section = speaker.lang, rule_section(rule, number, speaker, named=False)
    names = as_stated(readings_of(rule, speaker.pack), speaker.pack)
    blocks: list[Block] = list(section.blocks)
    if names:
        blocks.pop()  # the numbers alone, which end the section, mean nothing to an applicant
    points = [_open_point(name, speaker) for name in names]
    points += [_open_note(note, lang) for note in speaker.pack.notes.values() if note.cite and note.cite == rule.cite]
    if points:
        blocks.append(row(either(lang, "待明确事项", "Open points"), points))
    if (brought := evidence(rule, speaker)) is not None:
        blocks += [Line(either(lang, *(TO_BRING if rule.kind == "amount" else TO_KNOW)), "strong"), brought]
    return replace(section, blocks=tuple(blocks))


def _open_note(note: Note, lang: str) -> Line:
    """What the provision leaves open although it changes no result, and how the pack deals with it."""
    why = note.why.say(lang)
    return Line(f"{note.name} {note.text.say(lang)}", under=(Line(why, "note"),) if why else ())


def _open_point(name: str, speaker: Speaker) -> Line:
    """The question, and how it is answered for now."""
    lang, reading = speaker.lang, speaker.pack.readings[name]
    question = f"{reading.register} {reading.question.say(lang, name)}".strip()
    if reading.adopted is None:
        return Line(question, "unknown", (Line(either(lang, "尚未确定，须先审定", "not settled; to be decided first"), "note"),))
    taken = speaker.option(name, reading.adopted)
    return Line(question, under=(Line(either(lang, f"现行口径：{taken}", f"read for now as: {taken}"), "note"),))
