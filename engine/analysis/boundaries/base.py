"""A case to start from: the fewest facts under which a rule says yes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import islice, product
from typing import cast

from engine.analysis.aims import SOME_DAY, Aims
from engine.analysis.boundaries.turns import Answer, answer, result_of, same_answer, says_yes
from engine.analysis.expected import Result
from engine.backends.outcome import Step
from engine.backends.reference.claims import asked
from engine.backends.reference.context import OPEN_END
from engine.backends.reference.validity import law_at
from engine.backends.reference.world import World
from engine.lang.ir import Literal, Ref, walk
from engine.lang.tables import Band
from engine.lang.values import Known, Member, Money, Span, Unknown
from engine.pack.case import Case, ClaimAsked, Instance, PeriodOf
from engine.pack.model import Pack
from engine.pack.periods import month, year
from engine.pack.reads import reads
from engine.pack.rule import Rule
from engine.text.records import dataclass

MOST_TRIED = 4_000  # values tried in search of a start
FEW = 24  # ways to meet one condition that are followed
ID, OTHER = "甲", "乙"
PLAIN = 10  # a number to begin with, where nothing speaks against it


class RuleAims(Aims):
    """The values worth trying for one rule: only the numbers it can meet itself."""

    def __init__(self, pack: Pack, rule: Rule, chosen: Mapping[str, str]) -> None:
        found = set(_constants(pack, rule, chosen))
        self.days = sorted({each for each in found if isinstance(each, date) and each != OPEN_END})
        self.numbers = sorted({each for each in found if type(each) is int})
        self.ratios = sorted({each for each in found if isinstance(each, Fraction)})
        self.fen = sorted({each.fen for each in found if isinstance(each, Money)})
        self.spans = {each for each in found if isinstance(each, Span)}
        self.spans |= {span for n in self.numbers if 0 < n < 100 for span in (Span(n), Span(12 * n))}


def _constants(pack: Pack, rule: Rule, chosen: Mapping[str, str]) -> Iterator[Known]:
    for expr in reads(pack, rule, chosen).exprs:
        for inner in walk(expr):
            if isinstance(inner, Literal):
                yield inner.value
            name = inner.name if isinstance(inner, Ref) and inner.kind == "parameter" else getattr(inner, "table", "")
            if name:
                yield from _rows(pack, name)


def _rows(pack: Pack, name: str) -> Iterator[Known]:
    for row in pack.parameters[name].table.rows:
        yield row.value
        yield from [row.since] if row.since else []
        for cell in row.match:
            if isinstance(cell, Band):
                yield from (edge for edge in (cell.low, cell.high) if edge is not None)


@dataclass(frozen=True, slots=True)
class Start:
    """A rule, a case under which it says yes, and what came out."""

    rule: Rule
    case: Case
    answer: Answer


def start(pack: Pack, rule: Rule, chosen: Mapping[str, str], seeds: Sequence[Case]) -> Start | None:
    """The fewest facts under which a rule says yes under these readings; None where none are found.

    They are looked for among the values at which the rule turns; failing that, a case that somebody wrote is taken (`seeds`).
    """
    search = Search(pack, rule, chosen)
    found = search.found()
    for seed in seeds if found is None else ():
        seeded = replace(seed, readings={**seed.readings, **chosen})
        if says_yes(result_of(answer(pack, seeded, [rule.name]), rule.name)):
            found = seeded
            break
    if found is None:
        return None
    least = fewest(pack, rule, found)
    return Start(rule, least, answer(pack, least, [rule.name]))


class Search:
    """Looks for facts that meet the conditions of a rule one after the other."""

    def __init__(self, pack: Pack, rule: Rule, chosen: Mapping[str, str]) -> None:
        self.pack, self.rule, self.chosen = pack, rule, chosen
        self.aims = RuleAims(pack, rule, chosen)
        self.read = reads(pack, rule, chosen)
        self.left = MOST_TRIED

    def found(self) -> Case | None:
        for day in self._days():
            case = blank(self.pack, self.rule, day, self.chosen, list(self.read.collections))
            if (met := next(self._meeting(case, 0), None)) is not None:
                return met
        return None

    def _days(self) -> Iterator[date]:
        """Days of application to try: after every day of the rule's own, then some day."""
        late = [day for day in self.aims.days if date(1990, 1, 1) < day < date(2100, 1, 1)]
        first = self._first_day()
        days = [*([first] if first else []), *(day for day in late if not first or day >= first), SOME_DAY]
        yield from islice(dict.fromkeys(_a_while_after(day) for day in days), 6)
        yield from [first] if first else []

    def _first_day(self) -> date | None:
        span = self.pack.in_force
        if span is None or span.since is None:
            return None
        day = blank_world(self.pack, self.chosen).context(None).value(span.since)
        return day if isinstance(day, date) else None

    def _meeting(self, case: Case, number: int) -> Iterator[Case]:
        """The case filled in until the conditions from `number` on hold and the answer is yes."""
        if self.left <= 0:
            return
        if number == len(self.rule.when):
            yield from self._answered(case)
            return
        step = self._step(case, number)
        if step.value is True:
            yield from self._meeting(case, number + 1)
        elif isinstance(step.value, Unknown):
            keys = list(dict.fromkeys(_missing(self.pack, step)))
            met = 0
            for filled in self._filled(case, keys):
                self.left -= 1
                if self.left <= 0 or met >= FEW:
                    return
                again = self._step(filled, number)
                if again.value is True:
                    met += 1
                    yield from self._meeting(filled, number + 1)
                elif isinstance(again.value, Unknown) and set(_missing(self.pack, again)) - set(keys):
                    yield from self._meeting(filled, number)

    def _step(self, case: Case, number: int) -> Step:
        world = World(self.pack, case, {**case.readings, **self.chosen})
        claim = asked(self.pack, case)[0]
        context = world.context(claim)
        context.law_at = law_at(context, self.rule)
        return context.step("condition", self.rule.when[number].formula)

    def _filled(self, case: Case, keys: Sequence[str]) -> Iterator[Case]:
        """The case with every way to fill in some facts, those that lie in the middle first."""
        options = [_middle_first(self.aims.values(self.pack.facts[key], case.as_of)) for key in keys]
        for values in product(*options):
            yield with_facts(case, dict(zip(keys, values, strict=True)))

    def _answered(self, case: Case) -> Iterator[Case]:
        """What the amount, limits, parts and payers ask for is filled in until the answer is yes."""
        missing = [key for key in self.read.facts if key in self.pack.facts and not stated(case, key)]
        if says_yes(self._result(case)):
            yield case
            return
        for filled in self._filled(case, missing):
            self.left -= 1
            if self.left <= 0:
                return
            if says_yes(self._result(filled)):
                yield filled
                return

    def _result(self, case: Case) -> Result | None:
        return result_of(answer(self.pack, case, [self.rule.name]), self.rule.name)


