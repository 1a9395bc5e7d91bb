"""Whether what `evaluate --what-if` finds qualifies and nothing nearer does, held against trying every change one by one.

`WHAT_IF_EXAMPLES=200` draws more for each pack.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from engine.analysis.replaying import read_again
from engine.analysis.strategies import Drawer
from engine.analysis.what_if.asked import Asked, Key, changed, key_of, looked_on
from engine.analysis.what_if.decide import decided
from engine.analysis.what_if.model import MOST_WAYS, Change, WhatIf, asked_about, pays
from engine.analysis.written import written
from engine.backends.reference import evaluate
from engine.lang.ir import Literal, walk
from engine.lang.types import OneOf
from engine.lang.values import Known, Member, Money
from engine.pack.case import Case, ClaimAsked
from engine.pack.model import Pack
from engine.pack.reads import reads
from tests.properties.packs import EVERY, SHIPPED

EXAMPLES = int(os.environ.get("WHAT_IF_EXAMPLES", "6"))
DECLARED = [name for name, pack in SHIPPED.items() if any(fact.changeable for fact in pack.facts.values())]
MOST = 3000  # changes that are tried of one award
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=EXAMPLES < 10,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)
FEW = settings(QUICK, max_examples=max(1, EXAMPLES // 3))


def numbers(pack: Pack, rule: str) -> list[Known]:
    """The numbers and days a rule compares with."""
    every = [part.value for expr in reads(pack, pack.rules[rule]).exprs for part in walk(expr) if isinstance(part, Literal)]
    every += [row.value for each in pack.parameters.values() for row, _ in each.table.in_order]
    return [each for each in every if isinstance(each, int | Money | date | Fraction) and not isinstance(each, bool)]


def around(value: Known) -> Iterator[Known]:
    """A number or day with its neighbours."""
    if isinstance(value, Money):
        yield from (Money(value.fen + by) for by in (-1, 0, 1))
    elif isinstance(value, date):
        yield from (value + timedelta(by) for by in (-1, 0, 1) if date(1900, 1, 2) < value < date(2199, 1, 1))
    elif isinstance(value, int):
        yield from (value + by for by in (-1, 0, 1))
    elif isinstance(value, Fraction):
        yield value


def single_changes(asked: Asked, key: Key) -> dict[tuple[object, str], list[Change]]:
    """Every other value tried for each fact that can change and the rule reads, of the claim's subject, its parents and below."""
    pack, (claim, _) = asked.pack, asked.met[key]
    read = {each for each in pack.facts if each in reads(pack, claim.rule).facts}
    # A limit tells claims apart by its key facts too.
    read |= {str(each) for limit in claim.rule.limits for each in limit.key if each.fact}
    found: dict[tuple[object, str], list[Change]] = {}
    paths = [line for line in asked.case.instances() if on_line(line_path(line), claim.path)]
    for line in paths:
        for fact in pack.facts_of(line[-1].kind):
            if not fact.changeable or fact.key not in read:
                continue
            was = line[-1].facts.get(fact.name)
            values: list[Known] = []
            if isinstance(fact.type, OneOf):
                values = [Member(name, fact.type.names) for name in fact.type.names]
            elif fact.type.name == "bool":
                values = [True, False]
            elif fact.type.name == "id":
                values = ["someone else"]
            else:
                near = [*numbers(pack, claim.rule.name), asked.case.as_of, *([was] if was is not None else [])]
                kind = {"int": int, "money": Money, "date": date, "ratio": Fraction, "dates": tuple}[fact.type.name]
                tried = {each for value in near if type(value) is kind for each in around(value)}
                values = sorted(each for each in tried if fits(fact, each, asked.case))  # type: ignore[type-var]
            path = line_path(line)
            found[path, fact.key] = [Change(path, fact.key, was, value) for value in values if value != was]
    return found


def line_path(line: Sequence[object]) -> tuple[tuple[str, str | None], ...]:
    return tuple((each.kind, each.id) for each in line)  # type: ignore[attr-defined]


def on_line(path: Sequence[object], claim: Sequence[object]) -> bool:
    short = min(len(path), len(claim))
    return path[:short] == claim[:short]


def fits(fact: object, value: Known, case: Case) -> bool:
    """Whether a case may state it."""
    units = value.fen if isinstance(value, Money) else value
    if isinstance(value, Fraction):
        units = value * 10**fact.digits  # type: ignore[attr-defined]
        if units.denominator != 1:
            return False
    if isinstance(units, int | Fraction) and fact.least is not None:  # type: ignore[attr-defined]
        return bool(fact.least <= units <= fact.most)  # type: ignore[attr-defined]
    return not (isinstance(value, date) and fact.not_after is not None and value > case.as_of)  # type: ignore[attr-defined]


