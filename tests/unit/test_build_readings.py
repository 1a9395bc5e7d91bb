"""Is a reading whose options rest on something broken left alone, and one without options named?"""

from __future__ import annotations

from engine.pack.build import build
from engine.pack.document import parse

PACK = """
format: 1
id: p
version: 1.0.0
title: 小办法
subjects: {firm: {label: 企业}}
facts: {firm: {staff: {type: int}}}
definitions: {firm: {few: staf < 3}}
readings: {size: {subject: firm, options: OPTIONS}}
rules: {}
"""


def codes(options: str) -> list[str]:
    root, diagnostics = parse(PACK.replace("OPTIONS", options).encode("utf-8"), "pack.yaml")
    assert root is not None and not diagnostics
    return [each.code for each in build(root)[1]]


def test_options_that_rest_on_a_broken_definition_are_not_called_missing() -> None:
    assert codes("{by_staff: {means: few}}") == ["T330"]


def test_a_reading_without_options_is_named() -> None:
    assert sorted(codes("{}")) == ["P504", "T330"]
