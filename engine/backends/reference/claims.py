"""The claims a case asks for, and claims already made, in the one form that limits count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from engine.lang.values import UNKNOWN, Known, Unknown, Value
from engine.pack.case import Case, ClaimAsked, Entry, Instance, Path, PeriodOf
from engine.pack.model import Pack
from engine.pack.rule import Key, Limit, Rule
from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing asked: a rule, a subject with its parents, a period.

    A subject without an id stands for those, if any, that may exist where a list of children is not stated.
    """

    rule: Rule
    line: tuple[Instance, ...]
    period: PeriodOf | None

    @property
    def path(self) -> Path:
        return tuple((each.kind, each.id or None) for each in self.line)

    @property
    def unlisted_at(self) -> int | None:
        """Where in its line the first subject without an id stands; None: all are listed."""
        return next((at for at, each in enumerate(self.line) if not each.id), None)

    @property
    def unlisted(self) -> bool:
        return self.unlisted_at is not None


@dataclass(frozen=True, slots=True)
class Counted:
    """A claim that limits count: paid before, or served earlier in this case. Amounts in fen, `high` None is unbounded.

    `certain`: it surely is a claim; else it may turn out to be none.
    """

    rule: str
    path: Path
    period: PeriodOf | None
    day: date | None  # None: not known
    low: int
    high: int | None
    claims: int
    times_low: int
    times_high: int
    certain: bool
    facts: Mapping[str, Value] = field(default_factory=dict)
    closed: Mapping[str, bool] = field(default_factory=dict)  # marks of limits that this claim closed: True surely, False perhaps
    periodic: bool = False  # it is for a period, known or not
    instalment: bool = False  # paid, or to be paid, in parts

    def is_own_part(self, claim: Counted) -> bool:
        """Whether it is what was paid so far of this very claim."""
        mine, its = ((each.rule, each.path, each.period) for each in (self, claim))
        return self.instalment and claim.instalment and mine == its

    @property
    def counted_on(self) -> date | None:
        """The day it counts on: the first of its period; of a claim that is for no period the day of application."""
        return self.period.start if self.period else None if self.periodic else self.day


def asked(pack: Pack, case: Case, *, unlisted: bool = False) -> list[Claim]:
    """The claims of a case, in the order of the pack, then of the case.

    With `unlisted` also those that subjects not listed may make on what others share.
    """
    found: list[Claim] = []
    for rule in pack.rules.values():
        requests = [None] if case.claims is None else [each for each in case.claims if each.rule == rule.name]
        lines = [line for line in _lines(pack, case, unlisted and _shared(pack, rule)) if line[-1].kind == rule.subject]
        for request in requests:
            for claim in _of_rule(case, rule, lines, request):
                if claim not in found[-200:] or claim not in found:
                    found.append(claim)
    return found


def _lines(pack: Pack, case: Case, unlisted: bool) -> Iterator[tuple[Instance, ...]]:
    """Every subject with its parents; with `unlisted`, one without an id for each list of children that is not stated."""
    for line in case.instances():
        yield line
        if unlisted:
            yield from _unlisted(pack, line)


def _unlisted(pack: Pack, line: tuple[Instance, ...]) -> Iterator[tuple[Instance, ...]]:
    for kind in pack.children_of(line[-1].kind):
        if line[-1].children.get(kind) is None:
            below = (*line, Instance(kind, "", {}, {}, None))
            yield below
            yield from _unlisted(pack, below)


def _shared(pack: Pack, rule: Rule) -> bool:
    """Whether claims under a rule count together with those of other subjects."""
    limits = (limit for other in pack.rules.values() for limit in other.limits if rule.name in limit.over)
    return any(all(key.fact or key.carrier != rule.subject for key in limit.key) for limit in limits)


def _of_rule(case: Case, rule: Rule, lines: Sequence[tuple[Instance, ...]], request: ClaimAsked | None) -> Iterator[Claim]:
    for line in lines:
        ids = {each.kind: each.id for each in line}
        if request and any(ids.get(kind) != id for kind, id in request.ids.items()):
            continue
        yield from (Claim(rule, line, period) for period in _periods(case, rule, line, request))