def qualifying(asked: Asked, key: Key, most: int, most_tried: int) -> Iterator[tuple[Change, ...]]:
    """Every change of so many facts at most that qualifies."""
    singles = single_changes(asked, key)
    tried = 0
    for size in range(most + 1):
        for facts in combinations(singles, size):
            for changes in product(*(singles[each] for each in facts)):
                tried += 1
                if tried > most_tried:
                    return
                award = asked.award(key, changes)
                if award is not None and pays(award):
                    yield changes


def distance(change: Change) -> float:
    """How far a number, day or ordered name moves; of others all moves are alike."""
    match change.before, change.after:
        case Money(fen=a), Money(fen=b):
            return abs(a - b)
        case date(), date():
            return abs((change.after - change.before).days)
        case bool(), bool():
            return 0
        case int(), int():
            return abs(change.after - change.before)
        case _:
            return 0


def spot(change: Change) -> tuple[object, str]:
    return change.path, change.fact


def check(asked: Asked, found: WhatIf, most_tried: int = MOST) -> None:
    """Every way qualifies, with none of its changes left out; no smaller change does, nor a nearer one of the same facts."""
    key = key_of(found.award)
    for way in found.ways:
        given = (*way.changes, *way.supposed)
        award = asked.award(key, given, way.readings, no_history=way.no_history)
        assert award is not None and pays(award) and award.verdict == way.award.verdict and award.high == way.award.high
        for size in range(len(way.changes)):
            for fewer in combinations(way.changes, size):
                less = asked.award(key, (*fewer, *way.supposed), way.readings, no_history=way.no_history)
                assert less is None or not pays(less), (way, fewer)
    outright = [way for way in found.ways if way.outright]
    assert (found.answer == "nothing") == bool(found.obstacles)
    if found.answer == "undecided":
        return
    most = len(outright[0].changes) if outright else 9
    for changes in qualifying(asked, key, most, most_tried):
        assert outright, (found, changes)
        assert len(changes) >= most, (found, changes)
        same = [way for way in outright if [spot(each) for each in way.changes] == [spot(each) for each in changes]]
        for way in same[:1]:
            nearer = [(distance(a), distance(b)) for a, b in zip(changes, way.changes, strict=True)]
            assert [mine for _, mine in nearer] <= [its for its, _ in nearer], (way, changes)
        if len(outright) < MOST_WAYS:
            assert any(set(map(spot, way.changes)) <= set(map(spot, changes)) for way in outright), (found, changes)


def alone(pack: Pack, case: Case) -> Iterator[tuple[Asked, WhatIf]]:
    """What is found for some awards of a case, each claim asked for by itself."""
    for award in asked_about(evaluate(pack, case, needs=False))[:3]:
        period = next((each for each in case.periods if each.label == award.period), None)
        one = replace(case, claims=(ClaimAsked(award.rule, {kind: str(id) for kind, id in award.path}, period),))
        mine = [each for each in asked_about(evaluate(pack, one, needs=False)) if key_of(each) == key_of(award)]
        for found in decided(pack, one, {}, mine):
            yield looked_on(pack, one, {}), found


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
@pytest.mark.parametrize("name", DECLARED)
def test_nothing_nearer_qualifies(name: str, known: bool) -> None:
    pack = SHIPPED[name]
    met: Counter[str] = Counter()

    @QUICK
    @given(Drawer(pack, known=known).cases())
    def holds(case: Case) -> None:
        for asked, found in alone(pack, case):
            met[found.answer] += 1
            check(asked, found)

    holds()
    assert met.total() > met["undecided"]


@pytest.mark.parametrize("name", EVERY)
def test_whatever_the_facts_are(name: str) -> None:
    """The same where every fact can be changed, of every type that packs use.

    Where money turns on something missing it is not searched for values that make no difference, such as a price of one fen.
    """
    facts = {key: replace(fact, changeable=True) for key, fact in EVERY[name].facts.items()}
    pack = replace(EVERY[name], facts=facts)

    @FEW
    @given(Drawer(pack, known=True).cases())
    def holds(case: Case) -> None:
        for asked, found in alone(pack, case):
            check(asked, found, 0 if any(not way.outright for way in found.ways) else 60)

    holds()


@pytest.mark.parametrize("name", DECLARED)
def test_a_whole_case_is_one_that_can_be_written(name: str) -> None:
    """With other claims of the same case about, what is shown still qualifies, and a case may state it."""
    pack = SHIPPED[name]

    @QUICK
    @given(Drawer(pack).cases())
    def holds(case: Case) -> None:
        asked = looked_on(pack, case, {})
        for found in decided(pack, case, {}, asked_about(evaluate(pack, case, needs=False))[:4]):
            for way in found.ways:
                given = (*way.changes, *way.supposed)
                award = asked.award(key_of(found.award), given, way.readings, no_history=way.no_history)
                assert award is not None and pays(award)
                assert read_again(pack, written(replace(changed(case, given), claims=None))) is not None

    holds()
