"""Both versions on the days of one list: what a revision costs is seen where the list's applications are judged by either.

A list is of the past, and a new version mostly begins after it: it is taken as if it had begun with the old one, and an old one
that ends before the new one begins as if it had gone on. Where only the last day is another, that is a change like others.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.analysis.diff.in_force import first_day, last_day
from engine.analysis.diff.model import Sides
from engine.lang.ir import Literal
from engine.lang.types import DATE
from engine.pack.model import Pack
from engine.pack.terms import Formula, Label


def on_one_footing(sides: Sides) -> tuple[Sides, tuple[Label, ...]]:
    """The two versions as they are put to a list, and what a reader is to know of it."""
    began, begins, ended = first_day(sides.old), first_day(sides.new), last_day(sides.old)
    if began is None or begins is None or begins <= began:
        return sides, ()
    old, new = sides.old, _from(sides.new, began)
    zh = f"新版本{begins}起施行，名单按它自{began}起施行计算"
    en = f"the new version begins on {begins}; for the list it is taken from {began} on"
    if ended is not None and ended < begins:
        old = _until(old, last_day(sides.new))
        zh, en = f"{zh}；旧版本视为继续有效", f"{en}, and the old one as if it had gone on"
    return replace(sides, old=old, new=new), (Label(zh, en),)


def _from(pack: Pack, day: date) -> Pack:
    assert pack.in_force is not None
    return replace(pack, in_force=replace(pack.in_force, since=_formula(pack, day)))


def _until(pack: Pack, day: date | None) -> Pack:
    assert pack.in_force is not None
    return replace(pack, in_force=replace(pack.in_force, until=None if day is None else _formula(pack, day)))


def _formula(pack: Pack, day: date) -> Formula:
    assert pack.in_force is not None
    return Formula(None, Literal(day, DATE), pack.in_force.place)
