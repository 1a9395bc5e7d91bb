"""Coverage as JSON: every point, every way, the cases that reached it."""

from __future__ import annotations

from engine.analysis.coverage.measure import Coverage, Covered, Reached, Tally
from engine.analysis.coverage.provisions import by_provision
from engine.reports.coverage_words import NEVER


def coverage_json(found: Coverage) -> dict[str, object]:
    """All of it. `percent` is rounded down to a tenth; a way out of reach counts nowhere and says why."""
    return {
        "pack": {"id": found.pack.id, "version": found.pack.version, "digest": found.pack.digest},
        "cases": len(found.cases),
        **_tally(found.tally),
        "kinds": {kind: _tally(each) for kind, each in found.kinds},
        "provisions": [
            {"cite": each.provision.cite, "rules": list(each.rules), "cases": list(each.cases), **_tally(each.tally)}
            for each in by_provision(found)
        ],
        "points": [_point(each) for each in found.points],
    }


def _tally(tally: Tally) -> dict[str, object]:
    tenths = tally.share.numerator * 1000 // tally.share.denominator
    return {"reached": tally.reached, "of": tally.of, "out_of_reach": tally.never, "percent": tenths / 10}


def _point(covered: Covered) -> dict[str, object]:
    point = covered.point
    return {
        "kind": point.kind,
        "rule": point.rule or None,
        "text": point.text,
        "label": {"zh": point.label.say("zh"), "en": point.label.say("en")},
        "cite": point.cite,
        "line": point.place.line if point.place else None,
        "outcomes": [_way(each) for each in covered.ways],
    }


def _way(each: Reached) -> dict[str, object]:
    said: dict[str, object] = {"outcome": each.way.name, "cases": list(each.cases)}
    if each.way.never and not each.cases:
        zh, en = NEVER[each.way.never]
        said["out_of_reach"] = {"reason": each.way.never, "zh": each.way.because or zh, "en": each.way.because or en}
    return said
