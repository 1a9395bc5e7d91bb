"""A case under a pack and a choice of readings: all that one evaluation rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from engine.backends.outcome import Award
from engine.backends.reference.awards import work_out
from engine.backends.reference.claims import Claim, Counted, entries_of
from engine.backends.reference.context import Context
from engine.backends.reference.limits import INFINITE, Earlier
from engine.backends.reference.trace import Overlay
from engine.pack.case import Case, Decision, Entry, Path
from engine.pack.model import Pack
from engine.text.records import dataclass


@dataclass(frozen=True)
class World:
    """A case under a pack and a choice of readings, with values tried for what is missing."""

    pack: Pack
    case: Case
    chosen: Mapping[str, str]
    overlay: Overlay = field(default_factory=Overlay)

    def context(self, claim: Claim | None) -> Context:
        """What is known while a claim is worked out; None: outside any claim."""
        if claim is None:
            return Context(self.pack, self.case, self.chosen, ())
        past: dict[bool | None, list[Entry]] = {True: [], None: [], False: []}
        for entry in self.case.history or ():
            past[entry.rule == claim.rule.name and _same_path(claim.path, entry.path)].append(entry)
        return Context(
            self.pack,
            self.case,
            self.chosen,
            claim.line,
            claim.period,
            past=None if self.case.history is None else tuple(past[True]),
            perhaps_past=tuple(past[None]),
            overlay=self.overlay,
        )

    def decision(self, claim: Claim) -> Decision | None:
        """The officer's amount for a claim."""
        for decision in self.case.decisions:
            right_period = decision.period is None or (claim.period is not None and decision.period.label == claim.period.label)
            if decision.rule == claim.rule.name and decision.path == claim.path and right_period:
                return decision
        return None

    def before(self) -> Earlier:
        """What was paid before this case."""
        return Earlier(entries_of(self.pack, self.case.history or ()), self.case.history is not None)

    def award(self, claim: Claim, earlier: Earlier) -> tuple[Award, Counted | None]:
        if (at := claim.unlisted_at) is not None:
            return self._award_of_unlisted(claim, at, earlier)
        return work_out(self.context(claim), claim, earlier, self.decision(claim))

    def _award_of_unlisted(self, claim: Claim, at: int, earlier: Earlier) -> tuple[Award, Counted | None]:
        """What any number of claims may take, of which one would take this; what they take where a list has been tried."""
        tried = self.overlay.children.get((claim.path[:at], claim.line[at].kind))
        if tried and at == len(claim.line) - 1:
            claim = replace(claim, line=(*claim.line[:-1], tried[0]))
        award, one = work_out(self.context(claim), claim, earlier, self.decision(claim))
        if one is None or tried == ():
            return award, None
        low, times_low = (INFINITE if least else 0 for least in (one.low, one.times_low))
        high = None if one.high != 0 else 0
        one = replace(one, low=low, high=high, claims=INFINITE, times_low=times_low, times_high=INFINITE)
        if tried is None:
            one = replace(one, low=0, times_low=0, certain=False, closed=dict.fromkeys(one.closed, False))
        return award, one


def _same_path(mine: Path, its: Path) -> bool | None:
    """Whether two paths are one; None where an id is not stated and no other differs."""
    pairs = [None if id is None else own == id for (_, own), (_, id) in zip(mine, its, strict=False)]
    return False if False in pairs else None if None in pairs else True
