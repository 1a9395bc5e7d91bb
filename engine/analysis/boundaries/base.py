"""A case to start from: the fewest facts under which a rule says yes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from engine.analysis.aims import SOME_DAY, Aims
from engine.analysis.boundaries.turns import Answer, Key, answer, result_of, same_answer
from engine.backends.reference.context import OPEN_END
from engine.backends.reference.world import World
from engine.lang.ir import Apply, Literal, Ref, walk
from engine.lang.tables import Band
from engine.lang.types import RATIO
from engine.lang.values import Known, Money, Span
from engine.pack.case import Case, ClaimAsked, Instance, PeriodOf, with_facts
from engine.pack.model import Pack
from engine.pack.periods import month, year
from engine.pack.reads import reads
from engine.pack.rule import Rule
from engine.text.records import dataclass

ID, OTHER = "甲", "乙"


class RuleAims(Aims):
    """The values worth trying for one rule: only the numbers it can meet itself."""

    def __init__(self, pack: Pack, rule: Rule, chosen: Mapping[str, str]) -> None:
        found = set(_constants(pack, rule, chosen))
        self.rounds = _rounds(pack, rule, chosen)
        self.days = sorted({each for each in found if isinstance(each, date) and each != OPEN_END})
        self.numbers = sorted({each for each in found if type(each) is int})
        self.ratios = sorted({each for each in found if isinstance(each, Fraction)})
        self.fen = sorted({each.fen for each in found if isinstance(each, Money)})
        self.spans = {each for each in found if isinstance(each, Span)}
        self.spans |= {span for n in self.numbers if 0 < n < 100 for span in (Span(n), Span(12 * n))}


def _rounds(pack: Pack, rule: Rule, chosen: Mapping[str, str]) -> bool:
    """Whether a sum of the rule may lose a part of a fen: in an expression, or divided into instalments or between payers."""
    divided = [*(part.share for part in rule.parts), *(payer.share for payer in rule.paid_by.payers)]
    exprs = reads(pack, rule, chosen).exprs
    applied = [inner.overload for expr in exprs for inner in walk(expr) if isinstance(inner, Apply)]
    return any(share is not None and share.type == RATIO for share in divided) or any(map(is_round, applied))


def is_round(overload: str) -> bool:
    """Whether an operator rounds a sum."""
    return overload.startswith("round_")


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
    filled: bool = False  # it was made beyond a threshold, with more facts than the one before


def blank_world(pack: Pack, chosen: Mapping[str, str]) -> World:
    """A world in which nothing but the day is known."""
    case = Case("", None, SOME_DAY, (), {}, None, (), (), {}, None, "", "", (), "")
    return World(pack, case, chosen)


def blank(pack: Pack, rule: Rule, day: date, chosen: Mapping[str, str], lists: Sequence[str], children: int = 1) -> Case:
    """One subject of the rule with its parents, so many children in each list it folds over, and nothing known of them."""
    kinds = pack.path_of(rule.subject)

    def made(at: int) -> Instance:
        kind = kinds[at]
        below: dict[str, tuple[Instance, ...] | None] = {
            each: tuple(Instance(each, f"{ID}{number or ''}", {}, {}, None) for number in range(children))
            for each in pack.children_of(kind)
            if each in lists
        }
        if at + 1 < len(kinds):
            below[kinds[at + 1]] = (made(at + 1),)
        return Instance(kind, ID, {}, below, None)

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


def fewest(pack: Pack, rule: Rule, case: Case, keep: Key | None = None) -> Case:
    """The case without whatever makes no difference to the answer of the rule, nor to whether `keep` is looked at."""
    case = replace(case, claims=(ClaimAsked(rule.name, {}, None),), decisions=(), expect=None, steps=())
    wanted = result_of(answer(pack, case, [rule.name]), rule.name)
    for line in list(case.instances()):
        for name in line[-1].facts:
            poorer = with_facts(case, {f"{line[-1].kind}.{name}": None})
            got = answer(pack, poorer, [rule.name])
            if same_answer(result_of(got, rule.name), wanted) and (keep is None or keep in got.turns):
                case = poorer
    return case
