"""What a new version means for an office's list, as plain data: money as yuan with two digits, places by row and column."""

from __future__ import annotations

from collections.abc import Iterable

from engine.analysis.diff.impact import Impact, Moved, Result, Sums, Total
from engine.analysis.population.table import masked
from engine.backends.outcome import Award
from engine.lang.quantities import decimal
from engine.text.diagnostics import Diagnostic
from engine.text.render import said


def impact_json(impact: Impact) -> dict[str, object]:
    """The whole layer; `left_out` says for each mistake in which cell it is, in both languages."""
    before, after = impact.sums()
    owed_before, owed_after = impact.sums(owed=True)
    return {
        "file": masked(impact.file),
        "changed": impact.changed,
        "counted": {
            "of": "cases" if impact.of_cases else "rows",
            "all": impact.rows,
            "counted": impact.counted,
            "left_out": impact.left_out,
            "cases": impact.cases,
            "claims": impact.claims,
        },
        "counts": dict(impact.counts),
        "paid": _both(before, after),
        "owed": _both(owed_before, owed_after),
        "totals": [_total(each) for each in impact.totals],
        "moved": [_moved(each) for each in impact.moved],
        "left_out": list(_found(impact.bad)),
        "assumptions": [{"zh": each.zh, "en": each.en} for each in impact.assumptions],
        "notes": list(_found(impact.notes)),
    }


def _both(before: Sums, after: Sums) -> dict[str, object]:
    return {
        "old": _sums(before),
        "new": _sums(after),
        "difference": {"certain": decimal(after.low - before.low), "possible": decimal(after.high - before.high)},
    }


def _sums(sums: Sums) -> dict[str, object]:
    return {"low": decimal(sums.low), "high": decimal(sums.high), "unknown": sums.unknown, "open": sums.open}


def _total(total: Total) -> dict[str, object]:
    return {
        "rule_old": total.rule_old,
        "rule_new": total.rule_new,
        "year": total.year,
        "owed": total.owed,
        "claims": total.claims,
        **_both(total.before, total.after),
        "counts": dict(total.counts),
    }


def _moved(moved: Moved) -> dict[str, object]:
    return {
        "kind": moved.kind,
        "rule_old": moved.rule_old,
        "rule_new": moved.rule_new,
        "subject": {kind: masked(id or "") for kind, id in moved.path},
        "year": moved.year,
        "period": moved.period,
        "as_of": moved.as_of.isoformat(),
        "owed": moved.owed,
        "old": _answer(moved.before),
        "new": _answer(moved.after),
        "difference": {"certain": decimal(moved.certain), "possible": decimal(moved.possible)},
        "where": masked(moved.where),
    }


def _answer(result: Result | None) -> dict[str, object] | None:
    match result:
        case None:
            return None
        case Award():
            high = None if result.high is None else decimal(result.high)
            return {"verdict": result.verdict, "low": decimal(result.low), "high": high}
        case _:
            return {"verdict": result.verdict, "result": result.result}


def _found(diagnostics: Iterable[Diagnostic]) -> Iterable[dict[str, object]]:
    for each in diagnostics:
        place = each.place
        yield {
            "code": each.code,
            "where": masked(place.source.name) if place else "",
            "row": place.line if place else None,
            "column": place.column if place else None,
            "zh": said(each, "zh")[0],
            "en": said(each, "en")[0],
        }
