"""Every example of the corpus, before every judge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.lang.bounds_sets import holds, point, value
from engine.lang.ir import Apply, Expr, Fold, walk
from engine.lang.operators import FOLDS, OVERLOADS
from engine.lang.values import Unknown, Value
from engine.text.catalog.expression import MESSAGES
from tests.language.solver import Manner, solve
from tests.language.world import bound, interpret, known, read, refer, typed

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.yaml"))
PROVED = ("T302", "T306", "T391", "T392", "T393", "T394")  # too long for a line of the corpus, or of bounds: tests/unit


def examples(*, wrong: bool) -> list[Any]:
    found = []
    for path in FILES:
        for number, example in enumerate(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader), 1):
            if ("error" in example) == wrong:
                found.append(pytest.param(example, id=f"{path.stem}-{number}-{example['note']}"))
    return found


def forms() -> Iterator[Expr]:
    for parameter in examples(wrong=False):
        expr, found = typed(parameter.values[0]["expr"])
        assert expr is not None, (parameter.values[0], found)
        yield expr


@pytest.mark.parametrize("example", examples(wrong=False))
def test_example(example: dict[str, Any]) -> None:
    """The reference, the typed form and the bounds agree on what the example says."""
    expr, found = typed(example["expr"])
    assert expr is not None and not found, found
    facts = known(example["facts"])
    wanted = read(example["want"], expr.type)
    assert refer(example["expr"], expr, facts) == wanted
    assert same_kind(refer(example["expr"], expr, facts), wanted)
    assert interpret(expr, facts) == wanted
    bounded = bound(expr, facts)
    if isinstance(wanted, Unknown):
        return
    assert value(bounded, expr.type) == wanted
    assert holds(bounded, point(wanted)) and holds(point(wanted), bounded)


@pytest.mark.parametrize("manner", ["written", "open"])
@pytest.mark.parametrize("example", examples(wrong=False))
def test_the_solver_says_so_too(example: dict[str, Any], manner: Manner) -> None:
    """With the facts written down, and with open values that are held to them."""
    expr, _ = typed(example["expr"])
    assert expr is not None
    wanted = read(example["want"], expr.type)
    found = solve(expr, known(example["facts"]), manner)
    assert found == wanted and same_kind(found, wanted)


def same_kind(actual: Value, wanted: Value) -> bool:
    """1 == True and 1 == Fraction(1) in Python: the class must agree too."""
    return type(actual) is type(wanted)


@pytest.mark.parametrize("example", examples(wrong=True))
def test_mistake(example: dict[str, Any]) -> None:
    """A mistake is found with its code at its column, and its message can be said."""
    expr, found = typed(example["expr"])
    assert expr is None
    assert (found[0].code, found[0].place and found[0].place.column) == (example["error"], int(example["at"]))
    messages = {message.code: message for message in MESSAGES}
    for each in found:
        values = {**each.values, "did_you_mean": each.values.get("did_you_mean", "")}
        for text in (messages[each.code].zh, messages[each.code].en, messages[each.code].help_zh, messages[each.code].help_en):
            assert "{" not in text.format(**values).replace("{数}", "").replace("“{”", "").replace("`{`", "")


def test_the_corpus_uses_every_operator() -> None:
    applied = {part.overload for expr in forms() for part in walk(expr) if isinstance(part, Apply)}
    assert applied == set(OVERLOADS)


def test_the_corpus_uses_every_fold() -> None:
    assert {part.operator for expr in forms() for part in walk(expr) if isinstance(part, Fold)} == set(FOLDS)


def test_the_corpus_makes_every_mistake() -> None:
    made = {parameter.values[0]["error"] for parameter in examples(wrong=True)}
    assert made | set(PROVED) == {message.code for message in MESSAGES}


def test_a_name_with_errors_of_its_own_is_not_reported_again() -> None:
    assert typed("坏的 > 3") == (None, [])
    assert typed("坏的(3)") == (None, [])
