"""Whether two packs are two versions of one measure: one id, one number, or one says that it replaces the other."""

from __future__ import annotations

from engine.analysis.source.normal import normal
from engine.pack.model import Pack


def of_one_measure(old: Pack, new: Pack) -> bool:
    """A revision normally has a number of its own, and its pack perhaps another id; then `document.replaces` says whose it is."""
    number = _number(old)
    return old.id == new.id or bool(number and number == _number(new)) or _replaces(new, old) or _replaces(old, new)


def _replaces(later: Pack, earlier: Pack) -> bool:
    stated = later.document.get("replaces", "")
    return bool(stated) and (stated == earlier.id or normal(stated) == _number(earlier))


def _number(pack: Pack) -> str:
    return normal(pack.document.get("number", ""))
