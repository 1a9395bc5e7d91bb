"""By brute force over small packs: every set in `needs` settles, and none of its proper subsets does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.backends.outcome import Award
from engine.backends.reference import evaluate
from engine.pack.build import build
from engine.pack.cases import read_cases
from engine.pack.document import parse
from engine.pack.model import Pack

TYPES = {
    "flag": ("{type: bool}", ["true", "false"]),
    "size": ("{type: [small, middle, large], ordered: true}", ["small", "middle", "large"]),
    "count": ("{type: int, up_to: 4}", ["0", "1", "2", "3", "4"]),
    "cost": ("{type: money, up_to: 3分}", ["0分", "1分", "2分", "3分"]),
}
NAMES = ("a", "b", "c", "d", "e")
HEAD = "format: 1\nid: mini\nversion: 1.0.0\ntitle: x\nsubjects: {s: {}}\n"


@st.composite
def conditions(draw: st.DrawFn, kinds: dict[str, str], depth: int = 2) -> str:
    """A condition over the facts."""
    if depth and draw(st.booleans()):
        left, right = draw(conditions(kinds, depth - 1)), draw(conditions(kinds, depth - 1))
        return draw(st.sampled_from([f"({left}) and ({right})", f"({left}) or ({right})", f"not ({left})"]))
    name = draw(st.sampled_from(sorted(kinds)))
    match kinds[name]:
        case "flag":
            return name
        case "size":
            return draw(st.sampled_from([f"{name} == 'middle'", f"{name} >= 'middle'", f"{name} in ['small', 'large']"]))
        case "count":
            return draw(st.sampled_from([f"{name} >= {draw(st.integers(1, 4))}", f"{name} == 2", f"{name} < 3"]))
        case _:
            return draw(st.sampled_from([f"{name} > 分(1)", f"{name} <= 分(2)"]))


@st.composite
def amounts(draw: st.DrawFn, kinds: dict[str, str]) -> str:
    """An amount, mostly of more than nil."""
    money = [f"{name} + 分(1)" for name, kind in kinds.items() if kind == "cost"]
    choice = f"分(5) if {draw(conditions(kinds, 1))} else 分({draw(st.integers(0, 6))})"
    return draw(st.sampled_from(["分(5)", choice, *money]))


@st.composite
def problems(draw: st.DrawFn) -> tuple[str, str, dict[str, list[str]]]:
    """A pack, a case with some facts unknown, and every value each unknown fact may have."""
    kinds = {name: draw(st.sampled_from(sorted(TYPES))) for name in NAMES[: draw(st.integers(1, 5))]}
    facts = ", ".join(f"{name}: {TYPES[kind][0]}" for name, kind in kinds.items())
    when = [draw(conditions(kinds)) for _ in range(draw(st.integers(0, 2)))]
    limits = draw(
        st.sampled_from(["", ", limits: [{at_most: 3分}]", f', limits: [{{at_most: 2分, when: "{draw(conditions(kinds, 0))}"}}]'])
    )
    whens = ", ".join(f'"{each}"' for each in when)
    pack = f'{HEAD}facts: {{s: {{{facts}}}}}\nrules: {{r: {{subject: s, when: [{whens}], amount: "{draw(amounts(kinds))}"{limits}}}}}\n'
    unknown = draw(st.sets(st.sampled_from(sorted(kinds)), min_size=1))
    known = {name: draw(st.sampled_from(TYPES[kind][1])) for name, kind in kinds.items() if name not in unknown}
    stated = ", ".join(f"{name}: {value}" for name, value in known.items())
    case = f"as_of: 2024-01-01\nhistory: []\ns: {{{stated}}}\n"
    return pack, case, {name: TYPES[kinds[name]][1] for name in sorted(unknown)}


def award_of(pack: Pack, case: str, more: dict[str, str], needs: bool = False) -> Award:
    text = case.replace("s: {", "s: {" + "".join(f"{name}: {value}, " for name, value in more.items()), 1)
    node, _ = parse(text.encode("utf-8"), "case")
    assert node is not None
    cases, found = read_cases(node, pack)
    assert not found, (text, found)
    return evaluate(pack, cases[0], needs=needs).awards[0]


def fillings(domains: dict[str, list[str]], names: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for values in product(*(domains[name] for name in names)):
        yield dict(zip(names, values, strict=True))


def settles(pack: Pack, case: str, domains: dict[str, list[str]], names: tuple[str, ...]) -> bool:
    return all(award_of(pack, case, filling).verdict != "unknown" for filling in fillings(domains, names))


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(problems())
def test_needs_settles_and_no_smaller_set_does(problem: tuple[str, str, dict[str, list[str]]]) -> None:
    text, case, domains = problem
    node, _ = parse(text.encode("utf-8"), "pack")
    assert node is not None
    pack, found = build(node)
    assert pack is not None, (text, [(each.code, dict(each.values)) for each in found])
    award = award_of(pack, case, {}, needs=True)
    if award.verdict != "unknown":
        assert not award.needs.facts
        return
    names = tuple(each.partition(".")[2] for each in award.needs.facts)
    assert award.needs.minimal and settles(pack, case, domains, names), (text, case, names)
    for size in range(len(names)):
        for fewer in combinations(names, size):
            assert not settles(pack, case, domains, fewer), (text, case, names, fewer)


def test_low_and_high_hold_what_every_filling_gives() -> None:
    """The ends of an unknown answer enclose the answers of all its fillings."""

    @settings(max_examples=100, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(problems())
    def check(problem: tuple[str, str, dict[str, list[str]]]) -> None:
        text, case, domains = problem
        node, _ = parse(text.encode("utf-8"), "pack")
        assert node is not None
        pack, _ = build(node)
        assert pack is not None
        award = award_of(pack, case, {})
        for filling in list(fillings(domains, tuple(domains)))[:200]:
            full = award_of(pack, case, filling)
            assert award.low <= full.low and full.high is not None
            assert award.high is None or full.high <= award.high, (text, case, filling)

    check()
