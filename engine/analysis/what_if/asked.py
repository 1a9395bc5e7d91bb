"""The awards of a case that may be asked about, what each claim met when it was served, and the case with facts changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import TypeAlias

from engine.analysis.what_if.model import Change
from engine.backends.outcome import Award
from engine.backends.reference import evaluate
from engine.backends.reference.claims import Claim, Counted
from engine.backends.reference.evaluate import chain
from engine.backends.reference.limits import Earlier
from engine.backends.reference.world import World
from engine.backends.smt.held import Held, Taken
from engine.lang.values import Known, Unknown
from engine.pack.case import Case, Instance, Path
from engine.pack.model import Pack
from engine.pack.ranges import MOST_PAID
from engine.pack.rule import Rule
from engine.text.records import dataclass

Key: TypeAlias = tuple[str, Path, str | None]  # rule, subject, period


def key_of(award: Award) -> Key:
    return award.rule, award.path, award.period


@dataclass(frozen=True)
class LookingOn(World):
    """A world that keeps what each claim found when it was served."""

    met: dict[Key, tuple[Claim, Earlier]] = field(default_factory=dict)

    def award(self, claim: Claim, earlier: Earlier) -> tuple[Award, Counted | None]:
        key = (claim.rule.name, claim.path, claim.period.label if claim.period else None)
        if key not in self.met or len(earlier.claims) >= len(self.met[key][1].claims):
            self.met[key] = (claim, earlier)
        return super().award(claim, earlier)


@dataclass(frozen=True)
class Asked:
    """A plain case under a pack, as it stands: of a chain its last step, with what the steps before it granted."""

    pack: Pack
    case: Case
    chosen: Mapping[str, str]  # readings, by whoever chose them
    met: Mapping[Key, tuple[Claim, Earlier]]

    def held(self, key: Key, supposed: bool) -> Held:
        """A claim with all that it is held to."""
        claim, earlier = self.met[key]
        adopted = {name: reading.adopted for name, reading in self.pack.readings.items() if reading.adopted is not None}
        decision = World(self.pack, self.case, self.chosen).decision(claim)
        return Held(
            line=claim.line,
            as_of=self.case.as_of,
            start=claim.period.start if claim.period else None,
            decided=decision.amount if decision else None,
            taken=tuple(self._taken(claim, earlier)),
            readings={**adopted, **self.chosen},
            supposed=supposed,
        )

    def _taken(self, claim: Claim, earlier: Earlier) -> Iterable[Taken]:
        key = (claim.rule.name, claim.path, claim.period)
        for one in earlier.claims:
            if not (one.instalment and (one.rule, one.path, one.period) == key):
                yield _as_taken(one)
        for entry in self.case.history or ():
            if entry.part is not None and (entry.rule, entry.path, entry.period) == key:
                start = entry.period.start if entry.period else None
                amount = MOST_PAID if entry.amount is None else entry.amount
                yield Taken(entry.rule, entry.path, start, entry.as_of, amount, 1, 1, dict(entry.facts), entry.part)

    def incomplete(self, rule: Rule) -> bool:
        """Whether a line of history lacks something that a limit of the rule must compare."""
        over = {name for limit in rule.limits for name in limit.over}
        keys = {str(key) for limit in rule.limits for key in limit.key if key.fact}
        for each in self.case.history or ():
            lacks = None in (each.as_of, each.amount, each.period if rule.period else "", *(id for _, id in each.path))
            if each.rule in over and (lacks or not keys <= set(each.facts)):
                return True
        return False

    def award(
        self,
        key: Key,
        changes: Iterable[Change],
        readings: Mapping[str, str] | None = None,
        *,
        no_history: bool = False,
        needs: bool = False,
    ) -> Award | None:
        """The reference's answer to the claim with these facts changed, the whole case answered anew."""
        case = changed(self.case, changes)
        if no_history:
            case = replace(case, history=())
        outcome = evaluate(self.pack, case, readings={**self.chosen, **(readings or {})}, rules=(key[0],), needs=needs)
        return next((each for each in outcome.awards if key_of(each) == key), None)


def looked_on(pack: Pack, case: Case, readings: Mapping[str, str]) -> Asked:
    """What the claims of a case meet; `readings` override those of the case."""
    *_, (world, _) = chain(pack, case, readings, world=LookingOn)
    assert isinstance(world, LookingOn)
    return Asked(pack, world.case, dict(world.chosen), world.met)


def _as_taken(one: Counted) -> Taken:
    """An earlier claim at its most."""
    facts = {name: value for name, value in one.facts.items() if not isinstance(value, Unknown)}
    amount = MOST_PAID if one.high is None else one.high
    start = one.period.start if one.period else None
    return Taken(one.rule, one.path, start, one.day, amount, one.claims, one.times_high, facts, closed=tuple(one.closed))


def changed(case: Case, changes: Iterable[Change]) -> Case:
    """The case with some facts of its subjects another."""
    wanted: dict[Path, dict[str, Known]] = {}
    for each in changes:
        wanted.setdefault(each.path, {})[each.fact.partition(".")[2]] = each.after

    def told(one: Instance, above: Path) -> Instance:
        path = (*above, (one.kind, one.id))
        below = {kind: None if some is None else all_told(some, path) for kind, some in one.children.items()}
        return replace(one, facts={**one.facts, **wanted.get(path, {})}, children=below)

    def all_told(some: Sequence[Instance], above: Path) -> tuple[Instance, ...]:
        return tuple(told(each, above) for each in some)

    return replace(case, roots={kind: all_told(some, ()) for kind, some in case.roots.items()})