def _periods(case: Case, rule: Rule, line: tuple[Instance, ...], request: ClaimAsked | None) -> Sequence[PeriodOf | None]:
    """The periods asked for: the request's, else the subject's, else the case's; None where there is none."""
    if rule.period is None:
        return (None,)
    if request and request.period:
        return (request.period,)
    own = next((each.periods for each in reversed(line) if each.periods is not None), case.periods)
    fitting = [period for period in own if is_kind(period, rule.period)]
    return fitting or (None,)


def is_kind(period: PeriodOf, kind: str) -> bool:
    """Whether a period is a year or a month."""
    return ("-" in period.label) == (kind == "month")


def entries_of(pack: Pack, history: Sequence[Entry]) -> list[Counted]:
    """History as limits count it; the instalments of one claim are one claim."""
    counted: list[Counted] = []
    instalments: dict[tuple[str, Path, str], int] = {}
    for entry in history:
        one = Counted(
            rule=entry.rule,
            path=entry.path,
            period=entry.period,
            day=entry.as_of,
            low=entry.amount or 0,
            high=entry.amount,
            claims=entry.claims,
            times_low=max(entry.times, entry.claims),  # a claim counts at least one unit
            times_high=max(entry.times, entry.claims),
            certain=True,
            facts=dict(entry.facts),
            periodic=entry.rule in pack.rules and pack.rules[entry.rule].period is not None,
            instalment=entry.part is not None,
        )
        label = entry.period.label if entry.period else ""
        at = instalments.get((entry.rule, entry.path, label)) if entry.part else None
        if at is not None:
            counted[at] = _together(counted[at], one)
            continue
        if entry.part:
            instalments[entry.rule, entry.path, label] = len(counted)
        counted.append(one)
    return counted


def _together(first: Counted, later: Counted) -> Counted:
    """Two instalments of one claim."""
    high = None if first.high is None or later.high is None else first.high + later.high
    days = [day for day in (first.day, later.day) if day]
    return replace(first, low=first.low + later.low, high=high, day=min(days, default=None), facts={**later.facts, **first.facts})


def fact_of(line: tuple[Instance, ...], key: Key) -> Value:
    """The value of a key's fact for a claim."""
    instance = next((each for each in line if each.kind == key.carrier), None)
    return instance.facts.get(key.fact, UNKNOWN) if instance else UNKNOWN


def same(claim: Counted, other: Counted, limit: Limit, year_starts: date | None) -> bool | None:
    """Whether two claims count together under a limit; None: not known.

    `year_starts` is the limit's `from`, if a year runs from it.
    """
    answers: list[bool | None] = [_same_key(claim, other, key) for key in limit.key]
    match limit.per:
        case "period":
            answers.append(_equal(claim.period and claim.period.label, other.period and other.period.label))
        case "year":
            answers.append(_same_year(claim.counted_on, other.counted_on, limit, year_starts))
        case "month":
            days = claim.counted_on, other.counted_on
            answers.append(_equal(*(day and (day.year, day.month) for day in days)))
        case _:
            pass
    if False in answers:
        return False
    return None if None in answers else True


def _same_key(claim: Counted, other: Counted, key: Key) -> bool | None:
    if key.fact:
        return _equal(*(_or_none(each.facts.get(str(key), UNKNOWN)) for each in (claim, other)))
    answers = [_equal(mine, its) for mine, its in zip(_ids(claim.path, key.carrier), _ids(other.path, key.carrier), strict=False)]
    return False if False in answers else None if None in answers else True


def _ids(path: Path, upto: str) -> list[str | None]:
    """The ids from the top down to the subject of kind `upto`."""
    kinds = [kind for kind, _ in path]
    return [id for _, id in path[: kinds.index(upto) + 1]]


def _same_year(mine: date | None, its: date | None, limit: Limit, start: date | None) -> bool | None:
    if mine is None or its is None:
        return None
    if limit.since is None:
        return mine.year == its.year
    return None if start is None else year_from(start, mine) == year_from(start, its)


def year_from(start: date, day: date) -> int:
    """The number of the year, counted from `start`, that a day falls in; negative before it."""
    year = day.year - start.year
    return year if (day.month, day.day) >= (start.month, start.day) else year - 1


def _equal(mine: object, its: object) -> bool | None:
    return None if mine is None or its is None else mine == its


def _or_none(value: Value) -> Known | None:
    return None if isinstance(value, Unknown) else value
