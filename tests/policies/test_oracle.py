"""Does the Taicang pack say what an independent encoding of the same measure says?"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from engine.backends.outcome import Outcome
from engine.backends.reference import evaluate
from engine.lang.values import Member, Money
from engine.pack.case import Case, Entry, Instance
from engine.pack.cases import read_cases
from engine.pack.document import parse, read
from engine.pack.load import load
from engine.pack.model import Pack
from tests.oracle_cases import random_case, typed
from tests.oracle_taicang import UNCOUNTED, judge

POLICIES = Path(__file__).parents[2] / "policies"
RANDOM_CASES = 10_000
CHUNK = 500


def taicang() -> Pack:
    loaded = load(POLICIES / "taicang_2021_163.yaml")
    assert loaded.pack is not None, loaded.diagnostics
    return loaded.pack


@pytest.fixture(scope="module")
def pack() -> Pack:
    return taicang()


def plain(value: object) -> object:
    """A typed value as the oracle takes it: money as fen, one of several as its name."""
    match value:
        case Money(fen=fen):
            return fen
        case Member(name=name):
            return name
        case tuple():
            return list(value)
        case _:
            return value


def subject(instance: Instance) -> dict[str, object]:
    facts = {name: plain(value) for name, value in instance.facts.items()}
    children = {kind: [subject(each) for each in found] for kind, found in instance.children.items() if found is not None}
    periods = {} if instance.periods is None else {"period": [each.label for each in instance.periods]}
    return {"id": instance.id, **facts, **children, **periods}


def line(entry: Entry) -> dict[str, object]:
    """A line of history, without what it does not state."""
    stated = {
        "rule": entry.rule,
        **dict(entry.path),
        "period": entry.period and entry.period.label,
        "as_of": entry.as_of,
        "amount": entry.amount,
        "paid_on": entry.paid_on,
        "times": entry.times,
        "claims": entry.claims,
        "part": entry.part,
        **{key.partition(".")[2]: plain(value) for key, value in entry.facts.items()},
    }
    if entry.times == 1 and entry.claims > 1:
        del stated["times"]  # not stated: each claim counts a unit
    return {name: value for name, value in stated.items() if value is not None}


def as_data(case: Case) -> dict[str, object]:
    """A case as plain data."""
    data: dict[str, object] = {
        "as_of": case.as_of,
        "period": [each.label for each in case.periods] or None,
        "history": None if case.history is None else [line(entry) for entry in case.history],
        "readings": dict(case.readings),
        "decisions": [
            {"rule": each.rule, **dict(each.path), "amount": each.amount, "period": each.period and each.period.label}
            for each in case.decisions
        ],
        **{kind: [subject(each) for each in found] for kind, found in case.roots.items()},
    }
    if case.claims is not None:
        data["claims"] = [
            {"rule": each.rule, **each.ids, **({"period": each.period.label} if each.period else {})} for each in case.claims
        ]
    return data


def differences(outcome: Outcome, judged: dict[str, dict]) -> list[str]:
    """Where the two disagree, a line each."""
    found = []
    awards = {(each.rule, each.path, each.period): each for each in outcome.awards}
    for key, wanted in judged["awards"].items():
        award = awards.pop(key, None)
        got = award and {"verdict": award.verdict, "low": award.low, "high": award.high}
        if award is not None and award.rule in UNCOUNTED:
            assert award.high in (None, 0)  # an amount that the measure does not state has no upper end
            got, wanted = award.verdict, wanted["verdict"]
        if got != wanted:
            found.append(f"{key}: engine {got}, oracle {wanted}")
    found += [f"{key}: the oracle has no such award" for key in awards]
    for shelf, answers in (("choices", outcome.choices), ("targets", outcome.targets), ("duties", outcome.duties)):
        judgements = {(each.rule, each.path, each.period): each for each in answers}
        assert judgements.keys() == judged[shelf].keys()
        for key, wanted in judged[shelf].items():
            got = {name: getattr(judgements[key], name) for name in wanted}
            if got != wanted:
                found.append(f"{key}: engine {got}, oracle {wanted}")
    return found


def all_differences(pack: Pack, case: Case) -> list[str]:
    """Where they disagree on a case, chains step by step: what the oracle grants joins the history of the next step."""
    granted: tuple[Entry, ...] = ()
    found: list[str] = []
    for step in case.steps or (case,):
        history = None if step.history is None else (*step.history, *granted)
        now = replace(step, history=history, steps=())
        outcome = evaluate(pack, now, needs=False)
        found += differences(outcome, judge(as_data(now)))
        facts = {line[-1].id: line for line in now.instances()}
        for award in outcome.awards:
            if award.verdict == "granted" and award.low > 0:
                path = facts[award.path[-1][1] or ""]
                keys = {f"{each.kind}.{name}": value for each in path for name, value in each.facts.items()}
                period = next((each for each in now.periods if each.label == award.period), None)
                granted += (Entry(award.rule, award.path, period, now.as_of, award.low, now.as_of, 1, 1, None, keys),)
    return found


def test_the_pack_agrees_with_the_oracle_on_every_case_of_its_own(pack: Pack) -> None:
    node, _ = read(POLICIES / "taicang_2021_163.cases.yaml")
    assert node is not None
    cases, diagnostics = read_cases(node, pack)
    assert not diagnostics and len(cases) >= 150
    found = {case.name: differing for case in cases if (differing := all_differences(pack, case))}
    assert not found


@pytest.mark.parametrize("start", range(0, RANDOM_CASES, CHUNK))
def test_the_pack_agrees_with_the_oracle_on_random_cases(pack: Pack, start: int) -> None:
    for seed in range(start, start + CHUNK):
        drawn = random_case(random.Random(seed))
        node, _ = parse(json.dumps(drawn, ensure_ascii=False).encode("utf-8"), f"case {seed}")
        assert node is not None
        cases, diagnostics = read_cases(node, pack)
        assert not diagnostics, (seed, diagnostics)
        found = differences(evaluate(pack, cases[0], needs=False), judge(typed(drawn)))
        assert not found, (seed, found)
