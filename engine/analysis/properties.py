"""What must hold of every case under a pack, tried on random cases that aim at its own thresholds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engine.analysis.cases import Tried
from engine.analysis.expected import results
from engine.backends.outcome import Award, Outcome
from engine.backends.reference import evaluate
from engine.lang.ir import Literal, walk
from engine.lang.tables import Band
from engine.lang.types import OneOf
from engine.lang.values import Known, Member, Money
from engine.pack.case import Case, Instance
from engine.pack.model import Pack
from engine.pack.periods import year
from engine.pack.terms import Fact, Formula

EXAMPLES = 60  # cases tried for each property
A_DAY = timedelta(days=1)


class Violation(Exception):
    """A property that does not hold of a case."""


@dataclass(frozen=True, slots=True)
class Property:
    """Something that must hold; `check` raises Violation where it does not."""

    name: str
    zh: str
    en: str
    check: Callable[[Pack, Case], None]


def try_all(pack: Pack, examples: int = EXAMPLES) -> Iterator[Tried]:
    """Each property on the same random cases every time."""
    for each in PROPERTIES:
        yield _tried(each, pack, examples)


def _tried(each: Property, pack: Pack, examples: int) -> Tried:
    count = 0

    @settings(
        max_examples=examples,
        database=None,
        derandomize=True,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(cases(pack))
    def run(case: Case) -> None:
        nonlocal count
        count += 1
        each.check(pack, case)

    try:
        run()
    except Violation as found:
        return Tried(each.name, each.zh, each.en, count, str(found))
    return Tried(each.name, each.zh, each.en, count, "")


# -- cases -----------------------------------------------------------------------------------------------------------------


def cases(pack: Pack) -> st.SearchStrategy[Case]:
    """Cases with one or two of every subject, any fact unknown, and values at the edges of what the pack compares with."""
    edges = constants(pack)
    days = sorted({each for each in edges if isinstance(each, date)} | {date(2022, 6, 1)})
    roots = [kind.name for kind in pack.subjects.values() if kind.of is None]
    made = st.fixed_dictionaries({kind: st.tuples(instances(pack, kind, edges, days)) for kind in roots})
    as_of = st.sampled_from(days).flatmap(lambda day: st.integers(-1, 400).map(lambda more: day + more * A_DAY))

    def whole(day: date, subjects: dict[str, tuple[Instance, ...]], known: bool) -> Case:
        history = () if known else None
        return Case("random", pack.id, day, (year(day.year),), subjects, None, history, (), {}, None, "", "", (), "sha256:random")

    return st.builds(whole, as_of, made, st.booleans())


def instances(pack: Pack, kind: str, edges: set[Known], days: list[date]) -> st.SearchStrategy[Instance]:
    """One subject with its children."""
    facts = {fact.name: st.none() | values(fact, edges, days) for fact in pack.facts_of(kind)}
    children = {child: st.lists(instances(pack, child, edges, days), max_size=2) for child in pack.children_of(kind)}

    def whole(known: dict[str, Known | None], below: dict[str, list[Instance]]) -> Instance:
        stated = {name: value for name, value in known.items() if value is not None}
        named = {child: tuple(replace(one, id=f"{child}{at}") for at, one in enumerate(many)) for child, many in below.items()}
        return Instance(kind, f"{kind}0", stated, dict(named), None)

    return st.builds(whole, st.fixed_dictionaries(facts), st.fixed_dictionaries(children))


def values(fact: Fact, edges: set[Known], days: list[date]) -> st.SearchStrategy[Known]:
    """Values of a fact, within its range."""
    least, most = fact.least or 0, 10_000 if fact.most is None else fact.most
    if isinstance(fact.type, OneOf):
        names = fact.type.names
        return st.sampled_from([Member(name, names) for name in names])
    match fact.type.name:
        case "bool":
            return st.booleans()
        case "int":
            return _around([each for each in edges if type(each) is int], least, most)
        case "money":
            return _around([each.fen for each in edges if isinstance(each, Money)], least, most).map(Money)
        case "ratio":
            return st.integers(least, most).map(lambda units: Fraction(units, 10**fact.digits))
        case "date":
            return st.sampled_from([day + more * A_DAY for day in days for more in (-366, -365, -1, 0, 1, 365)])
        case "dates":
            return st.lists(st.sampled_from(days), max_size=4).map(lambda some: tuple(sorted(some)))
        case _:
            return st.sampled_from(["甲", "乙"])


def _around(numbers: list[int], least: int, most: int) -> st.SearchStrategy[int]:
    """Numbers within a range, mostly beside those that matter."""
    beside = sorted(
        {each for number in (*numbers, least, most) for each in (number - 1, number, number + 1) if least <= each <= most}
    )
    return st.sampled_from(beside) | st.integers(least, most)


def constants(pack: Pack) -> set[Known]:
    """The values written in the pack: its parameters, and the literals of readings and definitions."""
    formulas: list[Formula] = [each.means for each in pack.definitions.values()]
    formulas += [option.means for each in pack.readings.values() for option in each.options.values() if option.means]
    found = [inner.value for formula in formulas for inner in walk(formula.expr) if isinstance(inner, Literal)]
    for row in (row for each in pack.parameters.values() for row in each.table.rows):
        bands = [edge for cell in row.match if isinstance(cell, Band) for edge in (cell.low, cell.high) if edge is not None]
        found += [row.value, *bands, *([row.since] if row.since else [])]
    return {each for each in found if isinstance(each, int | date | Money)}


# -- what must hold --------------------------------------------------------------------------------------------------------


def _adds_up(pack: Pack, case: Case) -> None:
    """Bounds in order, nothing below nil, payers and totals to the fen."""
    outcome = evaluate(pack, case, needs=False)
    for award in outcome.awards:
        _hold(award.low >= 0 and (award.high is None or award.low <= award.high), case, award)
        _hold(not award.paid_by or sum(award.paid_by.values()) == award.low, case, award)
        _hold(award.verdict == "granted" or award.low == 0 or award.verdict == "unknown", case, award)
    _hold(outcome.low == sum(each.low for each in outcome.awards if not each.owed), case, "low")


def _same_again(pack: Pack, case: Case) -> None:
    _hold(evaluate(pack, case, needs=False) == evaluate(pack, case, needs=False), case, "again")


def _less_known(pack: Pack, case: Case) -> None:
    """Forgetting anything lowers what is certain or leaves it, and never lowers what is possible."""
    before = _bounds(evaluate(pack, case, needs=False))
    for what, poorer in forgotten(case):
        for claim, (low, high) in _bounds(evaluate(pack, poorer, needs=False)).items():
            knew_low, knew_high = before[claim]
            _hold(low <= knew_low, case, f"{claim}: {what}, low {knew_low} → {low}")
            _hold(
                high is None or (knew_high is not None and high >= knew_high), case, f"{claim}: {what}, high {knew_high} → {high}"
            )


def _bounds(outcome: Outcome) -> dict[str, tuple[int, int | None]]:
    return {
        f"{each.rule} {each.path} {each.period}": (each.low, each.high) for each in results(outcome) if isinstance(each, Award)
    }


def forgotten(case: Case) -> Iterator[tuple[str, Case]]:
    """The case with one fact of a subject that stands alone made unknown, or its history."""
    for kind, (first, *rest) in case.roots.items():
        for name in first.facts:
            kept = {key: value for key, value in first.facts.items() if key != name}
            yield f"{kind}.{name}", replace(case, roots={**case.roots, kind: (replace(first, facts=kept), *rest)})
    if case.history is not None:
        yield "history", replace(case, history=None)


def _hold(holds: bool, case: Case, about: object) -> None:
    if not holds:
        facts = {f"{line[-1].kind}.{name}": value for line in case.instances() for name, value in line[-1].facts.items()}
        raise Violation(f"{about} | as_of {case.as_of}, history {case.history}, {facts}")


PROPERTIES = (
    Property(
        "adds_up",
        "金额不为负，支付方合计与总额分文不差",
        "amounts are not negative; payers and totals agree to the fen",
        _adds_up,
    ),
    Property("same_again", "同一个案两次认定结果相同", "the same case gives the same answer twice", _same_again),
    Property(
        "less_known",
        "所知更少时，确定兑付的不增，可能兑付的不减",
        "knowing less never raises what is certain, nor lowers what is possible",
        _less_known,
    ),
)
