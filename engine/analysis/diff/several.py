"""Cases in which several claims are made at once, tried with the reference: a question is about one claim and cannot show them.

They are made of a case in which one claim pays: the subject is repeated under other ids with other amounts and another turn,
claims of rules that share a limit are made too, and a line of history leaves of a limit about what one or two of them take.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import product

from engine.analysis.diff.model import Finding, FindingKind
from engine.analysis.diff.replay import Replay
from engine.analysis.diff.sameness import counted
from engine.analysis.diff.span import Span
from engine.analysis.replaying import answers
from engine.backends.outcome import Award
from engine.backends.smt.claim import Award as Solved
from engine.backends.smt.logic import Beyond
from engine.backends.smt.question import Ask, Question
from engine.backends.smt.solve import find
from engine.lang.types import DATE, INT, MONEY, Type
from engine.lang.values import Known, Money
from engine.pack.case import Case, ClaimAsked, Entry, Instance, Path, rebuilt
from engine.pack.model import Pack
from engine.pack.reads import reads_of
from engine.pack.rule import Limit, Rule

KINDS: tuple[FindingKind, ...] = ("newly_eligible", "no_longer", "more", "less", "other")
AGAIN = ("乙", "丙")  # as the subjects that a model shows are called 甲
STRANGER = "丁"
SHARES = (1, 2, 4)  # of the first one's money that a further one states: all of it, half, a quarter
A_DAY = timedelta(days=1)


def at_once(one: tuple[Pack, Rule], other: tuple[Pack, Rule], replay: Replay, span: Span) -> Finding | None:
    """A case of several claims that the two versions of a rule answer otherwise; None: none was found."""
    base = _paying([one, other], span)
    if base is None or one[1].kind != "amount":
        return None
    pack, rule = other
    names = sorted({name for side in (one, other) for name in counted(*side)} & pack.rules.keys() - {rule.name})
    others = [(pack.rules[name], case) for name in names if (case := _paying([(pack, pack.rules[name])], span)) is not None]
    for case in _cases(pack, rule, base, others, _ordering(one) | _ordering(other)):
        finding = replay.finding(case, KINDS)
        if finding is not None:
            return finding
    return None


def _paying(sides: Sequence[tuple[Pack, Rule]], span: Span) -> Case | None:
    """A plain case in which a rule pays, under both versions if there are two."""
    try:
        question = Question(sides, Ask())
    except Beyond:
        return None
    pays = [each.pays if isinstance(each, Solved) else False for each in question.answers]
    found = find(question, *pays, span.holds(question))
    return None if found.shown is None else found.shown.case("several")


def _ordering(side: tuple[Pack, Rule]) -> set[str]:
    """The facts of the rule's subject by which its limits order claims."""
    pack, rule = side
    keys = {key for limit in rule.limits if limit.order_by for key in reads_of(pack, limit.order_by).facts}
    return {key.partition(".")[2] for key in keys if key.partition(".")[0] == rule.subject}


def _cases(pack: Pack, rule: Rule, base: Case, others: Sequence[tuple[Rule, Case]], turns: Collection[str]) -> Iterator[Case]:
    """Cases of two or three claims. `base`: one in which the rule pays; `others`: those that share its limits, with their own."""
    for case in (*_repeated(pack, rule, base, turns), *_together(rule, base, others)):
        yield case
        yield from _spent(pack, rule, case)


def _together(rule: Rule, base: Case, others: Sequence[tuple[Rule, Case]]) -> Iterator[Case]:
    """The case with the claims of another rule made too, by subjects that state what both rules ask for."""
    for other, its in others:
        roots = {**its.roots, **{kind: _merged(some, its.roots.get(kind, ())) for kind, some in base.roots.items()}}
        periods = tuple({each.label: each for each in (*base.periods, *its.periods)}.values())
        yield replace(base, roots=roots, periods=periods, claims=tuple(ClaimAsked(each.name, {}, None) for each in (rule, other)))


def _merged(some: Sequence[Instance], others: Sequence[Instance]) -> tuple[Instance, ...]:
    """The first of two lists with what the first of the other states besides."""
    if not some or not others:
        return tuple(some or others)
    mine, its = some[0], others[0]
    below = dict(mine.children)
    for kind, children in its.children.items():
        below[kind] = _merged(below.get(kind) or (), children or ())
    return (replace(mine, facts={**its.facts, **mine.facts}, children=below), *some[1:])


# --- the same again ------------------------------------------------------------------------------------------------------------


