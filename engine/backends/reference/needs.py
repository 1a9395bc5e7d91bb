"""Which facts and readings would settle an answer: the smallest set (DESIGN 5).

A set settles if the answer is known for every value tried for its members. Knowing more never makes a known answer unknown,
so it is enough to try values one after another and to stop as soon as the answer is known; and a set from which no single
member can be left out has no smaller one inside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from engine.backends.outcome import Award, Needs
from engine.backends.reference.alone import alone, rivals
from engine.backends.reference.claims import Claim
from engine.backends.reference.context import Context
from engine.backends.reference.judgements import judge
from engine.backends.reference.missing import Missing, Try, values
from engine.backends.reference.world import World
from engine.lang.ir import Expr, Ref, walk
from engine.lang.values import UNKNOWN, Unknown
from engine.pack.reads import Reads, reads
from engine.text.records import dataclass

MOST_TRIED = 1024  # answers worked out for one award, those of its rivals included


class Exhausted(Exception):
    """More answers would have to be tried than are allowed."""


@dataclass
class Search:
    """The search for what settles one answer."""

    base: Try
    verdict: Callable[[Try], str]
    exprs: list[Expr]
    weight: int = 1  # answers that are worked out for one
    tried: int = 0

    def settles(self, members: Sequence[Missing]) -> bool:
        """Whether the answer is known for every value tried for `members`: facts last, which are compared with the others."""
        return self._settled(self.base, sorted(members, key=lambda each: each.kind == "fact"))

    def _settled(self, now: Try, members: Sequence[Missing]) -> bool:
        if self._verdict(now) != "unknown":
            return True
        if not members:
            return False
        first, rest = members[0], members[1:]
        return all(self._settled(now.put(first, value), rest) for value in values(now, first, self.exprs))

    def _verdict(self, tried: Try) -> str:
        self.tried += self.weight
        if self.tried > MOST_TRIED:
            raise Exhausted
        return self.verdict(tried)

    def smallest(self, missing: list[Missing]) -> Needs:
        """The set left by leaving out, in the order of the pack, whatever is not needed."""
        if not self.settles(missing):
            return _needs(missing, (), minimal=False)
        left = list(missing)
        # History first: where its lines are stated in full, the fact they turn on is what is missing, not another history.
        for each in sorted(missing, key=lambda each: each.kind != "history"):
            without = [other for other in left if other != each]
            if self.settles(without):
                left = without
        refusing = [each for each in left if self._can_refuse(each)]
        return _needs(left, refusing, minimal=True)

    def _can_refuse(self, missing: Missing) -> bool:
        if missing.kind != "fact":
            return False
        return any(
            self._verdict(self.base.put(missing, value)) in ("refused", "not_in_force", "not_applicable")
            for value in values(self.base, missing, self.exprs)
        )


def _needs(members: Sequence[Missing], refusing: Sequence[Missing], minimal: bool) -> Needs:
    names = [each.name for each in (*refusing, *(each for each in members if each not in refusing)) if each.kind != "reading"]
    readings = tuple(each.name for each in members if each.kind == "reading")
    return Needs(tuple(dict.fromkeys(names)), readings, tuple(dict.fromkeys(each.name for each in refusing)), minimal)


def needs_of_award(world: World, claim: Claim) -> Needs:
    """What settles an award that is unknown."""
    others = rivals(world, claim)
    own = reads(world.pack, claim.rule, world.chosen)
    search = Search(Try(world, claim), lambda tried: _verdict(alone(tried.world, tried.claim, others)[0], world), own.exprs)
    search.weight += len(others.before) + len(others.after)
    missing = missing_of(world, claim, own)
    try:
        found = search.smallest(missing)
        if found.minimal or not (others.before or others.after):
            return found
        for other in (*others.before, *others.after):
            behind = reads(world.pack, other.rule, world.chosen)
            search.exprs = [*search.exprs, *(each for each in behind.exprs if each not in search.exprs)]
            missing += [each for each in missing_of(world, other, behind, elsewhere=True) if each not in missing]
        return search.smallest(missing)
    except Exhausted:
        return Needs(_met(alone(world, claim, others)[0]), (), (), False)


def is_open(award: Award, as_of: date) -> bool:
    """Whether something is missing: of the award, or of an instalment that is due by now."""
    return award.verdict == "unknown" or any(
        part.state == "unknown" and (part.due is None or part.due <= as_of) for part in award.parts
    )


def _verdict(award: Award, world: World) -> str:
    return "unknown" if is_open(award, world.case.as_of) else award.verdict


def needs_of_judgement(world: World, claim: Claim) -> Needs:
    """What settles a choice, target or duty that is unknown."""
    own = reads(world.pack, claim.rule, world.chosen)
    search = Search(Try(world, claim), lambda tried: judge(tried.world.context(tried.claim), tried.claim).verdict, own.exprs)
    try:
        return search.smallest(missing_of(world, claim, own))
    except Exhausted:
        return Needs((), (), (), False)


def _met(award: Award) -> tuple[str, ...]:
    """The unknown facts that were met on the way."""
    met = [name for step in award.because for name, value in step.facts.items() if isinstance(value, Unknown)]
    return tuple(dict.fromkeys(met))


def missing_of(world: World, claim: Claim, own: Reads, elsewhere: bool = False) -> list[Missing]:
    """All that is not known of what a claim may read, in the order of the pack."""
    context = world.context(claim)
    found = []
    if (at := claim.unlisted_at) is not None:
        found.append(Missing("children", claim.line[at].kind, claim.path[:at]))
    for key in world.pack.facts:
        carrier, _, name = key.partition(".")
        subject = context.instance(carrier)
        if key in own.facts and subject is not None and subject.id and context.member(carrier, name) is UNKNOWN:
            found.append(Missing("fact", key, context.path_to(carrier)))
    for kind in own.collections:
        found += [each for each in _folded(world, context, kind, own) if each not in found]
    for name in own.readings:
        if world.chosen.get(name, world.pack.readings[name].adopted) is None:
            found.append(Missing("reading", name))
    if claim.rule.period is not None and claim.period is None:
        found.append(Missing("period", "period"))
    if elsewhere and claim.rule.amount and claim.rule.amount.kind == "decided" and world.decision(claim) is None:
        found.append(Missing("decision", f"decisions.{claim.rule.name}", claim.path, claim.rule.name, claim.period))
    if (claim.rule.limits or claim.rule.parts or own.past) and not _whole(world, own):
        found.append(Missing("history", "history"))
    return found


def _whole(world: World, own: Reads) -> bool:
    """Whether history is stated, and nothing that an answer may read is missing of any of its lines."""
    rules = world.pack.rules
    keys = {key for rule in rules.values() for limit in rule.limits for key in limit.key if key.fact}
    names = {(each.carrier, each.name) for expr in own.exprs for each in walk(expr) if isinstance(each, Ref)}
    return world.case.history is not None and not any(
        None in (entry.amount, entry.as_of)
        or (entry.paid_on is None and ("past", "paid_on") in names)
        or any(id is None for _, id in entry.path)
        or (entry.period is None and entry.rule in rules and rules[entry.rule].period is not None)
        or any(str(key) not in entry.facts for key in keys if key.carrier in dict(entry.path))
        for entry in world.case.history
    )


def _folded(world: World, context: Context, kind: str, own: Reads) -> Iterator[Missing]:
    """What is not known of the children that a fold runs over: their facts, or the whole list."""
    parent = world.pack.subjects[kind].of or ""
    if context.instance(parent) is None:
        return
    children = context.children(kind)
    if children is None:
        yield Missing("children", kind, context.path_to(parent))
    for child in children or ():
        path = (*context.path_to(parent), (kind, child.id))
        for fact in world.pack.facts_of(kind):
            stated = child.facts.get(fact.name, world.overlay.facts.get((path, fact.name), UNKNOWN))
            if fact.key in own.facts and stated is UNKNOWN:
                yield Missing("fact", fact.key, path)
