"""What is missing for an answer, and the values tried in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import cast

from engine.backends.reference.claims import Claim
from engine.backends.reference.turning import numbers
from engine.backends.reference.world import World
from engine.lang.ir import Expr
from engine.lang.types import BOOL, DATE, DATES, INT, MONEY, RATIO, OneOf
from engine.lang.values import Known, Member
from engine.pack.case import Case, Decision, Instance, Path, PeriodOf
from engine.pack.periods import period_of
from engine.pack.terms import Fact
from engine.text.records import dataclass

DECIDED = (0, 1, 10**12)  # fen that an officer might decide: nothing, the least, or more than any ceiling


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not known.

    kind: fact · reading · history · period · children · decision; `name` as `needs` says it.
    """

    kind: str
    name: str
    path: Path = ()
    rule: str = ""
    period: PeriodOf | None = None


@dataclass(frozen=True)
class Try:
    """A world and a claim with values tried for what is missing."""

    world: World
    claim: Claim

    def put(self, missing: Missing, value: object) -> Try:
        """The same with one more thing known."""
        world, case, overlay = self.world, self.world.case, self.world.overlay
        match missing.kind:
            case "fact":
                fact = missing.name.partition(".")[2]
                facts: dict[tuple[Path, str], Known] = {**overlay.facts, (missing.path, fact): cast(Known, value)}
                return replace(self, world=replace(world, overlay=replace(overlay, facts=facts)))
            case "reading":
                return replace(self, world=replace(world, chosen={**world.chosen, missing.name: str(value)}))
            case "history":
                return replace(self, world=replace(world, case=replace(case, history=())))
            case "period":
                assert isinstance(value, PeriodOf)
                return replace(self, claim=replace(self.claim, period=value))
            case "children":
                listed = cast("tuple[Instance, ...]", value)
                children = {**overlay.children, (missing.path, missing.name): listed}
                return replace(self, world=replace(world, overlay=replace(overlay, children=children)))
            case _:
                assert isinstance(value, Decision)
                return replace(self, world=replace(world, case=replace(case, decisions=(*case.decisions, value))))


def values(tried: Try, missing: Missing, exprs: list[Expr]) -> list[object]:
    """The values to try for what is missing (DESIGN 5), given what has been tried for the rest."""
    world = tried.world
    match missing.kind:
        case "fact":
            return list(_of_fact(tried, missing, world.pack.facts[missing.name], exprs))
        case "reading":
            return list(world.pack.readings[missing.name].options)
        case "history":
            return [()]
        case "period":
            label = world.case.as_of.isoformat()[: 4 if tried.claim.rule.period == "year" else 7]
            return [period_of(label)]
        case "children":
            several = _children(tried, missing, exprs)
            return [(), *(some for one in several for some in ((one,), (one, replace(one, id="2"))))]
        case _:
            return [Decision(missing.rule, missing.path, missing.period, fen, "") for fen in DECIDED]


def _children(tried: Try, missing: Missing, exprs: list[Expr]) -> Iterator[Instance]:
    """A child, with its numbers at the ends of what they may be, and its names and truths likewise."""
    facts = tried.world.pack.facts_of(missing.name)
    filled = {fact.name: list(_of_fact(tried, Missing("fact", fact.key, missing.path), fact, exprs)) for fact in facts}
    for number, other in product((0, -1), repeat=2):
        values = {name: options[other if isinstance(options[0], bool | Member) else number] for name, options in filled.items()}
        yield Instance(missing.name, "1", values, {}, None)


def _of_fact(tried: Try, missing: Missing, fact: Fact, exprs: list[Expr]) -> Iterator[Known]:
    """All of a one-of, both of a bool, else the values about which comparisons turn."""
    if isinstance(fact.type, OneOf):
        yield from (Member(name, fact.type.names) for name in fact.type.names)
    elif fact.type == BOOL:
        yield from (True, False)
    elif fact.type == DATES:
        yield from ((), (tried.world.case.as_of,))
    elif fact.type in (INT, MONEY, RATIO, DATE):
        yield from numbers(tried.world, tried.claim, fact, exprs)
    else:
        yield from _ids(tried.world.case, fact)


def _ids(case: Case, fact: Fact) -> Iterator[str]:
    """Every id that stands for this fact elsewhere in the case, and a new one."""
    lines = [line[-1] for line in case.instances() if line[-1].kind == fact.subject]
    known = [instance.facts.get(fact.name) for instance in lines]
    paid = [entry.facts.get(fact.key) for entry in case.history or ()]
    yield from dict.fromkeys(each for each in (*known, *paid) if isinstance(each, str))
    yield "\N{EN DASH}"
