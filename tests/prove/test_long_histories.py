"""Is what is said of any history at all true, and is nothing proved that some history breaks?"""

from pathlib import Path

import pytest

from engine.analysis.prove.decide import decided
from engine.analysis.prove.properties import goals_of
from engine.backends.smt.logic import no
from engine.backends.smt.past import _sum
from engine.backends.smt.question import Ask, Question
from engine.backends.smt.solve import find
from engine.lang.ir import Fold, walk
from engine.pack.load import load
from engine.pack.reads import reads_in
from tests.cli.support import TAICANG
from tests.prove.broken import CAP, HERE
from tests.prove.test_broken import pack_of

NONE_BEFORE = "award == 元(0) or sum(past, past.claims) == 0"
OTHER_YEARS = "award == 元(0) or all(past, year(past.as_of) != year(as_of))"
SAME_YEAR = "award == 元(0) or all(past, year(past.as_of) == year(as_of))"
UNITS = "award == 元(0) or sum(past, past.times) < 3"
WITHIN_A_YEAR = "award == 元(0) or all(past, as_of <= past.as_of + months(12))"
LESS_THAN_A_YEAR = "award == 元(0) or all(past, as_of < past.as_of + months(12))"
IN_ALL = "award == 元(0) or sum(past, past.amount) + award <= 万元(50)"
OTHER_SIZES = "award == 元(0) or not any(past, past.beds == beds)"


@pytest.mark.parametrize(
    ("limit", "means", "verdict"),
    [
        ("{claims: 1}", NONE_BEFORE, "proved"),
        ("{claims: 2}", NONE_BEFORE, "refuted"),
        ("{claims: 1, per: year}", NONE_BEFORE, "refuted"),
        ("{claims: 1, key: []}", NONE_BEFORE, "proved"),
        ("{claims: 1, key: [beds]}", NONE_BEFORE, "refuted"),
        ("{claims: 1, over: [building_grant, prize]}", NONE_BEFORE, "proved"),
        ("{claims: 1, over: [prize]}", NONE_BEFORE, "refuted"),
        ("{claims: 1, when: carers == 'required'}", NONE_BEFORE, "refuted"),
        ("{claims: 1, per: year}", OTHER_YEARS, "proved"),
        ("{claims: 1}", OTHER_YEARS, "proved"),
        ("{claims: 2, per: year}", OTHER_YEARS, "refuted"),
        ("{claims: 1, per: month}", OTHER_YEARS, "refuted"),
        ("{claims: 1, per: year}", SAME_YEAR, "refuted"),
        ("{times: 3}", UNITS, "proved"),
        ("{times: 4}", UNITS, "refuted"),
        ("{times: 3, per: year}", UNITS, "refuted"),
        ("{within: 12个月, last_day: included}", WITHIN_A_YEAR, "proved"),
        ("{within: 12个月, last_day: excluded}", LESS_THAN_A_YEAR, "proved"),
        ("{within: 12个月, last_day: included}", LESS_THAN_A_YEAR, "refuted"),
        ("{within: 13个月, last_day: included}", WITHIN_A_YEAR, "refuted"),
        ("{at_most: 50万元}", IN_ALL, "proved"),
        ("{at_most: 60万元}", IN_ALL, "refuted"),
        ("{at_most: 50万元, key: [beds]}", IN_ALL, "refuted"),
        ("{at_most: 50万元, over: [building_grant, prize]}", IN_ALL, "proved"),
        ("{claims: 1, key: [beds]}", OTHER_SIZES, "proved"),
        ("{claims: 2, key: [beds]}", OTHER_SIZES, "refuted"),
    ],
)
def test_what_limits_counted_bounds_the_past(limit: str, means: str, verdict: str) -> None:
    sample = (HERE / "sample.yaml").read_text(encoding="utf-8")
    assert IN_ALL in sample
    keyed = f"    limits:\n      - {limit}\n" if "beds" in limit or "beds" not in means else ""
    pack = pack_of(sample.replace(CAP, keyed).replace(f"means: {IN_ALL}", f'means: "{means}"'))
    (proof,) = decided(pack, goals_of(pack, ("invariant",)))
    assert proof.verdict == verdict, proof


@pytest.mark.parametrize("lines", [1, 2])
def test_sums_lie_where_they_are_said_to_lie(lines: int) -> None:
    """What is said of sums over any past is held against every past of a few lines."""
    pack = load(Path(TAICANG)).pack
    assert pack is not None
    for invariant in pack.invariants.values():
        read = reads_in(pack, invariant.means.expr).exprs
        folds = [each for expr in read for each in walk(expr) if isinstance(each, Fold) and each.collection == "past"]
        for rule in invariant.of if folds else ():
            question = Question([(pack, pack.rules[rule])], Ask(lines=lines, ruled=False))
            for fold in folds:
                for said in _sum(question, fold, 0):
                    assert find(question, no(said), polish=False).answer == "no"
