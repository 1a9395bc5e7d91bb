"""Replays what a solver found: written down, read again by both versions, answered by the reference."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import TypeVar

from engine.analysis.diff.in_force import first_day
from engine.analysis.diff.model import Finding, FindingKind
from engine.analysis.diff.renamed import Renaming
from engine.analysis.expected import Result
from engine.analysis.replaying import answers, read_again, smaller
from engine.analysis.written import written
from engine.backends.outcome import Award, Judgement
from engine.pack.case import Case, Instance, PeriodOf, rebuilt
from engine.pack.model import Pack
from engine.pack.periods import kind_of as period_kind
from engine.pack.periods import year
from engine.pack.rule import Limit
from engine.text.records import dataclass

PAYING = ("delegated", "unstated")
T = TypeVar("T")


@dataclass(frozen=True)
class Replay:
    """Two versions and the rule of each whose answers are compared; None: the version has no such rule."""

    old: Pack
    new: Pack
    before: str | None
    after: str | None
    called: Renaming = field(default_factory=Renaming)

    def finding(self, case: Case, wanted: Sequence[FindingKind]) -> Finding | None:
        """The case as a finding, if both versions can read it and their answers differ in a way that is wanted; made small."""
        if self._kind(case) not in wanted:
            return None
        case = self._smaller(case, wanted)
        found = self._answers(case)
        if found is None or (kind := kind_of(*found, owed=self._owed)) not in wanted:
            return None
        assert kind is not None
        case = replace(case, name=kind)
        text, read = self._file(case, self.new if self.after is not None else self.old)
        shown = Finding(kind, read, text, *found, retroactive=self._retroactive(found))
        text_old, old = self._file(case, self.old) if self.before is not None else (text, read)
        return shown if text_old == text else replace(shown, old=old, text_old=text_old)

    def _file(self, case: Case, pack: Pack) -> tuple[str, Case]:
        """A case that was answered, as a file for one version, and as that version reads it."""
        text = written(self._put(case, pack))
        read = read_again(pack, text)
        assert read is not None
        return text, read

    @property
    def _owed(self) -> bool:
        return any(pack.rules[name].owed for pack, name in ((self.old, self.before), (self.new, self.after)) if name)

    def _kind(self, case: Case) -> FindingKind | None:
        found = self._answers(case)
        return None if found is None else kind_of(*found, owed=self._owed)

    def _answers(self, case: Case) -> tuple[Result | None, Result | None] | None:
        """What each version answers, of several claims to the first of which they differ; None if one cannot read the case."""
        found: list[tuple[Result, ...]] = []
        for pack, rule in ((self.old, self.before), (self.new, self.after)):
            if rule is None:
                found.append(())
                continue
            read = read_again(pack, written(self._put(case, pack)))
            if read is None:
                return None
            found.append(answers(pack, read, rule))
        pairs = list(_paired(*found))
        return next((pair for pair in pairs if kind_of(*pair, owed=self._owed)), pairs[0] if pairs else (None, None))

    def _put(self, case: Case, pack: Pack) -> Case:
        """A case as it is put to one version: in its words, without what only the other knows."""
        return fitted(self.called.case(case) if pack is self.old else case, pack)

    def _smaller(self, case: Case, wanted: Sequence[FindingKind]) -> Case:
        """Without what neither answer turns on, and no less certain for it."""
        found = self._answers(case)
        assert found is not None
        kind, verdicts = kind_of(*found, owed=self._owed), [_verdict(each) for each in found]

        def shows(tried: Case) -> bool:
            found = self._answers(tried)
            same = found is not None and [_verdict(each) for each in found] == verdicts
            return same and kind in wanted and found is not None and kind_of(*found, owed=self._owed) == kind

        return smaller(case, shows)

    def _retroactive(self, found: tuple[Result | None, Result | None]) -> bool:
        """Whether its law is of a day before the new version's first."""
        first = first_day(self.new)
        # Targets and duties are answered on any day: where both versions start on one, nothing reaches back.
        if all(isinstance(each, Judgement) and each.kind != "choose" for each in found) and first_day(self.old) == first:
            return False
        days = [each.law_at for each in found if each is not None and each.law_at is not None]
        return first is not None and bool(days) and min(days) < first


def _paired(before: Sequence[Result], after: Sequence[Result]) -> Iterator[tuple[Result | None, Result | None]]:
    """The answers of both versions to one claim after the other; a claim for a year is laid against one for a month."""
    if len(before) <= 1 and len(after) <= 1:
        yield next(iter(before), None), next(iter(after), None)
        return
    mine, its = ({(tuple(id for _, id in each.path), each.period): each for each in some} for some in (before, after))
    yield from ((mine.get(claim), its.get(claim)) for claim in dict.fromkeys((*mine, *its)))