def _repeated(pack: Pack, rule: Rule, base: Case, turns: Collection[str]) -> Iterator[Case]:
    """The claim's subject two or three times, served in one order or the other."""
    base = _each(base, rule.subject, lambda one: (replace(one, facts={**_turns(pack, rule, turns, base), **one.facts}),))
    for count, share, way in product((2, 3), SHARES, (0, 1, -1)):
        if way and not turns:
            continue

        def listed(one: Instance, count: int = count, share: int = share, way: int = way) -> tuple[Instance, ...]:
            found = [one]
            for number in range(1, count):
                facts = {name: _other(value, share if name not in turns else 1) for name, value in one.facts.items()}
                facts |= {name: _moved(one.facts[name], way * number) for name in turns if name in one.facts}
                found.append(replace(one, id=f"{one.id.rstrip('甲')}{AGAIN[number - 1]}", facts=facts))
            return tuple(found)

        for first in (base, _later(base, rule.subject, turns)) if turns else (base,):
            yield _each(first, rule.subject, listed)
            yield _each(first, rule.subject, partial(_turned, listed))


def _turned(listed: Callable[[Instance], tuple[Instance, ...]], one: Instance) -> tuple[Instance, ...]:
    return listed(one)[::-1]


def _turns(pack: Pack, rule: Rule, names: Collection[str], case: Case) -> dict[str, Known]:
    """A turn that leaves room before and after it, for a subject of which the model does not say it."""
    made: dict[str, Known] = {}
    for name in names:
        fact = pack.facts[f"{rule.subject}.{name}"]
        number = max(5, (fact.least or 0) + 5)
        usual: dict[Type, Known] = {INT: number, MONEY: Money(number), DATE: case.as_of - 30 * A_DAY}
        if fact.type in usual:
            made[name] = usual[fact.type]
    return made


def _other(value: Known, share: int) -> Known:
    return Money(value.fen // share) if isinstance(value, Money) else value


def _moved(value: Known, by: int) -> Known:
    match value:
        case bool():
            return value
        case int():
            return max(0, value + by)
        case Money(fen=fen):
            return Money(max(0, fen + by))
        case date():
            return value + by * A_DAY
        case _:
            return value


def _later(case: Case, kind: str, names: Collection[str]) -> Case:
    """The case with its turn a few places later, so that another may come before it."""

    def moved(one: Instance) -> tuple[Instance, ...]:
        return (replace(one, facts={name: _moved(value, 3) if name in names else value for name, value in one.facts.items()}),)

    return _each(case, kind, moved)


def _each(case: Case, kind: str, made: Callable[[Instance], tuple[Instance, ...]]) -> Case:
    """The case with every subject of a kind in whose place others stand."""
    return replace(case, roots=rebuilt(case.roots, lambda one: made(one) if one.kind == kind else (one,)))


# --- what limits have left -----------------------------------------------------------------------------------------------------


def _spent(pack: Pack, rule: Rule, case: Case) -> Iterator[Case]:
    """The case with a line of history that leaves of a limit what one, or both, of the claims take, or a little less or more."""
    found = [each for each in answers(pack, case, rule.name) if isinstance(each, Award)]
    line = next((line for line in case.instances() if line[-1].kind == rule.subject), None)
    if not found or line is None:
        return
    for limit, use in ((limit, use) for limit in rule.limits for use in found[0].limits if use.limit == limit.name):
        if use.left_high is None or limit.kind == "within":
            continue
        takes = sorted({each.high for each in found if each.high}) if limit.kind == "at_most" else [1]
        sums = {0, *takes, sum(takes), 2 * takes[-1]} if takes else {0}
        lefts = sorted({each + way for each in sums for way in (-1, 0, 1)})
        for left in (each for each in lefts if 0 <= each < use.left_high):
            yield replace(case, history=(_line(pack, rule, limit, line, case, use.left_high - left),))


def _line(pack: Pack, rule: Rule, limit: Limit, line: Sequence[Instance], case: Case, spent: int) -> Entry:
    """A claim of before that took so much of a limit, of another subject where the limit does not look at it."""
    kept = max((len(pack.path_of(key.carrier)) for key in limit.key if not key.fact), default=0)
    path: Path = tuple((one.kind, one.id if at < kept else STRANGER) for at, one in enumerate(line))
    keys = {str(key): key for other in pack.rules.values() for each in other.limits if rule.name in each.over for key in each.key}
    facts = {
        name: one.facts[key.fact]
        for name, key in keys.items()
        for one in line
        if key.fact and one.kind == key.carrier and key.fact in one.facts
    }
    period = next((each for each in case.periods if ("-" in each.label) == (rule.period == "month")), None)
    money, claims, times = (spent if limit.kind == kind else 1 for kind in ("at_most", "claims", "times"))
    times = max(claims, times)
    return Entry(rule.name, path, period if rule.period else None, case.as_of, money, case.as_of, times, claims, None, facts)
