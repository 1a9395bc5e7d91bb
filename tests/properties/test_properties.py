"""The properties of `tiaokuan test --properties`, on every pack; and that each of them can fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from engine.analysis import properties
from engine.analysis.properties import PROPERTIES, tried
from engine.backends.outcome import Award, Outcome
from engine.backends.reference import evaluate
from engine.pack.build import build
from engine.pack.canonical import canonical, digest
from engine.pack.case import Case
from engine.pack.cases import read_cases
from engine.pack.document import parse, read
from engine.pack.model import Pack
from tests.properties.packs import EVERY, LARGE, ROOT

EXAMPLES, FEWER = 25, 12  # for a large pack, and for a small one; `tiaokuan test --properties` tries more


@pytest.mark.parametrize("each", PROPERTIES, ids=[each.name for each in PROPERTIES])
@pytest.mark.parametrize("name", EVERY)
def test_it_holds(name: str, each: properties.Property) -> None:
    found = tried(each, EVERY[name], EXAMPLES if name in LARGE else FEWER)
    assert not found.counterexample, found.counterexample


Change = Callable[[Award], Award]
BREAKS: dict[str, tuple[str, Change]] = {
    "adds_up": ("taicang_2021_163", lambda award: replace(award, low=award.low - 1)),
    "limits_kept": ("taicang_2021_163", lambda award: replace(award, verdict="granted", low=10_000_000, high=10_000_000)),
    "decided_within": (
        "taicang_2021_163",
        lambda award: award if award.decided is None else replace(award, low=10**9, high=10**9),
    ),
    "less_known": ("taicang_2021_163", lambda award: replace(award, low=2 if award.verdict == "unknown" else 1, high=3)),
}


@pytest.mark.parametrize("name", BREAKS)
def test_it_can_fail(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An evaluator that is wrong in this way is found out."""
    pack_name, change = BREAKS[name]

    def wrong(pack: Pack, case: Case, *, needs: bool = True) -> Outcome:
        def changed(outcome: Outcome) -> Outcome:
            steps = tuple(map(changed, outcome.steps))
            return replace(outcome, awards=tuple(map(change, outcome.awards)), steps=steps)

        return changed(evaluate(pack, case, needs=needs))

    monkeypatch.setattr(properties, "evaluate", wrong)
    (each,) = [each for each in PROPERTIES if each.name == name]
    assert tried(each, EVERY[pack_name], EXAMPLES).counterexample


def test_order_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(pack: Pack, case: Case, *, needs: bool = True) -> Outcome:
        outcome = evaluate(pack, case, needs=needs)
        return replace(outcome, low=outcome.low + len(next(iter(case.roots), "")))

    monkeypatch.setattr(properties, "evaluate", wrong)
    (each,) = [each for each in PROPERTIES if each.name == "order_is_nothing"]
    assert tried(each, EVERY["taicang_2021_163"], EXAMPLES).counterexample


SELF_CHECKED = """
format: 1
id: p
version: 1.0.0
title: 小办法
subjects: {firm: {label: 企业}}
facts: {firm: {member: {type: bool}, price: {type: money}}}
parameters: {grant: {value: 3万元}, tender_from: {value: 100万元}}
rules:
  support: {subject: firm, when: [member], amount: grant, limits: [{at_most: grant}]}
  procedure: {subject: firm, choose: [{when: price < tender_from, result: simple}, {otherwise: full}]}
invariants:
  in_all: {of: support, means: "award == 元(0) or sum(past, past.amount) + award <= 万元(3)"}
  members: {of: support, means: award == 元(0) or member}
  full_from: {of: procedure, means: result == 'full' or price < 万元(100)}
"""


@pytest.mark.parametrize(
    ("was", "mistaken", "name"),
    [
        ("grant: {value: 3万元}", "grant: {value: 3.5万元}", "in_all"),
        (", limits: [{at_most: grant}]", "", "in_all"),
        ("when: [member], ", "", "members"),
        ("price < tender_from", "price <= tender_from", "full_from"),
    ],
)
def test_invariants_can_fail(was: str, mistaken: str, name: str) -> None:
    """A slip of the pen in a pack is found by what the pack itself says must hold."""
    (each,) = [each for each in PROPERTIES if each.name == "invariants_hold"]
    shown = []
    for text in (SELF_CHECKED, SELF_CHECKED.replace(was, mistaken, 1)):
        node, _ = parse(text.encode("utf-8"), "p")
        assert node is not None
        pack, wrong = build(node)
        assert pack is not None, wrong
        shown.append(tried(each, pack, 250).counterexample)
    right, wrong_one = shown
    assert not right and wrong_one.startswith(f"{name}: "), shown


def test_a_counterexample_is_a_case_that_runs_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(pack: Pack, case: Case, *, needs: bool = True) -> Outcome:
        return replace(evaluate(pack, case, needs=needs), low=-1)

    monkeypatch.setattr(properties, "evaluate", wrong)
    (each,) = [each for each in PROPERTIES if each.name == "adds_up"]
    for name in ("taicang_2021_163", "p17_changzhou", "p28_shanghai"):
        shown = tried(each, EVERY[name], EXAMPLES).counterexample
        node, _ = parse(shown.partition("\n")[2].encode("utf-8"), "counterexample")
        assert node is not None
        cases, found = read_cases(node, EVERY[name])
        assert len(cases) == 1 and not found, (shown, found)


@pytest.mark.parametrize("path", sorted(ROOT.glob("policies/*.yaml")) + sorted(ROOT.glob("examples/measures/*.yaml")), ids=str)
def test_the_canonical_form_reads_back_to_the_same(path: object) -> None:
    node, _ = read(path)  # type: ignore[arg-type]
    assert node is not None
    again, found = parse(canonical(node).encode("utf-8"), "canonical")
    assert again is not None and not found
    assert (canonical(again), digest(again)) == (canonical(node), digest(node))
    if not str(path).endswith(".cases.yaml"):
        (one, _), (other, _) = build(node), build(again)
        assert one is not None and one == other


def test_nothing_is_payable_outside_validity() -> None:
    """Before the first day, and after the last, under every reading of both."""
    pack = EVERY["taicang_2021_163"]
    node, _ = read(ROOT / "policies" / "taicang_2021_163.cases.yaml")
    assert node is not None
    cases, _ = read_cases(node, pack)
    firsts = {"signed": date(2021, 11, 17), "published": date(2021, 11, 18), "thirty_days_on": date(2021, 12, 18)}
    for case in cases:
        for option, day in firsts.items():
            early = replace(case, as_of=day, steps=(), readings={**case.readings, "first_day": option})
            for award in evaluate(pack, early, needs=False).awards:
                in_time = award.period is not None and award.law_at is not None and award.law_at > day
                assert in_time or (award.verdict, award.low, award.high) == ("not_in_force", 0, 0) or award.law_at is None
        late = replace(case, as_of=date(2026, 11, 18), steps=(), readings={**case.readings, "last_day": "five_years"})
        for award in evaluate(pack, late, needs=False).awards:
            yearly = pack.rules[award.rule].period is not None  # its law is that of its year
            assert yearly or (award.verdict, award.high) == ("not_in_force", 0)
