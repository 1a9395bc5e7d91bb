"""Random cases made from a pack's own facts, aimed at where answers turn.

Its numbers and days ± one unit, unknowns, repeated keys, short histories, decisions at the ends of ranges, chains of steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from engine.analysis.aims import A_DAY, Aims
from engine.backends.reference import evaluate
from engine.lang.types import BOOL, INT, MONEY
from engine.lang.values import Known, Money
from engine.pack.case import Case, ClaimAsked, Decision, Entry, Instance, Path, PeriodOf, lines
from engine.pack.cases_lines import key_facts
from engine.pack.model import Pack
from engine.pack.periods import month, period_of, year
from engine.pack.terms import Fact
from engine.text.records import dataclass

MOST_BACK = 1500  # days: how long ago a claim was paid
T = TypeVar("T")


@dataclass(frozen=True)
class Drawer:
    """Draws cases of one pack. `known`: every fact, list and line of history is stated in full. `steps`: chains of them."""

    pack: Pack
    known: bool = False
    steps: bool = False
    aims: Aims = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "aims", Aims(self.pack))

    def cases(self) -> st.SearchStrategy[Case]:
        """Whole cases: subjects, history, readings, claims, decisions."""

        @st.composite
        def drawn(draw: st.DrawFn) -> Case:
            as_of = draw(st.sampled_from(self.aims.days)) + draw(st.integers(-1, 400)) * A_DAY
            kinds = [kind.name for kind in self.pack.subjects.values() if kind.of is None]
            roots = {kind: draw(self.several(kind, as_of)) for kind in kinds}
            case = Case(
                name="random",
                measure=self.pack.id,
                as_of=as_of,
                periods=draw(self.periods(as_of)),
                roots=roots,
                claims=draw(self.claims()),
                history=draw(self.history(roots, as_of)),
                decisions=(),
                readings=draw(self.readings()),
                expect=None,
                cite="",
                why="",
                steps=(),
                digest="sha256:0",
            )
            case = replace(case, decisions=draw(self.decisions(case)))
            return replace(case, steps=draw(self.chain(case))) if self.steps else case

        return drawn()

    # -- subjects --------------------------------------------------------------------------------------------------------

    def several(self, kind: str, as_of: date, most: int = 2) -> st.SearchStrategy[tuple[Instance, ...]]:
        """One or two subjects of a kind, with ids of their own."""
        some = st.lists(self.instances(kind, as_of), min_size=1, max_size=most)
        return some.map(lambda many: tuple(replace(one, id=f"{kind}{at}") for at, one in enumerate(many)))

    def instances(self, kind: str, as_of: date) -> st.SearchStrategy[Instance]:
        """One subject with its children; a few of its facts, or of its lists, are not stated unless all is known."""
        facts = {fact.name: self.values(fact, as_of) for fact in self.pack.facts_of(kind)}
        below = {child: self.several(child, as_of) | st.just(()) for child in self.pack.children_of(kind)}
        names = [*facts, *below]
        hidden: st.SearchStrategy[set[str]] = st.just(set())
        if names and not self.known:
            hidden = st.just(set[str]()) | st.sets(st.sampled_from(names), max_size=3)

        def whole(facts: dict[str, Known], children: dict[str, tuple[Instance, ...]], hidden: set[str]) -> Instance:
            stated = {name: value for name, value in facts.items() if name not in hidden}
            listed = {child: None if child in hidden else some for child, some in children.items()}
            return Instance(kind, f"{kind}0", stated, listed, None)

        return st.builds(whole, st.fixed_dictionaries(facts), st.fixed_dictionaries(below), hidden)

    def values(self, fact: Fact, as_of: date) -> st.SearchStrategy[Known]:
        """Values of a fact within its range, mostly where something turns."""
        aimed = st.sampled_from(self.aims.values(fact, as_of))
        least, most = fact.least or 0, 10_000 if fact.most is None else fact.most
        if fact.type == BOOL:
            # Conditions are mostly met, or nothing behind them would ever be tried.
            return st.sampled_from([True, True, True, False])
        if fact.type == INT:
            return aimed | st.integers(least, most)
        return aimed | st.integers(least, most).map(Money) if fact.type == MONEY else aimed

    # -- claims ----------------------------------------------------------------------------------------------------------

    def periods(self, as_of: date) -> st.SearchStrategy[tuple[PeriodOf, ...]]:
        """The years or months that claims are for: this one, the one before, that of a day of the pack, two, or none stated."""
        kinds = {rule.period for rule in self.pack.rules.values()} - {None}
        days = [as_of, as_of - 31 * A_DAY, as_of - 365 * A_DAY, *self.aims.days]
        some: list[st.SearchStrategy[list[PeriodOf]]] = [
            st.lists(
                st.sampled_from([year(day.year) if kind == "year" else month(day.year, day.month) for day in days]),
                min_size=1 if self.known else 0,
                max_size=2,
                unique_by=lambda period: period.label,
            )
            for kind in sorted(kind for kind in kinds if kind)
        ]
        return st.tuples(*some).map(lambda lists: tuple(period for each in lists for period in each))

    def claims(self) -> st.SearchStrategy[tuple[ClaimAsked, ...] | None]:
        """Everything, or some rules in an order of their own."""
        some = st.lists(st.sampled_from(sorted(self.pack.rules)), min_size=1, unique=True)
        asked = some.map(lambda names: tuple(ClaimAsked(name, {}, None) for name in names))
        return st.none() | st.none() | asked

    def readings(self) -> st.SearchStrategy[dict[str, str]]:
        """The pack's own readings, or up to three others."""
        options = [(name, option) for name, reading in self.pack.readings.items() for option in reading.options]
        return few(options, 3).map(dict)

    def history(self, roots: dict[str, tuple[Instance, ...]], as_of: date) -> st.SearchStrategy[tuple[Entry, ...] | None]:
        """Lines about the subjects of the case, or about others with the same keys."""
        benefits = [(each.name, each.subject) for each in self.pack.rules.values() if each.kind == "amount"]
        benefits += [(each.name, each.subject) for each in self.pack.other_benefits.values()]
        found = list(lines(roots))
        fitting = [(name, line) for name, subject in benefits for line in found if line[-1].kind == subject]
        if not fitting:
            return st.just(())
        entries = st.lists(st.sampled_from(fitting).flatmap(lambda pair: self._entry(*pair, as_of)), max_size=4).map(tuple)
        return entries if self.known else st.one_of(st.none(), entries, entries, entries)

    def _entry(self, benefit: str, line: tuple[Instance, ...], as_of: date) -> st.SearchStrategy[Entry]:
        rule = self.pack.rules.get(benefit)
        own = {each.kind: each for each in line}
        keys = {fact.key: self._key(fact, own[fact.subject], as_of) for fact in key_facts(self.pack, benefit).values()}

        @st.composite
        def drawn(draw: st.DrawFn) -> Entry:
            missing = (
                set() if self.known else draw(st.just(set[str]()) | st.sets(st.sampled_from(["day", "fen", *keys]), max_size=1))
            )
            day = as_of - draw(st.integers(0, 40) | st.integers(0, MOST_BACK)) * A_DAY
            label = None if rule is None or rule.period is None else str(day)[: 4 if rule.period == "year" else 7]
            stranger = draw(st.booleans()) and draw(st.booleans())  # paid to another, whose keys may be the same
            path: Path = tuple((each.kind, "another" if stranger else each.id) for each in line)
            fen = draw(st.sampled_from(self.aims.money()) | st.integers(0, 10**9))
            claims = draw(st.sampled_from([1, 1, 1, 2]))
            part = draw(st.integers(1, len(rule.parts))) if rule and rule.parts and claims == 1 and draw(st.booleans()) else None
            return Entry(
                rule=benefit,
                path=path,
                period=None if label is None or "day" in missing else period_of(label),
                as_of=None if "day" in missing else day,
                amount=None if "fen" in missing else fen,
                paid_on=None if "day" in missing else day,
                times=max(claims, draw(st.sampled_from([1, 1, 2, 11, 12]))),
                claims=claims,
                part=part,
                facts={key: draw(values) for key, values in keys.items() if key not in missing},
            )

        return drawn()

    def _key(self, fact: Fact, mine: Instance, as_of: date) -> st.SearchStrategy[Known]:
        """A key of a line of history: the subject's own, so that they count together, or another."""
        own = mine.facts.get(fact.name)
        return self.values(fact, as_of) if own is None else st.just(own) | self.values(fact, as_of)

    def decisions(self, case: Case) -> st.SearchStrategy[tuple[Decision, ...]]:
        """What officers may put down: the floor and the ceiling of what is to be decided ± one fen, nil, and less."""
        decided = {name for name, rule in self.pack.rules.items() if rule.amount is not None and rule.amount.kind == "decided"}
        if not decided:
            return st.just(())
        open_ones = [each for each in evaluate(self.pack, case, needs=False).awards if each.rule in decided and each.high != 0]
        each = [
            st.builds(
                Decision,
                rule=st.just(award.rule),
                path=st.just(award.path),
                period=st.just(period_of(award.period) if award.period else None),
                amount=st.sampled_from([-1, *near_ends(award.floor, award.high)]) | st.sampled_from(self.aims.money()),
                by=st.just("officer"),
            )
            for award in open_ones
        ]
        return st.tuples(*(st.none() | one for one in each)).map(lambda some: tuple(one for one in some if one is not None))

    def chain(self, case: Case) -> st.SearchStrategy[tuple[Case, ...]]:
        """The same asked again, on the same day or later."""
        later = st.sampled_from([0, 0, 1, 31, 365, 366])

        def made(waits: list[int]) -> tuple[Case, ...]:
            steps = [case]
            for wait in waits:
                steps.append(replace(case, as_of=steps[-1].as_of + wait * A_DAY))
            return tuple(steps)

        return st.lists(later, min_size=1, max_size=2).map(made)


def near_ends(floor: int | None, ceiling: int | None) -> list[int]:
    """Amounts at and beside the ends of a range."""
    ends = [0, *(each for each in (floor, ceiling) if each is not None)]
    return sorted({end + more for end in ends for more in (-1, 0, 1)})


def few(options: Sequence[T], most: int) -> st.SearchStrategy[list[T]]:
    """A few of them, often none."""
    return st.just(list[T]()) | (st.lists(st.sampled_from(options), max_size=most) if options else st.just(list[T]()))
