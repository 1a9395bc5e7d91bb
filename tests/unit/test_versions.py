"""Whether the versions of a measure are served in the order of time, whatever their files are called."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from engine.analysis.versions import Versions, evaluate_versions
from engine.pack.cases import read_cases
from engine.pack.document import parse
from engine.pack.load import loads
from engine.pack.model import Pack

PACK = """
format: 1
id: twice
version: {version}
title: 两版
in_force: {in_force}
subjects: {{firm: {{}}}}
parameters: {{grant: {{value: {grant}}}, cap: {{value: 1000元}}}}
rules: {{yearly: {{subject: firm, period: year, amount: grant, limits: [{{at_most: cap}}]}}}}
"""
CASE = "as_of: 2024-06-01\nperiod: [2023, 2024]\nfirm: {id: 甲}\nhistory: []\n"


def pack(version: str, in_force: str, grant: str) -> Pack:
    made = loads(PACK.format(version=version, in_force=in_force, grant=grant).encode("utf-8"), "pack.yaml").pack
    assert made is not None
    return made


OLD = pack("1.0.0", "{from: 2020-01-01, until: 2023-12-31}", "800元")
NEW = pack("2.0.0", "{from: 2024-01-01}", "900元")


def answered(packs: Sequence[Pack]) -> Versions:
    node, _ = parse(CASE.encode("utf-8"), "case.yaml")
    assert node is not None
    return evaluate_versions(packs, [read_cases(node, each)[0][0] for each in packs], {})


@pytest.mark.parametrize("packs", [[OLD, NEW], [NEW, OLD]], ids=["old first", "new first"])
def test_what_the_old_version_grants_is_history_to_the_new(packs: Sequence[Pack]) -> None:
    """800 under the old, so that 200 of 1000 are left under the new; served the other way round it would be 100 and 900."""
    found = answered(packs)
    assert [(pack.version, award.period, award.low) for pack, outcome in found.outcomes for award in outcome.awards] == [
        ("1.0.0", "2023", 80_000),
        ("2.0.0", "2024", 20_000),
    ]
