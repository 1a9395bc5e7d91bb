"""On which days two versions are compared: from the first day of the new one, if it starts later than the old.

Before that day the old version goes on to apply, so that nothing changes; where the old one ends the day before, it is compared
as if it had gone on. Where the old one has no such end both say something of earlier days, and a difference there is a finding of
its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.analysis.diff.in_force import first_day, last_day
from engine.analysis.diff.model import Sides
from engine.backends.smt.days import Day, day_of, not_after
from engine.backends.smt.logic import Truth
from engine.backends.smt.question import Question
from engine.lang.ir import Literal
from engine.lang.types import DATE
from engine.pack.model import Pack
from engine.pack.terms import Formula, Label
from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The days compared. `since`: the first of them, None for all; `overlaps`: both versions are in force before it."""

    since: date | None = None
    overlaps: bool = False
    goes_on: bool = False  # the old version is taken as if it had not ended
    until: date | None = None  # and then ends when the new one does; None: without end

    def holds(self, question: Question) -> Truth:
        """Whether a claim's law is of one of the days compared."""
        law_at = question.answers[-1].law_at
        if self.since is None or not isinstance(law_at.term, Day):
            return True
        return not_after(day_of(self.since), law_at.term)

    def continued(self, old: Pack) -> Pack:
        """The old version as it is compared."""
        if not self.goes_on or old.in_force is None:
            return old
        until = None if self.until is None else Formula(None, Literal(self.until, DATE), old.in_force.place)
        return replace(old, in_force=replace(old.in_force, until=until))

    @property
    def assumptions(self) -> tuple[Label, ...]:
        """What a reader is to know of it."""
        if self.since is None:
            return ()
        zh, en = f"只比较适用{self.since}起的法的申领", f"only claims under the law of {self.since} or later are compared"
        if self.goes_on:
            zh, en = f"{zh}；旧版视为继续有效", f"{en}, the old version as if it had gone on"
        return (Label(zh, en),)


def span_of(sides: Sides) -> Span:
    """The days on which two versions are compared, under the readings they adopt."""
    first, since = first_day(sides.old), first_day(sides.new)
    if first is None or since is None or since <= first:
        return Span()
    last = last_day(sides.old)
    ended = last is not None and last < since
    return Span(since, overlaps=not ended, goes_on=ended, until=last_day(sides.new))
