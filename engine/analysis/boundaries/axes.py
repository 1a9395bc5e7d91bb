"""What can be moved of a case by one unit: an ordered fact, the day, the period, what was paid before, an officer's amount."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from engine.analysis.boundaries.base import ID, RuleAims, Start
from engine.analysis.boundaries.pasts import money, pasts
from engine.analysis.boundaries.search import MOST_CHILDREN
from engine.analysis.boundaries.turns import result_of
from engine.backends.outcome import Award
from engine.lang.dates import add, subtract
from engine.lang.values import Known, Money
from engine.pack.case import Case, Decision, Instance, PeriodOf, with_facts
from engine.pack.model import Pack
from engine.pack.periods import month, year
from engine.pack.reads import reads
from engine.pack.terms import Fact
from engine.text.records import dataclass

EARLIEST, LATEST = date(1990, 1, 1).toordinal(), date(2100, 12, 31).toordinal()
FEN_ON = 13  # units looked at one by one from the start on, where a sum is rounded: enough for shares of tenths and twelfths
OFFICER = "审定机关"


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of whole numbers along which a case moves.

    kind: fact · as_of · period · children · history · dated · decision; `about` is the fact, the kind of children or the limit.
    `stops` are places worth looking at, `at` makes the case there (None: there is none).
    """

    kind: str
    about: str
    stops: tuple[int, ...]
    at: Callable[[int], Case | None]
    said: Callable[[int], str]


def axes(pack: Pack, start: Start) -> Iterator[Axis]:
    """Every way in which a start can be moved."""
    aims = RuleAims(pack, start.rule, start.case.readings)
    for line in start.case.instances():
        for name in line[-1].facts:
            fact = pack.facts[f"{line[-1].kind}.{name}"]
            if (axis := _of_fact(start, fact, aims)) is not None:
                yield axis
    yield _of_day(pack, start, aims)
    if start.rule.period is not None:
        yield _of_period(pack, start, aims)
    for kind in reads(pack, start.rule, start.case.readings).collections:
        yield _of_children(start, kind, aims)
    for kind, about, stops, at, said in pasts(pack, start):
        yield Axis(kind, about, tuple(stops), at, said)
    if start.rule.amount is not None and start.rule.amount.kind == "decided":
        yield _of_decision(start, aims)


def _sorted(found: Sequence[int] | set[int], least: int, most: int) -> tuple[int, ...]:
    return tuple(sorted({each for each in found if least <= each <= most} | {least, most}))


def _of_fact(start: Start, fact: Fact, aims: RuleAims) -> Axis | None:
    case = start.case
    match fact.type.name:
        case "int":
            made: Callable[[int], Known] = int
        case "money":
            made = Money
        case "ratio":
            made = lambda at: Fraction(at, 10**fact.digits)  # noqa: E731 - one of four makers
        case "date":
            made = date.fromordinal
        case "dates":
            made = lambda at: (date.fromordinal(at),)  # noqa: E731
        case _:
            return None
    found = _numbers(aims.values(fact, case.as_of), fact.digits)
    if aims.rounds and fact.type.name in ("int", "money", "ratio"):
        now = _numbers([line[-1].facts[fact.name] for line in case.instances() if fact.name in line[-1].facts], fact.digits)
        most = max(found)
        found |= {each + more for each in now for more in range(FEN_ON) if each + more <= most}
    stops = sorted(found)
    if fact.type.name in ("date", "dates"):
        stops = list(_sorted(stops, EARLIEST, case.as_of.toordinal() if fact.not_after else LATEST))
    return Axis("fact", fact.key, tuple(stops), lambda at: with_facts(case, {fact.key: made(at)}), lambda at: _written(made(at)))


def _numbers(values: Sequence[Known], digits: int) -> set[int]:
    found: set[int] = set()
    for value in values:
        match value:
            case Money(fen=fen):
                found.add(fen)
            case Fraction():
                found.add(int(value * 10**digits))
            case date():
                found.add(value.toordinal())
            case int():
                found.add(int(value))
            case tuple():
                found |= {each.toordinal() for each in value if isinstance(each, date)}
            case _:
                pass
    return found


