"""What may have been paid before, limit by limit: so many claims, so much money, so long ago."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from engine.analysis.boundaries.base import OTHER, RuleAims, Start, stated
from engine.analysis.boundaries.turns import result_of
from engine.backends.outcome import Award, LimitUse
from engine.lang.dates import add, subtract
from engine.lang.values import Known, Span
from engine.pack.case import Case, Entry, Instance, Path, PeriodOf, with_facts
from engine.pack.model import Pack
from engine.pack.periods import kind_of, month, year
from engine.pack.reads import reads
from engine.pack.rule import Limit

Past: TypeAlias = tuple[str, str, Sequence[int], Callable[[int], Case | None], Callable[[int], str]]
MOST_LINES = 6  # more earlier claims than these stand on one line
ONE_YUAN = 100
PAST = "past"  # what is moved where conditions look at what was paid before


def pasts(pack: Pack, start: Start) -> Iterator[Past]:
    """For each limit that is in use, how its history can be moved: how much there was of it (history), or when it was (dated)."""
    result = result_of(start.answer, start.rule.name)
    if not isinstance(result, Award):
        return
    uses = {use.limit: use for use in result.limits}
    for limit in start.rule.limits:
        use, counted = uses.get(limit.name), _counted(pack, start, limit)
        if use is None or counted is None:
            continue
        before = Before(pack, start, limit, result, counted)
        match limit.kind:
            case "within":
                yield "history", limit.name, before.days(), before.since, str_day(before)
            case "at_most":
                if (most := use.left_high) is not None:
                    near = {0, 1, max(0, most - 1), most, most + 1, *_near(result.high, most)}
                    yield "history", limit.name, sorted(near), before.paid, money
            case _:
                yield "history", limit.name, range(_count(use) + 2), before.claims, str
        if limit.per in ("year", "month") and limit.kind != "within":
            yield "dated", limit.name, before.days(True), before.full(use), str_day(before)
    if reads(pack, start.rule, start.case.readings).past and start.rule.limits:
        before = Before(pack, start, start.rule.limits[0], result, start.rule.name)
        yield "history", PAST, before.days(True), before.since, str_day(before)


def _near(due: int | None, most: int) -> set[int]:
    """How much may have been used so that just what is due is left."""
    if due is None or due > most:
        return set()
    return {each for each in (most - due - 1, most - due, most - due + 1) if each >= 0}


def money(fen: int) -> str:
    """An amount as people write it: 3万元, 1200元, 29999.99元."""
    if fen and fen % 1_000_000 == 0:
        return f"{fen // 1_000_000}万元"
    return f"{fen // 100}元" if fen % 100 == 0 else f"{fen // 100}.{fen % 100:02}元"


def str_day(before: Before) -> Callable[[int], str]:
    """How a place on the line of days is said: a day, or the period."""
    return lambda at: before.period_at(at).label if before.period else str(date.fromordinal(at))


def _count(use: LimitUse) -> int:
    return min(use.left_high or 0, 1_000)


def _counted(pack: Pack, start: Start, limit: Limit) -> str | None:
    """The rule or other benefit whose earlier claims are moved: another one if it can be, so that this limit alone counts it."""
    kinds = pack.path_of(start.rule.subject)
    wanted = {key.carrier for key in limit.key}
    for name in sorted(limit.over, key=lambda each: (each == start.rule.name, each in pack.rules)):
        other = pack.other_benefits.get(name) or pack.rules[name]
        path = pack.path_of(other.subject)
        if name == start.rule.name or (wanted <= set(path) and path[0] == kinds[0]):
            return name
    return None


class Before:
    """Lines of history for one limit of one rule: claims that this limit counts with the one that is made, and others do not."""

    def __init__(self, pack: Pack, start: Start, limit: Limit, result: Award, counted: str) -> None:
        self.limit, self.counted = limit, counted
        aims = RuleAims(pack, start.rule, start.case.readings)
        self.case = _with_keys(pack, start, limit, aims)
        self.path, self.facts = (
            _path(pack, limit, result.path, counted),
            _key_facts(pack, self.case, limit, start, result.path, aims),
        )
        periodic = counted in pack.rules and pack.rules[counted].period is not None
        self.period: PeriodOf | None = start.case.periods[0] if periodic and start.case.periods else None
        in_use = {use.limit for use in result.limits}
        capped = any(each.kind == "at_most" for each in start.rule.limits if each.name in in_use)
        self.amount = ONE_YUAN if capped or not result.high else result.high
        self.span = max(aims.spans, key=lambda each: (each.months, each.days), default=Span(12))
        self.each = start.rule.amount is not None and start.rule.amount.kind == "each"

    def _line(self, period: PeriodOf | None, as_of: date, amount: int, count: int = 1) -> Entry:
        return Entry(self.counted, self.path, period, as_of, amount, None, count, count, None, self.facts)

    def claims(self, count: int) -> Case | None:
        """So many earlier claims."""
        if count == 0:
            return self.case
        if self.each and self.limit.kind == "times":
            line = replace(self._line(self.period, self.case.as_of, self.amount), times=count)
            return replace(self.case, history=(line,))
        if count > MOST_LINES or (self.period is None and count > 1):
            line = self._line(self._earlier(1), self.case.as_of, self.amount, count)
            return replace(self.case, history=(line,))
        lines = [self._line(self._earlier(number), self.case.as_of, self.amount) for number in range(count, 0, -1)]
        return replace(self.case, history=tuple(lines))

    def _earlier(self, number: int) -> PeriodOf | None:
        """The period of the claim so many before this one; this one's where the limit is for each period."""
        if self.period is None or self.limit.per != "life":
            return self.period
        return self.period_at(self._number(self.period) - number)

    def paid(self, fen: int) -> Case:
        """So much paid before, on one line."""
        if fen == 0:
            return self.case
        return replace(self.case, history=(self._line(self._earlier(1), self.case.as_of, fen),))

    def since(self, at: int) -> Case | None:
        """One earlier claim, on that day or for that period."""
        if self.period is not None:
            period = self.period_at(at)
            return replace(self.case, history=(self._line(period, self.case.as_of, self.amount),))
        return replace(self.case, history=(self._line(None, date.fromordinal(at), self.amount),))

    def full(self, use: LimitUse) -> Callable[[int], Case | None]:
        """Earlier claims on one day, or for one period, that leave nothing of the limit where they count."""
        count, amount = (1, use.left_high or 0) if self.limit.kind == "at_most" else (_count(use), self.amount)

        def at(place: int) -> Case:
            period = self.period_at(place) if self.period else None
            line = self._line(period, self.case.as_of if period else date.fromordinal(place), amount, count)
            return replace(self.case, history=(line,))

        return at

    def days(self, yearly: bool = False) -> list[int]:
        """Where an earlier claim may lie, from long before the span to the claim itself; `yearly`: every new year too."""
        day = self.period.start if self.period else self.case.as_of
        first = subtract(day, self.span)
        long_before = subtract(first, Span(24))
        if self.period is not None:
            places = {self._number_of(each) for each in (long_before, first, add(first, Span(12)))}
            return sorted(places | {self._number(self.period) - 1})
        near = {first.toordinal() + more for more in (-1, 0, 1)}
        firsts = [date(each, 1, 1) for each in range(long_before.year + 1, day.year + 1)] + [day.replace(day=1)]
        new = {each.toordinal() + more for each in firsts for more in (-1, 0)} if yearly else set[int]()
        return sorted({long_before.toordinal(), *near, *new, day.toordinal()})

    def _number(self, period: PeriodOf) -> int:
        return self._number_of(period.start)

    def _number_of(self, day: date) -> int:
        assert self.period is not None
        return day.year if kind_of(self.period) == "year" else day.year * 12 + day.month - 1

    def period_at(self, number: int) -> PeriodOf:
        assert self.period is not None
        return year(number) if kind_of(self.period) == "year" else month(number // 12, number % 12 + 1)


def _with_keys(pack: Pack, start: Start, limit: Limit, aims: RuleAims) -> Case:
    """The start with the facts by which the limit counts claims together, where it does not state them."""
    keys = [str(key) for key in limit.key if key.fact]
    missing = {key: aims.values(pack.facts[key], start.case.as_of)[0] for key in keys if not stated(start.case, key)}
    return with_facts(start.case, missing)


def _path(pack: Pack, limit: Limit, path: Path, counted: str) -> Path:
    """The subject of an earlier claim: the same as far as the limit compares it, then another."""
    same = [at for at, (kind, _) in enumerate(path) if any(key.carrier == kind and not key.fact for key in limit.key)]
    upto = max(same, default=-1)
    mine = [(kind, id if at <= upto else OTHER) for at, (kind, id) in enumerate(path)]
    kinds = pack.path_of((pack.other_benefits.get(counted) or pack.rules[counted]).subject)
    return tuple(next((each for each in mine if each[0] == kind), (kind, OTHER)) for kind in kinds)


def _key_facts(pack: Pack, case: Case, limit: Limit, start: Start, path: Path, aims: RuleAims) -> Mapping[str, Known]:
    """The facts by which claims count together: those of this limit as the claim has them, those of others otherwise."""
    line = next(line for line in case.instances() if tuple((each.kind, each.id) for each in line) == path)
    by_kind: dict[str, Instance] = {each.kind: each for each in line}
    mine = {str(key) for key in limit.key}
    found: dict[str, Known] = {}
    for key in (key for each in start.rule.limits for key in each.key if key.fact and key.carrier in by_kind):
        value = by_kind[key.carrier].facts.get(key.fact)
        if value is None:
            continue
        others = [each for each in aims.values(pack.facts[str(key)], case.as_of) if each != value]
        found[str(key)] = value if str(key) in mine or not others else others[0]
    return found
