"""The days on which a version of a pack is in force, under the readings it adopts."""

from __future__ import annotations

from datetime import date

from engine.backends.reference.context import OPEN_END, Context
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.terms import Formula

NOWHERE = Case("", None, date(2000, 1, 1), (), {}, None, None, (), {}, None, "", "", (), "")


def first_day(pack: Pack) -> date | None:
    """The first day; None: not known."""
    return None if pack.in_force is None else _day(pack, pack.in_force.since)


def last_day(pack: Pack) -> date | None:
    """The last day; None: without end, or not known."""
    return None if pack.in_force is None else _day(pack, pack.in_force.until)


def _day(pack: Pack, formula: Formula | None) -> date | None:
    day = None if formula is None else Context(pack, NOWHERE, {}, ()).value(formula)
    return day if isinstance(day, date) and day != OPEN_END else None