def _written(value: Known) -> str:
    match value:
        case Money(fen=fen):
            return money(fen)
        case Fraction():
            return f"{float(value):g}"
        case tuple():
            return str(value[0])
        case _:
            return str(value)


def _of_day(pack: Pack, start: Start, aims: RuleAims) -> Axis:
    """The day of application; facts that may not lie after it move with it."""
    case = start.case
    days = {*aims.days, case.as_of}
    days |= {value for line in case.instances() for value in line[-1].facts.values() if isinstance(value, date)}
    days |= {moved(day, span) for day in [*days] for span in aims.spans for moved in (add, subtract) if span.months < 1200}
    stops = {day.toordinal() + more for day in days for more in (-1, 0, 1)}
    # What an ended pack says of a day long after is nothing new.
    least, most = max(EARLIEST, min(stops) - 400), min(LATEST, max(stops) + 400)

    def at(ordinal: int) -> Case | None:
        return on_day(pack, case, date.fromordinal(ordinal))

    return Axis("as_of", "as_of", _sorted(stops, least, most), at, lambda each: str(date.fromordinal(each)))


def on_day(pack: Pack, case: Case, day: date) -> Case:
    """The case on another day of application, with no fact later than facts may be."""
    late = {
        f"{line[-1].kind}.{name}": day
        for line in case.instances()
        for name, value in line[-1].facts.items()
        if isinstance(value, date) and value > day and pack.facts[f"{line[-1].kind}.{name}"].not_after
    }
    return replace(with_facts(case, dict(late)), as_of=day)


def _of_period(pack: Pack, start: Start, aims: RuleAims) -> Axis:
    case, monthly = start.case, start.rule.period == "month"

    def number(day: date) -> int:
        return day.year * 12 + day.month - 1 if monthly else day.year

    def made(at: int) -> PeriodOf:
        return month(at // 12, at % 12 + 1) if monthly else year(at)

    days = {*aims.days, case.as_of}
    days |= {moved(day, span) for day in [*days] for span in aims.spans for moved in (add, subtract) if span.months < 1200}
    stops = {number(day) + more for day in days if 1990 <= day.year <= 2099 for more in (-1, 0, 1)}

    def at(number: int) -> Case:
        return replace(case, periods=(made(number),))

    return Axis("period", "period", tuple(sorted(stops)), at, lambda each: made(each).label)


def _of_children(start: Start, kind: str, aims: RuleAims) -> Axis:
    """So many children that are all alike."""
    case = start.case

    def several(instance: Instance, count: int) -> Instance:
        children: dict[str, tuple[Instance, ...] | None] = {}
        for each, some in instance.children.items():
            if each == kind and some:
                children[each] = tuple(replace(some[0], id=f"{ID}{number}") for number in range(1, count + 1))
            else:
                children[each] = None if some is None else tuple(several(child, count) for child in some)
        return replace(instance, children=children)

    def at(count: int) -> Case:
        return replace(case, roots={each: tuple(several(one, count) for one in some) for each, some in case.roots.items()})

    counts = {each + more for each in aims.numbers for more in (-1, 0, 1)}
    return Axis("children", kind, _sorted(counts, 0, min(MOST_CHILDREN, max(counts | {2}))), at, str)


def _of_decision(start: Start, aims: RuleAims) -> Axis:
    """An officer's amount, from nil to above the ceiling."""
    case, result = start.case, result_of(start.answer, start.rule.name)
    assert isinstance(result, Award)
    path = result.path
    ends = {*aims.fen, *([result.high] if result.high is not None else []), *([result.floor] if result.floor is not None else [])}
    stops = {end + more for end in {0, *ends} for more in (-1, 0, 1) if end + more >= 0}
    stops |= set(range(FEN_ON)) if aims.rounds else set()

    def at(fen: int) -> Case:
        return replace(case, decisions=(Decision(start.rule.name, path, None, fen, OFFICER),))

    return Axis("decision", "decision", tuple(sorted(stops)), at, money)
