"""Does running some of the cases again show what running all of them would?"""

from __future__ import annotations

import random
from dataclasses import fields, replace
from pathlib import Path

import pytest

from engine.analysis.again import COMMON, READ, UNREAD, WITHIN, Again, altered
from engine.analysis.cases import run_one
from engine.analysis.mutate.mutants import mutants
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.pack.document import Fields, parse, read
from engine.pack.load import load, loads
from engine.pack.model import Pack
from engine.pack.registry import cases_path
from engine.pack.terms import Label

ROOT = Path(__file__).parents[2]
TAICANG = ROOT / "policies" / "taicang_2021_163.yaml"
MEASURES = ROOT / "examples" / "measures"


def opened(path: Path) -> tuple[Pack, list[Case]]:
    pack, (nodes, _) = load(path).pack, read(cases_path(path))
    assert pack is not None and nodes is not None
    return pack, read_cases(nodes, pack)[0]


def test_every_part_of_a_pack_is_thought_of() -> None:
    assert sorted((*UNREAD, *COMMON, *READ, *WITHIN)) == sorted(each.name for each in fields(Pack))


@pytest.mark.parametrize(
    ("name", "count"), [("p13_shenzhen", 5), ("p24_certificates", 9), ("p28_shanghai", 9), ("taicang_2021_163", 2)]
)
def test_what_is_kept_is_what_would_come_out(name: str, count: int) -> None:
    """Alter a pack in many ways: what stands from before, and what is run with fewer rules, is what `test` would find."""
    path = TAICANG if name == TAICANG.stem else MEASURES / f"{name}.yaml"
    root, _ = parse(path.read_bytes(), path.name)
    nodes, _ = read(cases_path(path))
    assert isinstance(root, Fields) and nodes is not None
    made = mutants(root)
    before = Again()
    every = 3 if path == TAICANG else 1  # of its cases, a third will do
    before.run(made.pack, read_cases(nodes, made.pack)[0][::every])
    kept = failed = 0
    for mutant in random.Random(4).sample(made.every, count):
        if (pack := made.made(mutant)) is None:
            continue
        cases = read_cases(nodes, pack)[0][::every]
        got, ran = Again(before.pack, dict(before.results)).run(pack, cases)
        assert [each.failures for each in got] == [run_one(pack, case).failures for case in cases], mutant.name
        kept, failed = kept + len(cases) - ran, failed + sum(not each.passed for each in got)
    assert kept and failed


def test_what_no_answer_rests_on_alters_nothing() -> None:
    pack, _ = opened(TAICANG)
    provisions = {cite: replace(each, summary=Label("甲", "A")) for cite, each in pack.provisions.items()}
    assert altered(pack, replace(pack, version="9.9.9", provisions=provisions, digest="", notes={})) == frozenset()


def test_a_fact_alters_the_rules_that_read_it_and_those_that_count_their_claims() -> None:
    pack, _ = opened(TAICANG)
    found = {
        key: altered(pack, replace(pack, facts={**pack.facts, key: replace(fact, entries=77)}))
        for key, fact in pack.facts.items()
    }
    assert all(each < frozenset(pack.rules) for each in found.values() if each != frozenset())
    assert len(set(found.values())) > 3
    assert altered(pack, replace(pack, in_force=None)) == frozenset(pack.rules)


def test_the_order_of_rules_counts() -> None:
    pack, _ = opened(TAICANG)
    turned = dict(reversed(pack.rules.items()))
    assert turned == pack.rules and altered(pack, replace(pack, rules=turned)) == frozenset(pack.rules)


def test_a_rule_that_is_new_or_gone() -> None:
    pack, _ = opened(MEASURES / "p24_certificates.yaml")
    gone = next(iter(pack.rules))
    without = replace(pack, rules={name: rule for name, rule in pack.rules.items() if name != gone})
    assert gone in altered(pack, without) and gone in altered(without, pack)


def test_a_comment_runs_nothing_and_a_case_that_failed_is_run_each_time() -> None:
    text = TAICANG.read_bytes()
    pack, cases = opened(TAICANG)
    few = [
        replace(case, expect=case.expect and tuple(replace(each, fields={"amount": "7元"}) for each in case.expect))
        for case in cases[:1]
    ]
    few += cases[1:9]
    again = Again()
    first, ran = again.run(pack, few)
    assert ran == len(few) and [each.passed for each in first] == [False] + [True] * 8
    commented = loads(text + "# 注\n".encode(), "x").pack
    assert commented is not None
    second, ran = again.run(commented, few)
    assert ran == 1 and [each.passed for each in second] == [False] + [True] * 8
