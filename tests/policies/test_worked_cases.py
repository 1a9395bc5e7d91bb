"""Do the worked cases of the measures come to the sums that were worked out apart from the packs?"""

from __future__ import annotations

from tests.policies.measures import MEASURES, cases_of, outcome_of, pack_of

# What the worked cases of the measures come to, in yuan: the sum of the awards that the case of that number is about.
WORKED = {
    "P03-1": 9000, "P03-2": 30000,
    "P04-1": 240000, "P04-2": 0, "P04-3": 6000, "P04-4": 0, "P04-5": 0, "P04-6": 400000,
    "P09-1": 900000, "P09-2": 400000, "P09-3": 200000, "P09-4": 126000,
    "P13-1": 14400, "P13-2": 10800, "P13-3": 6000, "P13-4": 6000, "P13-5": 12000, "P13-6": 30000, "P13-7": 30000, "P13-8": 100000, "P13-9": 0,
    "P14-1": 1150000, "P14-2": 90000, "P14-3": 300000,
    "P17-1": 6000, "P17-2": 10000, "P17-3": 0, "P17-4": 0,
    "P22-1": 200000, "P22-2": 200000, "P22-3": 0, "P22-4": 0,
    "P24-1": 1000, "P24-2": 2000, "P24-3": 3000, "P24-4": 0, "P24-5": 0,
    "P28-1": 410, "P28-2": 450, "P28-3": 100,
    "P30-1": 450000, "P30-2": 5000000, "P30-3": 350000, "P30-4": 200000,
}  # fmt: skip
INSTALMENTS = {"P09-1": [360000, 270000, 270000], "P09-2": [160000, 120000, 120000], "P14-3": [120000, 90000, 90000]}


def test_every_worked_case_comes_to_its_sum() -> None:
    worked = {case.name.split()[0]: (path, case) for path in MEASURES for case in cases_of(path) if case.name.startswith("P")}
    assert worked.keys() == WORKED.keys()
    for name, (path, case) in worked.items():
        outcome = outcome_of(pack_of(path), case)
        assert (outcome.low, outcome.high) == (WORKED[name] * 100, WORKED[name] * 100), name
        assert WORKED[name] or {award.verdict for award in outcome.awards} == {"refused"}, name
        instalments = [part.low // 100 for award in outcome.awards for part in award.parts]
        assert instalments == INSTALMENTS[name] if name in INSTALMENTS else True, name
