"""Whether the judges agree on any well-typed expression, and knowing less only ever widens."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from engine.lang.bounds_sets import holds, point, value
from engine.lang.ir import Apply, Expr, walk
from engine.lang.operators import OVERLOADS
from engine.lang.types import BOOL, DATE, INT, MONEY, QUANTITY, RATIO
from engine.lang.values import Unknown
from tests.language.expressions import less_known, text, world
from tests.language.solver import Manner, solve
from tests.language.world import LEVEL, bound, interpret, refer, typed

TYPES = (BOOL, INT, RATIO, MONEY, QUANTITY, DATE, LEVEL)
BLOCKS, SIZE = 8, 200


def drawn(block: int) -> Iterator[tuple[str, Expr, Random]]:
    """The expressions of a block, the flat ones first, and the dice for their worlds."""
    for seed in range(block * SIZE, (block + 1) * SIZE):
        dice = Random(seed)
        written = text(dice, dice.choice(TYPES), 1 + 4 * (seed % SIZE) // SIZE)
        expr, found = typed(written)
        assert expr is not None and not found, (written, found)
        yield written, expr, dice


@pytest.mark.parametrize("block", range(BLOCKS))
def test_where_all_is_known_the_judges_agree(block: int) -> None:
    for written, expr, dice in drawn(block):
        for _ in range(3):
            facts = world(dice)
            wanted = interpret(expr, facts)
            assert refer(written, expr, facts) == wanted, (written, facts)
            if not isinstance(wanted, Unknown):
                assert value(bound(expr, facts), expr.type) == wanted, (written, facts)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_forgetting_only_widens(block: int) -> None:
    """What less knowledge leaves certain stays so; the bounds hold every value that more knowledge gives."""
    for written, expr, dice in drawn(block):
        for _ in range(3):
            full = world(dice)
            less = less_known(dice, full)
            least = less_known(dice, less)
            wanted, certain = interpret(expr, full), interpret(expr, less)
            wide, wider = bound(expr, less), bound(expr, least)
            assert refer(written, expr, less) == certain, (written, less)
            assert holds(wider, wide), (written, less, least)
            if not isinstance(certain, Unknown):
                assert certain == wanted and value(wide, expr.type) == wanted, (written, less, full)
            if not isinstance(wanted, Unknown):
                assert holds(wide, point(wanted)), (written, less, full)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_the_solver_agrees(block: int) -> None:
    """Whatever is known, the fourth judge says the same."""
    for at, (written, expr, dice) in enumerate(drawn(block)):
        facts = world(dice) if at % 2 else less_known(dice, world(dice))
        manner: Manner = "open" if at % 4 < 2 else "written"
        assert solve(expr, facts, manner) == interpret(expr, facts), (written, facts, manner)


def test_the_dice_meet_every_operator() -> None:
    met = {
        part.overload for block in range(BLOCKS) for _, expr, _ in drawn(block) for part in walk(expr) if isinstance(part, Apply)
    }
    assert met == set(OVERLOADS)
