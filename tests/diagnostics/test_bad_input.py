"""The mistakes that encoding a measure invites: each gets its code at its place, and a remedy in both languages."""

from __future__ import annotations

import pytest

from engine.pack.load import loads
from engine.text.diagnostics import Diagnostic
from engine.text.render import said

HEAD = """\
format: 1
id: bad
version: 1.0.0
title: {zh: 示例, en: sample}
subjects: {firm: {label: {zh: 企业, en: firm}}, post: {of: firm, label: {zh: 岗位, en: post}}}
facts:
  firm:
    staff: {type: int, label: {zh: 人数, en: staff}}
    size: {type: [small, big], label: {zh: 规模, en: size}, names: {small: {zh: 小, en: small}, big: {zh: 大, en: big}}}
    cost: {type: money, label: {zh: 支出, en: cost}}
"""
BANDS = "parameters: {a: {by: staff, bands: %s, label: {zh: 数, en: number}}}\n"
RULE = "rules: {g: {subject: firm, label: {zh: 补贴, en: grant}, amount: cost%s}}\n"

# name: what is written, and the codes with the text each points at
BAD: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "bands with a gap between them": (
        BANDS % "[{up_to: 10, value: 1元}, {from: 20, value: 2元}]" + RULE % "",
        [("S209", "from")],
    ),
    "bands with a gap after the last": (
        BANDS % "[{up_to: 10, value: 1元}, {up_to: 20, value: 2元}]" + RULE % "",
        [("P519", "up_to")],
    ),
    "bands without an edge between them": (BANDS % "[{value: 1元}, {value: 2元}]" + RULE % "", [("P519", "value")]),
    "bands that overlap": (
        BANDS % "[{up_to: 10, value: 1元}, {below: 5, value: 2元}, {value: 3元}]" + RULE % "",
        [("P520", "below")],
    ),
    "bands with one edge": (
        BANDS % "[{below: 10, value: 1元}, {below: 10, value: 2元}, {value: 3元}]" + RULE % "",
        [("P520", "below")],
    ),
    "a table that misses a value": (
        "parameters: {a: {by: size, values: {small: 1元}, label: {zh: 数, en: number}}}\n" + RULE % "",
        [("P523", "a")],
    ),
    "payers without a rest": (RULE % ", paid_by: {市: 50%, 区: 40%}", [("P531", "市")]),
    "payers without a rest though they are the whole": (RULE % ", paid_by: {市: 50%, 区: 50%}", [("P531", "市")]),
    "payers above the whole": (RULE % ", paid_by: {市: 60%, 区: 50%, 镇: rest}", [("P533", "市")]),
    "parts without a rest": (RULE % ", parts: [{share: 50%}, {share: 40%}]", [("P530", "40%")]),
    "parts above the whole": (RULE % ", parts: [{share: 60%}, {share: 50%}, {share: rest}]", [("P533", "[{share")]),
    "two definitions in a circle": (
        "definitions: {firm: {a: b + 1, b: a + 1}}\n" + RULE % ", when: [a > 1]",
        [("P505", "a")],
    ),
    "a definition of itself": ("definitions: {firm: {a: a + 1}}\n" + RULE % ", when: [a > 1]", [("P505", "a")]),
    "a definition in a circle with a reading": (
        "readings: {r: {subject: firm, question: {zh: 问, en: q}, adopted: x, options: {x: {means: a > 1}}}}\n"
        "definitions: {firm: {a: 1 if r else 2}}\n" + RULE % ", when: [r]",
        [("P505", "a")],
    ),
    "a limit over no rule": (RULE % ", limits: [{at_most: 1元, over: [g, gg]}]", [("P536", "gg")]),
    "a shared limit over no rule": (RULE % "" + "limits: [{at_most: 1元, over: [g, gg]}]\n", [("P536", "gg")]),
    "a key that is nothing": (RULE % ", limits: [{claims: 1, key: [number]}]", [("P543", "number")]),
    "a key that is a subject below": (RULE % ", limits: [{claims: 1, key: [post]}]", [("P543", "post")]),
    "a list split by a comma": (RULE % ", when: [max(staff, 3) > 2]", [("T310", "("), ("T311", ")")]),
    "a list split by a comma after a word": (RULE % ", when: [staff in [1, 2], staff in [1 > 2]", [("Y107", "[")]),
    "braces split by a comma": (RULE % ", limits: [{at_most: min(cost, 元(3))}]", [("S208", "min(cost")]),
    # The rest becomes a definition that means nothing, which is said too.
    "definitions split by a comma": (
        "definitions: {firm: {a: max(staff, 3)}}\n" + RULE % "",
        [("S208", "max(staff"), ("S206", "")],
    ),
    "nil as divisor": (RULE % ", when: [staff / 0 > 1]", [("T350", "0")]),
    "a number of the law that is nil as divisor": (
        "parameters: {z: {value: 0, label: {zh: 零, en: nil}}}\n" + RULE % ", when: [staff / z > 1]",
        [("T393", "z")],
    ),
    "a fact as divisor": (RULE % ", when: [cost / staff > 元(1)]", [("T349", "staff")]),
}


def findings(name: str) -> list[Diagnostic]:
    return loads((HEAD + BAD[name][0]).encode("utf-8"), "bad.yaml").diagnostics


@pytest.mark.parametrize("name", BAD)
def test_it_is_found_where_it_stands(name: str) -> None:
    found = findings(name)
    assert [each.code for each in found] == [code for code, _ in BAD[name][1]]
    for each, (_, text) in zip(found, BAD[name][1], strict=True):
        assert each.place is not None and each.place.start >= len(HEAD)
        assert each.place.source.text[each.place.start :].startswith(text)


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_remedy_is_given(name: str, lang: str) -> None:
    for each in findings(name):
        what, remedy = said(each, lang)
        assert what and remedy and what != remedy


def test_the_head_by_itself_is_right() -> None:
    assert not loads((HEAD + RULE % "").encode("utf-8"), "good.yaml").diagnostics
