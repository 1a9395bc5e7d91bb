"""The JSON of an outcome is a contract: its keys, its money as text, its masked ids."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from engine.backends.outcome import LimitUse
from engine.backends.outcome_json import to_json, yuan
from engine.pack.model import Pack
from tests.unit import prose_world
from tests.unit.test_explanation import GRANTED, UPKEEP


@pytest.fixture(scope="module")
def pack() -> Pack:
    return prose_world.pack()


def test_the_shape(pack: Pack) -> None:
    made = json.loads(json.dumps(to_json(prose_world.outcome(pack, GRANTED))))
    top = {
        "engine",
        "pack",
        "case",
        "case_digest",
        "as_of",
        "awards",
        "choices",
        "targets",
        "duties",
        "low",
        "high",
        "owed",
        "open",
    }
    assert top <= set(made)
    assert made["as_of"] == "2022-06-01"
    assert (made["low"], made["high"]) == ("31200.00", "31200.00")
    assert made["owed"] == {"low": "0.00", "high": "0.00"}
    award = made["awards"][0]
    assert (award["rule"], award["subject"], award["verdict"], award["low"]) == (
        "opening",
        {"builder": "甲"},
        "granted",
        "30000.00",
    )
    assert award["paid_by"] == {"桥财政": "30000.00"}
    assert award["readings"] == {"last_day": "open", "strict": "off", "young": "one_year"}
    assert award["needs"]["facts"] == []
    limit = award["limits"][0]
    assert (limit["limit"], limit["used"], limit["left"], limit["cut"]) == ("once", 0, 0, False)
    step = next(step for step in award["because"] if step["kind"] == "condition")
    assert (step["text"], step["value"], step["facts"]) == ("state == 'open'", True, {"builder.state": "open"})
    assert step["line"] == prose_world.PACK[: prose_world.PACK.index("{is: state ==")].count("\n") + 1


def test_all_money_has_two_digits(pack: Pack) -> None:
    text = json.dumps(to_json(prose_world.outcome(pack, UPKEEP)))
    money = re.findall(r'"(?:low|high|floor|decided|owed)": ("[^"]*")', text)
    assert money
    assert all(re.fullmatch(r'"-?\d+\.\d\d"', each) for each in money), money
    assert [yuan(fen) for fen in (0, 1, -1, -12_345, 6_000_000)] == ["0.00", "0.01", "-0.01", "-123.45", "60000.00"]


def test_ids_in_reasons_are_masked_and_subjects_are_not(pack: Pack) -> None:
    text = json.dumps(to_json(prose_world.outcome(pack, GRANTED)), ensure_ascii=False)
    assert "19491231" not in text
    assert '"builder.owner": "**************002X"' in text
    assert '"builder": "甲"' in text


def test_what_is_not_known_is_null(pack: Pack) -> None:
    made = json.loads(json.dumps(to_json(prose_world.outcome(pack, GRANTED.replace("history: []\n", "")))))
    award = made["awards"][0]
    limit = award["limits"][0]
    assert award["verdict"] == "unknown"
    assert (limit["used"], limit["used_low"], limit["used_high"]) == (None, 0, None)
    assert (limit["left"], limit["left_low"], limit["left_high"]) == (None, 0, 1)
    assert award["needs"]["facts"] == ["history"]


def test_limits_of_money_are_money(pack: Pack) -> None:
    held = prose_world.outcome(pack, UPKEEP)
    use = LimitUse("cap", "at_most", 100, 100, 4_999_900, 4_999_900, None, False, "cut", ("upkeep",), None)
    held = replace(held, awards=(replace(held.awards[0], limits=(use,)),))
    made = json.loads(json.dumps(to_json(held)))
    limit = made["awards"][0]["limits"][0]
    assert (limit["used"], limit["left"]) == ("1.00", "49999.00")


def test_the_same_outcome_gives_the_same_text(pack: Pack) -> None:
    first, second = (json.dumps(to_json(prose_world.outcome(pack, GRANTED))) for _ in range(2))
    assert first == second
