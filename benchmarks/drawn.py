"""Cases aimed at where one rule turns, drawn without a solver: a pack's own cases, each moved a little in a few places.

What is moved: facts to the numbers of the packs ± one unit and to what follows from two of them or from other facts; facts,
lists and the whole history made unknown; days, periods, readings, decisions at the ends of their ranges; lines of history that
leave of a limit just what a claim takes ± one; further subjects. The same seed draws the same cases.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cached_property

from engine.analysis.aims import A_DAY, Aims, near
from engine.analysis.mutate.bench import chain, named
from engine.analysis.mutate.reach import reach
from engine.analysis.variations import forgotten
from engine.backends.outcome import Award
from engine.backends.reference import evaluate
from engine.lang.dates import add, subtract
from engine.lang.types import BOOL, DATE, INT, MONEY
from engine.lang.values import Known, Money, Span
from engine.pack.case import Case, ClaimAsked, Decision, Entry, Instance, Path, PeriodOf
from engine.pack.cases_lines import key_facts
from engine.pack.model import Pack
from engine.pack.periods import month, period_of, year
from engine.pack.reads import reads
from engine.pack.terms import Fact
from engine.text.records import dataclass

OWN = 0.7  # of all cases start from one that the pack has
MOVES = (1, 1, 1, 2, 2, 3, 4, 6)
BACK = (0, 1, 28, 30, 31, 59, 90, 180, 364, 365, 366, 730, 1096)  # days
MOST_FEN = 10**12
MOST_LINES = 4


@dataclass
class Drawer:
    """Draws cases about one rule. `others`: packs at whose numbers it aims as well; `seeds`: the pack's own cases."""

    pack: Pack
    others: Sequence[Pack]
    rule: str
    seeds: Sequence[Case]
    dice: random.Random
    days_of: dict[tuple[str, date], list[Known]] = field(default_factory=dict)

    def cases(self) -> Iterator[Case]:
        """The pack's own cases about the rule, then these with something forgotten, then without end others."""
        own = [_bare(each) for case in self.seeds if self.rule in named(case) for each in chain(case)]
        yield from own
        yield from (poorer for case in own for _, poorer in forgotten(case))
        while True:
            case = self.dice.choice(own) if own and self.dice.random() < OWN else self._fresh()
            for _ in range(self.dice.choice(MOVES)):
                case = self.dice.choice(self._moves)(case)
            yield self._fitting(case)

    @cached_property
    def _moves(self) -> Sequence[Callable[[Case], Case]]:
        """Ways to move a case, as often as they are to be taken."""
        moves = [self._fact] * 8 + [self._forget] + [self._day] * 2 + [self._another] + [self._child]
        if any(self.pack.rules[name].period for name in self.linked):
            moves += [self._period] * 2
        if self.benefits:
            moves += [self._line] * 6 + [self._no_line]
        if any(self._is_decided(name) for name in self.linked):
            moves += [self._decision] * 3
        return moves + ([self._reading] * 3 if self.readings else [])

    # -- what there is ---------------------------------------------------------------------------------------------------

    @cached_property
    def linked(self) -> list[str]:
        """The rule and those on whose claims its answer may turn."""
        return sorted(reach(self.pack).counted[self.rule])

    @cached_property
    def benefits(self) -> list[str]:
        """What may stand in a history that the rule looks at, the rule itself more often."""
        over = {name for each in self.linked for limit in self.pack.rules[each].limits for name in limit.over}
        own = [self.rule] * (1 + len(over)) if self.pack.rules[self.rule].kind == "amount" else []
        return [*sorted(over), *own]

    @cached_property
    def facts(self) -> list[Fact]:
        """The facts that may matter, those of the rule itself more often."""
        keys = list(reads(self.pack, self.pack.rules[self.rule]).facts) * 3
        keys += [key for name in self.linked for key in reads(self.pack, self.pack.rules[name]).facts]
        return [self.pack.facts[key] for key in keys]

    @cached_property
    def readings(self) -> list[str]:
        return sorted({name for each in self.linked for name in reads(self.pack, self.pack.rules[each]).readings})

    @cached_property
    def aims(self) -> Aims:
        """The numbers of all packs, and money that follows from two of them."""
        found = Aims(self.pack)
        more = [Aims(each) for each in self.others]
        for name in ("days", "numbers", "ratios", "fen"):
            setattr(found, name, sorted({*getattr(found, name), *(each for one in more for each in getattr(one, name))}))
        found.spans |= {each for one in more for each in one.spans}
        return found

    @cached_property
    def fen(self) -> list[int]:
        """Money that follows from two numbers of the packs: sum, difference, so many times, the whole of which it is a share."""
        fen, ratios = self.aims.fen, [each for each in self.aims.ratios if each > 0]
        numbers = [each for each in self.aims.numbers if 1 < each <= 60]
        made = [*fen, *(int(each / ratio) for each in fen for ratio in ratios), *(each * n for each in fen for n in numbers)]
        made += [one + way * other for one in fen for other in fen for way in (1, -1)] if len(fen) <= 40 else []
        return sorted({each for each in made if 0 <= each <= MOST_FEN})

    @cached_property
    def counts(self) -> list[int]:
        """Whole numbers that follow from those of the packs."""
        fen = self.aims.fen if len(self.aims.fen) <= 40 else []
        shares = [one // other for one in fen for other in fen if 0 < other < one <= 1000 * other]
        parts = [part for each in self.aims.ratios for part in (each.numerator, each.denominator)]
        return sorted({*self.aims.numbers, *shares, *parts})

    def _is_decided(self, rule: str) -> bool:
        amount = self.pack.rules[rule].amount
        return amount is not None and amount.kind == "decided"

    def _some(self, weight: float) -> bool:
        return self.dice.random() < weight

    # -- facts -----------------------------------------------------------------------------------------------------------

    def _value(self, fact: Fact, case: Case, line: Sequence[Instance] = ()) -> Known:
        """A value of a fact where something turns; `line`: the subject and its parents."""
        if fact.type == BOOL:
            return self._some(0.75)
        beside = [value for one in line for name, value in one.facts.items() if (one.kind, name) != (fact.subject, fact.name)]
        least, most = fact.least or 0, MOST_FEN if fact.most is None else fact.most
        pick = self.dice.random()
        if fact.type == MONEY and pick < 0.6:
            others = [each.fen for each in beside if isinstance(each, Money)]
            return Money(self._near([*self.fen, *others * 5], least, most))
        if fact.type == INT and pick < 0.6:
            others = [each for each in beside if type(each) is int]
            others += [int(each * ratio) for each in others for ratio in self.aims.ratios]
            return self._near([*self.counts, *others * 3], least, most)
        if fact.type == DATE and pick < 0.5:
            days = [each for each in beside if isinstance(each, date)] + [case.as_of]
            day = self._moved(self.dice.choice(days))
            return min(day, case.as_of) if fact.not_after is not None else day
        return self.dice.choice(self._aimed(fact, case.as_of))

    def _aimed(self, fact: Fact, as_of: date) -> list[Known]:
        at = (fact.key, as_of if fact.type.name in ("date", "dates") else date.min)
        if at not in self.days_of:
            self.days_of[at] = self.aims.values(fact, as_of)
        return self.days_of[at]

    def _near(self, numbers: Sequence[int], least: int, most: int) -> int:
        """One of some numbers, or one beside it, within a range."""
        if not numbers:
            return self.dice.choice(near([], least, most))
        return max(least, min(most, self.dice.choice(numbers) + self.dice.choice((-1, 0, 0, 1))))

    def _moved(self, day: date) -> date:
        """A day as far from another as a span of the packs, or the day beside that."""
        span = self.dice.choice([Span(0), *sorted(self.aims.spans, key=lambda each: (each.months, each.days))])
        try:
            return (add if self._some(0.5) else subtract)(day, span) + self.dice.choice((-1, 0, 0, 1)) * A_DAY
        except (OverflowError, ValueError):
            return day

    def _fact(self, case: Case) -> Case:
        """One fact of one subject, or of all alike."""
        if not self.facts:
            return case
        fact = self.dice.choice(self.facts)
        lines = [line for line in case.instances() if line[-1].kind == fact.subject]
        if not lines:
            return case
        line = self.dice.choice(lines)
        value = self._value(fact, case, line)
        ids = None if self._some(0.2) else tuple(each.id for each in line)
        return _each(case, fact.subject, ids, lambda one: replace(one, facts={**one.facts, fact.name: value}))

    def _forget(self, case: Case) -> Case:
        poorer = [each for _, each in forgotten(case)]
        return self.dice.choice(poorer) if poorer else case

    def _fresh(self) -> Case:
        """A case of its own: one or two subjects, all stated."""
        day = self.dice.choice(self.aims.days) + self.dice.choice((0, 1, 30, 200, 365)) * A_DAY
        blank = Case("drawn", None, day, (), {}, None, (), (), {}, None, "", "", (), "")
        kinds = {kind for name in self.linked for kind in self.pack.path_of(self.pack.rules[name].subject)}
        kinds |= {fact.subject for fact in self.facts}
        roots = [each.name for each in self.pack.subjects.values() if each.of is None and self._leads(each.name, kinds)]
        case = replace(blank, roots={kind: self._several(kind, kinds, blank) for kind in roots})
        return self._period(case)

    def _leads(self, kind: str, kinds: set[str]) -> bool:
        return kind in kinds or any(self._leads(child, kinds) for child in self.pack.children_of(kind))

    def _several(self, kind: str, kinds: set[str], case: Case) -> tuple[Instance, ...]:
        return tuple(self._made(kind, f"{kind}{at}", kinds, case) for at in range(self.dice.choice((1, 1, 1, 2))))

    def _made(self, kind: str, id: str, kinds: set[str], case: Case) -> Instance:
        below = {
            child: self._several(child, kinds, case) if self._leads(child, kinds) else () for child in self.pack.children_of(kind)
        }
        facts: dict[str, Known] = {}
        for fact in self.pack.facts_of(kind):
            facts[fact.name] = self._value(fact, case, (Instance(kind, id, dict(facts), {}, None),))
        return Instance(kind, id, facts, below, None)

    # -- subjects, days, readings ----------------------------------------------------------------------------------------

    def _another(self, case: Case) -> Case:
        """A second subject like one that is there, before or after it."""
        kind = self.dice.choice(self.pack.path_of(self.pack.rules[self.dice.choice(self.linked)].subject))
        lines = [line for line in case.instances() if line[-1].kind == kind]
        if not lines or len(lines) > 4:
            return case
        line = self.dice.choice(lines)
        twin = replace(line[-1], id=f"{line[-1].id}b{len(lines)}")
        for fact in self.facts:
            if fact.subject == kind and self._some(0.2):
                twin = replace(twin, facts={**twin.facts, fact.name: self._value(fact, case, (*line[:-1], twin))})
        first = self._some(0.5)

        def beside(some: tuple[Instance, ...]) -> tuple[Instance, ...]:
            at = next((at for at, one in enumerate(some) if one.id == line[-1].id), None)
            return some if at is None else (*some[: at + (not first)], twin, *some[at + (not first) :])

        return _lists(case, kind, tuple(each.id for each in line[:-1]), beside)

    def _child(self, case: Case) -> Case:
        """One entry of a list more or less."""
        kinds = sorted({kind for name in self.linked for kind in reads(self.pack, self.pack.rules[name]).collections})
        kinds = [kind for kind in kinds if kind in self.pack.subjects]
        parents = [line for line in case.instances() if set(self.pack.children_of(line[-1].kind)) & set(kinds)]
        if not parents:
            return case
        line = self.dice.choice(parents)
        kind = self.dice.choice([each for each in kinds if each in self.pack.children_of(line[-1].kind)])
        new = self._made(kind, f"{kind}n{self.dice.randrange(1000)}", set(), case)

        def changed(some: tuple[Instance, ...]) -> tuple[Instance, ...]:
            return (*some, new) if self._some(0.65) or not some else some[1:]

        return _lists(case, kind, tuple(each.id for each in line), changed)

    def _day(self, case: Case) -> Case:
        """Another day of application, with what is not after it."""
        days = [*self.aims.days, *(v for line in case.instances() for v in line[-1].facts.values() if isinstance(v, date))]
        days += [each.as_of for each in case.history or () if each.as_of is not None]
        days += [day for each in case.periods for day in (each.start, each.end)]
        day = self._moved(case.as_of if self._some(0.3) else self.dice.choice(days))
        return replace(case, as_of=day) if 1990 < day.year < 2100 else case

    def _period(self, case: Case) -> Case:
        """The years or months that claims are for."""
        kinds = sorted({str(self.pack.rules[name].period) for name in self.linked if self.pack.rules[name].period})
        many = self.dice.choice((1, 1, 1, 2, 0))
        found = {each.label: each for kind in kinds for each in (self._time(kind, case) for _ in range(many))}
        return replace(case, periods=tuple(found.values()))

    def _time(self, kind: str, case: Case) -> PeriodOf:
        """A year or month near the day of application, a day of the packs, or what the case asks for."""
        own = [each.start for each in case.periods]
        back = (0, 31, 62, 365, 366, 730) if kind == "month" else (0, 0, 365, 731)
        day = self.dice.choice([case.as_of, *own, self.dice.choice(self.aims.days)]) - self.dice.choice(back) * A_DAY
        return year(day.year) if kind == "year" else month(day.year, day.month)

    def _reading(self, case: Case) -> Case:
        name = self.dice.choice(self.readings)
        return replace(case, readings={**case.readings, name: self.dice.choice([*self.pack.readings[name].options])})

    # -- claims made before, and what officers decided -------------------------------------------------------------------

    def _award(self, case: Case, rule: str) -> Award | None:
        """What the pack answers now to one of the claims of a rule."""
        found = evaluate(self.pack, self._fitting(replace(case, claims=None)), rules=(rule,), needs=False).awards
        return self.dice.choice(found) if found else None

    def _decision(self, case: Case) -> Case:
        """An officer's amount at an end of what may be decided ± one fen, nil, or another."""
        name = self.dice.choice([name for name in self.linked if self._is_decided(name)])
        award = self._award(replace(case, decisions=()), name)
        if award is None or None in [id for _, id in award.path]:
            return case
        ends = [0, *(end for end in (award.floor, award.high) if end is not None)]
        amount = (
            self.dice.choice(ends) + self.dice.choice((-1, 0, 0, 1)) if self._some(0.7) else self.dice.choice(self.fen or [1])
        )
        period = period_of(award.period) if award.period else None
        made = Decision(name, award.path, period, amount, "officer")
        kept = [each for each in case.decisions if (each.rule, each.path) != (name, award.path)]
        return replace(case, decisions=(*kept, made))

    def _no_line(self, case: Case) -> Case:
        history = case.history or ()
        at = self.dice.randrange(len(history)) if history else 0
        return replace(case, history=(*history[:at], *history[at + 1 :]))

    def _line(self, case: Case) -> Case:
        """One more line of history: such that a limit leaves just about what the claim takes, or any."""
        lines = [line for line in case.instances() if line[-1].kind == self.pack.rules[self.rule].subject]
        if not lines or len(case.history or ()) >= MOST_LINES:
            return case
        benefit, line = self.dice.choice(self.benefits), self.dice.choice(lines)
        rule = self.pack.rules.get(benefit)
        kinds = self.pack.path_of(rule.subject if rule else self.pack.other_benefits[benefit].subject)
        path, own = self._path(kinds, line, case)
        kind = None if rule is None else rule.period
        period = None if kind is None or self._some(0.04) else self._past_period(kind, case)
        day = None if self._some(0.04) else self._past_day(case)
        amount, claims, times = self._spent(case)
        part = None
        if rule and rule.parts and self._some(0.4):
            part, claims, times = self.dice.randint(1, len(rule.parts)), 1, 1
        facts: dict[str, Known] = {}
        for fact in key_facts(self.pack, benefit).values():
            mine = next((one.facts[fact.name] for one in own if one.kind == fact.subject and fact.name in one.facts), None)
            if not self._some(0.05):
                facts[fact.key] = self._value(fact, case, own) if mine is None or self._some(0.25) else mine
        fen = None if self._some(0.04) else amount
        entry = Entry(benefit, path, period, day, fen, day, max(times, claims), claims, part, facts)
        return replace(case, history=(*(case.history or ()), entry))

    def _path(self, kinds: Sequence[str], line: Sequence[Instance], case: Case) -> tuple[Path, Sequence[Instance]]:
        """Whose the claim was: of the same subjects, or others of the case, or of one that the case has not."""
        own: list[Instance] = []
        for kind in kinds:
            same = [one for one in line if one.kind == kind]
            some = [each[-1] for each in case.instances() if each[-1].kind == kind]
            if found := (same or some):
                own.append(found[0] if self._some(0.85) else self.dice.choice(some))
        ids = {one.kind: one.id for one in own}
        stranger = self.dice.choice(kinds) if self._some(0.15) else ""
        return tuple((kind, "another" if kind == stranger else ids.get(kind, "another")) for kind in kinds), own

    def _past_period(self, kind: str, case: Case) -> PeriodOf:
        asked = [each for each in case.periods if ("-" in each.label) == (kind == "month")]
        return self.dice.choice(asked) if asked and self._some(0.4) else self._time(kind, case)

    def _past_day(self, case: Case) -> date:
        spans = [subtract(case.as_of, span) for span in self.aims.spans if span.months < 1200]
        days = [*spans, *(case.as_of - back * A_DAY for back in BACK), date(case.as_of.year, 1, 1)]
        return min(case.as_of, self.dice.choice(sorted(days)) + self.dice.choice((-1, 0, 0, 1)) * A_DAY)

    def _spent(self, case: Case) -> tuple[int, int, int]:
        """Money, claims and units of a line: mostly what leaves of a limit just what the claim takes, or one more or less."""
        amount = self._near(self.fen or [0], 0, MOST_FEN)
        claims, times = self.dice.choice((1, 1, 1, 2)), self.dice.choice((1, 1, 2, *(n for n in self.counts if 0 < n < 1000)))
        award = self._award(case, self.rule) if self._some(0.6) else None
        for use in award.limits if award is not None else ():
            if award is None or use.left_high is None:
                continue
            takes = self.dice.choice((0, use.takes_high, use.takes_high, award.high or 0 if use.kind == "at_most" else 1))
            left = max(0, use.left_high - takes + self.dice.choice((-1, 0, 0, 1)))
            if use.kind == "at_most" and self._some(0.6):
                amount = left
            elif use.kind == "claims" and self._some(0.6):
                claims = max(1, min(left, 1000))
            elif use.kind == "times" and self._some(0.6):
                times = max(1, min(left, 1_000_000))
        return amount, claims, times

    # -- a case that can be read -----------------------------------------------------------------------------------------

    def _fitting(self, case: Case) -> Case:
        """Without days that a case may not state: later than the day of application where the fact says so, or than it at all."""
        bounded = {(fact.subject, fact.name) for fact in self.pack.facts.values() if fact.not_after is not None}

        def cut(one: Instance) -> Instance:
            facts = {
                name: min(value, case.as_of) if isinstance(value, date) and (one.kind, name) in bounded else value
                for name, value in one.facts.items()
            }
            below = {kind: None if some is None else tuple(map(cut, some)) for kind, some in one.children.items()}
            return replace(one, facts=facts, children=below)

        history = case.history
        if history is not None:
            days = [each.as_of if each.as_of is None else min(each.as_of, case.as_of) for each in history]
            history = tuple(replace(each, as_of=day, paid_on=day) for each, day in zip(history, days, strict=True))
        claims = (ClaimAsked(self.rule, {}, None),) if self._some(0.5) else None
        roots = {kind: tuple(map(cut, some)) for kind, some in case.roots.items()}
        return replace(case, roots=roots, history=history, claims=claims)


def _bare(case: Case) -> Case:
    """A case of the pack that asks for all it may ask for and expects nothing."""
    return replace(case, name="drawn", measure=None, claims=None, expect=None, steps=())


def _each(case: Case, kind: str, ids: tuple[str, ...] | None, change: Callable[[Instance], Instance]) -> Case:
    """A case with one subject, by the ids down to it, or all of a kind changed."""

    def within(one: Instance, above: tuple[str, ...]) -> Instance:
        here = (*above, one.id)
        if one.kind == kind and ids in (None, here):
            one = change(one)
        below: Mapping[str, tuple[Instance, ...] | None] = {
            name: None if some is None else tuple(within(each, here) for each in some) for name, some in one.children.items()
        }
        return replace(one, children=below)

    return replace(case, roots={name: tuple(within(one, ()) for one in some) for name, some in case.roots.items()})


def _lists(case: Case, kind: str, ids: tuple[str, ...], change: Callable[[tuple[Instance, ...]], tuple[Instance, ...]]) -> Case:
    """A case with the list of a kind below the subject of these ids changed."""
    if not ids:
        return replace(case, roots={name: change(some) if name == kind else some for name, some in case.roots.items()})

    def within(one: Instance, above: tuple[str, ...]) -> Instance:
        here = (*above, one.id)
        below = {
            name: None if some is None else tuple(within(each, here) for each in some) for name, some in one.children.items()
        }
        if here == ids:
            below[kind] = change(below.get(kind) or ())
        return replace(one, children=below)

    return replace(case, roots={name: tuple(within(one, ()) for one in some) for name, some in case.roots.items()})
