"""Does the judge of limits count along a chain what was granted, and only that?"""

from __future__ import annotations

from dataclasses import replace

from engine.analysis.limits_kept import judged
from engine.backends.outcome import Outcome
from engine.backends.reference import evaluate
from engine.pack.build import build
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.pack.document import parse
from engine.pack.model import Pack

PACK = """
format: 1
id: p
version: 1.0.0
title: 小办法
subjects: {firm: {label: 企业}}
facts: {firm: {size: {type: [small, large]}}}
parameters: {sum: {by: size, values: {small: 60元, large: 30元}}}
rules: {grant: {subject: firm, amount: sum(size), limits: [once]}}
"""
CHAIN = """
case: chain
as_of: 2024-01-01
history: []
firm: {id: a, size: SIZE}
steps: [{as_of: 2024-01-01}, {as_of: 2024-02-01}]
"""


def tried(size: str) -> tuple[Pack, Case, Outcome]:
    root, _ = parse(PACK.replace("sum", "flat").encode("utf-8"), "p")
    assert root is not None
    pack, found = build(root)
    node, _ = parse(CHAIN.replace("SIZE", size).encode("utf-8"), "c")
    assert pack is not None and node is not None, found
    cases, wrong = read_cases(node, pack)
    assert not wrong
    return pack, cases[0], evaluate(pack, cases[0])


def test_an_open_award_is_not_paid_to_the_next_of_a_chain() -> None:
    pack, case, outcome = tried("")
    assert [(award.verdict, award.low) for step in outcome.steps for award in step.awards] == [("unknown", 3000)] * 2
    assert list(judged(pack, case, outcome)) == []


def test_a_grant_is_and_a_second_one_passes_the_limit() -> None:
    pack, case, outcome = tried("small")
    assert list(judged(pack, case, outcome)) == []
    first = outcome.steps[0]
    twice = replace(outcome, steps=(first, first))
    assert [each.line.endswith("once: 2 of 1 claims") for each in judged(pack, case, twice) if each.passed] == [True]
