"""What somebody looked at and declared out of reach: `# lint: ignore V101 why` in the pack, or an entry of its `ignore:`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.analysis.coverage.measure import Coverage, Covered
from engine.analysis.lint.ignores import Ignores, ignores_in
from engine.pack.document import Node
from engine.text.diagnostics import Diagnostic

CODE = "V101"


def with_declared(found: Coverage, root: Node) -> Coverage:
    """The same, with ways that no case reaches marked as declared, each with its reason; what is reached stays reached."""
    ignores = ignores_in(root)
    return replace(found, points=tuple(_declared(each, _reason(each, ignores)) for each in found.points))


def _reason(covered: Covered, ignores: Ignores) -> str:
    finding = Diagnostic(CODE, covered.point.place)
    return next((each.reason for each in ignores.entries if each.holds(finding)), "")


def _declared(covered: Covered, reason: str) -> Covered:
    if not reason:
        return covered
    ways = [
        each if each.cases or each.way.never else replace(each, way=replace(each.way, never="declared", because=reason))
        for each in covered.ways
    ]
    return replace(covered, ways=tuple(ways))


def unreached(found: Coverage) -> Iterator[tuple[Covered, list[str]]]:
    """Each point that is not wholly reached, with the ways that are missing."""
    for covered in found.points:
        if missing := [each.way.name for each in covered.ways if not each.cases and not each.way.never]:
            yield covered, missing