def fitted(case: Case, pack: Pack) -> Case:
    """A case as it is put to one version: without what only the other knows."""
    keys = {name: {str(key) for limit in _counting(pack, name) for key in limit.key if key.fact} for name in pack.rules}
    keys |= {name: {str(key) for limit in _counting(pack, name) for key in limit.key if key.fact} for name in pack.other_benefits}
    history = None
    if case.history is not None:
        lines = [entry for entry in case.history if entry.rule in keys]
        history = tuple(
            replace(entry, facts=_of(entry.facts, keys[entry.rule]), period=_for(pack, entry.rule, entry.period))
            for entry in lines
        )
    periods = {each.period for each in pack.rules.values() if each.period}

    def stated(one: Instance) -> tuple[Instance, ...]:
        facts = _of(one.facts, {fact.name for fact in pack.facts_of(one.kind)})
        return (replace(one, facts=facts, children=_of(one.children, pack.subjects)),)

    return replace(
        case,
        periods=tuple(each for each in case.periods if not periods or period_kind(each) in periods),
        roots=rebuilt(case.roots, stated),
        claims=None if case.claims is None else tuple(each for each in case.claims if each.rule in pack.rules),
        history=history,
        decisions=tuple(each for each in case.decisions if each.rule in pack.rules),
        readings=_of(case.readings, pack.readings),
    )


def _for(pack: Pack, name: str, period: PeriodOf | None) -> PeriodOf | None:
    """The period of a line of history as its rule counts it: of a month its year; of a year no month is known."""
    rule = pack.rules.get(name)
    if rule is None or period is None or rule.period == period_kind(period):
        return period
    return year(period.start.year) if rule.period == "year" else None


def _of(values: Mapping[str, T], names: Collection[str]) -> dict[str, T]:
    return {name: value for name, value in values.items() if name in names}


def _counting(pack: Pack, name: str) -> Iterator[Limit]:
    """The limits that count the claims of a rule or another benefit."""
    return (limit for rule in pack.rules.values() for limit in rule.limits if name in limit.over)


def _verdict(result: Result | None) -> str:
    return "" if result is None else result.verdict


def kind_of(before: Result | None, after: Result | None, owed: bool = False) -> FindingKind | None:
    """In which way two answers differ; None: they do not."""
    if isinstance(before, Judgement) or isinstance(after, Judgement):
        return _of_judgements(before, after)
    if before is not None and after is not None and "unknown" in (before.verdict, after.verdict):
        if before.verdict == after.verdict:
            return None
        return "unknown_now" if after.verdict == "unknown" else "known_now"
    paid, pays = _pays(before), _pays(after)
    kind: FindingKind | None
    if paid != pays:
        kind = "newly_eligible" if pays else "no_longer"
    elif before is None or after is None:
        return None
    elif pays and _worth(before) != _worth(after):
        kind = "more" if _worth(after) > _worth(before) else "less"
    elif before.verdict != after.verdict or _detail(before) != _detail(after):
        kind = "other"
    else:
        return None
    turned: dict[FindingKind, FindingKind] = {
        "newly_eligible": "no_longer", "no_longer": "newly_eligible", "more": "less", "less": "more",
    }  # fmt: skip
    return turned.get(kind, kind) if owed else kind


def _of_judgements(before: Result | None, after: Result | None) -> FindingKind | None:
    if before is None or after is None:
        return "other_procedure"
    assert isinstance(before, Judgement) and isinstance(after, Judgement)
    if "unknown" in (before.verdict, after.verdict):
        if before.verdict == after.verdict:
            return None
        return "unknown_now" if after.verdict == "unknown" else "known_now"
    seen = [
        (each.verdict, each.result, each.gap, each.note, each.rate, each.late_days, each.next_due) for each in (before, after)
    ]
    return None if seen[0] == seen[1] else "other_procedure"


def _pays(award: Result | None) -> bool:
    if not isinstance(award, Award):
        return False
    return award.verdict in PAYING or (award.verdict in ("granted", "to_decide") and award.high != 0)


def _worth(award: Result) -> tuple[float, int, int]:
    assert isinstance(award, Award)
    return (float("inf") if award.high is None else award.high, award.low, award.floor or 0)


def _detail(award: Result) -> object:
    assert isinstance(award, Award)
    parts = [(part.low, part.due, part.state == "lost") for part in award.parts]
    return {name: paid for name, paid in award.paid_by.items() if paid}, parts if _pays(award) else []
