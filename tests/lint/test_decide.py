"""Is what is decided of conditions so? Held against every case there is, of a pack small enough to try them all."""

from __future__ import annotations

from functools import cache
from itertools import combinations, product

import pytest

from engine.analysis.lint import variables
from engine.analysis.lint.decide import Deciding
from engine.analysis.lint.run import lint
from engine.lang.bounds import bounds
from engine.lang.bounds_sets import Bounds, Names, Truth, point, ranged
from engine.lang.ir import Expr, Ref
from engine.lang.values import Member
from engine.pack.load import loads
from engine.pack.model import Pack
from engine.pack.ranges import PackRanges
from engine.text.render import as_text
from tests.lint.test_gallery import TODAY

CONDITIONS = [
    "a",
    "not a",
    "a or b",
    "a and not b",
    "n > 2",
    "n >= 2",
    "n < 2",
    "n <= least",
    "n == least",
    "n != 3",
    "n > 9",
    "n >= 0",
    "n > m",
    "n <= m",
    "n == m",
    "n + m > 8",
    "n - n == 0",
    "n * 2 == 3",
    "m >= least + 1",
    "size == 'small'",
    "size > 'small'",
    "size in ['small', 'large']",
    "size != 'middle'",
    "grade == 'high' or n < 2",
    "grade == 'low' and n >= 3",
    "enough",
    "enough and n < least",
    "award(size) > 元(2)",
    "award(size) == 元(2)",
    "scale(n) > 元(1)",
    "scale(n) < 元(2) and n > 2",
    "n > 2 if a else n < 2",
    "n >= 2 if size == 'small' else n >= 4",
]
PACK = """\
format: 1
id: decide
version: 1.0.0
title: 全部可试
subjects: {firm: {label: 企业}}
facts:
  firm:
    a: {type: bool}
    b: {type: bool}
    n: {type: int, from: 0, up_to: 5}
    m: {type: int, from: 0, up_to: 5}
    size: {type: [small, middle, large], ordered: true}
definitions:
  firm:
    enough: n >= least or size == 'large'
parameters:
  least: {value: 3}
  award: {by: size, values: {small: 1元, middle: 2元}, otherwise: 3元}
  scale: {by: n, bands: [{up_to: 2, value: 1元}, {below: 4, value: 2元}, {value: 3元}]}
readings:
  grade:
    adopted: low
    options: {low: {label: 低}, high: {label: 高}}
rules:
"""


@cache
def pack() -> Pack:
    rules = "".join(
        f'  r{number}:\n    subject: firm\n    when: ["{text}"]\n    amount: unstated\n' for number, text in enumerate(CONDITIONS)
    )
    loaded = loads((PACK + rules).encode(), "decide.yaml")
    assert loaded.pack is not None, as_text(loaded.diagnostics, "en")
    return loaded.pack


def conditions() -> list[Expr]:
    return [rule.when[0].formula.expr for rule in pack().rules.values()]


@cache
def worlds() -> list[dict[tuple[str, str], Bounds]]:
    """Every case: each fact known, each reading chosen."""
    sizes = ("small", "middle", "large")
    every = product([True, False], [True, False], range(6), range(6), sizes, ("low", "high"))
    return [
        {
            ("fact", "a"): point(a),
            ("fact", "b"): point(b),
            ("fact", "n"): ranged(n, n),
            ("fact", "m"): ranged(m, m),
            ("fact", "size"): point(Member(size, sizes)),
            ("reading", "grade"): Names(frozenset((grade,)), ("low", "high")),
        }
        for a, b, n, m, size, grade in every
    ]


@cache
def truths(number: int) -> tuple[bool, ...]:
    """Whether a condition holds, in each of the cases."""
    ranges = PackRanges(pack())
    found = []
    for world in worlds():

        def env(ref: Ref, world: dict[tuple[str, str], Bounds] = world) -> Bounds:
            if ref.kind == "definition":
                return bounds(pack().definitions["firm.enough"].means.expr, env)
            return world[ref.kind, ref.name] if (ref.kind, ref.name) in world else ranges.env(ref)

        truth = bounds(conditions()[number], env)
        assert truth in (Truth(True, False), Truth(False, True))
        found.append(truth == Truth(True, False))
    return tuple(found)


WANTED = [
    *(((number, want),) for number in range(len(CONDITIONS)) for want in (True, False)),
    *(
        ((one, first), (other, second))
        for one, other in combinations(range(len(CONDITIONS)), 2)
        for first, second in product((True, False), repeat=2)
    ),
]


@pytest.mark.parametrize(("every", "open"), [(True, 0), (False, 0.08)], ids=["every value tried", "those where answers turn"])
def test_what_is_decided_is_so_and_nearly_everything_is(every: bool, open: float, monkeypatch: pytest.MonkeyPatch) -> None:
    if not every:
        monkeypatch.setattr(variables, "FEW", -1)
    deciding = Deciding(PackRanges(pack()))
    deciding.steps = 10**9  # of many questions, as no pack asks
    exprs, undecided = conditions(), []
    for wanted in WANTED:
        decided = deciding.can([(exprs[number], want) for number, want in wanted])
        columns = zip(*(truths(number) for number, _ in wanted), strict=True)
        so = any(all(truth == want for truth, (_, want) in zip(each, wanted, strict=True)) for each in columns)
        if decided.possible is None:
            undecided.append(wanted)
        else:
            assert decided.possible is so, [(CONDITIONS[number], want) for number, want in wanted]
    # What is left reads a number twice in arithmetic, or divides it.
    assert len(undecided) <= len(WANTED) * open, len(undecided)


@pytest.mark.parametrize(("one", "other"), [("n > 2", "n < 2"), ("n == least", "n != 3"), ("size == 'small'", "size > 'small'")])
def test_values_that_show_it_do(one: str, other: str) -> None:
    """Where it can be, the values given are a case in which it is."""
    deciding, exprs = Deciding(PackRanges(pack())), conditions()
    wanted = [(exprs[CONDITIONS.index(one)], False), (exprs[CONDITIONS.index(other)], False)]
    decided = deciding.can(wanted)
    assert decided.possible is (other != "n != 3" and one != "size == 'small'")
    if decided.possible:
        ranges = PackRanges(pack())
        known = {(ref.kind, ref.name): value for ref, value in decided.values.items()}
        assert known
        for expr, want in wanted:
            truth = bounds(expr, lambda ref: known.get((ref.kind, ref.name)) or ranges.env(ref))
            assert truth == Truth(want, not want)


def test_a_pack_that_asks_too_much_is_left_open() -> None:
    """So that no pack, however large, keeps anybody waiting: what there are no steps left for is not decided, and never guessed."""
    deciding, exprs = Deciding(PackRanges(pack())), conditions()
    deciding.steps = 0
    assert all(deciding.can([(each, want)]).possible is None for each in exprs for want in (True, False))
    hard = (
        PACK
        + "  r: {subject: firm, amount: unstated, when: ["
        + ", ".join(f"n + m > {number}" for number in range(-900, 900))
        + "]}\n"
    )
    loaded = loads(hard.encode(), "hard.yaml")
    assert loaded.pack is not None and loaded.root is not None
    found = lint(loaded.pack, loaded.root, today=TODAY)
    assert found.undecided["L424"] == 1800 and "L422" in {each.code for each in found.findings}
