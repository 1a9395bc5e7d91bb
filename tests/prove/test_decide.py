"""How goals are decided: what is unknown, numbers alone, and goals that are too hard."""

import pytest

from engine.analysis.prove import decide
from engine.analysis.prove.decide import Deciding, decided
from engine.analysis.prove.model import Proof
from engine.analysis.prove.properties import goals_of
from engine.backends.smt.claim import Award
from engine.backends.smt.logic import both, no
from engine.backends.smt.question import Ask, Question
from engine.backends.smt.solve import find
from engine.backends.smt.stated import once_stated
from engine.pack.model import Pack
from tests.prove.broken import CAP, HERE
from tests.prove.test_broken import pack_of

SAMPLE = (HERE / "sample.yaml").read_text(encoding="utf-8")
BEDS = "{is: beds >= least_beds,"


def with_invariant(means: str, of: str = "") -> str:
    return SAMPLE.replace(
        "invariants:\n",
        f"invariants:\n  added:\n{of and f'    of: {of}'}\n    means: {means}\n    label: {{zh: 新增, en: added}}\n    cite: 第四条\n",
    )


def only(pack: Pack, name: str) -> Proof:
    (goal,) = (goal for goal in goals_of(pack) if goal.name == name)
    (proof,) = decided(pack, [goal])
    return proof


@pytest.mark.parametrize(
    ("large_from", "verdict"), [("200", "proved"), ("50", "refuted"), ("{2022-01-01: 200, 2024-01-01: 40}", "refuted")]
)
def test_an_invariant_of_the_numbers_alone_holds_on_every_day(large_from: str, verdict: str) -> None:
    pack = pack_of(
        with_invariant("small_up_to < large_from").replace("large_from: {value: 200", f"large_from: {{value: {large_from}")
    )
    proof = only(pack, "invariant/added")
    assert proof.verdict == verdict
    assert ("as_of: " in proof.case) is (verdict == "refuted")


def test_an_invariant_of_a_choice_reads_its_result() -> None:
    for means, verdict in (
        ("result != 'on_paper' or beds <= 50", "proved"),
        ("result == 'on_paper' or beds > 51", "refuted"),
        ("result in ['yearly', 'twice'] if beds > 50 else result == 'on_paper'", "proved"),
    ):
        assert only(pack_of(with_invariant(f'"{means}"', "inspection")), "invariant/inspection/added").verdict == verdict


@pytest.mark.parametrize("least", ["4.99万元", "5万元"])
def test_a_floor_may_reach_its_ceiling(least: str) -> None:
    pack = pack_of(SAMPLE.replace("prize_least: {value: 1万元", f"prize_least: {{value: {least}"))
    assert only(pack, "range_in_order/prize").verdict == "proved"


def test_what_is_granted_with_a_fact_missing_is_granted_whatever_it_is() -> None:
    """The claim is open, a fact that a condition reads is missing, and it is granted: this can be, and then any value will do."""
    pack = pack_of(SAMPLE.replace("{is: licensed, label: {zh: 已许可, en: is licensed}, cite: 第一条}", "licensed or staff > 5"))
    rule = pack.rules["building_grant"]
    question = Question([(pack, rule)], Ask(lines=0, hidden=frozenset({"home.licensed", "home.staff"})))
    award = question.answers[0]
    assert isinstance(award, Award)
    granted = award.is_("granted")
    missing = [no(value.known) for (_, key), (_, value) in question.pool.facts.items() if key == "home.licensed"]
    assert find(question, granted, *missing, polish=False).answer == "yes"
    assert find(question, both(granted, no(once_stated(question, granted))), polish=False).answer == "no"
    assert find(question, both(no(granted), once_stated(question, granted)), polish=False).answer == "yes"
    assert only(pack, "unknown_never_grants/building_grant").verdict == "proved"


def test_a_limit_that_several_rules_share_is_kept() -> None:
    shared = """\
limits:
  - name: together
    at_most: most_in_all
    over: [building_grant, prize]
    key: [home]
    label: {zh: 合计上限, en: ceiling of both}
    cite: 第二条
provisions:"""
    pack = pack_of(SAMPLE.replace("provisions:", shared))
    goals = goals_of(pack, ("limits_kept",))
    assert {goal.name for goal in goals} >= {"limits_kept/building_grant/together", "limits_kept/prize/together"}
    assert {proof.verdict for proof in decided(pack, goals)} == {"proved"}


HARD = SAMPLE.replace(CAP, "").replace("amount: bed_grant * beds", "amount: 分(1) * beds * staff * beds * staff")
HARD = HARD.replace("award == 元(0) or sum(past, past.amount) + award <= 万元(50)", "award != 分(1234567891)")


def test_a_goal_that_is_too_hard_waits_for_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decide, "EFFORTS", (20_000, 40_000))
    pack = pack_of(HARD)
    goals = goals_of(pack, ("invariant", "unknown_never_grants"))[::-1]
    proofs = list(decided(pack, goals))
    assert goals[0].kind == "invariant" and proofs[-1].goal == goals[0]
    assert (proofs[-1].verdict, proofs[-1].reason) == ("unknown", "time")
    assert {proof.verdict for proof in proofs[:-1]} == {"proved"}


def test_a_goal_is_decided_once() -> None:
    pack = pack_of(SAMPLE)
    goals = goals_of(pack)
    deciding = Deciding(pack)
    found = [proof.goal for goal in goals for proof in deciding.decide(goal, goals)]
    assert len(found) == len(set(found)) == len(goals)
