"""Whether the three judges agree on any well-typed expression, and knowing less only ever widens."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.lang.bounds_sets import holds, point, value
from engine.lang.ir import Expr
from engine.lang.types import BOOL, DATE, INT, MONEY, QUANTITY, RATIO
from engine.lang.values import Unknown
from tests.language.expressions import less_known, texts, worlds
from tests.language.world import LEVEL, Facts, bound, interpret, refer, typed

TYPES = (BOOL, INT, RATIO, MONEY, QUANTITY, DATE, LEVEL)
thorough = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def expressions(draw: st.DrawFn) -> tuple[str, Expr]:
    """A text and its typed form, which `lower` must find nothing wrong with."""
    text = draw(st.sampled_from(TYPES).flatmap(texts))
    expr, found = typed(text)
    assert expr is not None and not found, (text, found)
    return text, expr


@thorough
@given(expressions(), worlds())
def test_where_all_is_known_the_judges_agree(made: tuple[str, Expr], world: Facts) -> None:
    text, expr = made
    wanted = interpret(expr, world)
    assert refer(text, expr, world) == wanted
    if not isinstance(wanted, Unknown):
        assert value(bound(expr, world), expr.type) == wanted


@thorough
@given(expressions(), worlds(), st.data())
def test_where_less_is_known_the_judges_agree(made: tuple[str, Expr], world: Facts, data: st.DataObject) -> None:
    text, expr = made
    less = data.draw(less_known(world))
    wanted = interpret(expr, less)
    assert refer(text, expr, less) == wanted
    if not isinstance(wanted, Unknown):
        assert wanted == interpret(expr, world)  # what was certain stays so
        assert value(bound(expr, less), expr.type) == wanted


@thorough
@given(expressions(), worlds(), st.data())
def test_forgetting_only_widens(made: tuple[str, Expr], world: Facts, data: st.DataObject) -> None:
    _, expr = made
    less = data.draw(less_known(world))
    least = data.draw(less_known(less))
    wide, wider = bound(expr, less), bound(expr, least)
    assert holds(wider, wide)
    wanted = interpret(expr, world)
    if not isinstance(wanted, Unknown):
        assert holds(wide, point(wanted))
        assert holds(wider, point(wanted))
