"""A pack to begin with: what a text says of itself, and every provision listed as to do, with its digest.

A unit whose sentences name no number is one provision; where some do, each of them stands alone and what lies between them is one
provision, since rules cite single sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.analysis.source.card import Card, card
from engine.analysis.source.outline import NUMBERS, Outline, Unit, cite_of
from engine.analysis.source.places import INTRODUCTION, parse
from engine.pack.canonical import quoted

HEAD = """\
# yaml-language-server: $schema=pack.schema.json
# 由原文列出的骨架：补上对象、事实、数字和规则；为每一条写概述，不抄原文。没有规则的条款在 not_computed 中说明原因。
# A skeleton made from the text: add subjects, facts, numbers and rules, and a summary in your own words for each provision.
format: 1
id: {id}
version: 0.1.0
title: {{zh: {title}}}
document: {{number: {number}, issuer: {issuer}, {signed}status: 待核, normative_status: unknown}}
currency: CNY
subjects:
  organisation: {{label: {{zh: 组织, en: organisation}}}}
rules: {{}}
provisions:
"""


def skeleton(outline: Outline) -> str:
    """A pack that loads, with nothing computed yet."""
    known = card(outline.body)
    lines = [_head(known)]
    for cite in provisions(outline):
        place = parse(cite)
        part = outline.part(place) if place else None
        assert part is not None, cite
        lines.append(
            f"  {cite}:\n    kind: todo\n    summary: {{zh: 待概述, en: to be summarised}}\n    digest: {part.digest}\n"
            "    not_computed: {zh: 待办：尚未编写规则, en: to do}\n"
        )
    return "".join(lines)


def _head(known: Card) -> str:
    number = re.search(r"(\d{4})〕第?(\d+)号", known.number)
    id = f"measure-{number[1]}-{number[2]}" if number else "measure-todo"
    signed = f"signed: {known.signed.isoformat()}, " if known.signed else ""
    return HEAD.format(
        id=id,
        title=_scalar(known.title),
        number=_scalar(known.number),
        issuer=_scalar(known.issuer),
        signed=signed,
    )


def _scalar(text: str) -> str:
    """A text of the file as a value of the pack: it may hold anything."""
    return quoted(text) if text else "待核"


def provisions(outline: Outline) -> Iterator[str]:
    """The citations that a pack of this text should list, in its order."""
    for unit in outline.units:
        counted = [at for at in unit.own if at not in outline.titles]
        if unit.inner:
            # Only what stands before the units inside it, and is not theirs.
            counted = [at for at in counted if _innermost(outline, unit, at)]
        if counted:
            yield from _of_unit(outline, unit, counted)


def _innermost(outline: Outline, unit: Unit, at: int) -> bool:
    return not any(
        other.steps[: len(unit.steps)] == unit.steps and other is not unit and at in other.own for other in outline.units
    )


def _of_unit(outline: Outline, unit: Unit, counted: list[int]) -> Iterator[str]:
    numbered = {at for at in counted if NUMBERS.search(outline.sentences[at].words)}
    if not unit.inner and (unit.steps == (INTRODUCTION,) or len(counted) == 1 or not numbered):
        yield unit.cite
        return
    run: list[int] = []
    for at in counted:
        number = unit.own.index(at) + 1
        if at in numbered and run:
            yield cite_of(unit, run[0], run[-1])
            run = []
        if at in numbered:
            yield cite_of(unit, number)
        else:
            run.append(number)
    if run:
        yield cite_of(unit, run[0], run[-1])
