"""A case under several versions of a measure: each claim is answered by the version in force at its `law_at` (DESIGN 4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from engine.backends.outcome import Outcome
from engine.backends.reference.claims import Claim, asked
from engine.backends.reference.context import Context
from engine.backends.reference.evaluate import serve
from engine.backends.reference.validity import law_at
from engine.backends.reference.world import World
from engine.pack.case import Case, ClaimAsked, Entry, Path
from engine.pack.model import Pack
from engine.pack.terms import Formula
from engine.text.diagnostics import Diagnostic
from engine.text.records import dataclass

Key: TypeAlias = tuple[str, Path, str]  # rule, subject, period


@dataclass(frozen=True)
class Version:
    """A case as one version of the measure reads it."""

    pack: Pack
    case: Case
    chosen: Mapping[str, str]

    def claims(self) -> dict[Key, Claim]:
        claims = asked(self.pack, self.case)
        return {(each.rule.name, each.path, each.period.label if each.period else ""): each for each in claims}

    def day(self, claim: Claim) -> date | None:
        """The day whose law applies to a claim; None where it is not known."""
        return law_at(World(self.pack, self.case, self.chosen).context(claim), claim.rule)

    def in_force(self, day: date) -> bool | None:
        """Whether this version is in force on a day; None where a reading leaves it open."""
        span = self.pack.in_force
        if span is None:
            return True
        since, until = self._bound(span.since, date.min), self._bound(span.until, date.max)
        if (since is not None and day < since) or (until is not None and day > until):
            return False
        return None if since is None or until is None else True

    @property
    def first_day(self) -> date:
        """Its first day in force; the last day there is where a reading leaves it open."""
        return self._bound(self.pack.in_force.since if self.pack.in_force else None, date.min) or date.max

    def _bound(self, formula: Formula | None, unbounded: date) -> date | None:
        if formula is None:
            return unbounded
        value = Context(self.pack, self.case, self.chosen, ()).value(formula)
        return value if isinstance(value, date) else None

    def __str__(self) -> str:
        return f"{self.pack.id} {self.pack.version}"


@dataclass(frozen=True)
class Versions:
    """The outcomes, one for each version that answers a claim, with the version; or why there are none."""

    outcomes: tuple[tuple[Pack, Outcome], ...] = ()
    errors: tuple[Diagnostic, ...] = ()


def evaluate_versions(
    packs: Sequence[Pack], cases: Sequence[Case], readings: Mapping[str, str], rules: Collection[str] | None = None
) -> Versions:
    """A case under the versions in `packs`; `cases` holds it as each of them reads it.

    What an earlier version grants is history to a later one, so that a limit for life is not used twice. The steps of a chain are
    answered one after the other. A claim for which no version is in force, or more than one, is an error.
    """
    outcomes: list[tuple[Pack, Outcome]] = []
    granted: tuple[Entry, ...] = ()
    for number in range(max(len(cases[0].steps), 1)):
        steps = [case.steps[number] if case.steps else case for case in cases]
        versions = [Version(pack, step, {**step.readings, **readings}) for pack, step in zip(packs, steps, strict=True)]
        versions.sort(key=lambda each: each.first_day)  # files may be named in any order
        assigned, errors = assign(versions)
        if errors:
            return Versions((), tuple(errors))
        for version, claims in zip(versions, assigned, strict=True):
            if claims:
                history = None if version.case.history is None else (*version.case.history, *granted)
                case = replace(version.case, history=history, claims=tuple(map(_as_asked, claims)))
                served = serve(World(version.pack, case, version.chosen), rules, True)
                outcomes.append((version.pack, served.outcome))
                granted += served.grants
    return Versions(tuple(outcomes))


def assign(versions: Sequence[Version]) -> tuple[list[list[Claim]], list[Diagnostic]]:
    """The claims that each version answers, and those that none or several would."""
    assigned: list[list[Claim]] = [[] for _ in versions]
    errors: list[Diagnostic] = []
    by_version = [version.claims() for version in versions]
    for key in dict.fromkeys(key for claims in by_version for key in claims):
        known = [(at, claims[key]) for at, claims in enumerate(by_version) if key in claims]
        days = {at: versions[at].day(claim) for at, claim in known}
        states = {at: None if (day := days[at]) is None else versions[at].in_force(day) for at, _ in known}
        sure, open = ([at for at, state in states.items() if state is wanted] for wanted in (True, None))
        if len(sure) > 1:
            errors.append(_error("U915", key, versions, days[sure[0]], sure))
        elif sure or open:
            at = sure[0] if sure else open[-1]
            assigned[at].append(by_version[at][key])
        elif not _gone(versions, known, days):
            errors.append(_error("U914", key, versions, days[known[0][0]], range(len(versions))))
    return assigned, errors


def _gone(versions: Sequence[Version], known: Sequence[tuple[int, Claim]], days: Mapping[int, date | None]) -> bool:
    """Whether a claim nobody asked for by name is simply one that the version then in force does not have."""
    having = {at for at, _ in known}
    others = [version for at, version in enumerate(versions) if at not in having]
    stated = [day for day in days.values() if day is not None]
    return versions[0].case.claims is None and any(other.in_force(day) for other in others for day in stated)


def _as_asked(claim: Claim) -> ClaimAsked:
    return ClaimAsked(claim.rule.name, {kind: id for kind, id in claim.path if id is not None}, claim.period)


def _error(code: str, key: Key, versions: Sequence[Version], day: date | None, among: Sequence[int] | range) -> Diagnostic:
    rule, path, period = key
    claim = " ".join([rule, "/".join(id or "?" for _, id in path), *filter(None, [period])])
    known = "、".join(str(versions[at]) for at in among)
    return Diagnostic(code, None, {"claim": claim, "law_at": str(day or "?"), "pack": versions[0].pack.id, "known": known})