def _missing(pack: Pack, step: Step) -> Iterator[str]:
    for each in (step, *step.inner):
        yield from (key for key, value in each.facts.items() if isinstance(value, Unknown) and key in pack.facts)
        yield from (key for inner in each.inner for key in _missing(pack, inner))


def _a_while_after(day: date) -> date:
    """The first of June of the year after: no edge of anything, and a year that was whole."""
    return date(min(day.year + 1, 2100), 6, 1)


def _middle_first(values: Sequence[Known]) -> list[Known]:
    """Values from the middle outwards, so that a start does not stand on an edge if it need not; numbers from a small one on."""
    if values and isinstance(values[0], bool):
        return [True, False]
    if values and isinstance(values[0], Member):
        return list(values)  # in the order of the pack, where what is usual comes first
    if values and isinstance(values[0], int) and cast(int, values[-1]) > PLAIN:
        return [PLAIN, *(each for each in values if each != PLAIN)]
    middle = len(values) // 2
    return sorted(values, key=lambda value: abs(values.index(value) - middle))


def blank_world(pack: Pack, chosen: Mapping[str, str]) -> World:
    """A world in which nothing but the day is known."""
    case = Case("", None, SOME_DAY, (), {}, None, (), (), {}, None, "", "", (), "")
    return World(pack, case, chosen)


def blank(pack: Pack, rule: Rule, day: date, chosen: Mapping[str, str], lists: Sequence[str]) -> Case:
    """One subject of the rule with its parents, one child in each list the rule folds over, and nothing known of them."""
    kinds = pack.path_of(rule.subject)

    def made(at: int) -> Instance:
        kind = kinds[at]
        children: dict[str, tuple[Instance, ...] | None] = {
            each: (Instance(each, ID, {}, {}, None),) for each in pack.children_of(kind) if each in lists
        }
        if at + 1 < len(kinds):
            children[kinds[at + 1]] = (made(at + 1),)
        return Instance(kind, ID, {}, children, None)

    periods: tuple[PeriodOf, ...] = ()
    if rule.period == "year":
        periods = (year(day.year),)
    elif rule.period == "month":
        periods = (month(day.year, day.month),)
    claims = (ClaimAsked(rule.name, {}, None),)
    readings = dict(chosen)
    return Case("", None, day, periods, {kinds[0]: (made(0),)}, claims, (), (), readings, None, "", "", (), "")


def stated(case: Case, key: str) -> bool:
    """Whether a fact is stated of every subject of its kind."""
    carrier, _, name = key.partition(".")
    found = [line[-1] for line in case.instances() if line[-1].kind == carrier]
    return all(name in each.facts for each in found)


def with_facts(case: Case, facts: Mapping[str, Known | None]) -> Case:
    """The case with these facts stated of every subject of their kind; None takes one away."""

    def filled(instance: Instance) -> Instance:
        own = {key.partition(".")[2]: value for key, value in facts.items() if key.partition(".")[0] == instance.kind}
        merged = {name: value for name, value in {**instance.facts, **own}.items() if value is not None}
        children = {kind: None if some is None else tuple(map(filled, some)) for kind, some in instance.children.items()}
        return replace(instance, facts=merged, children=children)

    return replace(case, roots={kind: tuple(map(filled, some)) for kind, some in case.roots.items()})


def fewest(pack: Pack, rule: Rule, case: Case) -> Case:
    """The case without whatever makes no difference to the answer of the rule."""
    case = replace(case, claims=(ClaimAsked(rule.name, {}, None),), decisions=(), expect=None, steps=())
    wanted = result_of(answer(pack, case, [rule.name]), rule.name)
    for line in list(case.instances()):
        for name in line[-1].facts:
            poorer = with_facts(case, {f"{line[-1].kind}.{name}": None})
            if same_answer(result_of(answer(pack, poorer, [rule.name]), rule.name), wanted):
                case = poorer
    return case
